import { Injectable } from '@nestjs/common';
import { decideOrders, type Headroom, LimitBook, type OrderDecision, windowStart } from '@songbai/billing';
import { dayOf, type Order } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { readBalances, readCommitments, readLimitUse } from '../ledger/balances';
import { type Batch, batchKey, Ledger } from '../ledger/ledger';
import type { RegisterStore } from '../registers/register-store';
import { insertAlerts } from './alert-store';
import { byFundAndDay, readApprovedShares } from './distribution-store';
import { insertOrders } from './order-store';

/** For which month something is decided, when, and by whom. */
export interface Deciding {
  month: string;
  at: Date;
  by: string;
}

/** Decides orders and reserves what the approved ones need. */
@Injectable()
export class OrdersService {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Decides new orders over what is stored, stores them, and reserves the shares of the approved ones in one
   * batch, while nobody else reserves.
   */
  async decide(
    tx: Tx,
    store: RegisterStore,
    orders: readonly Order[],
    deciding: Deciding,
  ): Promise<OrderDecision[]> {
    if (orders.length === 0) return [];
    const { bureauId } = store;
    await this.ledger.keepOut(tx, bureauId);
    const book = store.book();
    const days = [...new Set(orders.map(({ approvedAt }) => dayOf(approvedAt)))].sort();
    const starts = orders.flatMap(({ startsOn }) => [
      windowStart('month', startsOn),
      windowStart('year', startsOn),
    ]);
    const balances = await readBalances(tx, bureauId);
    const headroom: Headroom = {
      available: new Map(balances.map((b) => [b.fund, b.allotted.minus(b.reserved).minus(b.expended)])),
      committed: await readCommitments(tx, bureauId),
    };
    const limits = new LimitBook(book.limits, await readLimitUse(tx, bureauId, [...new Set(starts)]));
    const former = await readApprovedShares(tx, bureauId, days[0] ?? null, days.at(-1) ?? null);
    const { decisions, alerts } = decideOrders(orders, book, headroom, limits, byFundAndDay(former));

    const ids = await insertOrders(tx, store, decisions, deciding.month);
    await this.reserve(tx, store, decisions, ids, deciding);
    await insertAlerts(tx, store, alerts, deciding.month);
    return decisions;
  }

  /** Reserves the shares of the approved ones among stored decisions. */
  async reserve(
    tx: Tx,
    store: RegisterStore,
    decisions: readonly OrderDecision[],
    ids: ReadonlyMap<string, string>,
    { month, at, by }: Deciding,
  ): Promise<void> {
    const approved = decisions.filter(({ state }) => state === 'approved');
    if (approved.length === 0) return;
    const idOf = (number: string): string => ids.get(number) ?? '';
    const batch: Batch = {
      bureauId: store.bureauId,
      period: month,
      actor: by,
      at,
      key: batchKey(
        'reserve',
        month,
        approved.map(({ order }) => order.number),
      ),
    };
    const orders = approved.map(({ order }) => ({
      id: idOf(order.number),
      effectiveOn: dayOf(order.approvedAt),
    }));
    const shares = approved.flatMap(({ order, funding }) =>
      funding.map(({ fund, amount }) => ({
        orderId: idOf(order.number),
        fundId: store.idOf('funds', fund),
        position: order.funds.indexOf(fund),
        amount,
      })),
    );
    await this.ledger.reserve(tx, batch, orders, shares);
  }
}
