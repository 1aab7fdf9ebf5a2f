import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LIMITS_FOR, LIMITS_IN } from './ledger-limits-in';
import { inScope } from './policy';
import { asLedgerOwner, runAll } from './sql';

/**
 * One approved order with one share, which is what a click on "approve" mostly is: the steps of `reserve` in the same
 * order, row by row. Each row is moved by an UPDATE, which is cheap where it is there and nobody else is at it; the
 * first use of a window or contract goes the long way.
 */
const RESERVE_ORDER = `
create or replace function ledger.reserve_order(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_order uuid, p_effective date, p_share uuid, p_fund uuid, p_position int, p_amount bigint)
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  answer jsonb := ledger.claim(p_bureau, 'reserve', p_key, p_hash, '{"orders": 1, "postings": 1}');
  done boolean;
  taken bigint;
  o record;
  leg record;
begin
  if answer is not null then
    return answer;
  end if;
  done := ledger.gate(p_bureau, p_period, 'open');
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.amount_fen, s.number, i.category, i.measure,
      t.type, t.types
    into o from public.service_order s join public.item i on i.bureau_id = p_bureau and i.id = s.item_id
    cross join lateral (select array_agg(f.type) as types, max(f.type) filter (where f.id = p_fund) as type
      from public.order_fund n join public.fund f on f.bureau_id = p_bureau and f.id = n.fund_id
      where n.bureau_id = p_bureau and n.order_id = s.id) t
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved';
  if o.amount_fen is distinct from p_amount or o.type is null then
    raise exception 'order % is not approved, or its shares are not its amount of its funds', p_order
      using errcode = 'LE400';
  end if;
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount)
    values (p_bureau, p_share, p_order, p_fund, p_position, p_amount);
  for leg in
    select f.limit_id, f.window_start, f.cap, f.measure = 'yuan' as is_yuan
      from ledger.limits_in(p_bureau, array['yuan', o.measure], o.category, o.starts_on, o.types) f
      where case f.measure when 'yuan' then f.fund_type is null or f.fund_type = o.type
        else o.quantity_hundredths > 0 end
      order by f.limit_id, f.window_start
  loop
    taken := case when leg.is_yuan then p_amount else o.quantity_hundredths end;
    insert into ledger.reservation_limit (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
      values (p_bureau, case when leg.is_yuan then p_share else p_order end, leg.limit_id, p_order, o.cadre_id,
        leg.window_start, taken);
    update ledger.limit_window w set used = w.used + taken
      where w.bureau_id = p_bureau and w.limit_id = leg.limit_id and w.cadre_id = o.cadre_id
        and w.window_start = leg.window_start and w.used + taken <= w.allowance;
    if not found then
      perform ledger.take_window(p_bureau, leg.limit_id, o.cadre_id, leg.window_start, leg.cap, taken, p_order);
    end if;
  end loop;
  update ledger.commitment m set committed = m.committed + p_amount
    where m.bureau_id = p_bureau and m.contract_id = o.contract_id and m.committed + p_amount <= m.allowance;
  if not found then
    perform ledger.commit_contracts(p_bureau, array[o.contract_id], array[p_amount]);
  end if;
  done := ledger.post_reserve(p_bureau, p_key, p_period, p_actor, p_at, p_share, p_fund, p_amount, p_effective,
    o.number);
  return '{"orders": 1, "postings": 1}';
end $$`;

/** Counts an order under one limit whose window is new, or moved meanwhile, or full. */
const TAKE_WINDOW = `
create function ledger.take_window(p_bureau uuid, p_limit uuid, p_cadre uuid, p_start date, p_cap bigint,
  p_amount bigint, p_order uuid) returns void
language plpgsql as $$
begin
  insert into ledger.limit_window as w (bureau_id, limit_id, cadre_id, window_start, cap, allowance, used)
    select p_bureau, p_limit, p_cadre, p_start, p_cap, p_cap, p_amount where p_amount <= p_cap
    on conflict (bureau_id, limit_id, cadre_id, window_start) do update set used = w.used + excluded.used
      where w.used + excluded.used <= w.allowance;
  if not found then
    raise exception 'a limit would be exceeded' using errcode = 'LE402',
      detail = ledger.short_limits(p_bureau, array[p_order]);
  end if;
end $$`;

/**
 * Counts new orders under every limit that applies to them; the rules are looked up once for all orders of a kind. A
 * window is made on first use with the limit's cap of now; INSERT takes the windows one by one in key order, waits for
 * each, and moves it only where that fits.
 */
