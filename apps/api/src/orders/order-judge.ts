import {
  type Alert,
  amountOf,
  commit,
  decideOrders,
  type OrderDecision,
  WATCHED_DAYS,
  watchDistribution,
} from '@songbai/billing';
import { dayOf, type Finding, isUnitFund, type Money, type Order } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';
import { type ApprovedShare, byFundAndDay, readApprovedShares } from './distribution-store';
import type { OrderWorld } from './order-world';

/** What the rules of a month say of one order, judged now. */
export interface Judgement {
  decision: OrderDecision;
  /** What it may cost, also where it is refused. */
  amount: Money;
  /** Even distribution: on this day, or, where the order is not refused for it, over the watched days. */
  alert: Alert | undefined;
}

const SECONDS_OF_A_DAY = 86_400;

/**
 * Judges one order by the functions that judge a month's. Other orders matter where its first fund is a unit's. `above`
 * are orders that are not approved yet: this one is judged as it would be after them.
 */
export async function judgeOrder(
  tx: Tx,
  { store, book, headroom, limits }: OrderWorld,
  order: Order,
  above: readonly OrderDecision[] = [],
): Promise<Judgement> {
  for (const { order: placed, amount: taken, funding, takings } of above)
    commit({ order: placed, amount: taken }, { shares: funding, takings }, headroom, limits);
  const fund = book.funds.get(order.funds[0] ?? '');
  const isWatched = fund !== undefined && isUnitFund(fund);
  const today = dayOf(order.approvedAt);
  const since = dayOf(order.approvedAt - (WATCHED_DAYS - 1) * SECONDS_OF_A_DAY);
  const shares = isWatched
    ? [
        ...(await readApprovedShares(tx, store.bureauId, since, today, store.idOf('funds', fund.code))),
        ...sharesOf(above, fund.code),
      ]
    : [];
  const outcome = decideOrders([order], book, headroom, limits, byFundAndDay(shares));
  const [decision] = outcome.decisions;
  if (!decision) throw new Error('one order has one decision');
  const amount = amountOf(order, book);
  let [alert] = outcome.alerts;
  if (!alert && isWatched && decision.state === 'approved') {
    const hasNeed = order.need !== null;
    const own = { order: order.number, cadre: order.cadre, amount, hasNeed };
    alert = watchDistribution(fund, since, today, [...shares, own], book);
  }
  return { decision, amount, alert: alert && withoutRefused(alert, decision) };
}

/** What orders that are approved today would have of this fund. */
const sharesOf = (decisions: readonly OrderDecision[], fund: string): ApprovedShare[] =>
  decisions
    .filter(({ order, state }) => state === 'approved' && order.funds[0] === fund)
    .map(({ order, amount }) => ({
      ...{ fund, day: dayOf(order.approvedAt), order: order.number, cadre: order.cadre, amount },
      hasNeed: order.need !== null,
    }));

/** An order that is refused is no part of what was distributed: the alert names those that were approved before. */
function withoutRefused(alert: Alert, { order, state }: OrderDecision): Alert {
  if (state === 'approved') return alert;
  const orders = alert.orders.filter((number) => number !== order.number);
  const { code, facts } = alert.finding;
  const finding: Finding = { code, facts: { ...facts, orders: orders.join('、') } };
  return { ...alert, orders, finding };
}

/** With so many orders of this size in a fund, none of those at work at this moment can be the one too many. */
const AMPLE = new Decimal(20);

/**
 * Whether a decision that will be posted is close, or what others are approving matters: then other approvals from the
 * same funds wait until this one is done, and the world is read again. Elsewhere the ledger's own guard is enough, and
 * nobody waits for a decision.
 */
export async function holdFunds(
  tx: Tx,
  world: OrderWorld,
  order: Order,
  fundIds: readonly string[],
): Promise<boolean> {
  if (!isClose(world, order)) return false;
  await tx.query(
    'select 1 from fund where bureau_id = $1 and id = any($2::uuid[]) order by id for no key update',
    [...[world.store.bureauId, fundIds]],
  );
  return true;
}

function isClose({ book, headroom }: OrderWorld, order: Order): boolean {
  const [first] = order.funds;
  if (first === undefined) return false;
  if ([...book.funds.values()].some(isUnitFund)) return true;
  const enough = amountOf(order, book).times(AMPLE);
  return headroom.available.get(first)?.isLessThan(enough) ?? true;
}
