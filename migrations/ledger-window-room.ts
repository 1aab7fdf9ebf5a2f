/**
 * Counts new orders under every limit that applies to them; the rules are looked up once for all orders of a kind. A
 * window is made on first use with the limit's cap of now; INSERT takes the windows one by one in key order, waits for
 * each, and moves it only where that fits. What types an order's funds have is not put in order first: a sort for each
 * order costs more than the rules of a kind that is met twice.
 */
export const TAKE_LIMITS = `
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
      join (select n.order_id, array_agg(n.type) as types from named n group by n.order_id) t
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
    insert into ledger.limit_window as w (bureau_id, limit_id, cadre_id, window_start, cap, room, used)
      select p_bureau, s.limit_id, s.cadre_id, s.window_start, s.cap, s.cap - s.total, s.total from sums s
        where s.total <= s.cap order by s.limit_id, s.cadre_id, s.window_start
      on conflict (bureau_id, limit_id, cadre_id, window_start) do update
        set used = w.used + excluded.used, room = w.room - excluded.used where w.room >= excluded.used
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

/** Counts an order under one limit whose window is new, or moved meanwhile, or full. */
export const TAKE_WINDOW = `
create or replace function ledger.take_window(p_bureau uuid, p_limit uuid, p_cadre uuid, p_start date, p_cap bigint,
  p_amount bigint, p_order uuid) returns void
language plpgsql as $$
begin
  insert into ledger.limit_window as w (bureau_id, limit_id, cadre_id, window_start, cap, room, used)
    select p_bureau, p_limit, p_cadre, p_start, p_cap, p_cap - p_amount, p_amount where p_amount <= p_cap
    on conflict (bureau_id, limit_id, cadre_id, window_start) do update
      set used = w.used + excluded.used, room = w.room - excluded.used where w.room >= excluded.used;
  if not found then
    raise exception 'a limit would be exceeded' using errcode = 'LE402',
      detail = ledger.short_limits(p_bureau, array[p_order]);
  end if;
end $$`;

/**
 * Gives back what reservations took under limits in yuan (by amount) and what orders took under limits in a quantity;
 * `p_sources` names either. A window with more use than its cap has no room until its use is below the cap again.
 */
export const GIVE_BACK_LIMITS = `
create or replace function ledger.give_back_limits(p_bureau uuid, p_sources uuid[], p_amounts bigint[]) returns void
language plpgsql as $$
declare
  orders constant uuid[] := p_sources || array(select r.order_id from ledger.reservation r
    where r.bureau_id = p_bureau and r.id = any (p_sources));
begin
  perform 1 from ledger.limit_window w
    where w.bureau_id = p_bureau and (w.limit_id, w.cadre_id, w.window_start) in (
      select t.limit_id, t.cadre_id, t.window_start from ledger.reservation_limit t
        where t.bureau_id = p_bureau and t.order_id = any (orders))
    order by w.limit_id, w.cadre_id, w.window_start for no key update;
  with asked as (
    select u.source_id, coalesce((select r.order_id from ledger.reservation r
          where r.bureau_id = p_bureau and r.id = u.source_id), u.source_id) as order_id, sum(u.amount)::bigint as total
      from unnest(p_sources, p_amounts) as u (source_id, amount) group by u.source_id
  ), given as (
    update ledger.reservation_limit t set released = t.released + a.total
      from asked a where t.bureau_id = p_bureau and t.order_id = a.order_id and t.source_id = a.source_id
      returning t.limit_id, t.cadre_id, t.window_start, a.total
  ), summed as (
    select g.limit_id, g.cadre_id, g.window_start, sum(g.total)::bigint as total
      from given g group by g.limit_id, g.cadre_id, g.window_start
  )
  update ledger.limit_window w set used = w.used - s.total, room = greatest(w.cap - w.used + s.total, 0)
    from summed s
    where w.bureau_id = p_bureau and w.limit_id = s.limit_id and w.cadre_id = s.cadre_id
      and w.window_start = s.window_start;
end $$`;

/** The windows that were just refused, as JSON: what the orders ask and what the window has left. */
export const SHORT_LIMITS = `
create or replace function ledger.short_limits(p_bureau uuid, p_orders uuid[]) returns text
language sql stable as $$
  select coalesce(json_agg(json_build_object('limitId', a.limit_id, 'cadreId', a.cadre_id,
      'windowStart', a.window_start, 'asked', a.total::text,
      'left', coalesce(w.room, l.cap_hundredths)::text)), '[]')::text
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
