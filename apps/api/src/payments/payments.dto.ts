import { ApiProperty } from '@nestjs/swagger';
import { PAYMENT_STATUSES, type PaymentStatus } from '@songbai/billing';
import {
  AnswerRows,
  CodeField,
  DayField,
  IdField,
  IdsField,
  InstantField,
  MoneyField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';

/** A unit pays its share itself, or the bureau pays and is reimbursed (归垫). */
export const SETTLEMENT_WAYS = ['direct', 'reimbursed'] as const;
export type SettlementWay = (typeof SETTLEMENT_WAYS)[number];

export class PaymentQuery extends PageQuery {
  @WordField(PAYMENT_STATUSES, { optional: true })
  status?: PaymentStatus;
  @IdField({ optional: true })
  billId?: string;
}

export class NewPayment {
  @IdsField({ max: 200 })
  billIds!: string[];
  @WordField(SETTLEMENT_WAYS, {
    optional: true,
    description: '单位份额的结算方式 how units settle',
    example: 'reimbursed',
  })
  settlement?: SettlementWay | null;
}

export class PaymentProof {
  @DayField()
  paidOn!: string;
  @TextField({ max: 100, example: '国库支付 2026-11-0001' })
  reference!: string;
}

export class FailureReason {
  @TextField({ max: 1000, example: '收款账号有误，被退回。' })
  reason!: string;
  @WordField(PAYMENT_STATUSES, {
    optional: true,
    description: '登记人所见的状态；其间有变则不登记 the status that was seen; refused where it has moved on',
  })
  seenStatus?: PaymentStatus | null;
}

export class PaymentFundAnswer {
  @IdField()
  fundId!: string;
  @MoneyField()
  amount!: string;
}

export class PaymentRowAnswer {
  @IdField()
  billId!: string;
  @CodeField({ example: 'HT2026-001-202610-1' })
  billNumber!: string;
  @IdField({ description: '老干部局或单位 the bureau, or the unit' })
  payer!: string;
  @TextField({ max: 200, example: '松鹤居家服务社' })
  payee!: string;
  @TextField({ max: 200, example: '中国农业银行' })
  bank!: string;
  @TextField({
    max: 64,
    description:
      '财务以外只见末四位；审批人打开本笔支付时见全部，并留记录 ' +
      'masked but for finance; the approver who opens the payment sees it whole, which is on record',
    example: '***************0002',
  })
  bankAccount!: string;
  @MoneyField()
  amount!: string;
  @AnswerRows(() => PaymentFundAnswer)
  funds!: PaymentFundAnswer[];
  @WordField(SETTLEMENT_WAYS)
  settlement!: SettlementWay;
}

export class PaymentAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'FK-20261102-3F9A2C' })
  number!: string;
  @WordField(PAYMENT_STATUSES)
  status!: PaymentStatus;
  @AnswerRows(() => PaymentRowAnswer)
  rows!: PaymentRowAnswer[];
  @MoneyField()
  total!: string;
  @PersonField({ example: 'finance' })
  preparedBy!: string;
  @PersonNameField({ example: '黄会计' })
  preparedByName?: string;
  @InstantField()
  preparedAt!: string;
  @PersonField({ optional: true, example: 'approver' })
  releasedBy!: string | null;
  @PersonNameField({ optional: true, example: '陈科长' })
  releasedByName?: string | null;
  @InstantField({ optional: true })
  releasedAt!: string | null;
  @PersonField({ optional: true, example: 'finance' })
  confirmedBy!: string | null;
  @PersonNameField({ optional: true, example: '黄会计' })
  confirmedByName?: string | null;
  @InstantField({ optional: true })
  confirmedAt!: string | null;
  @DayField({ optional: true })
  paidOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  reference!: string | null;
  @PersonField({ optional: true, example: 'finance' })
  failedBy!: string | null;
  @PersonNameField({ optional: true, example: '黄会计' })
  failedByName?: string | null;
  @InstantField({ optional: true })
  failedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  failReason!: string | null;
  @AnswerRows(() => FindingAnswer, {
    description:
      '收款账户在上次付款以后变更过的，逐项说明（P20），变更人不能放行（P21）；账单以前付过、登记为退回的，说明何时由谁登记（P24） ' +
      'P20 for each account changed since its payee was last paid; who changed it does not release (P21); ' +
      'P24 for each bill paid before whose money was said to have come back',
  })
  findings!: object[];
}
