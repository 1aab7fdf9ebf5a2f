import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * What these orders take of which limit windows, from the limits, items and funds as they are now. Under a
 * limit in yuan every reservation counts with what is not released of it; under a limit in a quantity an
 * approved order counts in full, and a cancelled one with what visits used. Any fund that the order names
 * makes a limit of that fund's type apply, whether the fund gave anything or not.
 */
const LIMIT_LEGS = `
create function ledger.limit_legs(p_bureau uuid, p_orders uuid[])
returns table (source_id uuid, limit_id uuid, order_id uuid, cadre_id uuid, window_start date, amount bigint)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with picked as materialized (
    select o.id, o.cadre_id, o.item_id, o.starts_on::timestamp as starts_at,
        case o.status when 'cancelled' then o.used_hundredths else o.quantity_hundredths end as quantity
      from public.service_order o
      where o.bureau_id = p_bureau and o.id = any (p_orders)
        and o.status in ('approved', 'accepted', 'in-service', 'completed', 'cancelled')
  ), orders as (
    select p.*, i.category, i.measure from picked p
      join public.item i on i.bureau_id = p_bureau and i.id = p.item_id
  ), legs as (
    select r.id as source_id, l.id as limit_id, o.id as order_id, o.cadre_id,
        date_trunc(l.window_kind, o.starts_at)::date as window_start, r.amount - r.released as amount
      from orders o
      join ledger.reservation r on r.bureau_id = p_bureau and r.order_id = o.id
      join public.fund f on f.bureau_id = p_bureau and f.id = r.fund_id
      join public.usage_limit l on l.bureau_id = p_bureau and l.measure = 'yuan'
        and (l.category is null or l.category = o.category) and (l.fund_type is null or l.fund_type = f.type)
    union all
    select o.id, l.id, o.id, o.cadre_id, date_trunc(l.window_kind, o.starts_at)::date, o.quantity
      from orders o
      join public.usage_limit l on l.bureau_id = p_bureau and l.measure = o.measure
        and (l.category is null or l.category = o.category)
        and (l.fund_type is null or exists (
          select from public.order_fund n
            join public.fund f on f.bureau_id = n.bureau_id and f.id = n.fund_id
            where n.bureau_id = p_bureau and n.order_id = o.id and f.type = l.fund_type))
  )
  select * from legs where legs.amount > 0
$$`;

/**
 * Counts new orders under every limit that applies to them. Windows are made on first use with the limit's
 * cap of now, then locked in key order, then moved by a guarded UPDATE.
 */
const TAKE_LIMITS = `
create function ledger.take_limits(p_bureau uuid, p_orders uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  wanted bigint;
  moved bigint;
begin
  insert into ledger.reservation_limit
      (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
    select p_bureau, g.source_id, g.limit_id, g.order_id, g.cadre_id, g.window_start, g.amount
      from ledger.limit_legs(p_bureau, p_orders) g;
  if not found then
    return;
  end if;
  insert into ledger.limit_window (bureau_id, limit_id, cadre_id, window_start, cap, allowance)
    select distinct p_bureau, t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths, l.cap_hundredths
      from ledger.reservation_limit t
      join public.usage_limit l on l.bureau_id = t.bureau_id and l.id = t.limit_id
      where t.bureau_id = p_bureau and t.order_id = any (p_orders)
      order by t.limit_id, t.cadre_id, t.window_start
    on conflict do nothing;
  perform 1 from ledger.limit_window w
    where w.bureau_id = p_bureau and (w.limit_id, w.cadre_id, w.window_start) in (
      select t.limit_id, t.cadre_id, t.window_start from ledger.reservation_limit t
        where t.bureau_id = p_bureau and t.order_id = any (p_orders))
    order by w.limit_id, w.cadre_id, w.window_start for no key update;
  get diagnostics wanted = row_count;
  update ledger.limit_window w set used = w.used + a.total
    from (select t.limit_id, t.cadre_id, t.window_start, sum(t.amount)::bigint as total
            from ledger.reservation_limit t where t.bureau_id = p_bureau and t.order_id = any (p_orders)
            group by t.limit_id, t.cadre_id, t.window_start) a
    where w.bureau_id = p_bureau and w.limit_id = a.limit_id and w.cadre_id = a.cadre_id
      and w.window_start = a.window_start and w.used + a.total <= w.allowance;
  get diagnostics moved = row_count;
  if moved <> wanted then
    raise exception 'a limit would be exceeded' using errcode = 'LE402',
        detail = ledger.short_limits(p_bureau, p_orders);
  end if;
end $$`;

