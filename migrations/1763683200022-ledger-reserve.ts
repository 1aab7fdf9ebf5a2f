import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LIMIT_LEGS, LIMITS_FOR, SHORT_LIMITS, TAKE_LIMITS, typeOf, typesOf } from './ledger-limit-legs';
import { asLedgerOwner, runAll } from './sql';

/** Counts amounts under the ceilings of contracts; a contract is taken over from the register on first use. */
const COMMIT_CONTRACTS = `
create or replace function ledger.commit_contracts(p_bureau uuid, p_contracts uuid[], p_amounts bigint[]) returns void
language plpgsql as $$
declare
  wanted bigint;
  moved bigint;
begin
  with sums as materialized (
    select u.contract_id, sum(u.amount)::bigint as total
      from unnest(p_contracts, p_amounts) as u (contract_id, amount) group by u.contract_id
  ), taken as (
    insert into ledger.commitment as m (bureau_id, contract_id, ceiling, allowance, committed)
      select p_bureau, k.contract_id, k.ceiling, k.ceiling, k.total
        from (select s.contract_id, s.total, (select c.ceiling_fen from public.contract c
            where c.bureau_id = p_bureau and c.id = s.contract_id) as ceiling from sums s) k
        where k.total <= k.ceiling order by k.contract_id
      on conflict (bureau_id, contract_id) do update set committed = m.committed + excluded.committed
        where m.committed + excluded.committed <= m.allowance
      returning 1
  )
  select (select count(*) from sums), (select count(*) from taken) into wanted, moved;
  if moved <> wanted then
    raise exception 'a contract ceiling would be exceeded' using errcode = 'LE405';
  end if;
end $$`;

/**
 * Reserves the shares of approved orders: all of them or none. Contract, cadre, amount, item and the limits that apply
 * are read from the stored rows, so that what is reserved is what was approved. Order rows and order_fund come first.
 */
const RESERVE = `
create or replace function ledger.reserve(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_orders uuid[], p_effective date[], p_shares uuid[], p_share_orders uuid[], p_share_funds uuid[],
  p_share_positions int[], p_share_amounts bigint[])
returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  done constant jsonb := jsonb_build_object('orders', cardinality(p_orders), 'postings', cardinality(p_shares));
  answer jsonb := ledger.claim(p_bureau, 'reserve', p_key, p_hash, done);
  o record;
begin
  if answer is not null then
    return answer;
  end if;
  if cardinality(p_orders) > 200 then
    perform ledger.plan_for(cardinality(p_orders));
  end if;
  perform ledger.gate(p_bureau, p_period, 'open');
  o := ledger.read_orders(p_bureau, p_orders, p_effective, p_share_orders, p_share_amounts);
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount)
    select p_bureau, s.id, s.order_id, s.fund_id, s.position, s.amount
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_positions, p_share_amounts)
        as s (id, order_id, fund_id, position, amount);
  perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
    p_shares, p_share_orders, p_share_funds, p_share_amounts);
  perform ledger.commit_contracts(p_bureau, o.contracts, o.amounts);
  if cardinality(p_shares) > 0 then
    perform ledger.post(p_bureau, 'reserve', p_key, p_period, p_actor, p_at, p_shares, p_share_funds, p_shares,
      p_share_amounts, o.share_days, o.share_numbers);
  end if;
  return done;
end $$`;

/**
 * What the stored rows say of these orders, in the order asked, and of their shares. Refuses what they do not bear out:
 * an order that is unknown, asked twice or not approved, or whose shares miss its amount.
 */
const READ_ORDERS = `
create function ledger.read_orders(p_bureau uuid, p_orders uuid[], p_effective date[], p_share_orders uuid[],
  p_share_amounts bigint[], out cadres uuid[], out days date[], out quantities bigint[], out categories text[],
  out measures text[], out contracts uuid[], out amounts bigint[], out numbers text[],
  out share_days date[], out share_numbers text[])
language plpgsql as $$
declare
  wrong uuid;
begin
  select array_agg(k.cadre_id), array_agg(k.starts_on), array_agg(k.quantity_hundredths), array_agg(k.category),
      array_agg(k.measure), array_agg(k.contract_id), array_agg(k.amount_fen), array_agg(k.number)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers
    from (select o.*, i.category, i.measure from unnest(p_orders) with ordinality as u (id, ord)
        left join public.service_order o on o.bureau_id = p_bureau and o.id = u.id and o.status = 'approved'
        left join public.item i on i.bureau_id = p_bureau and i.id = o.item_id order by u.ord) k;
  if p_share_orders = p_orders and p_share_amounts = amounts and cardinality(p_orders) = 1 then
    share_days := p_effective;
    share_numbers := numbers;
    return;
  end if;
  with asked as (
    select u.id, min(u.amount) as amount, count(*) as times
      from unnest(p_orders, amounts) as u (id, amount) group by u.id
  ), given as (
    select s.id, sum(s.amount)::bigint as total from unnest(p_share_orders, p_share_amounts) as s (id, amount)
      group by s.id
  )
  select coalesce(a.id, g.id) into wrong from asked a full join given g on g.id = a.id
    where a.times is distinct from 1 or a.amount is distinct from coalesce(g.total, 0) limit 1;
  if wrong is not null then
    raise exception 'order % is not approved, or its shares are not its amount', wrong using errcode = 'LE400';
  end if;
  select array_agg(k.day), array_agg(k.number) into share_days, share_numbers
    from (select e.day, e.number from unnest(p_share_orders) with ordinality as s (id, ord)
        join unnest(p_orders, p_effective, numbers) as e (id, day, number) on e.id = s.id order by s.ord) k;
end $$`;

