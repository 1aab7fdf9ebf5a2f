import { ApiProperty } from '@nestjs/swagger';
import { CANDIDATE_REASONS, type CandidateReason } from '@songbai/contracts';
import {
  CodeField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';

export class NewTime {
  @IdField()
  workerId!: string;
  @InstantField({ example: '2026-12-03T09:00:00+08:00' })
  startsAt!: string;
}

export class PlannedVisit extends NewTime {
  @IdField({
    optional: true,
    description: '补约哪一次没做成的服务 instead of which visit of this order that did not happen',
  })
  insteadOf?: string | null;
}

export class MovedVisit extends NewTime {
  @TextField({ max: 500, example: '长辈希望改到下午。' })
  reason!: string;
}

export class CandidatesQuery extends PageQuery {
  @InstantField({
    optional: true,
    description: '问哪个时间；缺省为首日上午 which time; else the first morning of the order',
  })
  startsAt?: string;
  @IdField({ optional: true, description: '改期时不计原来这一次 leaving out a visit that is to be moved' })
  without?: string;
}

export class CandidateReasonAnswer {
  @WordField(CANDIDATE_REASONS)
  code!: CandidateReason;
  @TextField({ max: 100, example: '曾为该干部服务' })
  message!: string;
}

export class CandidateAnswer {
  @IdField()
  workerId!: string;
  @CodeField({ example: 'W01001' })
  code!: string;
  @TextField({ max: 100, example: '叶春梅' })
  name!: string;
  @DayField()
  certifiedUntil!: string;
  @IntegerField({ min: 0, max: 1_000_000, description: '为该干部服务过的次数 visits to this cadre so far' })
  visitsBefore!: number;
  @IntegerField({ min: 0, max: 21_000, optional: true, description: '最近一次服务离家的公里数 km from home' })
  distanceKm!: number | null;
  @FlagField()
  isFree!: boolean;
  @ApiProperty({ type: [CandidateReasonAnswer] })
  reasons!: CandidateReasonAnswer[];
}
