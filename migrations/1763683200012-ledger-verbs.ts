import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * Takes over the ceilings of contracts as the register has them now. A ceiling below what is committed
 * refuses nothing that was promised: the allowance then is what is committed, and shrinks as orders are
 * released.
 */
const SET_CEILINGS = `
create function ledger.set_ceilings(p_bureau uuid, p_contracts uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  insert into ledger.commitment as m (bureau_id, contract_id, ceiling, allowance)
    select c.bureau_id, c.id, c.ceiling_fen, c.ceiling_fen from public.contract c
      where c.bureau_id = p_bureau and c.id = any (p_contracts) order by c.id
    on conflict (bureau_id, contract_id) do update
      set ceiling = excluded.ceiling, allowance = greatest(excluded.ceiling, m.committed);
end $$`;

/**
 * Counts new orders under their contracts' ceilings; a contract is taken over from the register on first use.
 */
const COMMIT_CONTRACTS = `
create function ledger.commit_contracts(p_bureau uuid, p_orders uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  wanted bigint;
  moved bigint;
begin
  insert into ledger.commitment (bureau_id, contract_id, ceiling, allowance)
    select c.bureau_id, c.id, c.ceiling_fen, c.ceiling_fen from public.contract c
      where c.bureau_id = p_bureau and c.id in (
        select o.contract_id from public.service_order o
          where o.bureau_id = p_bureau and o.id = any (p_orders))
      order by c.id
    on conflict do nothing;
  perform 1 from ledger.commitment m where m.bureau_id = p_bureau and m.contract_id in (
      select o.contract_id from public.service_order o where o.bureau_id = p_bureau and o.id = any (p_orders))
    order by m.contract_id for no key update;
  get diagnostics wanted = row_count;
  update ledger.commitment m set committed = m.committed + a.total
    from (select o.contract_id, sum(o.amount_fen)::bigint as total from public.service_order o
            where o.bureau_id = p_bureau and o.id = any (p_orders) group by o.contract_id) a
    where m.bureau_id = p_bureau and m.contract_id = a.contract_id and m.committed + a.total <= m.allowance;
  get diagnostics moved = row_count;
  if moved <> wanted then
    raise exception 'a contract ceiling would be exceeded' using errcode = 'LE405';
  end if;
end $$`;

/**
 * Refuses orders that the caller's own rows do not bear out: unknown, not approved, or shares that miss the
 * amount.
 */
const CHECK_SHARES = `
create function ledger.check_shares(p_bureau uuid, p_orders uuid[], p_share_orders uuid[],
  p_share_amounts bigint[])
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  wrong uuid;
begin
  with shares as (
    select s.order_id, sum(s.amount)::bigint as total
      from unnest(p_share_orders, p_share_amounts) as s (order_id, amount) group by s.order_id
  ), asked as (
    select u.order_id, count(*) as times from unnest(p_orders) as u (order_id) group by u.order_id
  )
  select coalesce(a.order_id, s.order_id) into wrong
    from asked a full join shares s on s.order_id = a.order_id
    left join public.service_order o on o.bureau_id = p_bureau and o.id = a.order_id and o.status = 'approved'
      and o.id = any (p_orders)
    where a.times is distinct from 1 or o.id is null or o.amount_fen <> coalesce(s.total, 0)
    limit 1;
  if wrong is not null then
    raise exception 'order % is not approved, or its shares are not its amount', wrong
        using errcode = 'LE400';
  end if;
end $$`;

/**
 * Reserves the shares of approved orders: all of them or none. Contract, cadre, amount, item and the limits
 * that apply are read from the stored rows, so that what is reserved is what was approved. Order rows and
 * order_fund come first.
 */
const RESERVE = `
create function ledger.reserve(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_orders uuid[], p_effective date[], p_shares uuid[], p_share_orders uuid[], p_share_funds uuid[],
  p_share_positions int[], p_share_amounts bigint[])
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  done constant jsonb := jsonb_build_object(
    'orders', cardinality(p_orders), 'postings', cardinality(p_shares));
  answer jsonb := ledger.claim(p_bureau, 'reserve', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open');
  perform ledger.check_shares(p_bureau, p_orders, p_share_orders, p_share_amounts);
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount)
    select p_bureau, s.id, s.order_id, s.fund_id, s.position, s.amount
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_positions, p_share_amounts)
        as s (id, order_id, fund_id, position, amount);
  perform ledger.take_limits(p_bureau, p_orders);
  perform ledger.commit_contracts(p_bureau, p_orders);
  perform ledger.post(p_bureau, 'reserve', p_key, p_period, p_actor, p_at, p_shares, p_share_funds, p_shares,
      p_share_amounts, array_agg(e.effective_on order by s.ord), array_agg(o.number order by s.ord))
    from unnest(p_share_orders) with ordinality as s (order_id, ord)
    join unnest(p_orders, p_effective) as e (order_id, effective_on) on e.order_id = s.order_id
    join public.service_order o on o.bureau_id = p_bureau and o.id = s.order_id and o.id = any (p_orders)
    having count(*) > 0;
  return done;
end $$`;

