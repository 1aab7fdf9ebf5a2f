import { ApiProperty } from '@nestjs/swagger';
import { addMonths, type Day, DomainError, dayOf } from '@songbai/contracts';
import { DayField, InstantField, IntegerField, TextField } from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';
import { invalid } from '../http/request.pipe';

/** What a new row of a register may say of itself. */
export class ChangeReason {
  /** A change counts from when it is recorded; this is the day of the paper that it rests on. */
  @DayField({
    optional: true,
    description:
      '变更依据的日期，不晚于今天，不早于一年前 the day of the paper it rests on: not after today, at most a year ago',
  })
  effectiveOn?: string | null;
  @TextField({ max: 500, optional: true, description: '变更原因 why', example: '政策调整' })
  reason?: string | null;
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

/** Why a row changes, and the day of the paper that says so. */
export interface Why {
  reason: string | null;
  effectiveOn: Day | null;
}

export function reasonOf({ reason, effectiveOn }: ChangeReason): Why {
  return { reason: reason || null, effectiveOn: effectiveOn || null };
}

/** Nothing changes later by itself, and nothing has changed long ago. Throws a 400 at `effectiveOn`. */
export function assertDay({ effectiveOn }: Why, at: Date): void {
  if (effectiveOn === null) return;
  const today = dayOf(Math.floor(at.getTime() / 1000));
  const earliest = addMonths(today, -12);
  if (effectiveOn > today) throw invalid([{ path: 'effectiveOn', rule: 'until-today', limit: today }]);
  if (effectiveOn < earliest) throw invalid([{ path: 'effectiveOn', rule: 'order', limit: earliest }]);
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
  @DayField({ optional: true, description: '变更依据的日期 the day of the paper it rests on' })
  effectiveOn!: string | null;
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
