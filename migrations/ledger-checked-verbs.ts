import type { QueryRunner } from 'typeorm';
import { replacedOnce } from './sql';

/**
 * Refuses the rows of a verb before anything is written: lists of unlike lengths, gaps in them, amounts that are not
 * positive, days that no book knows, a day before the posting that is acted on, and a moment that is none. `p_of` is
 * what each row acts on, `p_words` what else it says. A difference of an allotment may have a sign; a reversal is of
 * the whole. What is given or taken back may be dated with the day on which it is said, though what it is of was told
 * of a later one. Nothing at all is something to do only for those that come with lists of orders or of registers.
 */
const CHECK_POSTINGS = `
create function ledger.check_postings(p_bureau uuid, p_kind text, p_at timestamptz, p_ids uuid[], p_of uuid[],
  p_amounts bigint[], p_days date[], p_documents text[], p_words text[]) returns void
language plpgsql as $$
declare
  is_whole constant boolean := p_kind in ('reserve', 'reverse');
begin
  if (cardinality(p_ids) = all (array[cardinality(p_of), cardinality(p_days), cardinality(p_documents),
        cardinality(p_words), case when is_whole then cardinality(p_ids) else cardinality(p_amounts) end])
      and isfinite(p_at)
      and (cardinality(p_ids) > 0 or p_kind in ('allot', 'reserve', 'expend', 'release'))) is not true
    or exists (select from unnest(p_ids, p_of, p_amounts, p_days, p_documents, p_words)
        as u (id, target, amount, day, document, word)
      where num_nulls(u.id, u.target, u.day, u.document, u.word) > 0
        or u.day not between date '2000-01-01' and date '2999-12-31'
        or not is_whole and (u.amount > 0 or p_kind = 'allot' and u.amount is not null) is not true) then
    raise exception 'a posting lacks its id, what it is of, its amount, day, document or moment'
      using errcode = 'LE400';
  end if;
  if p_kind in ('expend', 'release', 'reverse', 'recover', 'unpay') and exists (
      select from unnest(p_of, p_days) as u (id, day)
        join ledger.journal j on j.bureau_id = p_bureau and j.id = u.id and u.day < j.effective_on
        where p_kind in ('expend', 'unpay') or u.day < (p_at at time zone 'Asia/Shanghai')::date) then
    raise exception 'a posting comes before what it acts on' using errcode = 'LE408';
  end if;
end $$`;

const check = (
  kind: string,
  ids: string,
  own: string,
  days = 'p_effective, p_documents',
  words = 'p_documents',
) => `perform ledger.check_postings(p_bureau, '${kind}', p_at, ${ids}, ${own}, ${days}, ${words});`;

/** An order's day stands beside the order and not beside its shares, which have lengths of their own. */
const SHARES = `if (cardinality(p_shares) = all (array[cardinality(p_share_orders), cardinality(p_share_funds),
      cardinality(p_share_positions), cardinality(p_share_amounts)])) is not true
      or array_position(p_shares || p_share_orders || p_share_funds, null) is not null
      or array_position(p_share_positions, null) is not null then
    raise exception 'a share lacks its id, order, fund, place or amount' using errcode = 'LE400';
  end if;`;

/** What each verb asks before its gate. */
const CHECKS: Readonly<Record<string, string>> = {
  allot: check('allot', 'p_ids', 'p_funds, p_differences'),
  reserve: `${check('reserve', 'p_orders', 'p_orders, null', 'p_effective, p_orders::text[]', 'p_orders::text[]')}
  ${SHARES}`,
  expend: check('expend', 'p_ids', 'p_reservations, p_amounts'),
  release: check('release', 'p_ids', 'p_reservations, p_amounts'),
  pay: check('pay', 'p_ids', 'p_funds, p_amounts'),
  unpay: check('unpay', 'p_ids', 'p_postings, p_amounts'),
  reverse: check('reverse', 'p_ids', 'p_postings, null'),
  recover: check('recover', 'p_ids', 'p_postings, p_amounts', undefined, 'p_manners'),
  lapse: check('lapse', 'p_ids', 'p_funds, p_amounts', undefined, 'p_years::text[]'),
  carry_over: `${check('carry-out', 'p_out_ids', 'p_from, p_amounts', undefined, 'p_years::text[]')}
  ${check('carry-in', 'p_in_ids', 'p_into, p_amounts', undefined, 'p_years::text[]')}`,
};

const GATE = '  perform ledger.gate(';

/** What two verbs asked by themselves, and what they ask of it still. */
const ASKED_BEFORE: readonly (readonly [verb: string, before: string, now: string])[] = [
  [
    'expend',
    `
  if exists (select from unnest(p_reservations, p_effective) as u (id, day)
      join ledger.journal j on j.bureau_id = p_bureau and j.id = u.id and u.day < j.effective_on) then
    raise exception 'an expense comes before its reservation' using errcode = 'LE408';
  end if;
  if cardinality(p_ids) > 0 then`,
    `
  if cardinality(p_ids) > 0 then`,
  ],
  [
    'allot',
    `
  if (cardinality(p_ids) = all (array[cardinality(p_funds), cardinality(p_differences), cardinality(p_effective),
        cardinality(p_documents)])) is not true or array_position(p_differences, null) is not null
      or cardinality(p_ids) > 0 and 0 = all (p_differences) then
    raise exception 'an allotment lacks its fund, amount, day or document' using errcode = 'LE400';`,
    `
  if cardinality(p_ids) > 0 and 0 = all (p_differences) then
    raise exception 'an allotment is of nothing' using errcode = 'LE400';`,
  ],
];

/** Changes a verb in one place and leaves the rest of it as it is. Throws where that place is not found once. */
export async function replaceIn(db: QueryRunner, verb: string, from: string, to: string): Promise<void> {
  const [found] = await db.query('select pg_get_functiondef($1::regproc) as text', [`ledger.${verb}`]);
  await db.query(replacedOnce(String(found.text), [from, to]));
}

/** Each verb asks before its gate; what one asked by itself is asked there. */
export async function checkVerbs(db: QueryRunner): Promise<void> {
  await db.query(CHECK_POSTINGS);
  await db.query('revoke execute on function ledger.check_postings from public');
  for (const [verb, before, now] of ASKED_BEFORE) await replaceIn(db, verb, before, now);
  for (const [verb, asks] of Object.entries(CHECKS)) await replaceIn(db, verb, GATE, `  ${asks}\n${GATE}`);
}

export async function uncheckVerbs(db: QueryRunner): Promise<void> {
  for (const [verb, asks] of Object.entries(CHECKS)) await replaceIn(db, verb, `  ${asks}\n${GATE}`, GATE);
  for (const [verb, before, now] of ASKED_BEFORE) await replaceIn(db, verb, now, before);
  await db.query('drop function ledger.check_postings');
}
