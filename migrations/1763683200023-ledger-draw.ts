import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const VERB = `returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$`;

/** Uses up reservations, expended or released, never beyond their amount. Answers their funds, one per row asked. */
const DRAW = `
create or replace function ledger.draw(p_bureau uuid, p_kind text, p_reservations uuid[], p_amounts bigint[])
returns uuid[] language plpgsql as $$
declare
  wanted bigint;
  moved bigint;
begin
  perform 1 from ledger.reservation r where r.bureau_id = p_bureau and r.id = any (p_reservations)
    order by r.id for no key update;
  with asked as materialized (
    select u.id, sum(u.amount)::bigint as total, min(u.amount) as least
      from unnest(p_reservations, p_amounts) as u (id, amount) group by u.id
  ), drawn as (
    update ledger.reservation r set
        expended = r.expended + case p_kind when 'expend' then a.total else 0 end,
        released = r.released + case p_kind when 'release' then a.total else 0 end
      from asked a
      where r.bureau_id = p_bureau and r.id = a.id and a.least > 0 and r.expended + r.released + a.total <= r.amount
      returning 1
  )
  select (select count(*) from asked), (select count(*) from drawn) into wanted, moved;
  if moved <> wanted then
    raise exception 'a reservation is unknown or has less left' using errcode = 'LE404';
  end if;
  return array(select (select r.fund_id from ledger.reservation r where r.bureau_id = p_bureau and r.id = u.id)
    from unnest(p_reservations) with ordinality as u (id, ord) order by u.ord);
end $$`;

/** Turns reserved money into expended money, one posting per row. Neither a limit nor a ceiling moves by it. */
const EXPEND = `
create or replace function ledger.expend(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'expend', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.plan_for(cardinality(p_ids));
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  if cardinality(p_ids) > 0 then
    perform ledger.post(p_bureau, 'expend', p_key, p_period, p_actor, p_at, p_ids,
      ledger.draw(p_bureau, 'expend', p_reservations, p_amounts),
      p_reservations, p_amounts, p_effective, p_documents);
  end if;
  return done;
end $$`;

/**
 * Gives reserved money back to its funds, to the contract's ceiling and to the limits in yuan. Under limits in a
 * quantity
 * the caller says how much of which order will not be used; nothing said, nothing given back there.
 */
const RELEASE = `
create or replace function ledger.release(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[],
  p_unused_orders uuid[] default '{}', p_unused_quantities bigint[] default '{}')
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'release', p_key, p_hash, done);
  funds uuid[];
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.plan_for(cardinality(p_ids) + cardinality(p_unused_orders));
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  if exists (select from unnest(p_unused_quantities) as q (quantity) where q.quantity <= 0) then
    raise exception 'an unused quantity is not positive' using errcode = 'LE400';
  end if;
  funds := ledger.draw(p_bureau, 'release', p_reservations, p_amounts);
  perform ledger.give_back_limits(p_bureau, p_reservations || p_unused_orders, p_amounts || p_unused_quantities);
  perform ledger.uncommit_contracts(p_bureau, p_reservations, p_amounts);
  if cardinality(p_ids) > 0 then
    perform ledger.post(p_bureau, 'release', p_key, p_period, p_actor, p_at,
      p_ids, funds, p_reservations, p_amounts, p_effective, p_documents);
  end if;
  return done;
end $$`;

/**
 * The expenses that are to be taken back, with their reservations locked: while those are held, nobody else can take
 * back
 * the same. Refuses what is no expense, was reversed, or has less left than asked; asked null is all of it.
 */
const TAKE_BACK = `
create function ledger.take_back(p_bureau uuid, p_postings uuid[], p_amounts bigint[],
  out reservations uuid[], out funds uuid[], out amounts bigint[])
language plpgsql as $$
begin
  perform 1 from ledger.reservation r where r.bureau_id = p_bureau and r.id in (
      select j.reservation_id from ledger.journal j where j.bureau_id = p_bureau and j.id = any (p_postings))
    order by r.id for no key update;
  select array_agg(k.reservation_id order by k.ord), array_agg(k.fund_id order by k.ord),
      array_agg(k.amount order by k.ord)
    into reservations, funds, amounts
    from (select u.ord, j.reservation_id, j.fund_id, coalesce(u.amount, j.d_expended) as amount,
            sum(coalesce(u.amount, j.d_expended)) over (partition by j.id) as asked, j.d_expended as spent,
            (select coalesce(sum(-b.d_expended), 0) from ledger.journal b
              where b.bureau_id = p_bureau and b.refers_to = j.id) as back
          from unnest(p_postings, p_amounts) with ordinality as u (id, amount, ord)
          join ledger.journal j on j.bureau_id = p_bureau and j.id = u.id and j.kind = 'expend') k
    where k.amount > 0 and k.back + k.asked <= k.spent;
  if coalesce(cardinality(funds), 0) <> cardinality(p_postings) then
    raise exception 'a posting is no expense, or less of it is left' using errcode = 'LE407';
  end if;
end $$`;

/**
 * Takes expenses back whole, once each: the money is reserved again, to be expended rightly or released. Its own day,
 * in a month that is open; the month of the expense may long be closed. What is paid is recovered instead.
 */
const REVERSE = `
create function ledger.reverse(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_postings uuid[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'reverse', p_key, p_hash, done);
  t record;
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  t := ledger.take_back(p_bureau, p_postings, array_fill(null::bigint, array[cardinality(p_postings)]));
  update ledger.reservation r set expended = r.expended - a.total
    from (select u.id, sum(u.amount)::bigint as total from unnest(t.reservations, t.amounts) as u (id, amount)
      group by u.id) a
    where r.bureau_id = p_bureau and r.id = a.id;
  perform ledger.post(p_bureau, 'reverse', p_key, p_period, p_actor, p_at, p_ids, t.funds, t.reservations, t.amounts,
    p_effective, p_documents, p_postings);
  return done;
end $$`;

/**
 * Money back after payment, in whole or in part: deducted from the next bill, or returned. It is neither expended nor
 * paid
 * any more, and is there to be used again; so are the ceiling and the limits in yuan.
 */
const RECOVER = `
create function ledger.recover(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_postings uuid[], p_amounts bigint[], p_manners text[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'recover', p_key, p_hash, done);
  t record;
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  t := ledger.take_back(p_bureau, p_postings, p_amounts);
  update ledger.reservation r set expended = r.expended - a.total, released = r.released + a.total
    from (select u.id, sum(u.amount)::bigint as total from unnest(t.reservations, t.amounts) as u (id, amount)
      group by u.id) a
    where r.bureau_id = p_bureau and r.id = a.id;
  perform ledger.give_back_limits(p_bureau, t.reservations, t.amounts);
  perform ledger.uncommit_contracts(p_bureau, t.reservations, t.amounts);
  perform ledger.post(p_bureau, 'recover', p_key, p_period, p_actor, p_at, p_ids, t.funds, t.reservations, t.amounts,
    p_effective, p_documents, p_postings, null, p_manners);
  return done;
end $$`;

/** Using up what is reserved, and taking it back. */
export class LedgerDraw1763683200023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [DRAW, EXPEND, RELEASE, TAKE_BACK, REVERSE, RECOVER]));
  }

  /** What was replaced stays replaced: its first form has no use for anybody. */
  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, ['drop function ledger.recover, ledger.reverse, ledger.take_back']),
    );
  }
}
