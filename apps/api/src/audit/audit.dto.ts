import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { isDay } from '@songbai/contracts';
import { IsOptional, ValidateBy } from 'class-validator';
import { FlagField, IdField, InstantField, IntegerField, TextField } from '../http/fields';
import { PageQuery } from '../http/page';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
const isMoment = (value: unknown): boolean =>
  typeof value === 'string' &&
  isDay(value.slice(0, 10)) &&
  (value.length === 10 || (INSTANT.test(value) && !Number.isNaN(Date.parse(value))));

/** A day of Asia/Shanghai, or an instant. */
const MomentField = (): PropertyDecorator => (target, name) => {
  IsOptional()(target, name);
  ValidateBy({ name: 'instant', validator: { validate: isMoment, defaultMessage: () => 'instant' } })(
    target,
    name,
  );
  ApiProperty({ required: false, type: String, example: '2026-11-01' })(target, name);
};

const LARGEST = Number.MAX_SAFE_INTEGER;
const isSeq = (value: unknown): boolean =>
  typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value) && Number(value) <= LARGEST;

/** The number of an entry, from an address. */
const SeqField = (): PropertyDecorator => (target, name) => {
  const defaultMessage = (): string => `integer|1–${LARGEST}`;
  IsOptional()(target, name);
  ValidateBy({ name: 'integer', validator: { validate: isSeq, defaultMessage } })(target, name);
  const shape = { type: 'integer', minimum: 1, maximum: LARGEST, example: 1 } as const;
  ApiProperty({ ...shape, required: false, description: '序号 the number of one entry' })(target, name);
};

const NAMES: ApiPropertyOptions = {
  type: Object,
  description: '记录中各 id 的名称 what the ids in this entry are called',
  additionalProperties: { type: 'string' },
  example: { '018f6b6e-0000-7000-8000-000000000001': '林经办' },
};

export class AuditQuery extends PageQuery {
  @TextField({ max: 64, optional: true, description: '表名或编号 a table or an id', example: 'contract' })
  subject?: string;

  @TextField({ max: 64, optional: true, description: '何人 the id of who did it' })
  actor?: string;

  @TextField({ max: 64, optional: true, description: '何事 what was done', example: 'contract.approve' })
  verb?: string;

  /** Inclusive. */
  @MomentField()
  from?: string;

  /** A day is inclusive, an instant is not. */
  @MomentField()
  to?: string;

  @SeqField()
  seq?: string;
}

export class AuditEntryAnswer {
  @IdField()
  id!: string;
  @IntegerField({ min: 1, max: Number.MAX_SAFE_INTEGER })
  seq!: number;
  @InstantField()
  at!: string;
  @TextField({ max: 64 })
  actor!: string;
  @TextField({ max: 100, optional: true, example: '林经办' })
  actorName!: string | null;
  @TextField({ max: 40, example: 'bureau-clerk' })
  role!: string;
  @TextField({ max: 64, example: 'contract.submit' })
  verb!: string;
  @TextField({ max: 64, example: 'contract' })
  subject!: string;
  @IdField()
  subjectId!: string;
  @TextField({
    max: 200,
    optional: true,
    description: '编号或名称 its number or name',
    example: 'NDHT2026-01',
  })
  subjectName!: string | null;
  @ApiProperty({ type: Object, nullable: true, example: { status: 'draft' } })
  before!: object | null;
  @ApiProperty({ type: Object, nullable: true, example: { status: 'submitted' } })
  after!: object | null;
  @ApiProperty(NAMES)
  names!: Readonly<Record<string, string>>;
  @TextField({ max: 200, optional: true })
  onBehalfOf!: string | null;
  @TextField({ max: 64, optional: true, description: 'X-Request-Id' })
  request!: string | null;
  @TextField({ max: 64, example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  hash!: string;
}

export class AuditHeadAnswer {
  @IntegerField({ min: 0, max: Number.MAX_SAFE_INTEGER })
  seq!: number;
  @ApiProperty({
    ...{ type: String, maxLength: 64, example: '' },
    description: '留存它，日后可证明此前的记录未被改动 keep it: it proves all before it',
  })
  hash!: string;
}

export class AuditLinkAnswer {
  @IntegerField({ min: 1, max: Number.MAX_SAFE_INTEGER })
  seq!: number;
  @TextField({ max: 100_000 })
  entry!: string;
  @TextField({ max: 64 })
  hash!: string;
}

export class AuditLinksAnswer {
  @ApiProperty({ type: [AuditLinkAnswer] })
  items!: AuditLinkAnswer[];
  @TextField({ max: 400, optional: true })
  nextCursor!: string | null;
}

/** hash = SHA-256(previousHash, seq, line feed, entry), bytes and UTF-8 texts one after the other. */
export class AuditProofAnswer extends AuditLinkAnswer {
  @IdField()
  id!: string;
  @ApiProperty({
    ...{ type: String, maxLength: 64, example: '' },
    description: '前一条的哈希；第一条为空 of the entry before; empty for the first',
  })
  previousHash!: string;
  @ApiProperty(NAMES)
  names!: Readonly<Record<string, string>>;
  @ApiProperty({ type: AuditHeadAnswer })
  head!: AuditHeadAnswer;
  @FlagField({ description: '从这一条到末尾是否完好 whether all from here to the head is intact' })
  intact!: boolean;
  @IntegerField({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true })
  brokenAt!: number | null;
  @ApiProperty({
    type: AuditLinksAnswer,
    description: '其后各条，用来自行验算 what follows, to work it out oneself',
  })
  links!: AuditLinksAnswer;
}