/**
 * One approved order with one share, which is what a click on "approve" mostly is: the same steps in the same order as
 * `reserve`, row by row, at a third of the cost of a batch of one.
 */
const RESERVE_ORDER = `
create function ledger.reserve_order(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_order uuid, p_effective date, p_share uuid, p_fund uuid, p_position int, p_amount bigint)
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  answer jsonb := ledger.claim(p_bureau, 'reserve', p_key, p_hash, '{"orders": 1, "postings": 1}');
  done boolean;
  o record;
  leg record;
begin
  if answer is not null then
    return answer;
  end if;
  done := ledger.gate(p_bureau, p_period, 'open');
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.amount_fen, s.number, i.category, i.measure,
      (select c.ceiling_fen from public.contract c where c.bureau_id = p_bureau and c.id = s.contract_id) as ceiling,
      (${typeOf('p_fund')}) as type, (${typesOf('s.id')}) as types
    into o from public.service_order s join public.item i on i.bureau_id = p_bureau and i.id = s.item_id
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved';
  if o.amount_fen is distinct from p_amount then
    raise exception 'order % is not approved, or its shares are not its amount', p_order using errcode = 'LE400';
  end if;
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount)
    values (p_bureau, p_share, p_order, p_fund, p_position, p_amount);
  for leg in
    select p_share as source_id, f.limit_id, f.window_start, f.cap, p_amount as amount from ledger.limits_for(p_bureau,
        'yuan', o.category, o.starts_on, o.type) f
    union all
    select p_order, f.limit_id, f.window_start, f.cap, o.quantity_hundredths from ledger.limits_for(p_bureau, o.measure,
        o.category, o.starts_on, o.types) f
      where o.quantity_hundredths > 0
    order by 2, 3
  loop
    insert into ledger.reservation_limit (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
      values (p_bureau, leg.source_id, leg.limit_id, p_order, o.cadre_id, leg.window_start, leg.amount);
    insert into ledger.limit_window as w (bureau_id, limit_id, cadre_id, window_start, cap, allowance, used)
      select p_bureau, leg.limit_id, o.cadre_id, leg.window_start, leg.cap, leg.cap, leg.amount
        where leg.amount <= leg.cap
      on conflict (bureau_id, limit_id, cadre_id, window_start) do update set used = w.used + excluded.used
        where w.used + excluded.used <= w.allowance;
    if not found then
      raise exception 'a limit would be exceeded' using errcode = 'LE402',
        detail = ledger.short_limits(p_bureau, array[p_order]);
    end if;
  end loop;
  insert into ledger.commitment as m (bureau_id, contract_id, ceiling, allowance, committed)
    select p_bureau, o.contract_id, o.ceiling, o.ceiling, p_amount where p_amount <= o.ceiling
    on conflict (bureau_id, contract_id) do update set committed = m.committed + excluded.committed
      where m.committed + excluded.committed <= m.allowance;
  if not found then
    raise exception 'a contract ceiling would be exceeded' using errcode = 'LE405';
  end if;
  done := ledger.post_reserve(p_bureau, p_key, p_period, p_actor, p_at, p_share, p_fund, p_amount, p_effective,
    o.number);
  return '{"orders": 1, "postings": 1}';
end $$`;

/** The first forms read what their caller had read, and took other arguments. */
const DROPPED = ['take_limits', 'commit_contracts', 'check_shares'].map(
  (name) => `drop function if exists ledger.${name}`,
);

const STATEMENTS = [
  ...[LIMITS_FOR, LIMIT_LEGS, SHORT_LIMITS, TAKE_LIMITS, COMMIT_CONTRACTS, READ_ORDERS, RESERVE],
  ...[RESERVE_ORDER],
];

/** Reserving: limits, ceilings, shares. */
export class LedgerReserve1763683200022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [...DROPPED, ...STATEMENTS]));
  }

  /**
   * What was replaced stays replaced: its first form has no use for anybody, but its own undoing looks for the names.
   */
  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        'drop function ledger.reserve_order, ledger.read_orders, ledger.limits_for',
        `create function ledger.check_shares() returns void language sql as ''`,
      ]),
    );
  }
}
