import { ApiProperty, PartialType } from '@nestjs/swagger';
import {
  CONTRACT_STATUSES,
  type ContractStatus,
  NEARLY_USED_PERCENT,
  TERM_REASONS,
  type TermReason,
} from '@songbai/contracts';
import {
  CodeField,
  CodeFilter,
  CodesField,
  DayField,
  IdField,
  IdsField,
  InstantField,
  IntegerField,
  MoneyField,
  RowsField,
  TextField,
  WordField,
  WordsField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer } from '../http/problem-answer';

export class ContractQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter()
  number?: string;
  @WordField(CONTRACT_STATUSES, { optional: true })
  status?: ContractStatus;
  @IdField({ optional: true })
  providerId?: string;
  @DayField({ optional: true, description: '在某日之前到期的 ends before this day' })
  endsBefore?: string;
  @WordField(['submitted'], {
    optional: true,
    description: '有待审变更的 has a change that waits for approval',
  })
  amendment?: 'submitted';
  @WordField(['yes', 'no'], {
    optional: true,
    description: '审批人退回的草稿；限本局与审计 drafts that the approver sent back; for bureau and auditor',
  })
  returned?: 'yes' | 'no';
  @WordField(['yes'], {
    optional: true,
    description: `上限已用 ${NEARLY_USED_PERCENT}% 以上；服务商不可用 nearly used up; not for providers`,
  })
  nearlyUsed?: 'yes';
}

export class PriceRow {
  @CodeField({ max: 32, example: 'LC01' })
  itemCode!: string;
  @MoneyField({ some: true, example: '35.00' })
  unitPrice!: string;
  @DayField({ example: '2026-12-01' })
  from!: string;
  @DayField({ optional: true, example: '2027-11-30' })
  to?: string | null;
}

/** What a contract says besides its number and its provider. */
export class ContractTerms {
  @DayField({ example: '2026-12-01' })
  startsOn!: string;
  @DayField({ example: '2027-11-30' })
  endsOn!: string;
  @MoneyField({ some: true, example: '50000.00' })
  ceiling!: string;
  @CodesField({ max: 500, example: ['350902'] })
  areas!: string[];
  @IntegerField({ min: 1, max: 1440, example: 15 })
  roundingMinutes!: number;
  @IntegerField({ min: 0, max: 1440, example: 30 })
  minimumMinutes!: number;
  @RowsField(() => PriceRow, { max: 500, empty: true })
  prices!: PriceRow[];
  @IdsField({ optional: true, empty: true })
  budgetFundIds?: string[] | null;
  @WordsField(TERM_REASONS, { optional: true, empty: true })
  termReasons?: TermReason[] | null;
  @TextField({ max: 200, optional: true, example: '宁财社〔2026〕12号' })
  budgetDocument?: string | null;
}

/** What is left out of a draft stays as it is; so does a null, but for the budget’s fields, which it empties. */
export class ContractChange extends PartialType(ContractTerms) {}

export class NewContract extends ContractTerms {
  @CodeField({ example: 'HT-2027-01' })
  number!: string;
  @IdField()
  providerId!: string;
  @IdField({ optional: true, description: '照着哪份合同起草 the contract it is drafted after' })
  modelId?: string | null;
}

export class ReasonRequest {
  @TextField({ max: 500, optional: true, example: '资料不全，请补充' })
  reason?: string | null;
}

/** Agreed in writing with the provider. What is left out stays. */
export class NewAmendment {
  @MoneyField({ some: true, optional: true, example: '55000.00' })
  ceiling?: string | null;
  @DayField({ optional: true })
  endsOn?: string | null;
  @CodesField({ max: 500, optional: true, example: ['350902', '350981'] })
  areas?: string[] | null;
  @RowsField(() => PriceRow, { max: 500, optional: true })
  prices?: PriceRow[] | null;
  @TextField({ max: 500, example: '服务量增加，双方协商一致' })
  reason!: string;
  @TextField({ max: 200, optional: true, example: '补充协议 2027-01' })
  document?: string | null;
}

export class AmendmentAnswer {
  @IdField()
  id!: string;
  @WordField(['submitted', 'approved', 'refused'])
  status!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { ceiling: '55000.00' } })
  change!: Record<string, unknown>;
  @TextField({ max: 500 })
  reason!: string;
  @TextField({ max: 200, optional: true })
  document!: string | null;
  @PersonField()
  madeBy!: string;
  @PersonNameField()
  madeByName?: string;
  @InstantField({ optional: true })
  madeAt!: string | null;
  @PersonField({ optional: true, example: 'approver' })
  decidedBy!: string | null;
  @PersonNameField({ optional: true, example: '陈科长' })
  decidedByName?: string | null;
  @InstantField({ optional: true })
  decidedAt!: string | null;
}

/** What would refuse a change that waits, if it were approved now. */
export class AmendmentCheckAnswer {
  @ApiProperty({ type: [FindingAnswer] })
  findings!: Record<string, unknown>[];
}

export class ContractAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'HT-2026-10' })
  number!: string;
  @WordField(CONTRACT_STATUSES)
  status!: ContractStatus;
  @IdField()
  providerId!: string;
  @TextField({ max: 100, example: '宁德市委老干部局' })
  buyerName!: string;
  @ApiProperty({ example: '11350900003887123U' })
  buyerCode!: string;
  @ApiProperty({ example: '52350902628933218U' })
  sellerCode!: string;
  @DayField()
  startsOn!: string;
  @DayField()
  endsOn!: string;
  @MoneyField()
  ceiling!: string;
  @MoneyField({ description: '已占用与已列支 reserved and expended' })
  committed!: string;
  @CodesField({ max: 500 })
  areas!: string[];
  @IntegerField({ min: 0, max: 1440 })
  roundingMinutes!: number;
  @IntegerField({ min: 0, max: 1440 })
  minimumMinutes!: number;
  @ApiProperty({ type: [PriceRow] })
  prices!: PriceRow[];
  @IdsField()
  budgetFundIds!: string[];
  @WordsField(TERM_REASONS)
  termReasons!: TermReason[];
  @TextField({ max: 200, optional: true })
  budgetDocument!: string | null;
  @IdField({ optional: true, description: '照着哪份合同起草 the contract it was drafted after' })
  modelId!: string | null;
  @PersonField({ optional: true })
  madeBy!: string | null;
  @PersonNameField({ optional: true })
  madeByName?: string | null;
  @InstantField({ optional: true })
  madeAt!: string | null;
  @PersonField({ optional: true })
  submittedBy!: string | null;
  @PersonNameField({ optional: true })
  submittedByName?: string | null;
  @InstantField({ optional: true })
  submittedAt!: string | null;
  @PersonField({ optional: true, example: 'approver' })
  approvedBy!: string | null;
  @PersonNameField({ optional: true, example: '陈科长' })
  approvedByName?: string | null;
  @InstantField({ optional: true })
  approvedAt!: string | null;
  @ApiProperty({ type: [AmendmentAnswer] })
  amendments!: AmendmentAnswer[];
  @ApiProperty({ type: [FindingAnswer], description: '草稿提交时会被拒绝的原因 what would refuse a draft' })
  findings!: Record<string, unknown>[];
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}