/**
 * Uses up reservations, expended or released, never beyond their amount. Answers their funds, one per row
 * asked.
 */
const DRAW = `
create function ledger.draw(p_bureau uuid, p_kind text, p_reservations uuid[], p_amounts bigint[])
returns uuid[] language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  wanted bigint;
  moved bigint;
begin
  perform 1 from ledger.reservation r where r.bureau_id = p_bureau and r.id = any (p_reservations)
    order by r.id for no key update;
  select count(distinct u.id) into wanted from unnest(p_reservations) as u (id);
  update ledger.reservation r set
      expended = r.expended + case p_kind when 'expend' then a.total else 0 end,
      released = r.released + case p_kind when 'release' then a.total else 0 end
    from (select u.id, sum(u.amount)::bigint as total, min(u.amount) as least
            from unnest(p_reservations, p_amounts) as u (id, amount) group by u.id) a
    where r.bureau_id = p_bureau and r.id = a.id and a.least > 0
        and r.expended + r.released + a.total <= r.amount;
  get diagnostics moved = row_count;
  if moved <> wanted then
    raise exception 'a reservation is unknown or has less left' using errcode = 'LE404';
  end if;
  return (select array_agg(r.fund_id order by u.ord)
    from unnest(p_reservations) with ordinality as u (id, ord)
    join ledger.reservation r on r.bureau_id = p_bureau and r.id = u.id and r.id = any (p_reservations));
end $$`;

/**
 * Turns reserved money into expended money, one posting per row. Neither a limit nor a ceiling moves by it.
 */
const EXPEND = `
create function ledger.expend(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[])
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'expend', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  if cardinality(p_ids) > 0 then
    perform ledger.post(p_bureau, 'expend', p_key, p_period, p_actor, p_at, p_ids,
      ledger.draw(p_bureau, 'expend', p_reservations, p_amounts),
      p_reservations, p_amounts, p_effective, p_documents);
  end if;
  return done;
end $$`;

/**
 * Gives reserved money back to its funds, to the contract's ceiling and to the limits in yuan. Under limits
 * in a quantity the caller says how much of which order will not be used; nothing said, nothing given back
 * there.
 */
const RELEASE = `
create function ledger.release(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[],
  p_unused_orders uuid[] default '{}', p_unused_quantities bigint[] default '{}')
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'release', p_key, p_hash, done);
  funds uuid[];
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  if exists (select from unnest(p_unused_quantities) as q (quantity) where q.quantity <= 0) then
    raise exception 'an unused quantity is not positive' using errcode = 'LE400';
  end if;
  funds := ledger.draw(p_bureau, 'release', p_reservations, p_amounts);
  perform ledger.give_back_limits(p_bureau, p_reservations || p_unused_orders,
      p_amounts || p_unused_quantities);
  perform ledger.uncommit_contracts(p_bureau, p_reservations, p_amounts);
  if cardinality(p_ids) > 0 then
    perform ledger.post(p_bureau, 'release', p_key, p_period, p_actor, p_at,
      p_ids, funds, p_reservations, p_amounts, p_effective, p_documents);
  end if;
  return done;
end $$`;

const UNCOMMIT_CONTRACTS = `
create function ledger.uncommit_contracts(p_bureau uuid, p_reservations uuid[], p_amounts bigint[])
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from ledger.commitment m where m.bureau_id = p_bureau and m.contract_id in (
      select o.contract_id from ledger.reservation r
        join public.service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
        where r.bureau_id = p_bureau and r.id = any (p_reservations))
    order by m.contract_id for no key update;
  update ledger.commitment m set committed = m.committed - a.total,
      allowance = greatest(m.ceiling, m.committed - a.total)
    from (select o.contract_id, sum(u.amount)::bigint as total
            from unnest(p_reservations, p_amounts) as u (id, amount)
            join ledger.reservation r on r.bureau_id = p_bureau and r.id = u.id and r.id = any (p_reservations)
            join public.service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
            group by o.contract_id) a
    where m.bureau_id = p_bureau and m.contract_id = a.contract_id;
end $$`;

/**
 * `= any (…)` beside a join on the same id looks idle, but it is what leads the planner to the primary key
 * when a table has just been filled and nothing is known about it yet.
 *
 * Every verb locks in this order, so that no two can wait for each other: key, period, reservations, windows
 * of limits, contracts, funds; within each, by id. The rows that most transactions share come last.
 */
const STATEMENTS = [
  ...[SET_CEILINGS, COMMIT_CONTRACTS, UNCOMMIT_CONTRACTS, CHECK_SHARES, DRAW],
  ...[RESERVE, EXPEND, RELEASE],
];

/** The verbs that move money: reserve, expend, release; and the ceilings that reserve keeps. */
export class LedgerVerbs1763683200012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, STATEMENTS));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop function ledger.release, ledger.expend, ledger.reserve, ledger.draw, ledger.check_shares,
          ledger.uncommit_contracts, ledger.commit_contracts, ledger.set_ceilings`,
      ]),
    );
  }
}
