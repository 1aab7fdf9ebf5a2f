import {
  ADJUSTMENT_KINDS,
  type AdjustmentKind,
  APPEAL_ANSWERS,
  type AppealAnswer,
  BILL_STATUSES,
} from '@songbai/billing';
import { BILL_KINDS, type BillKind } from '@songbai/contracts';
import {
  CodeField,
  CodeFilter,
  DayField,
  IdField,
  IntegerField,
  MoneyField,
  MonthField,
  QuantityField,
  RowsField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';

/** Staff may do a provider's step for it, and say so. */
export class OnBehalf {
  @TextField({
    max: 100,
    optional: true,
    description:
      '代谁办理：服务商自己办理时不填；老干部局代办时必填，确认须由另一人代办（P11） for whom staff do it: required ' +
      'of them, and left out by the provider; who filed for it or adjudicated does not confirm for it (P11)',
    example: '某服务商 刘主任（电话）',
  })
  onBehalfOf?: string | null;
}

/** The provider's word, as staff heard it. */
export class ConfirmOnBehalf extends OnBehalf {
  @TextField({
    max: 1000,
    optional: true,
    description:
      '代确认的依据：电话记录、回函、盖章件 what shows the provider’s word: a call, a letter, a seal',
    example: '2026-11-03 10:20 电话确认，见记录第 12 条',
  })
  evidence?: string | null;
}

export class BillQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter({ example: 'ZD-202610-01' })
  number?: string;
  @WordField(BILL_STATUSES, { optional: true })
  status?: keyof typeof BILL_STATUSES;
  @MonthField({ optional: true })
  month?: string;
  @IdField({ optional: true })
  contractId?: string;
  @IdField({ optional: true })
  providerId?: string;
  @WordField(['me'], {
    optional: true,
    description:
      '待我确认核定金额；经办和联络员只列服务商不能登录的 its amount waits for my word; of staff only where the provider has no login',
  })
  awaiting?: 'me';
  @WordField(['awaited'], {
    optional: true,
    description:
      '待发票：已确认而没有发票，或已审批而发票未到或不符 confirmed without its invoice, or approved without one that fits',
  })
  invoice?: 'awaited';
  @WordField(['none'], { optional: true, description: '不在付款申请中的 that no payment pays or has paid' })
  payment?: 'none';
  @TextField({ max: 64, optional: true, description: '发票号码 whose tax invoice has this number' })
  invoiceNumber?: string;
  @WordField(['differs'], {
    optional: true,
    description: '申报总额与明细合计不符的 whose declared total is not the sum of its lines',
  })
  declared?: 'differs';
  @WordField(['yes', 'no'], {
    optional: true,
    description:
      '退回的账单中：yes 服务商自己撤回的，no 老干部局退回的 of those that came back: withdrawn by the provider, or sent back',
  })
  withdrawn?: 'yes' | 'no';
  @WordField(['none'], {
    optional: true,
    description:
      '不列明细，未核定的附试算结果 without lines; what is not adjudicated as the rules foresee it',
  })
  lines?: 'none';
}

/** Of a contract and a month, what waits for a bill. */
export class UnbilledRow {
  @IdField()
  contractId!: string;
  @MonthField()
  month!: string;
  @IntegerField({ min: 0, max: 1_000_000_000, description: '未入账的服务 visits that no bill names' })
  visits!: number;
}

export class UnbilledAnswer {
  @RowsField(() => UnbilledRow, { empty: true, max: 1_000 })
  items!: UnbilledRow[];
}

export class NewBillLine {
  @CodeField({ example: 'JL000001' })
  visitNumber!: string;
  @CodeField({ max: 32, example: 'LC01' })
  itemCode!: string;
  @QuantityField({ some: true })
  quantity!: string;
  @MoneyField({ some: true, example: '32.00' })
  unitPrice!: string;
  @MoneyField({ some: true, example: '48.00' })
  amount!: string;
}

/** A line as the preview offered it, which somebody ticked. */
export class OfferedBillLine {
  @CodeField({ example: 'JL000001' })
  visitNumber!: string;
  @MoneyField({ some: true, description: '看到的金额 the amount that was shown', example: '48.00' })
  amount!: string;
}

/** Without lines the bill is drafted from what was verified and not billed yet. */
export class NewBill extends OnBehalf {
  @IdField()
  contractId!: string;
  @MonthField()
  month!: string;
  @WordField(BILL_KINDS, { optional: true, example: 'regular' })
  kind?: BillKind | null;
  @RowsField(() => NewBillLine, { max: 2000, optional: true })
  lines?: NewBillLine[] | null;
  @RowsField(() => OfferedBillLine, {
    ...{ max: 2000, optional: true },
    description:
      '从可申报的记录中勾选的各行，不与 lines 同用；有一行已不是看到的样子，就什么也不生成（P22、P23） ticked of what ' +
      'the preview offered, without lines; where one is no longer as shown, nothing is filed (P22, P23)',
  })
  offered?: OfferedBillLine[] | null;
  @MoneyField({
    some: true,
    optional: true,
    description: '申报金额，自行填报时必填 required with lines',
    example: '48.00',
  })
  declared?: string | null;
}

export class Appeal extends OnBehalf {
  @IntegerField({ min: 0, max: 1_000_000, example: 1 })
  line!: number;
  @TextField({ max: 1000, example: '服务已完成，附家属签字。' })
  reason!: string;
  @TextField({ max: 1000, optional: true, example: '签字单 2026-10-08' })
  evidence?: string | null;
  @CodeField({
    optional: true,
    description: '已上传到本账单的凭证文件 a file of this bill (POST files), by its sha256',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  file?: string | null;
}

export class AnswerToAppeal {
  @IntegerField({ min: 0, max: 1_000_000, example: 1 })
  line!: number;
  @WordField(APPEAL_ANSWERS)
  answer!: AppealAnswer;
  @TextField({ max: 1000, example: '凭证齐全，予以补付。' })
  reason!: string;
}

/** The fields are judged (T codes), so they are read as they come. */
export class NewInvoice extends OnBehalf {
  @CodeField({ max: 64, example: '26352000000012345678' })
  number!: string;
  @DayField()
  issuedOn!: string;
  @CodeField({ max: 64, example: '11350900003887123U' })
  buyerCode!: string;
  @CodeField({ max: 64, example: '52350900MJ0000001X' })
  sellerCode!: string;
  @MoneyField()
  total!: string;
  @TextField({ max: 200, optional: true, description: '发票文件 where the file is', example: 'sha256:…' })
  file?: string | null;
}

export class Reason {
  @TextField({ max: 1000, example: '请补齐签字单后重新提交。' })
  reason!: string;
}

export class NewAdjustment {
  @WordField(ADJUSTMENT_KINDS)
  kind!: AdjustmentKind;
  @MoneyField({ some: true, example: '32.00' })
  amount!: string;
  @TextField({ max: 500, example: '服务合同 第八条（考核扣款）' })
  clause!: string;
  @TextField({ max: 1000, optional: true, example: '考核表 2026-10' })
  evidence?: string | null;
  @WordField(['returned', 'deducted'], {
    optional: true,
    description:
      '追回只在款项退回后登记；从下期扣回的，对下期账单登记扣减（P16） a recovery is entered when the money is back',
  })
  manner?: 'returned' | 'deducted' | null;
}