/**
 * The windows that TAKE_LIMITS has just refused, as JSON: what the orders ask and what the window has left.
 */
const SHORT_LIMITS = `
create function ledger.short_limits(p_bureau uuid, p_orders uuid[]) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(json_agg(json_build_object('limitId', w.limit_id, 'cadreId', w.cadre_id,
      'windowStart', w.window_start, 'asked', a.total::text, 'left', (w.allowance - w.used)::text)
      ), '[]')::text
    from (select t.limit_id, t.cadre_id, t.window_start, sum(t.amount)::bigint as total
            from ledger.reservation_limit t where t.bureau_id = p_bureau and t.order_id = any (p_orders)
            group by t.limit_id, t.cadre_id, t.window_start) a
    join ledger.limit_window w on w.bureau_id = p_bureau and w.limit_id = a.limit_id
        and w.cadre_id = a.cadre_id
      and w.window_start = a.window_start
    where w.used < (select sum(t.amount - t.released) from ledger.reservation_limit t
      where t.bureau_id = p_bureau and t.limit_id = w.limit_id and t.cadre_id = w.cadre_id
        and t.window_start = w.window_start)
$$`;

/**
 * Gives back what reservations took under limits in yuan (by amount) and what orders took under limits in a
 * quantity; `p_sources` names either. A window whose cap was lowered shrinks with its use until the cap is
 * reached.
 */
const GIVE_BACK_LIMITS = `
create function ledger.give_back_limits(p_bureau uuid, p_sources uuid[], p_amounts bigint[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from ledger.limit_window w
    where w.bureau_id = p_bureau and (w.limit_id, w.cadre_id, w.window_start) in (
      select t.limit_id, t.cadre_id, t.window_start from ledger.reservation_limit t
        where t.bureau_id = p_bureau and t.source_id = any (p_sources))
    order by w.limit_id, w.cadre_id, w.window_start for no key update;
  with asked as (
    select u.source_id, sum(u.amount)::bigint as total
      from unnest(p_sources, p_amounts) as u (source_id, amount) group by u.source_id
  ), given as (
    update ledger.reservation_limit t set released = t.released + a.total
      from asked a where t.bureau_id = p_bureau and t.source_id = a.source_id
      returning t.limit_id, t.cadre_id, t.window_start, a.total
  ), summed as (
    select g.limit_id, g.cadre_id, g.window_start, sum(g.total)::bigint as total
      from given g group by g.limit_id, g.cadre_id, g.window_start
  )
  update ledger.limit_window w set used = w.used - s.total, allowance = greatest(w.cap, w.used - s.total)
    from summed s
    where w.bureau_id = p_bureau and w.limit_id = s.limit_id and w.cadre_id = s.cadre_id
      and w.window_start = s.window_start;
end $$`;

/**
 * Counts everything again, after limits, items or fund types changed; call it before anything is posted in
 * the transaction. It waits for whoever posts in any month and keeps others out until the transaction ends.
 * Use beyond a lowered cap stays: the allowance is then what is used.
 */
const REBUILD = `
create function ledger.rebuild_limit_windows(p_bureau uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  perform 1 from ledger.period p where p.bureau_id = p_bureau order by p.month for update;
  delete from ledger.reservation_limit t where t.bureau_id = p_bureau;
  insert into ledger.reservation_limit
      (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
    select p_bureau, g.source_id, g.limit_id, g.order_id, g.cadre_id, g.window_start, g.amount
      from ledger.limit_legs(p_bureau,
        array(select o.id from public.service_order o where o.bureau_id = p_bureau)) g;
  delete from ledger.limit_window w where w.bureau_id = p_bureau;
  insert into ledger.limit_window (bureau_id, limit_id, cadre_id, window_start, cap, allowance, used)
    select p_bureau, t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths,
        greatest(l.cap_hundredths, sum(t.amount)::bigint), sum(t.amount)::bigint
      from ledger.reservation_limit t
      join public.usage_limit l on l.bureau_id = t.bureau_id and l.id = t.limit_id
      where t.bureau_id = p_bureau
      group by t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths;
end $$`;

/** Limits: per cadre and window, taken by orders and given back exactly. */
export class LedgerLimits1763683200011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [LIMIT_LEGS, SHORT_LIMITS, TAKE_LIMITS, GIVE_BACK_LIMITS, REBUILD]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop function ledger.rebuild_limit_windows, ledger.give_back_limits, ledger.take_limits,
          ledger.short_limits, ledger.limit_legs`,
      ]),
    );
  }
}
