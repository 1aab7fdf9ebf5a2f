import { Injectable } from '@nestjs/common';
import { unusedOf } from '@songbai/billing';
import { dayOf, Money, monthOf, orderMachine, type Quantity } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';
import { Ledger } from '../ledger/ledger';
import { type OrderDetail, readOrderDetails } from './order-detail-store';

/** Who ends orders, when and why. A completed order needs no reason. */
export interface Ending {
  at: Date;
  by: string;
  reason: string | null;
}

/** An order that has ended, with what it gave back. */
export interface EndedOrder {
  order: OrderDetail;
  status: string;
  released: Money;
  unused: Quantity;
}

interface ReservationRow {
  id: string;
  order_id: string;
  left: string;
}

interface UnbilledRow {
  order_id: string;
  quantity: string;
  unit_price: string;
}

/** Ends orders, one or many, and gives back what no visit used. Also begins them, when the first visit does. */
@Injectable()
export class OrderEndings {
  constructor(private readonly ledger: Ledger) {}

  /** Orders of the transaction's bureau. Throws `illegal-transition` where the state of any does not allow it. */
  async end(
    tx: Tx,
    ids: readonly string[],
    verb: 'cancel' | 'decline' | 'complete',
    ending: Ending,
  ): Promise<EndedOrder[]> {
    await hold(tx, ids);
    const orders = await readOrderDetails(tx, ids);
    const statuses = orders.map(({ status }) => orderMachine.next(status, verb));
    await tx.query(
      `update service_order o set status = given.status, ended_by = $4, ended_at = $5, end_reason = $6
       from unnest($2::uuid[], $3::text[]) as given (id, status) where o.bureau_id = $1 and o.id = given.id`,
      [
        ...[tx.actor.bureauId, orders.map(({ id }) => id), statuses],
        ...(ending.reason === null
          ? [null, null, null]
          : [ending.by, ending.at.toISOString(), ending.reason]),
      ],
    );
    await tx.query(
      `update visit set status = 'cancelled'
       where bureau_id = $1 and order_id = any($2::uuid[]) and status = 'planned'`,
      [tx.actor.bureauId, ids],
    );
    const ended = await this.release(tx, orders, ending);
    return ended.map((each, i) => ({ ...each, status: statuses[i] ?? each.order.status }));
  }

  /** The first visit has begun. Orders that have begun before stay as they are. */
  async start(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `update service_order set status = 'in-service'
       where bureau_id = $1 and id = any($2::uuid[]) and status in ('approved', 'accepted')`,
      [tx.actor.bureauId, ids],
    );
  }

  private async release(
    tx: Tx,
    orders: readonly OrderDetail[],
    { at, by }: Ending,
  ): Promise<Omit<EndedOrder, 'status'>[]> {
    const bureauId = tx.actor.bureauId ?? '';
    const reserved = orders.filter(({ status }) => status !== 'requested');
    const ids = reserved.map(({ id }) => id);
    const reservations = ids.length === 0 ? [] : await readReservations(tx, bureauId, ids);
    const unbilled = ids.length === 0 ? [] : await readUnbilled(tx, bureauId, ids);
    const ended = orders.map((order) => {
      const shares = reservations.filter((row) => row.order_id === order.id);
      const open = unbilled.filter((row) => row.order_id === order.id);
      return {
        order,
        ...unusedOf({
          ...{ quantity: order.quantity, used: order.used },
          shares: shares.map(({ id, left }) => ({ reservation: id, left: Money.ofFen(left) })),
          unbilled: open.map((row) => ({
            quantity: new Decimal(row.quantity).dividedBy(100),
            unitPrice: Money.ofFen(row.unit_price),
          })),
        }),
      };
    });
    if (ids.length > 0) {
      const today = dayOf(Math.floor(at.getTime() / 1000));
      const period = monthOf(today);
      await this.ledger.openPeriod(tx, bureauId, period);
      const batch = { bureauId, period, actor: by, at, key: `orders/release/${uuid()}` };
      const rows = ended.flatMap(({ order, shares }) =>
        shares.map(({ reservation, amount }) => ({
          ...{ reservationId: reservation, amount, effectiveOn: today, document: order.number },
        })),
      );
      const unused = ended
        .filter(({ order }) => order.status !== 'requested')
        .map(({ order, quantity }) => ({ orderId: order.id, quantity }));
      await this.ledger.release(tx, batch, rows, unused);
    }
    return ended.map(({ order, shares, quantity }) => ({
      ...{ order, released: Money.sum(shares.map(({ amount }) => amount)), unused: quantity },
    }));
  }
}

async function hold(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    'select 1 from service_order where bureau_id = $1 and id = any($2::uuid[]) order by id for no key update',
    [tx.actor.bureauId, ids],
  );
}

/** What is left of each share, in the order in which bills draw on them. */
function readReservations(tx: Tx, bureauId: string, ids: readonly string[]): Promise<ReservationRow[]> {
  return tx.query(
    `select r.id, r.order_id, (r.amount - r.expended - r.released)::text as left from ledger.reservation r
     where r.bureau_id = $1 and r.order_id = any($2::uuid[]) order by r.order_id, r.position`,
    [bureauId, ids],
  );
}

/** Visits that count and that no bill line was paid for, at the contract's price of their day. */
function readUnbilled(tx: Tx, bureauId: string, ids: readonly string[]): Promise<UnbilledRow[]> {
  return tx.query(
    `select v.order_id, v.quantity_hundredths::text as quantity, p.unit_price_fen::text as unit_price
     from visit v
     join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
     join price p on p.bureau_id = o.bureau_id and p.contract_id = o.contract_id and p.item_id = v.item_id
       and v.day between p.from_on and coalesce(p.to_on, 'infinity')
     where v.bureau_id = $1 and v.order_id = any($2::uuid[]) and v.status in ('payable', 'part', 'billed')
       and not exists (select from bill_line l
         where l.bureau_id = v.bureau_id and l.visit_id = v.id and l.accepted)`,
    [bureauId, ids],
  );
}
