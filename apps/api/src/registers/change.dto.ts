import { ApiProperty } from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import { DayField, InstantField, IntegerField, TextField } from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';

/** What every change of a register says of itself. */
export class ChangeReason {
  @TextField({ max: 500, optional: true, description: '变更原因 why', example: '政策调整' })
  reason?: string | null;

  @DayField({ optional: true, description: '变更依据的日期 the day it counts from, for the record' })
  effectiveOn?: string | null;
}

/** A change of a row that was read before. */
export class VersionedChange extends ChangeReason {
  @IntegerField({
    ...{ min: 1, max: 1_000_000, optional: true, example: 1 },
    description:
      '改的是哪一版；已有更新的版本则 409 the version it was read as: 409 where there is a later one',
  })
  version?: number | null;
}

/** Whoever says which version they changed is told where somebody else was faster. Throws `conflict`. */
export function assertVersion(stored: number, { version }: VersionedChange): void {
  if (version !== undefined && version !== null && version !== stored)
    throw new DomainError('conflict', { because: 'later-version', facts: { version: String(stored) } });
}

export function reasonOf({ reason, effectiveOn }: ChangeReason): string | null {
  return [effectiveOn, reason].filter(Boolean).join(' ') || null;
}

export class VersionAnswer {
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
  @InstantField()
  recordedAt!: string;
  @PersonField()
  recordedBy!: string;
  @PersonNameField()
  recordedByName?: string;
  @TextField({ max: 500, optional: true })
  reason!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    example: { 项目名称: '生活照料' },
    description: '登记内容，个人信息除外 as the register says it, without personal data',
  })
  content!: Record<string, string | null>;
}

export class VersionsAnswer {
  @ApiProperty({ type: [VersionAnswer] })
  items!: VersionAnswer[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: null;
}
