import {
  CodeField,
  CodeFilter,
  IdField,
  InstantField,
  IntegerField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';
import { VersionedChange } from '../registers/change.dto';

export const NEED_CHANNELS = ['online', 'phone', 'paper', 'card', 'visit'] as const;
export const NEED_STATUSES = ['open', 'met', 'unmet'] as const;
export type NeedChannel = (typeof NEED_CHANNELS)[number];
export type NeedStatus = (typeof NEED_STATUSES)[number];

export class NeedQuery extends PageQuery {
  @CodeFilter()
  number?: string;
  @IdField({ optional: true })
  cadreId?: string;
  @WordField(NEED_STATUSES, { optional: true })
  status?: NeedStatus;
}

export class NewNeed {
  @IdField()
  cadreId!: string;
  @TextField({ max: 1000, example: '腿脚不便，需要每周两次生活照料' })
  text!: string;
  @WordField(NEED_CHANNELS)
  channel!: NeedChannel;
}

/** Fields left out stay as they are. */
export class NeedChange extends VersionedChange {
  @TextField({ max: 1000, optional: true })
  text?: string;
  @WordField(NEED_STATUSES, { optional: true })
  status?: NeedStatus;
}

export class NeedAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'XQ20261121-4821' })
  number!: string;
  @IdField()
  cadreId!: string;
  @TextField({ max: 1000, example: '腿脚不便，需要每周两次生活照料' })
  text!: string;
  @WordField(NEED_CHANNELS)
  channel!: NeedChannel;
  @WordField(NEED_STATUSES)
  status!: NeedStatus;
  @TextField({
    ...{ max: 500, optional: true, example: '本人已住进养老院，暂不需要' },
    description: '最近一次变更的原因；责任单位看不到 why it was last changed; not for units',
  })
  reason?: string | null;
  @InstantField()
  recordedAt!: string;
  @PersonField()
  recordedBy!: string;
  @PersonNameField()
  recordedByName?: string;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}
