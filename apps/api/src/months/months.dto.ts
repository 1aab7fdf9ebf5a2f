import { ApiProperty } from '@nestjs/swagger';
import { MONTH_STATES, MONTH_TASKS, type MonthState } from '@songbai/contracts';
import {
  AnswerRows,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MoneyField,
  MonthField,
  TextField,
  WordField,
} from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';

export class MonthQuery {
  @IdField({
    optional: true,
    description: '上级主管查看下级局的账期 whose month: a bureau below the supervisor’s own',
  })
  bureauId?: string;
}

export class ReopenRequest {
  @TextField({ max: 500, description: '为什么要重新开启 why', example: '漏记一张十月的账单。' })
  reason!: string;
}

export class MonthTaskAnswer {
  @WordField(MONTH_TASKS)
  task!: string;
  @TextField({ max: 100, example: '核定账单' })
  title!: string;
  @IntegerField({ min: 0, max: 1_000_000_000 })
  count!: number;
  @FlagField({ description: '做完才能结账 whether it stands against closing' })
  blocking!: boolean;
  @FlagField()
  done!: boolean;
}

export class MonthTotalsAnswer {
  @MoneyField()
  allotted!: string;
  @MoneyField()
  reserved!: string;
  @MoneyField()
  released!: string;
  @MoneyField()
  expended!: string;
  @MoneyField()
  paid!: string;
  @IntegerField({ min: 0, max: 1_000_000_000 })
  postings!: number;
}

export class MonthEventAnswer {
  @WordField(['soft', 'close', 'ask-reopen', 'reopen'])
  action!: string;
  @PersonField({ example: 'finance' })
  by!: string;
  @PersonNameField({ example: '黄会计' })
  byName?: string;
  @InstantField()
  at!: string;
  @TextField({ max: 500, optional: true })
  reason!: string | null;
}

export class MonthAnswer {
  @MonthField()
  month!: string;
  @WordField(MONTH_STATES)
  state!: MonthState;
  @AnswerRows(() => MonthTaskAnswer)
  tasks!: MonthTaskAnswer[];
  @AnswerRows(() => FindingAnswer)
  blockers!: Record<string, unknown>[];
  @ApiProperty({
    type: MonthTotalsAnswer,
    description: '本账期的分录合计 sums of the postings of this month',
  })
  totals!: MonthTotalsAnswer;
  @AnswerRows(() => MonthEventAnswer)
  events!: MonthEventAnswer[];
  @ApiProperty({
    type: MonthEventAnswer,
    nullable: true,
    description: '待另一人同意 waits for another to agree',
  })
  reopening!: MonthEventAnswer | null;
}

export class CarriedAnswer {
  @TextField({ max: 64, example: 'GZ-BUY' })
  fund!: string;
  @TextField({ max: 64, optional: true, example: 'GZ-BUY-2027' })
  into!: string | null;
  @IntegerField({ min: 1900, max: 2200, description: '最初下达的年度 in which it was first allotted' })
  originYear!: number;
  @MoneyField()
  amount!: string;
}

export class CarryOverAnswer {
  @TextField({ max: 4, example: '2026' })
  year!: string;
  @AnswerRows(() => CarriedAnswer)
  carried!: CarriedAnswer[];
  @AnswerRows(() => CarriedAnswer, {
    description: '连续两年未用完，收回 unused two years running',
  })
  lapsed!: CarriedAnswer[];
}

/** What carrying the year over would do now. */
export class CarryOverForeseenAnswer extends CarryOverAnswer {
  @AnswerRows(() => FindingAnswer, { description: '还不能结转的原因 what stands against it' })
  findings!: Record<string, unknown>[];
}
