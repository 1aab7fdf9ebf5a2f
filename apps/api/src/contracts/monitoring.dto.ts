import { ApiProperty } from '@nestjs/swagger';
import { VISIT_STATUSES } from '@songbai/contracts';
import {
  AnswerRows,
  IntegerField,
  MoneyField,
  MonthField,
  SignedMoneyField,
  WordField,
} from '../http/fields';

export class ContractMonthAnswer {
  @MonthField()
  month!: string;
  @SignedMoneyField({ description: '当月新增占用 what was committed in this month, net', example: '1200.00' })
  committed!: string;
  @SignedMoneyField({ description: '当月列支 what was expended in this month', example: '900.00' })
  expended!: string;
}

export class VisitCountAnswer {
  @WordField(VISIT_STATUSES, { example: 'missed' })
  status!: string;
  @IntegerField({ min: 0, max: 1_000_000_000, example: 3 })
  count!: number;
}

export class LevelCountAnswer {
  @IntegerField({ min: 1, max: 5, example: 4 })
  level!: number;
  @IntegerField({ min: 0, max: 1_000_000_000, example: 12 })
  count!: number;
}

/** How a contract is going: money by month, visits by state, ratings by level. */
export class ContractMonitoringAnswer {
  @MoneyField({ example: '80000.00' })
  ceiling!: string;
  @MoneyField({ description: '占用合计 open reservations and what was expended', example: '30000.00' })
  committed!: string;
  @IntegerField({ min: -100_000, max: 100_000, description: '距到期天数 days to its end', example: 39 })
  daysLeft!: number;
  @AnswerRows(() => ContractMonthAnswer)
  months!: ContractMonthAnswer[];
  @AnswerRows(() => VisitCountAnswer)
  visits!: VisitCountAnswer[];
  @ApiProperty({
    type: [LevelCountAnswer],
    description: '代填的不计 those filled in by workers do not count',
  })
  ratings!: LevelCountAnswer[];
}
