import { ApiProperty } from '@nestjs/swagger';
import { FUND_TYPES, type FundType } from '@songbai/contracts';
import {
  CodeField,
  CodeFilter,
  DayField,
  IdField,
  InstantField,
  IntegerField,
  MoneyField,
  PartField,
  SignedMoneyField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';

export class FundQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter()
  code?: string;
  @WordField(FUND_TYPES, { optional: true })
  type?: FundType;
  @TextField({ max: 4, optional: true, description: '年度 of which year', example: '2026' })
  year?: string;
}

export class BasisPart {
  @TextField({ max: 100, example: '宁财社〔2026〕12号' })
  document!: string;
  @TextField({ max: 100, example: '第二条' })
  clause!: string;
}

/** An allotment counts from the day on which it is entered, unless its paper gives an earlier one. */
const EffectiveField = () =>
  DayField({
    optional: true,
    description:
      '指标从哪天起算，缺省为今天；不晚于今天，不早于一年前；总是记入当前账期 ' +
      'from when it counts, today if left out: not after today, at most a year ago; posted into the month of today',
  });

export class NewFund {
  @CodeField({ max: 32, example: 'GZ-BUY-2' })
  code!: string;
  @WordField(FUND_TYPES)
  type!: FundType;
  @IdField({
    optional: true,
    description: '缺省为局 the bureau if left out; for a unit’s finance: its own unit',
  })
  ownerUnitId?: string | null;
  @IntegerField({ min: 1949, max: 2199, example: 2026 })
  year!: number;
  @MoneyField()
  allotted!: string;
  @PartField(() => BasisPart)
  basis!: BasisPart;
  @EffectiveField()
  effectiveOn?: string | null;
}

export class NewAllotment {
  @SignedMoneyField({ some: true, example: '5000.00' })
  amount!: string;
  @PartField(() => BasisPart)
  basis!: BasisPart;
  @EffectiveField()
  effectiveOn?: string | null;
}

export class FundAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'GZ-BUY' })
  code!: string;
  @WordField(FUND_TYPES)
  type!: FundType;
  @IdField({ optional: true })
  ownerUnitId!: string | null;
  @IntegerField({ min: 1949, max: 2199, example: 2026 })
  year!: number;
  @MoneyField()
  allotted!: string;
  @MoneyField({ description: '未用占用 open reservations' })
  reserved!: string;
  @MoneyField()
  expended!: string;
  @MoneyField()
  paid!: string;
  @MoneyField()
  available!: string;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}

export class PostingRecord {
  @WordField(['order', 'bill', 'payment'])
  kind!: 'order' | 'bill' | 'payment';
  @IdField()
  id!: string;
  @IntegerField({ min: 1, max: 100_000, optional: true, description: '账单行号 line of the bill' })
  line!: number | null;
}

export class PostingAnswer {
  @IdField()
  id!: string;
  @IntegerField({ min: 1, max: Number.MAX_SAFE_INTEGER })
  seq!: number;
  @ApiProperty({ example: 'reserve' })
  kind!: string;
  @SignedMoneyField()
  allotted!: string;
  @SignedMoneyField()
  reserved!: string;
  @SignedMoneyField()
  expended!: string;
  @SignedMoneyField()
  paid!: string;
  @DayField()
  effectiveOn!: string;
  @ApiProperty({ example: '2026-10' })
  month!: string;
  @InstantField()
  postedAt!: string;
  @ApiProperty({ example: 'DD2026100001' })
  document!: string;
  @PartField(() => PostingRecord, { optional: true, description: '单据所在的记录 what the document is' })
  record!: PostingRecord | null;
}

export class BalanceQuery {
  @DayField({ optional: true, description: '按业务日期截至 by the day facts belong to' })
  asOf?: string;
  @InstantField({ optional: true, description: '按入账时间截至 by when we knew' })
  knownAt?: string;
}

export class BalanceAnswer {
  @MoneyField()
  allotted!: string;
  @MoneyField()
  reserved!: string;
  @MoneyField()
  expended!: string;
  @MoneyField()
  paid!: string;
  @SignedMoneyField()
  available!: string;
}
