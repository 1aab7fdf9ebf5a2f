import { ApiProperty } from '@nestjs/swagger';
import { ADJUSTMENT_KINDS, type AdjustmentKind, BILL_STATUSES, type BillStatus } from '@songbai/billing';
import { BILL_KINDS, type BillKind } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  DayField,
  IdField,
  InstantField,
  IntegerField,
  MoneyField,
  MonthField,
  QuantityField,
  SignedMoneyField,
  TextField,
  WordField,
} from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';

export class BillLineAnswer {
  @IntegerField({ min: 0, max: 1_000_000 })
  line!: number;
  @CodeField({ example: 'JL000001' })
  visitNumber!: string;
  @CodeField({ example: 'LC01' })
  itemCode!: string;
  @QuantityField()
  quantity!: string;
  @MoneyField()
  unitPrice!: string;
  @MoneyField()
  amount!: string;
  @QuantityField()
  approvedQuantity!: string;
  @MoneyField()
  approvedPrice!: string;
  @MoneyField()
  approvedAmount!: string;
  @ApiProperty({ type: [String], example: ['I07'] })
  codes!: string[];
  @ApiProperty({ type: [FindingAnswer] })
  findings!: object[];
}

export class BillShareAnswer {
  @IdField()
  fundId!: string;
  @IdField({ description: '老干部局或单位 the bureau, or the unit' })
  payer!: string;
  @MoneyField()
  amount!: string;
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

export class AppealAnswerRow {
  @IntegerField({ min: 0, max: 1_000_000 })
  line!: number;
  @TextField({ max: 1000 })
  reason!: string;
  @TextField({ max: 1000, optional: true })
  evidence!: string | null;
  @InstantField()
  at!: string;
  @WordField(['upheld', 'rejected', 'withdrawn'], { optional: true })
  answer!: string | null;
  @TextField({ max: 1000, optional: true })
  answerReason!: string | null;
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
  @ApiProperty({ type: [String], example: ['T01'] })
  codes!: string[];
  @ApiProperty({ type: [FindingAnswer] })
  findings!: object[];
  @ApiProperty({
    type: BillOutcomesAnswer,
    nullable: true,
    description: '未核定且未试算时为空 null where nothing is decided or foreseen',
  })
  outcomes!: BillOutcomesAnswer | null;
  @AnswerRows(() => BillLineAnswer)
  lines!: BillLineAnswer[];
  @AnswerRows(() => BillShareAnswer)
  shares!: BillShareAnswer[];
  @AnswerRows(() => AdjustmentAnswer)
  adjustments!: AdjustmentAnswer[];
  @AnswerRows(() => AppealAnswerRow)
  appeals!: AppealAnswerRow[];
  @ApiProperty({ type: InvoiceAnswer, nullable: true })
  invoice!: InvoiceAnswer | null;
  @PersonField({ optional: true, example: 'finance' })
  adjudicatedBy!: string | null;
  @PersonNameField({ optional: true, example: '黄会计' })
  adjudicatedByName?: string | null;
  @PersonField({ optional: true, example: 'approver' })
  approvedBy!: string | null;
  @PersonNameField({ optional: true, example: '陈科长' })
  approvedByName?: string | null;
  @TextField({ max: 1000, optional: true })
  returnReason!: string | null;
}
