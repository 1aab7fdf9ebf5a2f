import { takeWindows } from './ledger-limits-derived';
import * as once from './ledger-reserve-once';
import { replacedOnce } from './sql';

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

/** What a batch reads of its orders beside what it read before: the first fund of each and its type. */
export const READ_ORDERS = replacedOnce(
  once.READ_ORDERS,
  ['out numbers text[],\n ', 'out numbers text[],\n  out first_funds uuid[], out types text[],'],
  [
    `array_agg(k.number)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers\n`,
    `array_agg(k.number),
      array_agg(k.first_fund_id), array_agg(k.first_fund_type)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers, first_funds, types\n`,
  ],
  [
    '          o.category, o.measure\n',
    '          o.category, o.measure, o.first_fund_id, o.first_fund_type\n',
  ],
);

/** Where each order has one share, of its first fund, its limits are ready. */
export const RESERVE = replacedOnce(once.RESERVE, [
  `  perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
    p_share_orders, p_share_funds, p_share_amounts);`,
  `  if not (p_share_orders = p_orders and p_share_funds = o.first_funds
      and ledger.take_ready_limits(p_bureau, o.cadres, o.days, o.quantities, o.categories, o.measures, o.types,
        p_share_amounts)) is true then
    perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
      p_share_orders, p_share_funds, p_share_amounts);
  end if;`,
]);
