import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * What the stored rows say of these orders, in the order asked, and of their shares. Refuses what they do not bear out:
 * an order that is unknown, asked twice or not approved, or whose shares miss its amount. Where each order has one
 * share of its amount, in the same order, that is seen at once.
 *
 * The doubled are counted apart: beside a DISTINCT, PostgreSQL 16 and later may sort what the other aggregates are fed.
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
      array_agg(k.measure), array_agg(k.contract_id), array_agg(k.amount_fen), array_agg(k.number)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers
    from (select o.cadre_id, o.starts_on, o.quantity_hundredths, o.contract_id, o.amount_fen, o.number,
          i.category, i.measure
        from unnest(p_orders) with ordinality as u (id, ord)
        left join public.service_order o on o.bureau_id = p_bureau and o.id = u.id and o.status = 'approved'
        left join public.item i on i.bureau_id = p_bureau and i.id = o.item_id order by u.ord) k;
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

/** Orders of a batch keep their own cadres, days and amounts, in whatever order they come. */
export class LedgerReadOrders1763683200055 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [READ_ORDERS]));
  }

  /** The older form is wrong on newer servers, so it is not put back. */
  async down(): Promise<void> {}
}
