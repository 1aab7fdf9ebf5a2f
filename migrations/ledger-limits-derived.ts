import { typeOf, typesOf } from './ledger-limit-legs';

/**
 * The limits in these measures that apply to an order of this item's category, on its first day, for money of these
 * types, or of any where `p_types` is null. The one place that says so; PostgreSQL merges it into the statement that
 * asks.
 */
export const LIMITS_IN = `
create or replace function ledger.limits_in(p_bureau uuid, p_measures text[], p_category text, p_day date,
  p_types text[])
returns table (limit_id uuid, window_start date, cap bigint, measure text, fund_type text)
language sql stable as $$
  select l.id, date_trunc(l.window_kind, p_day::timestamp)::date, l.cap_hundredths, l.measure, l.fund_type
    from public.usage_limit l
    where l.bureau_id = p_bureau and l.measure = any (p_measures) and (l.category is null or l.category = p_category)
      and (p_types is null or l.fund_type is null or l.fund_type = any (p_types))
      and (l.valid_from is null or l.valid_from <= p_day) and (l.valid_to is null or l.valid_to >= p_day)
$$`;

/** Whether an order names a fund of this type, whether the fund gives anything or not. */
export const NAMES_TYPE = `
create function ledger.names_type(p_bureau uuid, p_order uuid, p_type text) returns boolean
language plpgsql stable as $$
begin
  return exists (select from public.order_fund n
    where n.bureau_id = p_bureau and n.order_id = p_order and n.type = p_type);
end $$`;

/** Refuses what a window has no room for; `p_room` is its own, or the limit's cap where there is no window yet. */
export const REFUSE_WINDOW = `
create function ledger.refuse_window(p_bureau uuid, p_limit uuid, p_cadre uuid, p_start date, p_room bigint,
  p_taken bigint) returns bigint
language plpgsql as $$
begin
  raise exception 'a limit would be exceeded' using errcode = 'LE402',
    detail = json_build_array(json_build_object('limitId', p_limit, 'cadreId', p_cadre, 'windowStart', p_start,
      'asked', p_taken::text, 'left', coalesce((select w.room from ledger.limit_window w where w.bureau_id = p_bureau
        and w.limit_id = p_limit and w.cadre_id = p_cadre and w.window_start = p_start), p_room)::text));
end $$`;

/**
 * What a window has left after somebody takes of it. Refuses more than it has: here and not in a WHERE, so that nobody
 * need count who got through.
 */
const roomLeft = (window: string, room: string, taken: string): string =>
  `case when ${room} >= ${taken} then ${room} - ${taken} else ledger.refuse_window(p_bureau, ${window}.limit_id,
            ${window}.cadre_id, ${window}.window_start, ${room}, ${taken}) end`;

/**
 * Takes of the windows what `taken` (limit_id, cadre_id, window_start, cap, total) says, one by one in key order, and
 * waits for each. A window is made on first use with the limit's cap of now.
 */
export const takeWindows = (taken: string): string => `
    insert into ledger.limit_window as w (bureau_id, limit_id, cadre_id, window_start, cap, room, used)
      select p_bureau, t.limit_id, t.cadre_id, t.window_start, t.cap,
          ${roomLeft('t', 't.cap', 't.total')}, t.total
        from ${taken} order by t.limit_id, t.cadre_id, t.window_start
      on conflict (bureau_id, limit_id, cadre_id, window_start) do update set used = w.used + excluded.used,
        room = ${roomLeft('w', 'w.room', 'excluded.used')}`;

/** Counts an order under one limit whose window is new, or moved meanwhile, or full. */
export const TAKE_WINDOW = `
create function ledger.take_window(p_bureau uuid, p_limit uuid, p_cadre uuid, p_start date, p_cap bigint,
  p_taken bigint) returns void
language plpgsql as $$
begin${takeWindows(`(values (p_limit, p_cadre, p_start, p_cap, p_taken))
          as t (limit_id, cadre_id, window_start, cap, total)`)};
end $$`;

/**
 * Counts new orders under every limit that applies to them; the rules are looked up once for all orders of a kind. What
 * types an order's funds have is not put in order first: a sort for each order costs more than the rules of a kind that
 * is met twice.
 */
export const TAKE_LIMITS = `
create function ledger.take_limits(p_bureau uuid, p_orders uuid[], p_cadres uuid[], p_days date[],
  p_quantities bigint[], p_categories text[], p_measures text[],
  p_share_orders uuid[], p_share_funds uuid[], p_share_amounts bigint[]) returns void
language plpgsql as $$
declare
  strange bigint;
begin
  with named as materialized (
    select n.order_id, n.fund_id, n.type from public.order_fund n
      where n.bureau_id = p_bureau and n.order_id = any (p_orders)
  ), orders as materialized (
    select o.*, t.types
      from unnest(p_orders, p_cadres, p_days, p_quantities, p_categories, p_measures)
        as o (id, cadre_id, day, quantity, category, measure)
      join (select n.order_id, array_agg(n.type) as types from named n group by n.order_id) t
        on t.order_id = o.id
  ), shares as materialized (
    select s.*, n.type from unnest(p_share_orders, p_share_funds, p_share_amounts) as s (order_id, fund_id, amount)
      left join named n on n.order_id = s.order_id and n.fund_id = s.fund_id
  ), rules as materialized (
    select k.*, f.limit_id, f.window_start, f.cap, f.measure = 'yuan' as is_yuan, f.fund_type
      from (select distinct o.measure, o.category, o.day, o.types from orders o) k
      cross join lateral ledger.limits_in(p_bureau, array['yuan', k.measure], k.category, k.day, k.types) f
  ), legs as (
    select r.limit_id, o.cadre_id, r.window_start, r.cap, s.amount
      from shares s join orders o on o.id = s.order_id
      join rules r on (r.measure, r.category, r.day, r.types) = (o.measure, o.category, o.day, o.types)
      where r.is_yuan and (r.fund_type is null or r.fund_type = s.type)
    union all
    select r.limit_id, o.cadre_id, r.window_start, r.cap, o.quantity
      from orders o
      join rules r on (r.measure, r.category, r.day, r.types) = (o.measure, o.category, o.day, o.types)
      where o.quantity > 0 and not r.is_yuan
  ), taken as (${takeWindows(`(select g.limit_id, g.cadre_id, g.window_start, g.cap, sum(g.amount)::bigint as total
          from legs g group by g.limit_id, g.cadre_id, g.window_start, g.cap) t`)}
  )
  select count(*) from shares s where s.type is null into strange;
  if strange > 0 then
    raise exception 'a share is of a fund that its order does not name' using errcode = 'LE400';
  end if;
end $$`;

