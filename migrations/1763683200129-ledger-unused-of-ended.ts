import type { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceIn } from './ledger-checked-verbs';
import { asLedgerOwner } from './sql';

const BEFORE = `
  if exists (select from unnest(p_unused_quantities) as q (quantity) where q.quantity <= 0) then
    raise exception 'an unused quantity is not positive' using errcode = 'LE400';
  end if;`;

/** A completed order counts in full, and one that runs may still be used: only a cancelled one gives quantity back. */
const NOW = `
  if (cardinality(p_unused_orders) = cardinality(p_unused_quantities)) is not true
      or exists (select from unnest(p_unused_quantities) as q (quantity) where (q.quantity > 0) is not true) then
    raise exception 'an unused quantity is not positive, or not an order''s' using errcode = 'LE400';
  end if;
  if exists (select from unnest(p_unused_orders) as u (id) where not exists (
      select from ledger.reservation r where r.bureau_id = p_bureau and r.order_id = u.id)) then
    raise exception 'an order that is said to be unused was not reserved' using errcode = 'LE404';
  end if;
  if exists (select from public.service_order o where o.bureau_id = p_bureau and o.id = any (p_unused_orders)
      and o.status <> 'cancelled') then
    raise exception 'an order that is said to be unused is not cancelled' using errcode = 'LE400';
  end if;`;

/** What an order that runs, or is unknown, does not use was taken off the limits, or passed over. */
export class LedgerUnusedOfEnded1763683200129 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => replaceIn(db, 'release', BEFORE, NOW));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => replaceIn(db, 'release', NOW, BEFORE));
  }
}
