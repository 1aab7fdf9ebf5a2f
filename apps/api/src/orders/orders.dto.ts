import { ApiProperty } from '@nestjs/swagger';
import { ORDER_CHANNELS, ORDER_STATUSES, type OrderChannel, type OrderStatus } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  DayField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  IntegerField,
  MoneyField,
  MonthField,
  PartField,
  QuantityField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';

export class OrdersQuery extends PageQuery {
  @TextField({
    max: 64,
    optional: true,
    description:
      '编号中的一部分，或老干部的姓名、拼音、编号 part of the number, or the cadre by name, pinyin or code',
  })
  query?: string;
  @TextField({ max: 64, optional: true })
  number?: string;
  @WordField(ORDER_STATUSES, { optional: true })
  status?: OrderStatus;
  @IdField({ optional: true })
  contractId?: string;
  @IdField({ optional: true })
  cadreId?: string;
  @IdField({ optional: true })
  providerId?: string;
  @MonthField({ optional: true, description: '服务期落在此月 days of the order within this month' })
  month?: string;
  @WordField(['me'], { optional: true, description: '待我方审批 waits for the approval of my party' })
  awaiting?: 'me';
  @WordField(['yes'], { optional: true, description: '服务商谢绝的 declined by the provider' })
  declined?: 'yes';
  @DayField({ optional: true, description: '自某日起终止的 ended since this day' })
  endedSince?: string;
  @DayField({ optional: true, description: '服务期到某日或之后 days last until this day or beyond' })
  endsFrom?: string;
}

/** What an order asks for. */
export class NewOrder {
  @IdField()
  cadreId!: string;
  @IdField()
  contractId!: string;
  @CodeField({ example: 'LC01' })
  itemCode!: string;
  @DayField({ example: '2026-11-01' })
  startsOn!: string;
  @DayField({ example: '2026-11-30' })
  endsOn!: string;
  @QuantityField({ some: true, example: '8.00' })
  quantity!: string;
  @IdsField({ max: 10, empty: true, description: '按先后列支 in the order in which they pay' })
  fundIds!: string[];
  @IdField({ optional: true, description: '需求依据 the need that the order rests on' })
  needId?: string | null;
  @WordField(ORDER_CHANNELS)
  channel!: OrderChannel;
  @TextField({
    max: 100,
    optional: true,
    description:
      '代谁下单，只作记录 for whom, where staff click: for the record, and nothing is decided by it',
    example: '干部长女',
  })
  onBehalfOf?: string | null;
  @TextField({ max: 1000, optional: true, example: '出院后需每周两次照料。' })
  note?: string | null;
}

export class OrderFundingAnswer {
  @IdField()
  fundId!: string;
  @MoneyField({ example: '280.00' })
  amount!: string;
}

const NOTES = '不妨碍审批，但请留意 said to who approves, without effect';

export class OrderPreviewAnswer {
  @MoneyField({ example: '280.00' })
  amount!: string;
  @AnswerRows(() => OrderFundingAnswer)
  funding!: OrderFundingAnswer[];
  @AnswerRows(() => FindingAnswer)
  findings!: Record<string, unknown>[];
  @AnswerRows(() => FindingAnswer, { description: NOTES })
  notes!: Record<string, unknown>[];
}

export class SealPart {
  @TextField({
    max: 200,
    description: '盖章文件的名称或文号 name or number of the sealed paper',
    example: '用款审批单第12号',
  })
  document!: string;
  @TextField({ max: 700_000, optional: true, description: '扫描件 scan, as a data URL or its SHA-256' })
  scan?: string | null;
}

export class ApproveOrder {
  @PartField(() => SealPart, { optional: true, description: '单位在纸上盖的章 the unit’s seal on paper' })
  seal?: SealPart | null;
  @TextField({ max: 500, optional: true, description: '事后审批的原因 why it is approved after the fact' })
  reason?: string | null;
}

export class OrderReason {
  @TextField({ max: 500, example: '干部住院，暂不需要。' })
  reason!: string;
}

export class OrderApprovalAnswer {
  @WordField(['bureau', 'unit'])
  party!: 'bureau' | 'unit';
  @TextField({ max: 100, description: '登录名 user name', example: 'approver' })
  by!: string;
  @TextField({ max: 100, example: '陈科长' })
  name!: string;
  @InstantField()
  at!: string;
  @TextField({ max: 200, optional: true, description: '单位盖章的文件 the unit’s sealed paper' })
  document!: string | null;
}

export class OrderAnswer extends NewOrder {
  @IdField()
  id!: string;
  @TextField({ max: 64, example: 'DD-2026-000123' })
  number!: string;
  @WordField(ORDER_STATUSES)
  status!: OrderStatus;
  @IdField()
  providerId!: string;
  @IdField({ optional: true })
  unitId!: string | null;
  @MoneyField({
    example: '280.00',
    description:
      '下单时的金额，取消后不变；未批准为 0.00 what it was ordered for, also once cancelled; 0.00 if refused',
  })
  amount!: string;
  @AnswerRows(() => OrderFundingAnswer, { description: '各经费现承担 what each fund bears now' })
  funding!: OrderFundingAnswer[];
  @AnswerRows(() => OrderFundingAnswer, {
    required: false,
    description:
      '待审批的订单：现在批准时各经费依次承担多少；只在查看一张订单时给出 ' +
      'of one order that waits for approval: what each fund would give now, in order',
  })
  foreseenFunding?: OrderFundingAnswer[];
  @QuantityField({ example: '3.00' })
  usedQuantity!: string;
  @QuantityField({ example: '5.00' })
  remainingQuantity!: string;
  @TextField({ max: 500, optional: true })
  need!: string | null;
  @PersonField()
  orderedBy!: string;
  @PersonNameField()
  orderedByName?: string;
  @InstantField({ optional: true })
  requestedAt!: string | null;
  @AnswerRows(() => OrderApprovalAnswer)
  approvals!: OrderApprovalAnswer[];
  @ApiProperty({ type: [FindingAnswer] })
  findings!: Record<string, unknown>[];
  @AnswerRows(() => FindingAnswer, { description: NOTES })
  notes!: Record<string, unknown>[];
  /** Who cancelled, declined or refused. */
  @PersonField({ optional: true, example: 'approver' })
  endedBy!: string | null;
  @PersonNameField({ optional: true, example: '陈科长' })
  endedByName?: string | null;
  @InstantField({ optional: true })
  endedAt!: string | null;
  @TextField({ max: 500, optional: true })
  endReason!: string | null;
  @FlagField({ optional: true, description: '服务商谢绝的 it ended because its provider declined' })
  isDeclined?: boolean;
  /** Who accepted it, of the provider. */
  @PersonField({ optional: true, example: 'manager' })
  acceptedBy?: string | null;
  @PersonNameField({ optional: true, example: '刘主任' })
  acceptedByName?: string | null;
  @InstantField({ optional: true })
  acceptedAt?: string | null;
  @IntegerField({
    ...{ min: 0, max: 1_000_000, optional: true, example: 2 },
    description: '已安排或正在进行、还没有认定的次数 visits arranged or under way, and not decided yet',
  })
  comingVisits?: number;
}