/** No order gives back more of its quantity than it has, in all. */
const UNUSED = `
  update ledger.reservation r set unused = r.unused + a.total
    from (select u.id, sum(u.amount)::bigint as total from unnest(p_sources, p_amounts) as u (id, amount)
      group by u.id) a
    where r.bureau_id = p_bureau and r.order_id = a.id and r.ordinal = 0;
  if exists (select from ledger.reservation r
      join public.service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
      where r.bureau_id = p_bureau and r.order_id = any (p_sources) and r.unused > o.quantity_hundredths) then
    raise exception 'an order has less of its quantity left' using errcode = 'LE404';
  end if;`;

/**
 * Gives back what reservations took under limits in yuan (by amount) and what orders took under limits in a quantity;
 * `p_sources` names either. Which limits those are is worked out as it was when they took it: whoever changes a limit
 * has all counted anew. A window with more use than its cap has no room until its use is below the cap again.
 */
export const GIVE_BACK_LIMITS = `
create or replace function ledger.give_back_limits(p_bureau uuid, p_sources uuid[], p_amounts bigint[]) returns void
language plpgsql as $$
declare
  g record;
begin
  select array_agg(k.limit_id) as limits, array_agg(k.cadre_id) as cadres, array_agg(k.window_start) as starts,
      array_agg(k.total) as totals
    into g
    from (select f.limit_id, s.cadre_id, f.window_start, sum(s.amount)::bigint as total
      from (select o.cadre_id, o.category, o.starts_on, 'yuan' as measure, t.types, u.amount
          from unnest(p_sources, p_amounts) as u (id, amount)
          join ledger.reservation r on r.bureau_id = p_bureau and r.id = u.id
          join public.service_order o on o.bureau_id = p_bureau and o.id = r.order_id
          cross join lateral (${typeOf('r.fund_id')}) t
        union all
        select o.cadre_id, o.category, o.starts_on, o.measure, t.types, u.amount
          from unnest(p_sources, p_amounts) as u (id, amount)
          join public.service_order o on o.bureau_id = p_bureau and o.id = u.id
          cross join lateral (${typesOf('o.id')}) t) s
      cross join lateral ledger.limits_for(p_bureau, s.measure, s.category, s.starts_on, s.types) f
      group by f.limit_id, s.cadre_id, f.window_start) k;${UNUSED}
  perform 1 from ledger.limit_window w
    where w.bureau_id = p_bureau and (w.limit_id, w.cadre_id, w.window_start) in (
      select * from unnest(g.limits, g.cadres, g.starts))
    order by w.limit_id, w.cadre_id, w.window_start for no key update;
  update ledger.limit_window w set used = w.used - k.total, room = greatest(w.cap - w.used + k.total, 0)
    from unnest(g.limits, g.cadres, g.starts, g.totals) as k (limit_id, cadre_id, window_start, total)
    where w.bureau_id = p_bureau and w.limit_id = k.limit_id and w.cadre_id = k.cadre_id
      and w.window_start = k.window_start;
end $$`;

/**
 * Counts everything again under the limits as they are now, after limits, items or fund types changed; call it before
 * anything is posted in the transaction. It waits for whoever posts in any month, at every gate, and keeps others out
 * until the transaction ends. Use beyond a lowered cap stays, without room for more. Answers those windows, which the
 * new rule cannot cap yet, with what is over.
 */
export const REBUILD_LIMIT_WINDOWS = `
create or replace function ledger.rebuild_limit_windows(p_bureau uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  perform 1 from ledger.period p where p.bureau_id = p_bureau order by p.month for update;
  perform 1 from ledger.period_gate g where g.bureau_id = p_bureau order by g.month, g.slot for update;
  delete from ledger.limit_window w where w.bureau_id = p_bureau;
  insert into ledger.limit_window (bureau_id, limit_id, cadre_id, window_start, cap, room, used)
    select p_bureau, g.limit_id, g.cadre_id, g.window_start, l.cap_hundredths,
        greatest(l.cap_hundredths - sum(g.amount)::bigint, 0), sum(g.amount)::bigint
      from ledger.limit_legs(p_bureau, array(select o.id from public.service_order o where o.bureau_id = p_bureau)) g
      join public.usage_limit l on l.bureau_id = p_bureau and l.id = g.limit_id
      group by g.limit_id, g.cadre_id, g.window_start, l.cap_hundredths;
  return (select jsonb_build_object('windows', count(*), 'over', coalesce(jsonb_agg(jsonb_build_object(
        'limitId', w.limit_id, 'cadreId', w.cadre_id, 'windowStart', w.window_start, 'cap', w.cap::text,
        'used', w.used::text) order by w.limit_id, w.cadre_id, w.window_start) filter (where w.used > w.cap), '[]'))
    from ledger.limit_window w where w.bureau_id = p_bureau);
end $$`;
