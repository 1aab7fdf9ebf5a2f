/**
 * The limits in these measures that apply to an order of this item's category, on its first day, for money of these
 * types. The one place that says so; PostgreSQL merges it into the statement that asks.
 */
export const LIMITS_IN = `
create or replace function ledger.limits_in(p_bureau uuid, p_measures text[], p_category text, p_day date,
  p_types text[])
returns table (limit_id uuid, window_start date, cap bigint, measure text, fund_type text)
language sql stable as $$
  select l.id, date_trunc(l.window_kind, p_day::timestamp)::date, l.cap_hundredths, l.measure, l.fund_type
    from public.usage_limit l
    where l.bureau_id = p_bureau and l.measure = any (p_measures) and (l.category is null or l.category = p_category)
      and (l.fund_type is null or l.fund_type = any (p_types))
      and (l.valid_from is null or l.valid_from <= p_day) and (l.valid_to is null or l.valid_to >= p_day)
$$`;

export const LIMITS_FOR = `
create or replace function ledger.limits_for(p_bureau uuid, p_measure text, p_category text, p_day date, p_types text[])
returns table (limit_id uuid, window_start date, cap bigint)
language sql stable as $$
  select f.limit_id, f.window_start, f.cap
    from ledger.limits_in(p_bureau, array[p_measure], p_category, p_day, p_types) f
$$`;
