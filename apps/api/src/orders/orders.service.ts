import { Injectable } from '@nestjs/common';
import {
  type Alert,
  decideOrders,
  type Headroom,
  LimitBook,
  type OrderDecision,
  windowStart,
} from '@songbai/billing';
import { type Day, dayOf, type Finding, type Order } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { readBalances, readCommitments, readLimitUse } from '../ledger/balances';
import { type Batch, batchKey, Ledger } from '../ledger/ledger';
import type { RegisterStore } from '../registers/register-store';
import { insertOrders, readFormerShares } from './order-store';

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
   * Decides new orders over what is stored, stores them, and reserves the shares of the approved ones in one batch. A concurrent
   * change of a fund makes the ledger refuse; the unit of work then decides anew.
   */
  async decide(
    tx: Tx,
    store: RegisterStore,
    orders: readonly Order[],
    deciding: Deciding,
  ): Promise<OrderDecision[]> {
    if (orders.length === 0) return [];
    const { bureauId } = store;
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
    const former = await readFormerShares(tx, bureauId, days);
    const { decisions, alerts } = decideOrders(orders, book, headroom, limits, former);

    const ids = await insertOrders(tx, store, decisions, deciding.month);
    await this.reserve(tx, store, decisions, ids, deciding);
    await insertAlerts(tx, store, alerts, deciding.month);
    return decisions;
  }

  private async reserve(
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

interface StoredAlert {
  fund: string;
  date: Day;
  findings: Finding[];
  orders: string[];
}

/** The alerts that the run of a month raised and that an order of these numbers is part of, by fund and date. */
export async function readAlerts(
  tx: Tx,
  bureauId: string,
  month: string,
  numbers: readonly string[],
): Promise<Alert[]> {
  const rows = await tx.query<StoredAlert>(
    `select fund.code as fund, alert.on_date::text as date, alert.findings, given.orders
     from alert
     join fund on fund.bureau_id = alert.bureau_id and fund.id = alert.fund_id
     join lateral (
       select array_agg(o.number order by o.number) as orders from alert_order a
       join service_order o on o.bureau_id = a.bureau_id and o.id = a.order_id
       where a.bureau_id = alert.bureau_id and a.alert_id = alert.id
     ) given on given.orders && $2
     where alert.bureau_id = $1 and alert.run_month = $3`,
    [bureauId, numbers, month],
  );
  return rows
    .flatMap(({ fund, date, findings, orders }) =>
      findings.map((finding) => ({ fund, date, orders, finding })),
    )
    .sort((a, b) => (a.fund === b.fund ? compare(a.date, b.date) : compare(a.fund, b.fund)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function insertAlerts(
  tx: Tx,
  store: RegisterStore,
  alerts: readonly Alert[],
  month: string,
): Promise<void> {
  const { bureauId } = store;
  const rows = alerts.map(({ fund, date, finding }) => ({
    bureau_id: bureauId,
    id: uuid(),
    code: finding.code,
    fund_id: store.idOf('funds', fund),
    on_date: date,
    run_month: month,
    findings: [finding],
  }));
  await insertRows(tx, 'alert', rows);
  for (const [i, { orders }] of alerts.entries()) {
    await tx.query(
      `insert into alert_order (bureau_id, alert_id, order_id)
       select bureau_id, $2, id from service_order where bureau_id = $1 and number = any($3)`,
      [bureauId, rows[i]?.id, orders],
    );
  }
}
