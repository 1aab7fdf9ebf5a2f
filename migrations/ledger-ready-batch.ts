import { takeWindows } from './ledger-limits-derived';

/** What a row of limits that are worked out has in common with an order `o` that they bind. */
const BINDS =
  'k.category = o.category and k.measure = o.measure and k.fund_type = o.type and o.day between k.since and k.until';

/** What `takeWindows` takes: the limits are taken out of their rows once, and not for every order. */
const TAKEN = `(select k.limit_id, o.cadre_id, date_trunc(k.kind, o.day::timestamp)::date as window_start, k.cap,
              sum(case when k.is_yuan then o.amount else o.quantity end)::bigint as total
            from unnest(p_cadres, p_days, p_quantities, p_categories, p_measures, p_types, p_amounts)
              as o (cadre_id, day, quantity, category, measure, type, amount)
            join (select r.category, r.measure, r.fund_type, r.since, r.until, l.*
                from ledger.ready_limits r
                cross join unnest(r.limits, r.windows, r.caps, r.are_yuan) as l (limit_id, kind, cap, is_yuan)
                where r.bureau_id = p_bureau offset 0) k on ${BINDS}
            group by 1, 2, 3, 4) t`;

/**
 * Counts orders under the limits that are worked out for their kinds, each for the money of one fund. False, and
 * nothing is counted, where a kind's limits are not worked out; the registers are asked then.
 */
export const TAKE_READY_LIMITS = `
create function ledger.take_ready_limits(p_bureau uuid, p_cadres uuid[], p_days date[], p_quantities bigint[],
  p_categories text[], p_measures text[], p_types text[], p_amounts bigint[]) returns boolean
language plpgsql as $$
begin
  if (0 < all (p_quantities)) is not true or exists (
      select from unnest(p_days, p_categories, p_measures, p_types) as o (day, category, measure, type)
        where not exists (select from ledger.ready_limits k where k.bureau_id = p_bureau and ${BINDS})) then
    return false;
  end if;${takeWindows(TAKEN)};
  return true;
end $$`;

/**
 * What the stored rows say of these orders, in the order asked, and of their shares. Refuses what they do not bear out:
 * an order that is unknown, asked twice or not approved, or whose shares miss its amount. Where each order has one
 * share of its amount, in the same order, that is seen at once.
 */
export const READ_ORDERS = `
create function ledger.read_orders(p_bureau uuid, p_orders uuid[], p_effective date[], p_share_orders uuid[],
  p_share_amounts bigint[], out cadres uuid[], out days date[], out quantities bigint[], out categories text[],
  out measures text[], out contracts uuid[], out amounts bigint[], out numbers text[],
  out first_funds uuid[], out types text[], out share_days date[], out share_numbers text[])
language plpgsql as $$
declare
  wrong uuid;
  is_each boolean;
begin
  select array_agg(k.cadre_id), array_agg(k.starts_on), array_agg(k.quantity_hundredths), array_agg(k.category),
      array_agg(k.measure), array_agg(k.contract_id), array_agg(k.amount_fen), array_agg(k.number),
      array_agg(k.first_fund_id), array_agg(k.first_fund_type)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers, first_funds, types
    from (select o.cadre_id, o.starts_on, o.quantity_hundredths, o.contract_id, o.amount_fen, o.number,
          o.category, o.measure, o.first_fund_id, o.first_fund_type
        from unnest(p_orders) with ordinality as u (id, ord)
        left join public.service_order o on o.bureau_id = p_bureau and o.id = u.id and o.status = 'approved'
        order by u.ord) k;
  is_each := (select count(distinct u.id) from unnest(p_orders) as u (id)) = cardinality(p_orders);
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
 * Reserves the shares of approved orders: all of them or none. What they are for is read from the stored rows, so that
 * what is reserved is what was approved. The shares of an order are numbered by their places: two for one place, or an
 * order that somebody else has reserved, are left out by the insert and so missed. It goes by order, so that two who
 * want the same orders do not wait for each other crosswise. The first share bears the key, so that no single
 * reservation can have it as well. Where each order has one share, of its first fund, its limits are ready.
 */
export const RESERVE = `
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
  stored bigint;
begin
  if answer is not null then
    return answer;
  end if;
  if cardinality(p_orders) > 200 then
    perform ledger.plan_for(cardinality(p_orders));
  end if;
  perform ledger.gate(p_bureau, p_period, 'open');
  o := ledger.read_orders(p_bureau, p_orders, p_effective, p_share_orders, p_share_amounts);
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount, ordinal, key)
    select p_bureau, s.id, s.order_id, s.fund_id, s.position, s.amount,
        dense_rank() over (partition by s.order_id order by s.position) - 1,
        case s.id when p_shares[1] then p_key end
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_positions, p_share_amounts)
        as s (id, order_id, fund_id, position, amount)
    on conflict (bureau_id, order_id, ordinal) do nothing;
  get diagnostics stored = row_count;
  if stored <> cardinality(p_shares) then
    raise exception 'order % is already reserved', (select min(r.order_id::text) from ledger.reservation r
      where r.bureau_id = p_bureau and r.order_id = any (p_orders) and r.id <> all (p_shares)) using errcode = 'LE410';
  end if;
  if not (p_share_orders = p_orders and p_share_funds = o.first_funds
      and ledger.take_ready_limits(p_bureau, o.cadres, o.days, o.quantities, o.categories, o.measures, o.types,
        p_share_amounts)) is true then
    perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
      p_share_orders, p_share_funds, p_share_amounts);
  end if;
  perform ledger.commit_contracts(p_bureau, o.contracts, o.amounts);
  if cardinality(p_shares) > 0 then
    perform ledger.post(p_bureau, 'reserve', p_key, p_period, p_actor, p_at, p_shares, p_share_funds, p_shares,
      p_share_amounts, o.share_days, o.share_numbers);
  end if;
  return done;
end $$`;
