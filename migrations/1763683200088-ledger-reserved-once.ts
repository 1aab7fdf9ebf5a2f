import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FROM_THE_ORDER, reserveOrder } from './ledger-reserve-order';
import { asLedgerOwner, runAll } from './sql';

/**
 * An order is reserved once, whatever key and places are given. What is stored is seen before anything is counted. Of
 * two at once the second waits for the row of their contract, and looks again behind it, where the first is stored.
 */
const refuse = (order: string): string =>
  `raise exception 'order % is already reserved', ${order} using errcode = 'LE410';`;

const IS_OTHER = `select from ledger.reservation r
          where r.bureau_id = p_bureau and r.order_id = p_order and r.id <> p_share`;

/** How the verb for one order said it before, and how it says it now. */
const CHANGES: readonly [before: string, now: string][] = [
  [
    '    values (p_bureau, p_share, p_order, p_fund, p_position, p_amount);',
    `    select p_bureau, p_share, p_order, p_fund, p_position, p_amount
      where not exists (select from ledger.reservation r where r.bureau_id = p_bureau and r.order_id = p_order)
    on conflict (bureau_id, order_id, position) do nothing;
  if not found then
    ${refuse('p_order')}
  end if;`,
  ],
  ['where b.available >= p_amount', `where b.available >= p_amount and not exists (${IS_OTHER})`],
  [
    `    perform ledger.refuse_post(p_bureau, 'reserve'`,
    `    if exists (${IS_OTHER}) then
      ${refuse('p_order')}
    end if;
    perform ledger.refuse_post(p_bureau, 'reserve'`,
  ],
];

const FORMER_RESERVE_ORDER = reserveOrder(FROM_THE_ORDER);
const RESERVE_ORDER = CHANGES.reduce(
  (text, [before, now]) => text.replace(before, () => now),
  FORMER_RESERVE_ORDER,
);

/** Shares that are stored already, or of which two ask for one place, are left out by the insert and so missed. */
const UNLESS_STORED = `
      where not exists (select from ledger.reservation r where r.bureau_id = p_bureau and r.order_id = s.order_id)
    on conflict (bureau_id, order_id, position) do nothing`;

const UNLESS_MISSED = `
  get diagnostics stored = row_count;
  if stored <> cardinality(p_shares) then
    ${refuse(`(select min(r.order_id::text) from ledger.reservation r where r.bureau_id = p_bureau
      and r.order_id = any (p_orders))`)}
  end if;`;

const UNLESS_OTHERS = `
  if (select count(*) from ledger.reservation r where r.bureau_id = p_bureau and r.order_id = any (p_orders))
      <> cardinality(p_shares) then
    ${refuse(`(select min(r.order_id::text) from ledger.reservation r where r.bureau_id = p_bureau
      and r.order_id = any (p_orders) and r.id <> all (p_shares))`)}
  end if;`;

const reserve = (unlessStored: string, unlessMissed: string, unlessOthers: string): string => `
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
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount)
    select p_bureau, s.id, s.order_id, s.fund_id, s.position, s.amount
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_positions, p_share_amounts)
        as s (id, order_id, fund_id, position, amount)${unlessStored};${unlessMissed}
  perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
    p_shares, p_share_orders, p_share_funds, p_share_amounts);
  perform ledger.commit_contracts(p_bureau, o.contracts, o.amounts);${unlessOthers}
  if cardinality(p_shares) > 0 then
    perform ledger.post(p_bureau, 'reserve', p_key, p_period, p_actor, p_at, p_shares, p_share_funds, p_shares,
      p_share_amounts, o.share_days, o.share_numbers);
  end if;
  return done;
end $$`;

/** Both verbs refuse an order that is reserved, with a code of their own. */
export class LedgerReservedOnce1763683200088 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const verbs = [RESERVE_ORDER, reserve(UNLESS_STORED, UNLESS_MISSED, UNLESS_OTHERS)];
    await asLedgerOwner(db, () => runAll(db, verbs));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [FORMER_RESERVE_ORDER, reserve('', '', '')]));
  }
}
