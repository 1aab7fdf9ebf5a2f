import { keyOf, LOW_LEVEL, RATING_CHANNELS, type Respondent } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { equal, type Listing, type Page, pageOf } from '../http/page';
import { CURRENT } from './rating-store';
import type { FormerRatingAnswer, RatingAnswer, RatingsQuery, ReplyAnswer } from './ratings.dto';

const LISTING: Listing = {
  select: `r.id, r.visit_id, v.number as visit_number, r.cadre_id, r.provider_id, r.level, r.channel, r.respondent,
    r.comment, r.rated_at, r.entered_by, r.aside,
    (select coalesce(json_agg(json_build_object('level', f.level, 'channel', f.channel, 'comment', f.comment,
      'ratedAt', f.rated_at, 'enteredBy', f.entered_by, 'aside', f.aside) order by f.rated_at desc), '[]')
      from rating f where f.bureau_id = r.bureau_id and f.visit_id = r.visit_id and f.respondent = r.respondent
        and f.id <> r.id and (f.rated_at < r.rated_at or f.aside)) as history,
    (select coalesce(json_agg(json_build_object('party', a.party, 'text', a.reply, 'by', a.replied_by,
      'at', a.replied_at) order by a.replied_at, a.id), '[]')
      from rating_reply a where a.bureau_id = r.bureau_id and a.rating_id = r.id) as replies`,
  from: 'rating r join visit v on v.bureau_id = r.bureau_id and v.id = r.visit_id',
  key: 'r.rated_at',
  keyType: 'timestamptz',
  id: 'r.id',
  descending: true,
};

export function listRatings(tx: Tx, query: RatingsQuery): Promise<Page<RatingAnswer>> {
  const where = [
    [CURRENT] as const,
    equal('r.visit_id', query.visitId),
    equal('r.cadre_id', query.cadreId),
    equal('r.provider_id', query.providerId),
    equal('r.respondent', query.respondent),
    ofLevel(query.level),
    ofMonth(query.month),
    countsAs(query.counts),
  ];
  return pageOf(tx, { ...LISTING, where }, query, answerOf);
}

const ofLevel = (level: RatingsQuery['level']): readonly [string, number] | null => {
  if (level === undefined) return null;
  return level === 'low' ? ['r.level <= ?', LOW_LEVEL] : ['r.level = ?', Number(level)];
};

/** By the day of the service, as the overview counts. */
const ofMonth = (month: string | undefined): readonly [string, string] | null =>
  month === undefined ? null : [`to_char(v.day, 'YYYY-MM') = ?`, month];

const countsAs = (counts: RatingsQuery['counts']): readonly [string] | null =>
  counts === undefined ? null : [`r.respondent ${counts === 'true' ? '<>' : '='} 'worker-assisted'`];

/** Any rating, also one that was replaced. */
export async function readRating(tx: Tx, id: string): Promise<RatingAnswer | undefined> {
  const { items } = await pageOf(tx, { ...LISTING, where: [['r.id = ?', id]] }, {}, answerOf);
  return items[0];
}

function answerOf(c: Record<string, unknown>): RatingAnswer {
  const respondent = c.respondent as Respondent;
  return {
    id: String(c.id),
    visitId: String(c.visit_id),
    visitNumber: String(c.visit_number),
    cadreId: String(c.cadre_id),
    providerId: c.provider_id as string | null,
    level: Number(c.level),
    channel: channelOf(String(c.channel)),
    respondent,
    comment: c.comment as string | null,
    ratedAt: (c.rated_at as Date).toISOString(),
    enteredBy: c.entered_by as string | null,
    aside: c.aside === true,
    counts: respondent !== 'worker-assisted' && c.aside !== true,
    history: (c.history as FormerRatingAnswer[]).map((former) => ({
      ...former,
      channel: channelOf(former.channel),
      ratedAt: new Date(former.ratedAt).toISOString(),
    })),
    replies: (c.replies as ReplyAnswer[]).map((reply) => ({
      ...reply,
      at: new Date(reply.at).toISOString(),
    })),
  };
}

/** Folders say it in Chinese. */
const channelOf = (stored: string): string => keyOf(RATING_CHANNELS, stored) ?? stored;
