import { CALL_REASONS, CALL_STATUSES, type CallReason, type CallStatus } from '@songbai/contracts';
import { IdField, InstantField, TextField, WordField } from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';

export class CallsQuery extends PageQuery {
  @WordField(CALL_STATUSES, { optional: true })
  status?: CallStatus;

  @IdField({ optional: true })
  cadreId?: string;
}

export class EmergencyReport {
  @TextField({ max: 500, description: '发生了什么 what happened', example: '老人跌倒，已拨打120。' })
  told!: string;
}

export class CallResultRequest {
  @TextField({ max: 500, optional: true, description: '说了什么 what was said', example: '改到星期三上午。' })
  note?: string | null;
}

export class CallAnswer {
  @IdField()
  id!: string;
  @IdField()
  cadreId!: string;
  @TextField({ max: 100, example: '周忠仙' })
  cadreName!: string;
  @WordField(CALL_REASONS)
  reason!: CallReason;
  @IdField({ optional: true })
  ratingId!: string | null;
  @WordField(CALL_STATUSES)
  status!: CallStatus;
  @InstantField()
  askedAt!: string;
  @PersonField({ optional: true, example: 'liaison' })
  answeredBy!: string | null;
  @PersonNameField({ optional: true, example: '郑联络' })
  answeredByName?: string | null;
  @InstantField({ optional: true })
  answeredAt!: string | null;
  @TextField({ max: 500, optional: true })
  note!: string | null;
  @TextField({ max: 4000, optional: true, description: '报告人说了什么 what whoever reported it said' })
  told!: string | null;
}
