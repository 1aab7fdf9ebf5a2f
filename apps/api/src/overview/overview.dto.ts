import { ApiProperty } from '@nestjs/swagger';
import { FUND_TYPES, type FundType } from '@songbai/contracts';
import {
  AnswerRows,
  IdField,
  InstantField,
  IntegerField,
  MoneyField,
  MonthField,
  SignedMoneyField,
  TextField,
  WordField,
} from '../http/fields';
import { LIST_NAMES, type ListName, MOST_COUNTED } from '../worklists/worklist-views';

const MOST = 1_000_000_000;

export class OverviewQuery {
  @MonthField({ optional: true, description: '缺省为上月 the month before this one if left out' })
  month?: string;
}

/** What a month comes to. Claims and cuts are of the bills that are adjudicated; the others are counted apart. */
export class MonthFiguresAnswer {
  @MonthField()
  month!: string;
  @SignedMoneyField({ description: '记入本账期的列支 posted as expended in this month' })
  expended!: string;
  @SignedMoneyField({ description: '记入本账期的支付 posted as paid in this month' })
  paid!: string;
  @MoneyField({ description: '已核定账单的申报总额 what the heads of adjudicated bills declare' })
  declared!: string;
  @MoneyField({ description: '已核定账单的明细合计 claimed by the lines of adjudicated bills' })
  claimed!: string;
  @MoneyField()
  approved!: string;
  @MoneyField({ description: '核减 claimed and not approved' })
  cut!: string;
  @IntegerField({ min: 0, max: MOST, description: '已提交未核定的账单 bills that wait for adjudication' })
  undecidedBills!: number;
  @MoneyField({ description: '其明细合计 what their lines claim' })
  undecided!: string;
  @MoneyField({ description: '其申报总额 what their heads declare' })
  undecidedDeclared!: string;
  @IntegerField({
    min: 0,
    max: MOST,
    description:
      '以上账单中，申报总额与明细合计不符的 of all these, whose declared total is not the sum of its lines',
  })
  misstatedBills!: number;
  @IntegerField({ min: 0, max: MOST, description: '已核实的服务 visits found in order' })
  visits!: number;
  @IntegerField({ min: 0, max: MOST, description: '其中服务了几人 whom they served' })
  cadres!: number;
  @IntegerField({ min: 0, max: MOST, description: '其中补录的 entered afterwards' })
  manualVisits!: number;
  @IntegerField({ min: 0, max: MOST, description: '计入的评价 ratings that count' })
  ratings!: number;
  @IntegerField({ min: 0, max: MOST, description: '其中不满意的 of them not content' })
  badRatings!: number;
}

export class FundTypeAnswer {
  @WordField(FUND_TYPES)
  type!: FundType;
  @IntegerField({ min: 0, max: MOST })
  funds!: number;
  @MoneyField()
  allotted!: string;
  @MoneyField()
  reserved!: string;
  @MoneyField()
  expended!: string;
  @SignedMoneyField()
  available!: string;
}

export class ProviderFiguresAnswer {
  @IdField()
  providerId!: string;
  @IntegerField({ min: 0, max: MOST })
  bills!: number;
  @MoneyField({ description: '已核定账单的明细合计 claimed by the lines of adjudicated bills' })
  claimed!: string;
  @MoneyField()
  approved!: string;
  @MoneyField()
  cut!: string;
  @MoneyField({ description: '待核定账单的明细合计 claimed by lines and not adjudicated yet' })
  undecided!: string;
}

export class CutAnswer {
  @TextField({
    max: 10,
    optional: true,
    description: '核减的首个代码 the first code of the line',
    example: 'B03',
  })
  code!: string | null;
  @IntegerField({ min: 0, max: MOST })
  lines!: number;
  @MoneyField()
  amount!: string;
}

export class ExceptionAnswer {
  @WordField(LIST_NAMES, { example: 'visits-held' })
  name!: ListName;
  @IntegerField({ min: 0, max: MOST_COUNTED, example: 3, description: '至多数到 1000 counted up to 1000' })
  count!: number;
  @TextField({ max: 300, description: '列表的查询条件 the query of the list', example: 'status=held' })
  query!: string;
}

/** A bureau's month on one page; of a supervisor, the bureaus below as well. */
export class OverviewAnswer {
  @InstantField({ description: '取数时间 when these numbers were read' })
  at!: string;
  @ApiProperty({ type: MonthFiguresAnswer })
  now!: MonthFiguresAnswer;
  @ApiProperty({ type: MonthFiguresAnswer, description: '上月 the month before' })
  monthBefore!: MonthFiguresAnswer;
  @ApiProperty({ type: MonthFiguresAnswer, description: '去年同月 the same month of the year before' })
  yearBefore!: MonthFiguresAnswer;
  @AnswerRows(() => ExceptionAnswer)
  exceptions!: ExceptionAnswer[];
  @ApiProperty({ type: [FundTypeAnswer], description: '该年度的经费 the funds of that year' })
  funds!: FundTypeAnswer[];
  @ApiProperty({ type: [ProviderFiguresAnswer] })
  providers!: ProviderFiguresAnswer[];
  @ApiProperty({ type: [CutAnswer] })
  cuts!: CutAnswer[];
}
