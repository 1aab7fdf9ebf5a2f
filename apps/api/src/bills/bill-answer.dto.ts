import { ApiProperty } from '@nestjs/swagger';
import { ADJUSTMENT_KINDS, type AdjustmentKind, BILL_STATUSES, type BillStatus } from '@songbai/billing';
import { BILL_KINDS, type BillKind } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MoneyField,
  MonthField,
  SignedMoneyField,
  TextField,
  WordField,
} from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';
import { AppealAnswerRow } from './appeal-answer.dto';
import { BillLineAnswer, BillShareAnswer } from './bill-line-answer.dto';

/** A finding of a bill that was settled since: by whom, when, and for whom where staff did it. */
export class SettledAnswer {
  @CodeField({ example: 'I14' })
  code!: string;
  @PersonField({ example: 'manager' })
  by!: string;
  @PersonNameField({ example: '刘主任' })
  byName?: string;
  @InstantField()
  at!: string;
  @TextField({ max: 100, optional: true })
  onBehalfOf!: string | null;
}

/** Who was served when and by whom, of a visit that a line names and the caller may see. */
export class BillVisitAnswer {
  @CodeField({ example: 'JL000001' })
  number!: string;
  @IdField()
  visitId!: string;
  @IdField()
  cadreId!: string;
  @TextField({ max: 100, example: '周忠仙' })
  cadreName!: string;
  @IdField({ optional: true })
  workerId!: string | null;
  @TextField({ max: 100, optional: true, example: '林秀英' })
  workerName!: string | null;
  @CodeField({ example: 'LC01' })
  itemCode!: string;
  @DayField()
  day!: string;
  @InstantField({ optional: true })
  startedAt!: string | null;
  @InstantField({ optional: true })
  endedAt!: string | null;
}

export class AdjustmentAnswer {
  @IdField()
  id!: string;
  @WordField(ADJUSTMENT_KINDS)
  kind!: AdjustmentKind;
  @SignedMoneyField({ description: '扣减、追回为负 negative where it takes back' })
  amount!: string;
  @TextField({ max: 500 })
  clause!: string;
  @TextField({ max: 1000, optional: true })
  evidence!: string | null;
  @WordField(['returned', 'deducted'], { optional: true })
  manner!: 'returned' | 'deducted' | null;
  @MonthField({ description: '记账账期 the month it was posted into' })
  period!: string;
  @PersonField({ example: 'finance' })
  by!: string;
  @PersonNameField({ example: '黄会计' })
  byName?: string;
  @InstantField()
  at!: string;
}

export class InvoiceAnswer {
  @CodeField({ example: '26352000000012345678' })
  number!: string;
  @DayField()
  issuedOn!: string;
  @CodeField()
  buyerCode!: string;
  @CodeField()
  sellerCode!: string;
  @MoneyField()
  total!: string;
  @TextField({ max: 200, optional: true })
  file!: string | null;
}

/** How many lines became what. Before the bill is adjudicated: as the rules foresee it, where that is asked for. */
export class BillOutcomesAnswer {
  @IntegerField({ min: 0, max: 1_000_000 })
  refused!: number;
  @IntegerField({ min: 0, max: 1_000_000 })
  cut!: number;
  @IntegerField({ min: 0, max: 1_000_000, description: '足额而有提示 paid in full, with a note' })
  noted!: number;
  @IntegerField({ min: 0, max: 1_000_000 })
  agreed!: number;
}

