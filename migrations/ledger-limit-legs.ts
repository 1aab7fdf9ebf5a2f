/** The type of a fund. LIMIT keeps the planner from making a join of it, which would read every fund of the bureau. */
export const typeOf = (fund: string): string =>
  `select array[f.type] as types from public.fund f where f.bureau_id = p_bureau and f.id = ${fund} limit 1`;

/** The types of all funds that an order names, whether they give anything or not. */
export const typesOf = (order: string): string =>
  `select array(select (select f.type from public.fund f where f.bureau_id = p_bureau and f.id = n.fund_id)
    from public.order_fund n where n.bureau_id = p_bureau and n.order_id = ${order}) as types`;

/**
 * The limits in one measure that apply to an order of this item's category, on its first day, for money of these types.
 * The one place that says so; PostgreSQL merges it into the statement that asks, so long as no argument is a query.
 */
export const LIMITS_FOR = `
create function ledger.limits_for(p_bureau uuid, p_measure text, p_category text, p_day date, p_types text[])
returns table (limit_id uuid, window_start date, cap bigint)
language sql stable as $$
  select l.id, date_trunc(l.window_kind, p_day::timestamp)::date, l.cap_hundredths
    from public.usage_limit l
    where l.bureau_id = p_bureau and l.measure = p_measure and (l.category is null or l.category = p_category)
      and (l.fund_type is null or l.fund_type = any (p_types))
      and (l.valid_from is null or l.valid_from <= p_day) and (l.valid_to is null or l.valid_to >= p_day)
$$`;

/**
 * What these orders take of which limit windows, from the limits, items and funds as they are now. Under a limit in
 * yuan
 * every reservation counts with what is not released of it; under a limit in a quantity an approved order counts in
 * full, and a cancelled one with what visits used. Any fund that the order names makes a limit of that fund's type
 * apply,
 * whether the fund gave anything or not.
 */
export const LIMIT_LEGS = `
create or replace function ledger.limit_legs(p_bureau uuid, p_orders uuid[])
returns table (source_id uuid, limit_id uuid, order_id uuid, cadre_id uuid, window_start date, amount bigint)
language plpgsql stable as $$
begin
  return query
    with orders as materialized (
      select o.id, o.cadre_id, o.starts_on, i.category, i.measure,
          case o.status when 'cancelled' then o.used_hundredths else o.quantity_hundredths end as quantity
        from public.service_order o join public.item i on i.bureau_id = p_bureau and i.id = o.item_id
        where o.bureau_id = p_bureau and o.id = any (p_orders)
          and o.status in ('approved', 'accepted', 'in-service', 'completed', 'cancelled')
    )
    select r.id, f.limit_id, o.id, o.cadre_id, f.window_start, r.amount - r.released
      from orders o join ledger.reservation r on r.bureau_id = p_bureau and r.order_id = o.id and r.amount > r.released
      cross join lateral (${typeOf('r.fund_id')}) t
      cross join lateral ledger.limits_for(p_bureau, 'yuan', o.category, o.starts_on, t.types) f
    union all
    select o.id, f.limit_id, o.id, o.cadre_id, f.window_start, o.quantity
      from orders o cross join lateral (${typesOf('o.id')}) t
      cross join lateral ledger.limits_for(p_bureau, o.measure, o.category, o.starts_on, t.types) f
      where o.quantity > 0;
end $$`;

/**
 * Counts new orders under every limit that applies to them. A window is made on first use with the limit's cap of now;
 * INSERT takes the windows one by one in key order, waits for each, and moves it only where that fits.
 */
export const TAKE_LIMITS = `
create or replace function ledger.take_limits(p_bureau uuid, p_orders uuid[], p_cadres uuid[], p_days date[],
  p_quantities bigint[], p_categories text[], p_measures text[],
  p_shares uuid[], p_share_orders uuid[], p_share_funds uuid[], p_share_amounts bigint[]) returns void
language plpgsql as $$
declare
  wanted bigint;
  moved bigint;
begin
  with orders as materialized (
    select * from unnest(p_orders, p_cadres, p_days, p_quantities, p_categories, p_measures)
      as o (id, cadre_id, day, quantity, category, measure)
  ), legs as materialized (
    select s.id as source_id, f.limit_id, f.cap, o.id as order_id, o.cadre_id, f.window_start, s.amount
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_amounts) as s (id, order_id, fund_id, amount)
      join orders o on o.id = s.order_id
      cross join lateral (${typeOf('s.fund_id')}) t
      cross join lateral ledger.limits_for(p_bureau, 'yuan', o.category, o.day, t.types) f
    union all
    select o.id, f.limit_id, f.cap, o.id, o.cadre_id, f.window_start, o.quantity
      from orders o cross join lateral (${typesOf('o.id')}) t
      cross join lateral ledger.limits_for(p_bureau, o.measure, o.category, o.day, t.types) f
      where o.quantity > 0
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
  select (select count(*) from sums), (select count(*) from taken) into wanted, moved;
  if moved <> wanted then
    raise exception 'a limit would be exceeded' using errcode = 'LE402',
        detail = ledger.short_limits(p_bureau, p_orders);
  end if;
end $$`;

/** The windows that TAKE_LIMITS has just refused, as JSON: what the orders ask and what the window has left. */
export const SHORT_LIMITS = `
create or replace function ledger.short_limits(p_bureau uuid, p_orders uuid[]) returns text
language sql stable as $$
  select coalesce(json_agg(json_build_object('limitId', a.limit_id, 'cadreId', a.cadre_id,
      'windowStart', a.window_start, 'asked', a.total::text,
      'left', (coalesce(w.allowance, l.cap_hundredths) - coalesce(w.used, 0))::text)), '[]')::text
    from (select t.limit_id, t.cadre_id, t.window_start, sum(t.amount)::bigint as total
            from ledger.reservation_limit t where t.bureau_id = p_bureau and t.order_id = any (p_orders)
            group by t.limit_id, t.cadre_id, t.window_start) a
    join public.usage_limit l on l.bureau_id = p_bureau and l.id = a.limit_id
    left join ledger.limit_window w on w.bureau_id = p_bureau and w.limit_id = a.limit_id
      and w.cadre_id = a.cadre_id and w.window_start = a.window_start
    where coalesce(w.used, 0) < (select sum(t.amount - t.released) from ledger.reservation_limit t
      where t.bureau_id = p_bureau and t.limit_id = a.limit_id and t.cadre_id = a.cadre_id
        and t.window_start = a.window_start)
$$`;
