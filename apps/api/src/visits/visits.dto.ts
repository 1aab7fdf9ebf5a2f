import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  CAPTURE_METHODS,
  type CaptureMethod,
  RESOLUTIONS,
  type Resolution,
  VISIT_STATUSES,
} from '@songbai/contracts';
import { ArrayMaxSize, IsArray, IsOptional, ValidateBy } from 'class-validator';
import {
  CodeField,
  CodeFilter,
  DayField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MonthField,
  NumberField,
  PartField,
  TextField,
  TextsField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { A_SIGNATURE, isSignature, LONGEST_SIGNATURE, PNG_URL } from './signature';

const SHA256 = /^[0-9a-f]{64}$/i;
const MOST_PHOTOS = 20;

const rule = (name: string, is: (value: unknown) => boolean, each = false): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: is, defaultMessage: () => name } }, { each });

/** Hashes of the original files; the same one twice is one photo. */
const HashesField = (more: { required?: false } = {}) =>
  applyDecorators(
    IsArray({ message: `list|${MOST_PHOTOS}` }),
    ArrayMaxSize(MOST_PHOTOS, { message: `list|${MOST_PHOTOS}` }),
    rule('sha256', (value) => typeof value === 'string' && SHA256.test(value), true),
    ApiProperty({
      ...{ type: String, isArray: true, maxItems: MOST_PHOTOS, pattern: '^[0-9a-fA-F]{64}$', ...more },
      example: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    }),
  );

const SignatureField = () =>
  applyDecorators(
    IsOptional(),
    rule('signature', isSignature),
    ApiProperty({
      ...{
        type: String,
        required: false,
        nullable: true,
        maxLength: LONGEST_SIGNATURE,
        pattern: PNG_URL.source,
      },
      description:
        '没有成行笔迹的（一点、全黑）视为未签名；小于 60×20 像素的照收 ' +
        'a point or black all over is none; what is smaller than 60×20 pixels is taken as it is',
      example: A_SIGNATURE,
    }),
  );

export class LocationPart {
  @NumberField({ min: -90, max: 90, example: 26.7 })
  latitude!: number;
  @NumberField({ min: -180, max: 180, example: 119.5 })
  longitude!: number;
  @NumberField({ min: 0, max: 1_000_000, optional: true, example: 12 })
  accuracy?: number | null;
}

export class NewVisit {
  @IdField({ description: '由客户端生成 made by the client; of a planned visit: its id' })
  id!: string;
  @IdField()
  orderId!: string;
  @InstantField()
  startedAt!: string;
  @PartField(() => LocationPart, { optional: true })
  location?: LocationPart | null;
  @WordField(CAPTURE_METHODS)
  method!: CaptureMethod;
  @TextField({
    max: 64,
    optional: true,
    description:
      '代谁录入：服务人员的 id 或编号；代录（manual）必填，本人签到不填 whose visit it is: id or code of the worker; ' +
      'required where it is entered for one (manual), and left out by the worker',
  })
  onBehalfOf?: string | null;
  @FlagField({
    optional: true,
    description: '无签到时间（V01） no sign-in was recorded; startedAt only says about when',
  })
  unrecorded?: boolean | null;
}

export class VisitEnd {
  @InstantField()
  endedAt!: string;
  @PartField(() => LocationPart, { optional: true })
  location?: LocationPart | null;
  @SignatureField()
  signature?: string | null;
  @HashesField()
  photos!: string[];
  @TextField({ max: 2000, optional: true })
  note?: string | null;
  @TextsField({ each: 200, max: 50, empty: true, optional: true, example: ['擦身', '换床单'] })
  tasks?: string[] | null;
  @FlagField({
    optional: true,
    description: '无签退时间（V02） no sign-out was recorded; endedAt only says about when',
  })
  unrecorded?: boolean | null;
}

/**
 * Both bodies in one. `location` is where it began and, without `endLocation`, where it ended. Without `endedAt`: under
 * way.
 */
export class WholeVisit extends NewVisit {
  @InstantField({ optional: true })
  endedAt?: string | null;
  @PartField(() => LocationPart, { optional: true })
  endLocation?: LocationPart | null;
  @SignatureField()
  signature?: string | null;
  @IsOptional()
  @HashesField()
  photos?: string[] | null;
  @TextField({ max: 2000, optional: true })
  note?: string | null;
  @TextsField({ each: 200, max: 50, empty: true, optional: true, example: ['擦身', '换床单'] })
  tasks?: string[] | null;
}

export const MOST_SYNCED = 200;

export class VisitSync {
  @InstantField({ description: '设备时钟 what the clock of the device says now' })
  deviceTime!: string;
  /** Each is read by itself: one that cannot be read does not stop the others. */
  @IsArray({ message: `list|${MOST_SYNCED}` })
  @ArrayMaxSize(MOST_SYNCED, { message: `list|${MOST_SYNCED}` })
  @ApiProperty({ type: () => WholeVisit, isArray: true, maxItems: MOST_SYNCED })
  visits!: unknown[];
}

export class VisitResolve {
  @CodeField({ max: 8, example: 'V03' })
  code!: string;
  @WordField(RESOLUTIONS)
  resolution!: Resolution;
  @TextField({ max: 1000 })
  reason!: string;
  @TextField({ max: 1000, optional: true })
  evidence?: string | null;
  @IntegerField({
    ...{ min: 0, max: 1000, optional: true, example: 0 },
    description:
      '看到的补交凭证份数；后来又有补交的，不按旧情况认定 how many added proofs were shown; where another came since, ' +
      'nothing is decided',
  })
  seenProofs?: number | null;
}

export class ProofToAdd {
  @TextField({
    max: 2000,
    optional: true,
    description: '说明；说明、照片、签名至少一样 words; at least one of words, photos and signature',
  })
  note?: string | null;
  @IsOptional()
  @HashesField({ required: false })
  photos?: string[] | null;
  @SignatureField()
  signature?: string | null;
}

export class VisitReason {
  @TextField({ max: 500 })
  reason!: string;
}

export class VisitQuery extends PageQuery {
  @WordField(['me'], { optional: true, description: '待我认定 held, and waits for my word' })
  awaiting?: 'me';
  @WordField(['open'], {
    optional: true,
    description:
      '别人报没做成、还没有另约的 said by somebody else not to happen, and no other one is planned instead',
  })
  dropped?: 'open';
  @WordField(['me'], { optional: true })
  assignee?: 'me';
  @WordField(['yes'], { optional: true, description: '可付款而未入账的 counts, and waits for a bill' })
  unbilled?: 'yes';
  @WordField(['yes'], { optional: true, description: '已核实的，入账与否都算 found in order, billed or not' })
  verified?: 'yes';
  @DayField({ optional: true })
  from?: string;
  @DayField({ optional: true })
  to?: string;
  @MonthField({ optional: true })
  month?: string;
  @WordField(VISIT_STATUSES, { optional: true })
  status?: string;
  @CodeFilter()
  number?: string;
  @CodeFilter()
  code?: string;
  @TextField({
    max: 64,
    optional: true,
    description:
      '服务编号、订单号中的一部分，或老干部的姓名、拼音、编号 part of a number, or the cadre by name, pinyin or code',
  })
  query?: string;
  @IdField({ optional: true })
  orderId?: string;
  @IdField({ optional: true })
  contractId?: string;
  @IdField({ optional: true })
  cadreId?: string;
  @IdField({ optional: true })
  providerId?: string;
  @IdField({ optional: true })
  workerId?: string;
}
