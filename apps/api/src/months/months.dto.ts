import { ApiProperty } from '@nestjs/swagger';
import { MONTH_STATES, MONTH_TASKS, type MonthState } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MoneyField,
  MonthField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';
import { PERIOD_ACTIONS } from '../ledger/ledger-periods.service';

export class MonthQuery {
  @IdField({
    optional: true,
    description: '上级主管查看下级局的账期 whose month: a bureau below the supervisor’s own',
  })
  bureauId?: string;
}

export class MonthsQuery extends PageQuery {
  @IdField({ optional: true, description: '上级主管查看下级局的账期 whose months' })
  bureauId?: string;
  @WordField(MONTH_STATES, { optional: true })
  state?: MonthState;
  @WordField(['me'], {
    optional: true,
    description: '他人申请重新开启、待我同意的 another asks that they be reopened, and I may agree',
  })
  awaiting?: 'me';
}

export class ReopenRequest {
  @TextField({ max: 500, description: '为什么要重新开启 why', example: '漏记一张十月的账单。' })
  reason!: string;
  @InstantField({
    optional: true,
    description:
      '同意的是哪一时刻提出的申请；null 为没有看到申请；不填不核对 when what one agrees to was asked; null where ' +
      'none was seen, left out where that is not checked',
  })
  agreesTo?: string | null;
}

export class DropReopening {
  @TextField({ max: 500, description: '为什么撤回或不同意 why', example: '改在十一月记差额。' })
  reason!: string;
  @InstantField({
    optional: true,
    description:
      '撤回或不同意的是哪一时刻提出的申请；不填不核对 when what is dropped was asked; left out where that is not checked',
  })
  seen?: string | null;
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
  @WordField(PERIOD_ACTIONS)
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

export class MonthListedAnswer {
  @MonthField()
  month!: string;
  @WordField(MONTH_STATES)
  state!: MonthState;
  @ApiProperty({
    type: MonthEventAnswer,
    nullable: true,
    description: '待另一人同意 waits for another to agree',
  })
  reopening!: MonthEventAnswer | null;
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

const SEEN = '5b1f1f8e6c0d4a0f9d3f0b6f0f3f8a1c2d4e6f708192a3b4c5d6e7f8091a2b3c';

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

export class CarryOverRequest {
  @CodeField({
    ...{ optional: true, example: SEEN },
    description:
      '试算时的 seen：与现在不同的，不办理；不填不核对 the foreseen `seen`: where the rows are others by now, ' +
      'nothing is done; left out where that is not checked',
  })
  seen?: string | null;
}

/** What carrying the year over would do now. */
export class CarryOverForeseenAnswer extends CarryOverAnswer {
  @CodeField({
    example: SEEN,
    description: '以上各行的摘要，办理时带回 a digest of these rows, to be sent with the deed',
  })
  seen!: string;
  @AnswerRows(() => FindingAnswer, { description: '还不能结转的原因 what stands against it' })
  findings!: Record<string, unknown>[];
}
