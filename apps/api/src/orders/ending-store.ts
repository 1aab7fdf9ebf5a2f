import { type Item, Money, measure, type Quantity } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';
import { seconds } from '../registers/register';

/** What is left of one share of an order. */
export interface OpenShare {
  order: string;
  reservation: string;
  left: Money;
}

/** What a visit asks of its order, or may ask yet; a quantity of null is as much as there is. */
export interface Claim<Q> {
  order: string;
  quantity: Q;
  unitPrice: Money;
}

/** What is left of each share, in the order in which bills draw on them. */
export async function readOpenShares(tx: Tx, ids: readonly string[]): Promise<OpenShare[]> {
  const rows = await tx.query<Record<'id' | 'order_id' | 'left', string>>(
    `select r.id, r.order_id, (r.amount - r.expended - r.released)::text as left from ledger.reservation r
     where r.bureau_id = $1 and r.order_id = any($2::uuid[]) order by r.order_id, r.position`,
    [tx.actor.bureauId, ids],
  );
  return rows.map(({ id, order_id, left }) => ({
    order: order_id,
    reservation: id,
    left: Money.ofFen(left),
  }));
}

/** Visits of these orders at the contract's price of their day. */
const PRICED = `
  from visit v
  join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
  join contract c on c.bureau_id = o.bureau_id and c.id = o.contract_id
  join item i on i.bureau_id = v.bureau_id and i.id = v.item_id
  join price p on p.bureau_id = o.bureau_id and p.contract_id = o.contract_id and p.item_id = v.item_id
    and v.day between p.from_on and coalesce(p.to_on, 'infinity')
  where v.bureau_id = $1 and v.order_id = any($2::uuid[])`;

/** Visits that count and that no bill line was paid for. */
export async function readUnbilled(tx: Tx, ids: readonly string[]): Promise<Claim<Quantity>[]> {
  const rows = await tx.query<Record<'order_id' | 'quantity' | 'unit_price', string>>(
    `select v.order_id, v.quantity_hundredths::text as quantity, p.unit_price_fen::text as unit_price ${PRICED}
       and v.status in ('payable', 'part', 'billed') and not exists (select from bill_line l
         where l.bureau_id = v.bureau_id and l.visit_id = v.id and l.accepted)`,
    [tx.actor.bureauId, ids],
  );
  return rows.map(({ order_id, quantity, unit_price }) => ({
    ...{
      order: order_id,
      quantity: new Decimal(quantity).dividedBy(100),
      unitPrice: Money.ofFen(unit_price),
    },
  }));
}

interface PendingRow {
  order_id: string;
  unit_price: string;
  started: number | null;
  ended: number | null;
  measure: Item['measure'];
  standard: number;
  rounding: number;
  minimum: number;
}

/** Visits that may count yet: under way, waiting for photos, or held and not found to be out of order. */
export async function readPending(tx: Tx, ids: readonly string[]): Promise<Claim<Quantity | null>[]> {
  const rows = await tx.query<PendingRow>(
    `select v.order_id, p.unit_price_fen::text as unit_price, ${seconds('v.started_at', 'started')},
       ${seconds('v.ended_at', 'ended')}, i.measure, i.standard_minutes as standard,
       c.rounding_minutes as rounding, c.minimum_minutes as minimum ${PRICED}
       and v.status in ('started', 'photo-pending', 'held') and not exists (select from visit_resolution r
         where r.bureau_id = v.bureau_id and r.visit_id = v.id and r.resolution = 'reject')`,
    [tx.actor.bureauId, ids],
  );
  return rows.map((row) => ({
    ...{ order: row.order_id, quantity: wouldCount(row), unitPrice: Money.ofFen(row.unit_price) },
  }));
}

function wouldCount({ started, ended, rounding, minimum, ...item }: PendingRow): Quantity | null {
  if (started === null || ended === null) return null;
  const counting = { roundingMinutes: rounding, minimumMinutes: minimum };
  return measure({ measure: item.measure, standardMinutes: item.standard }, ended - started, counting)
    .quantity;
}

/** Orders that ended before, and of which something is still reserved: all, or this one if it is so. */
export async function readEndedWithRest(tx: Tx, only: string | null): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select o.id from service_order o where o.bureau_id = $1 and o.status in ('cancelled', 'completed')
       and exists (select from ledger.reservation r where r.bureau_id = o.bureau_id and r.order_id = o.id
         and r.amount > r.expended + r.released) and ($2::uuid is null or o.id = $2) order by o.id`,
    [tx.actor.bureauId, only],
  );
  return rows.map(({ id }) => id);
}
