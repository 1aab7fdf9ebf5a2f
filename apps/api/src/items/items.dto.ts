import {
  FUND_TYPES,
  type FundType,
  MEASURES,
  type Measure,
  PROOFS,
  type Proof,
  SERVICE_PLACES,
  type ServicePlace,
} from '@songbai/contracts';
import {
  CodeField,
  CodeFilter,
  IdField,
  IntegerField,
  TextField,
  WordField,
  WordsField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { ChangeReason, VersionedChange } from '../registers/change.dto';

export class ItemQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter()
  code?: string;
}

export class NewItem extends ChangeReason {
  @CodeField({ max: 32, example: 'LC01' })
  code!: string;
  @TextField({ max: 100, example: '生活照料' })
  name!: string;
  @TextField({ max: 50, example: '生活照料' })
  category!: string;
  @WordField(MEASURES)
  measure!: Measure;
  @IntegerField({ min: 0, max: 1440, example: 60 })
  standardMinutes!: number;
  @WordField(SERVICE_PLACES)
  place!: ServicePlace;
  @WordsField(PROOFS, { empty: true })
  proofs!: Proof[];
  @WordsField(FUND_TYPES)
  fundTypes!: FundType[];
}

/** Fields left out stay as they are. */
export class ItemChange extends VersionedChange {
  @TextField({ max: 100, optional: true, example: '生活照料' })
  name?: string;
  @TextField({ max: 50, optional: true, example: '生活照料' })
  category?: string;
  @IntegerField({ min: 0, max: 1440, optional: true, example: 60 })
  standardMinutes?: number;
  @WordField(SERVICE_PLACES, { optional: true })
  place?: ServicePlace;
  @WordsField(PROOFS, { empty: true, optional: true })
  proofs?: Proof[];
  @WordsField(FUND_TYPES, { optional: true })
  fundTypes?: FundType[];
}

export class ItemAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'LC01' })
  code!: string;
  @TextField({ max: 100, example: '生活照料' })
  name!: string;
  @TextField({ max: 50, example: '生活照料' })
  category!: string;
  @WordField(MEASURES)
  measure!: Measure;
  @IntegerField({ min: 0, max: 1440, example: 60 })
  standardMinutes!: number;
  @WordField(SERVICE_PLACES)
  place!: ServicePlace;
  @WordsField(PROOFS)
  proofs!: Proof[];
  @WordsField(FUND_TYPES)
  fundTypes!: FundType[];
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}