export class BillAnswer {
  @IdField({ optional: true, description: '预览时为空 null in a preview' })
  id!: string | null;
  @CodeField({ example: 'HT2026-001-202610-1' })
  number!: string;
  @IdField()
  contractId!: string;
  @IdField()
  providerId!: string;
  @MonthField()
  month!: string;
  @WordField(BILL_KINDS)
  kind!: BillKind;
  @WordField(BILL_STATUSES)
  status!: BillStatus;
  @MoneyField()
  declared!: string;
  @MoneyField()
  claimed!: string;
  @MoneyField({ description: '各行核定之和 what was approved of the lines' })
  approved!: string;
  @MoneyField({
    description: '核定加减调整，发票与支付以此为准 approved with all adjustments: what is invoiced and paid',
  })
  payable!: string;
  @FlagField({
    description:
      '应付为零：审批后即办结，不开票、不付款 nothing is payable: with its approval it is done, ' +
      'without invoice and payment',
    example: false,
  })
  nothingDue!: boolean;
  @ApiProperty({ type: [String], example: ['T01'] })
  codes!: string[];
  @ApiProperty({ type: [FindingAnswer] })
  findings!: object[];
  @AnswerRows(() => SettledAnswer, {
    description: '已了结的问题：服务商确认核定金额，I14 即了结 I14 is settled by the provider’s confirmation',
  })
  settled!: SettledAnswer[];
  @ApiProperty({
    type: BillOutcomesAnswer,
    nullable: true,
    description: '未核定且未试算时为空 null where nothing is decided or foreseen',
  })
  outcomes!: BillOutcomesAnswer | null;
  @AnswerRows(() => BillLineAnswer)
  lines!: BillLineAnswer[];
  @AnswerRows(() => BillVisitAnswer, {
    required: false,
    description:
      '试算、预览时附各行的服务 the visits behind the lines; with what is foreseen and in a preview',
  })
  visits?: BillVisitAnswer[];
  @AnswerRows(() => BillShareAnswer)
  shares!: BillShareAnswer[];
  @AnswerRows(() => AdjustmentAnswer)
  adjustments!: AdjustmentAnswer[];
  @AnswerRows(() => AppealAnswerRow)
  appeals!: AppealAnswerRow[];
  @ApiProperty({ type: InvoiceAnswer, nullable: true })
  invoice!: InvoiceAnswer | null;
  @PersonField({ optional: true, example: 'manager' })
  submittedBy!: string | null;
  @PersonNameField({ optional: true, example: '刘主任' })
  submittedByName?: string | null;
  @TextField({ max: 100, optional: true, description: '代服务商提交的，代谁 for whom staff filed it' })
  submittedFor!: string | null;
  @InstantField({ optional: true })
  submittedAt!: string | null;
  @PersonField({ optional: true, example: 'finance' })
  adjudicatedBy!: string | null;
  @PersonNameField({ optional: true, example: '黄会计' })
  adjudicatedByName?: string | null;
  @InstantField({ optional: true })
  adjudicatedAt!: string | null;
  @PersonField({ optional: true, example: 'manager' })
  confirmedBy!: string | null;
  @PersonNameField({ optional: true, example: '刘主任' })
  confirmedByName?: string | null;
  @InstantField({ optional: true })
  confirmedAt!: string | null;
  @TextField({ max: 100, optional: true, description: '代服务商确认的，代谁 for whom staff confirmed it' })
  confirmedFor!: string | null;
  @TextField({ max: 1000, optional: true, description: '代确认的依据 what shows the provider’s word' })
  confirmedEvidence!: string | null;
  @PersonField({ optional: true, example: 'approver' })
  approvedBy!: string | null;
  @PersonNameField({ optional: true, example: '陈科长' })
  approvedByName?: string | null;
  @InstantField({ optional: true })
  approvedAt!: string | null;
  @TextField({ max: 1000, optional: true })
  returnReason!: string | null;
  @FlagField({
    optional: true,
    description:
      '状态为 returned 时：服务商自己撤回，不是老干部局退回 of a returned bill: its provider withdrew it, nobody sent it back',
  })
  isWithdrawn?: boolean;
  @PersonField({ optional: true, example: 'finance' })
  returnedBy!: string | null;
  @PersonNameField({ optional: true, example: '黄会计' })
  returnedByName?: string | null;
}
