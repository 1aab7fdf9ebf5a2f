import type { Rating } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import { seconds } from '../registers/register';

/** One rating per visit and respondent: the last one, with those that it replaced. What stands aside replaces none. */
export const CURRENT = `not r.aside and not exists (select from rating later where later.bureau_id = r.bureau_id
  and later.visit_id = r.visit_id and later.respondent = r.respondent
  and (later.rated_at, later.id) > (r.rated_at, r.id) and not later.aside)`;

/** A stored rating with who was rated: the provider of the visit's approved order, and its contract. */
export interface StoredRating {
  rating: Rating;
  provider: string | null;
  contract: string | null;
}

interface RatingColumns extends Omit<Rating, 'ratedAt'> {
  rated_at: number;
  provider: string | null;
  contract: string | null;
}

/** The ratings of these visits, by visit, respondent and time. */
export async function readRatings(
  tx: Tx,
  bureauId: string,
  visits: readonly string[],
): Promise<StoredRating[]> {
  const rows = await tx.query<RatingColumns>(
    `select v.number as visit, r.level, r.channel, r.respondent, r.comment, ${seconds('r.rated_at', 'rated_at')},
       link.code as provider, contract.number as contract
     from rating r
     join visit v on v.bureau_id = r.bureau_id and v.id = r.visit_id
     left join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
       and o.status in ('approved', 'accepted', 'in-service', 'completed')
     left join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
     left join provider_link link on link.bureau_id = contract.bureau_id and link.id = contract.provider_link_id
     where r.bureau_id = $1 and v.number = any($2) and not r.aside`,
    [bureauId, visits],
  );
  return rows
    .map(({ visit, level, channel, respondent, comment, rated_at: ratedAt, provider, contract }) => ({
      rating: { visit, level, channel, respondent, comment, ratedAt },
      provider,
      contract,
    }))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ rating }: StoredRating): string =>
  `${rating.visit}\n${rating.respondent}\n${rating.ratedAt}`;

/** With which month's folder ratings came in, or who entered them on the platform. */
export interface Entry {
  month: string | null;
  by: string | null;
  /** Who is known to be a care worker as well. */
  raterWorkerId: string | null;
  /** The user name, where it was entered at a login. */
  enteredBy: string | null;
  /** Kept, and replaces nothing. */
  aside: boolean;
}

/** What a folder of this month brought. */
export const ofFolder = (month: string): Entry => ({
  ...{ month, by: null, raterWorkerId: null, enteredBy: null, aside: false },
});

interface RatedVisit {
  number: string;
  id: string;
  provider_id: string | null;
  worker_id: string | null;
  cadre_id: string;
}

/** Answers the ids of the ratings, in their order. */
export async function insertRatings(
  tx: Tx,
  bureauId: string,
  ratings: readonly Rating[],
  { month, by, raterWorkerId, enteredBy, aside }: Entry,
): Promise<string[]> {
  const visits = await tx.query<RatedVisit>(
    'select number, id, provider_id, worker_id, cadre_id from visit where bureau_id = $1 and number = any($2)',
    [bureauId, [...new Set(ratings.map(({ visit }) => visit))]],
  );
  const byNumber = new Map(visits.map((visit) => [visit.number, visit]));
  const rows = ratings.map((rating) => {
    const visit = byNumber.get(rating.visit);
    return {
      bureau_id: bureauId,
      id: uuid(),
      visit_id: visit?.id,
      provider_id: visit?.provider_id ?? null,
      cadre_id: visit?.cadre_id,
      level: rating.level,
      channel: rating.channel,
      respondent: rating.respondent,
      comment: rating.comment,
      rated_at: rating.ratedAt,
      run_month: month,
      filed: canonical('ratings', rating),
      recorded_by: by,
      worker_id: visit?.worker_id ?? null,
      rater_worker_id: raterWorkerId,
      entered_by: enteredBy,
      aside,
    };
  });
  await insertRows(tx, 'rating', rows);
  return rows.map(({ id }) => id);
}
