import { UNIT_STATUSES, type UnitStatus } from '@songbai/contracts';
import {
  CodeField,
  CodeFilter,
  CreditCodeField,
  IdField,
  IntegerField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { ChangeReason, VersionedChange } from '../registers/change.dto';

export class UnitQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter()
  code?: string;
  @WordField(UNIT_STATUSES, { optional: true })
  status?: UnitStatus;
}

export class NewUnit extends ChangeReason {
  @CodeField({ max: 32, example: 'U001' })
  code!: string;
  @TextField({ max: 100, example: '蕉城区教育局' })
  name!: string;
  @TextField({ max: 20, example: '机关' })
  kind!: string;
  @CreditCodeField()
  creditCode!: string;
  @CodeField({ max: 12, example: '350902' })
  area!: string;
  @WordField(UNIT_STATUSES, { optional: true, description: '缺省为正常 active if left out' })
  status?: UnitStatus | null;
  @IdField({ optional: true, description: '主管部门 the competent department' })
  supervisorId?: string | null;
}

/** Fields left out stay as they are; a null takes the competent department away. */
export class UnitChange extends VersionedChange {
  @TextField({ max: 100, optional: true, example: '蕉城区教育局' })
  name?: string;
  @TextField({ max: 20, optional: true, example: '机关' })
  kind?: string;
  @CreditCodeField({ optional: true })
  creditCode?: string;
  @CodeField({ max: 12, optional: true, example: '350902' })
  area?: string;
  @WordField(UNIT_STATUSES, { optional: true })
  status?: UnitStatus;
  @IdField({ optional: true })
  supervisorId?: string | null;
}

export class UnitAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'U001' })
  code!: string;
  @TextField({ max: 100, example: '蕉城区教育局' })
  name!: string;
  @TextField({ max: 20, example: '机关' })
  kind!: string;
  @CreditCodeField()
  creditCode!: string;
  @CodeField({ example: '350902' })
  area!: string;
  @WordField(UNIT_STATUSES)
  status!: UnitStatus;
  @IdField({ optional: true })
  supervisorId!: string | null;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}
