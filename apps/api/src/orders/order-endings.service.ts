import { Injectable } from '@nestjs/common';
import { unusedOf } from '@songbai/billing';
import { dayOf, hundredths, Money, monthOf, orderMachine, type Quantity } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';
import { Ledger } from '../ledger/ledger';
import { readEndedWithRest, readOpenShares, readPending, readUnbilled } from './ending-store';
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
      `update service_order o set status = given.status, ended_by = $4, ended_at = $5, end_reason = $6, declined = $7
       from unnest($2::uuid[], $3::text[]) as given (id, status) where o.bureau_id = $1 and o.id = given.id`,
      [
        ...[tx.actor.bureauId, orders.map(({ id }) => id), statuses],
        ...(ending.reason === null
          ? [null, null, null]
          : [ending.by, ending.at.toISOString(), ending.reason]),
        verb === 'decline',
      ],
    );
    await tx.query(
      `update visit set status = 'cancelled'
       where bureau_id = $1 and order_id = any($2::uuid[]) and status = 'planned'`,
      [tx.actor.bureauId, ids],
    );
    const ended = await this.release(tx, orders, ending, verb !== 'complete');
    return ended.map((each, i) => ({ ...each, status: statuses[i] ?? each.order.status }));
  }

  /** What orders (or one) that ended before kept for visits that have not asked for it, and cannot any more. */
  async giveBack(tx: Tx, ending: Ending, only: string | null = null): Promise<void> {
    const ids = await readEndedWithRest(tx, only);
    if (ids.length === 0) return;
    await hold(tx, ids);
    const orders = await readOrderDetails(tx, ids);
    const of = (status: string): OrderDetail[] => orders.filter((order) => order.status === status);
    await this.release(tx, of('cancelled'), ending, true);
    await this.release(tx, of('completed'), ending, false);
  }

  /** The first visit has begun. Orders that have begun before stay as they are. */
  async start(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `update service_order set status = 'in-service'
       where bureau_id = $1 and id = any($2::uuid[]) and status in ('approved', 'accepted')`,
      [tx.actor.bureauId, ids],
    );
  }

  /** Under limits in a quantity a completed order counts in full; of others the part that is not used does not. */
  private async release(
    tx: Tx,
    orders: readonly OrderDetail[],
    { at, by }: Ending,
    countsLess: boolean,
  ): Promise<Omit<EndedOrder, 'status'>[]> {
    const bureauId = tx.actor.bureauId ?? '';
    const reserved = orders.filter(({ status }) => status !== 'requested');
    const ended = await withUnused(tx, orders);
    if (reserved.length > 0) {
      const today = dayOf(Math.floor(at.getTime() / 1000));
      const period = monthOf(today);
      await this.ledger.openPeriod(tx, bureauId, period);
      const batch = { bureauId, period, actor: by, at, key: `orders/release/${uuid()}` };
      const rows = ended.flatMap(({ order, shares }) =>
        shares.map(({ reservation, amount }) => ({
          ...{ reservationId: reservation, amount, effectiveOn: today, document: order.number },
        })),
      );
      const unused = ended.filter(({ order }) => reserved.includes(order));
      const given = unused.map(({ order, quantity }) => ({ orderId: order.id, quantity }));
      await this.ledger.release(tx, batch, rows, countsLess ? given : []);
      await keep(tx, unused);
    }
    return ended.map(({ order, shares, quantity }) => ({
      ...{ order, released: Money.sum(shares.map(({ amount }) => amount)), unused: quantity },
    }));
  }
}

type WithUnused = ReturnType<typeof unusedOf<string>> & { order: OrderDetail };

/** What no visit used of each order, nor may use yet. */
async function withUnused(tx: Tx, orders: readonly OrderDetail[]): Promise<WithUnused[]> {
  const ids = orders.map(({ id }) => id);
  const [shares, unbilled] = [await readOpenShares(tx, ids), await readUnbilled(tx, ids)];
  const pending = await readPending(tx, ids);
  return orders.map((order) => {
    const own = <Row extends { order: string }>(rows: Row[]): Row[] =>
      rows.filter((row) => row.order === order.id);
    const { kept, quantity, used } = order;
    const claims = { shares: own(shares), unbilled: own(unbilled), pending: own(pending) };
    return { order, ...unusedOf({ quantity: kept ?? quantity, used, ...claims }) };
  });
}

/** So much of its quantity an order that has ended is still there for. */
async function keep(tx: Tx, ended: readonly WithUnused[]): Promise<void> {
  await tx.query(
    `update service_order o set kept_hundredths = given.kept from unnest($2::uuid[], $3::bigint[]) as given (id, kept)
     where o.bureau_id = $1 and o.id = given.id`,
    [
      ...[tx.actor.bureauId, ended.map(({ order }) => order.id)],
      ended.map(({ order, quantity }) => hundredths((order.kept ?? order.quantity).minus(quantity))),
    ],
  );
}

async function hold(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    'select 1 from service_order where bureau_id = $1 and id = any($2::uuid[]) order by id for no key update',
    [tx.actor.bureauId, ids],
  );
}
