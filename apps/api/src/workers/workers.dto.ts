import { CodeField, CodeFilter, DayField, IdField, IntegerField, TextField } from '../http/fields';
import { PageQuery } from '../http/page';
import { ChangeReason, VersionedChange } from '../registers/change.dto';

export class WorkerQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter()
  code?: string;
  @IdField({ optional: true })
  providerId?: string;
}

export class NewWorker extends ChangeReason {
  @CodeField({ max: 32, example: 'W10016' })
  code!: string;
  @TextField({ max: 50, example: '林秀英' })
  name!: string;
  @DayField({ description: '健康证有效期止 health certificate valid until' })
  certifiedUntil!: string;
  @DayField({ example: '2026-11-01' })
  joinedOn!: string;
  @DayField({ optional: true, example: '2027-10-31' })
  leftOn?: string | null;
  @IdField({ optional: true, description: '经办代录时必填 required where a clerk enters it' })
  providerId?: string | null;
  @IdField({
    optional: true,
    description: '服务商为多个局服务时指明 where the firm serves several; left out: the first',
  })
  bureauId?: string | null;
}

/** Fields left out stay as they are; who comes back has left no more: null. */
export class WorkerChange extends VersionedChange {
  @TextField({ max: 50, optional: true })
  name?: string;
  @DayField({ optional: true })
  certifiedUntil?: string;
  @DayField({ optional: true })
  joinedOn?: string;
  @DayField({ optional: true })
  leftOn?: string | null;
}

export class WorkerAnswer {
  @IdField()
  id!: string;
  @IdField()
  bureauId!: string;
  @CodeField({ example: 'W10001' })
  code!: string;
  @TextField({ max: 50, example: '郭珍' })
  name!: string;
  @IdField()
  providerId!: string;
  @DayField()
  certifiedUntil!: string;
  @DayField()
  joinedOn!: string;
  @DayField({ optional: true })
  leftOn!: string | null;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}
