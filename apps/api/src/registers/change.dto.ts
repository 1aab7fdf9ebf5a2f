import { ApiProperty } from '@nestjs/swagger';
import { DayField, InstantField, IntegerField, TextField } from '../http/fields';

/** What every change of a register says of itself. */
export class ChangeReason {
  @TextField({ max: 500, optional: true, description: '变更原因 why', example: '政策调整' })
  reason?: string | null;

  @DayField({ optional: true, description: '变更依据的日期 the day it counts from, for the record' })
  effectiveOn?: string | null;
}

export function reasonOf({ reason, effectiveOn }: ChangeReason): string | null {
  return [effectiveOn, reason].filter(Boolean).join(' ') || null;
}

export class VersionAnswer {
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
  @InstantField()
  recordedAt!: string;
  @TextField({ max: 100, example: 'clerk' })
  recordedBy!: string;
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
