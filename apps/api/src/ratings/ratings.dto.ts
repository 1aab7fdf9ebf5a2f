import { ApiProperty } from '@nestjs/swagger';
import { RATING_CHANNELS, type RatingChannel, RESPONDENTS, type Respondent } from '@songbai/contracts';
import {
  AnswerRows,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MonthField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';

export const RATING_LEVELS = ['1', '2', '3', '4', '5', 'low'] as const;
export const REPLY_PARTIES = ['provider', 'bureau'] as const;
export type ReplyParty = (typeof REPLY_PARTIES)[number];

export class RateRequest {
  @IdField({ description: '服务记录 the visit' })
  visitId!: string;

  @IntegerField({
    min: 1,
    max: 5,
    description: '5 非常满意 very content … 1 非常不满意 not at all',
    example: 5,
  })
  level!: number;

  @WordField(RATING_CHANNELS)
  channel!: RatingChannel;

  @WordField(RESPONDENTS, { description: '代填的不计入 worker-assisted ones do not count' })
  respondent!: Respondent;

  @TextField({ max: 500, optional: true, example: '扫得干净。' })
  comment?: string | null;

  @TextField({ max: 100, optional: true, description: '代谁录入 for whom it is entered', example: '周老' })
  onBehalfOf?: string | null;
}

export class RatingsQuery extends PageQuery {
  @IdField({ optional: true })
  visitId?: string;

  @IdField({ optional: true })
  cadreId?: string;

  @IdField({ optional: true })
  providerId?: string;

  @WordField(RESPONDENTS, { optional: true })
  respondent?: Respondent;

  @WordField(RATING_LEVELS, { optional: true, description: 'low 为不满意及以下 low: 2 and less' })
  level?: (typeof RATING_LEVELS)[number];

  @MonthField({ optional: true, description: '服务所在的月份 the month of the visit' })
  month?: string;

  @WordField(['true', 'false'], { optional: true, description: '只看计入的 those that count' })
  counts?: 'true' | 'false';
}

/** The provider or the bureau answers; the cadre and the family read it on their page. */
export class NewReply {
  @TextField({ max: 300, example: '已向老人致歉，今后由郭珍上门。' })
  text!: string;
}

export class ReplyAnswer {
  @WordField(REPLY_PARTIES)
  party!: ReplyParty;
  @TextField({ max: 300, example: '已向老人致歉，今后由郭珍上门。' })
  text!: string;
  @PersonField({ example: 'manager' })
  by!: string;
  @PersonNameField()
  byName!: string;
  @InstantField()
  at!: string;
}

const ASIDE =
  '录入时写“二维码”，而卡片本人已评：留存，不替代 entered as said with the card, which had rated itself: kept, replaces nothing';

/** What was said before, and has been replaced. */
export class FormerRatingAnswer {
  @IntegerField({ min: 1, max: 5 })
  level!: number;
  @TextField({ max: 50, example: 'phone' })
  channel!: string;
  @TextField({ max: 500, optional: true })
  comment!: string | null;
  @InstantField()
  ratedAt!: string;
  @PersonField({ optional: true, example: 'liaison' })
  enteredBy!: string | null;
  @PersonNameField({ optional: true })
  enteredByName?: string | null;
  @FlagField({ description: ASIDE })
  aside!: boolean;
}

export class RatingAnswer {
  @IdField()
  id!: string;
  @IdField()
  visitId!: string;
  @TextField({ max: 64, example: 'JL000001' })
  visitNumber!: string;
  @IdField()
  cadreId!: string;
  @IdField({ optional: true })
  providerId!: string | null;
  @IntegerField({ min: 1, max: 5 })
  level!: number;
  @ApiProperty({ example: 'qr', description: Object.keys(RATING_CHANNELS).join(', ') })
  channel!: string;
  @WordField(RESPONDENTS)
  respondent!: Respondent;
  @TextField({ max: 500, optional: true })
  comment!: string | null;
  @InstantField()
  ratedAt!: string;
  /** Nobody where the card itself rated, or a folder brought it. */
  @PersonField({ optional: true, example: 'liaison' })
  enteredBy!: string | null;
  @PersonNameField({ optional: true })
  enteredByName?: string | null;
  @FlagField({ description: ASIDE })
  aside!: boolean;
  @FlagField({ description: '是否计入服务商评价 whether it counts for the provider' })
  counts!: boolean;
  @AnswerRows(() => FormerRatingAnswer)
  history!: FormerRatingAnswer[];
  @AnswerRows(() => ReplyAnswer, { description: '答复，先后为序 replies, oldest first' })
  replies!: ReplyAnswer[];
}