const TAKE_LIMITS = `
create or replace function ledger.take_limits(p_bureau uuid, p_orders uuid[], p_cadres uuid[], p_days date[],
  p_quantities bigint[], p_categories text[], p_measures text[],
  p_shares uuid[], p_share_orders uuid[], p_share_funds uuid[], p_share_amounts bigint[]) returns void
language plpgsql as $$
declare
  wanted bigint;
  moved bigint;
  strange bigint;
begin
  with named as materialized (
    select n.order_id, n.fund_id, f.type
      from public.order_fund n join public.fund f on f.bureau_id = p_bureau and f.id = n.fund_id
      where n.bureau_id = p_bureau and n.order_id = any (p_orders)
  ), orders as materialized (
    select o.*, t.types
      from unnest(p_orders, p_cadres, p_days, p_quantities, p_categories, p_measures)
        as o (id, cadre_id, day, quantity, category, measure)
      join (select n.order_id, array_agg(distinct n.type) as types from named n group by n.order_id) t
        on t.order_id = o.id
  ), shares as materialized (
    select s.*, n.type
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_amounts) as s (id, order_id, fund_id, amount)
      left join named n on n.order_id = s.order_id and n.fund_id = s.fund_id
  ), rules as materialized (
    select k.*, f.limit_id, f.window_start, f.cap, f.measure = 'yuan' as is_yuan, f.fund_type
      from (select distinct o.measure, o.category, o.day, o.types from orders o) k
      cross join lateral ledger.limits_in(p_bureau, array['yuan', k.measure], k.category, k.day, k.types) f
  ), legs as materialized (
    select s.id as source_id, r.limit_id, r.cap, o.id as order_id, o.cadre_id, r.window_start, s.amount
      from shares s join orders o on o.id = s.order_id
      join rules r on (r.measure, r.category, r.day, r.types) = (o.measure, o.category, o.day, o.types)
      where r.is_yuan and (r.fund_type is null or r.fund_type = s.type)
    union all
    select o.id, r.limit_id, r.cap, o.id, o.cadre_id, r.window_start, o.quantity
      from orders o
      join rules r on (r.measure, r.category, r.day, r.types) = (o.measure, o.category, o.day, o.types)
      where o.quantity > 0 and not r.is_yuan
  ), kept as (
    insert into ledger.reservation_limit (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
      select p_bureau, g.source_id, g.limit_id, g.order_id, g.cadre_id, g.window_start, g.amount from legs g
  ), sums as materialized (
    select g.limit_id, g.cadre_id, g.window_start, g.cap, sum(g.amount)::bigint as total
      from legs g group by g.limit_id, g.cadre_id, g.window_start, g.cap
  ), taken as (
    insert into ledger.limit_window as w (bureau_id, limit_id, cadre_id, window_start, cap, allowance, used)
      select p_bureau, s.limit_id, s.cadre_id, s.window_start, s.cap, s.cap, s.total from sums s
        where s.total <= s.cap order by s.limit_id, s.cadre_id, s.window_start
      on conflict (bureau_id, limit_id, cadre_id, window_start) do update set used = w.used + excluded.used
        where w.used + excluded.used <= w.allowance
      returning 1
  )
  select (select count(*) from sums), (select count(*) from taken),
      (select count(*) from shares s where s.type is null) into wanted, moved, strange;
  if strange > 0 then
    raise exception 'a share is of a fund that its order does not name' using errcode = 'LE400';
  end if;
  if moved <> wanted then
    raise exception 'a limit would be exceeded' using errcode = 'LE402',
        detail = ledger.short_limits(p_bureau, p_orders);
  end if;
end $$`;

/**
 * What the stored rows say of these orders, in the order asked, and of their shares. Refuses what they do not bear out:
 * an order that is unknown, asked twice or not approved, or whose shares miss its amount. Where each order has one
 * share of its amount, in the same order, that is seen at once.
 */
const READ_ORDERS = `
create or replace function ledger.read_orders(p_bureau uuid, p_orders uuid[], p_effective date[], p_share_orders uuid[],
  p_share_amounts bigint[], out cadres uuid[], out days date[], out quantities bigint[], out categories text[],
  out measures text[], out contracts uuid[], out amounts bigint[], out numbers text[],
  out share_days date[], out share_numbers text[])
language plpgsql as $$
declare
  wrong uuid;
  is_each boolean;
begin
  select array_agg(k.cadre_id), array_agg(k.starts_on), array_agg(k.quantity_hundredths), array_agg(k.category),
      array_agg(k.measure), array_agg(k.contract_id), array_agg(k.amount_fen), array_agg(k.number),
      count(distinct k.id) = count(*)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers, is_each
    from (select o.id, o.cadre_id, o.starts_on, o.quantity_hundredths, o.contract_id, o.amount_fen, o.number,
          i.category, i.measure
        from unnest(p_orders) with ordinality as u (id, ord)
        left join public.service_order o on o.bureau_id = p_bureau and o.id = u.id and o.status = 'approved'
        left join public.item i on i.bureau_id = p_bureau and i.id = o.item_id order by u.ord) k;
  if is_each and p_share_orders = p_orders and p_share_amounts = amounts then
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
 * Whoever runs a verb has all of the bureau that the verb has checked, so the policies of the ledger's owner need not
 * ask again of every row: that was an eighth of a reservation. Nobody can log in as the owner, every function that runs
 * with its rights takes the bureau first and refuses one that is not the transaction's (a test calls them all), and
 * every statement of theirs names it.
 */
const OWNER_POLICIES = (using: string): string => `
do $$
declare
  kept record;
begin
  for kept in select p.polrelid::regclass as name, p.polcmd from pg_policy p where p.polname = 'songbai_ledger' loop
    if pg_get_userbyid((select c.relowner from pg_class c where c.oid = kept.name)) = current_user then
      execute format('alter policy songbai_ledger on %s using (${using})', kept.name)
        || case kept.polcmd when 'r' then '' else ' with check (${using})' end;
    end if;
  end loop;
end $$`;

const IN_SCOPE = inScope('bureau_id', 'app.bureau').replaceAll("'", "''");

const STATEMENTS = [LIMITS_IN, LIMITS_FOR, TAKE_WINDOW, TAKE_LIMITS, READ_ORDERS, RESERVE_ORDER];

/** Reserving at two thirds of the cost. Measured by `npm run bench -- ledger`. */
export class LedgerQuickReserve1763683200029 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [...STATEMENTS, OWNER_POLICIES('true')]));
    await db.query(OWNER_POLICIES('true'));
  }

  /** What was replaced stays replaced: its first form has no use for anybody. */
  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, ['drop function ledger.take_window', OWNER_POLICIES(IN_SCOPE)]));
    await db.query(OWNER_POLICIES(IN_SCOPE));
  }
}
