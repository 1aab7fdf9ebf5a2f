import {
  checkOrder,
  type Day,
  type Share as DistributedShare,
  type Distribution,
  dayOf,
  evenDistribution,
  type Facts,
  type Finding,
  type Fund,
  finding,
  groupBy,
  isUnitFund,
  Money,
  type Order,
  type OrderFacts,
  type OrderState,
  orderFacts,
  type RegisterBook,
  sorted,
} from '@songbai/contracts';
import type { LimitBook, Taking } from './limits';
import { commit, divide, type Headroom, type Request, type Share } from './reserve';

export interface OrderDecision {
  order: Order;
  state: OrderState;
  /** Zero, and without funding and takings, where the order is refused. */
  amount: Money;
  funding: Share[];
  takings: Taking[];
  findings: Finding[];
}

/** Even distribution on one fund and day (E01), with the orders of this run and of former ones that make it up. */
export interface Alert {
  fund: string;
  date: Day;
  orders: string[];
  finding: Finding;
}

export interface OrderOutcome {
  decisions: OrderDecision[];
  alerts: Alert[];
}

/** Approved orders of former runs by first fund and day of approval. */
export type FormerShares = (fund: string, day: Day) => readonly DistributedShare[];

interface Candidate {
  order: Order;
  facts: OrderFacts;
  amount: Money;
  findings: Finding[];
}

/**
 * Decides orders in the order of their approval (month-run.md, rules 1): first what needs no balance, then
 * even distribution over those that passed, then funds, limits and ceilings one by one. `headroom` and
 * `limits` are left as they stand after the last.
 */
export function decideOrders(
  orders: readonly Order[],
  book: RegisterBook,
  headroom: Headroom,
  limits: LimitBook,
  former: FormerShares,
): OrderOutcome {
  const candidates = inTurn(orders).map((order) => candidate(order, book));
  const alerts = judgeDistribution(candidates, book, former);
  const decisions = candidates.map((each) => decide(each, headroom, limits));
  return { decisions, alerts };
}

/** Orders in the order in which they are decided: by time of approval, then by number. */
function inTurn(orders: readonly Order[]): Order[] {
  return [...orders].sort((a, b) => a.approvedAt - b.approvedAt || (a.number < b.number ? -1 : 1));
}

function candidate(order: Order, book: RegisterBook): Candidate {
  const facts = orderFacts(order, book);
  const findings = checkOrder(order, facts, book);
  return { order, facts, amount: amountOf(order, book), findings };
}

/** What an order may cost at most: its quantity at the highest price valid on any of its days. */
export function amountOf(order: Order, book: RegisterBook): Money {
  const { contract, item, startsOn, endsOn, quantity } = order;
  return book.highestPrice(contract, item, startsOn, endsOn)?.times(quantity) ?? Money.ZERO;
}

/** Adds O12 to the orders of groups that hand a unit's fund out evenly without a need; answers every such group. */
function judgeDistribution(
  candidates: readonly Candidate[],
  book: RegisterBook,
  former: FormerShares,
): Alert[] {
  const isJudged = ({ findings, facts }: Candidate): boolean =>
    findings.length === 0 && facts.funds[0] !== undefined && isUnitFund(facts.funds[0]);
  const groups = groupBy(
    candidates.filter(isJudged),
    ({ order }) => `${order.funds[0]}\n${dayOf(order.approvedAt)}`,
  );

  const alerts: Alert[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    const fund = first?.facts.funds[0];
    if (!first || !fund) continue;
    const date = dayOf(first.order.approvedAt);
    const alert = judgeGroup(group, fund, date, former(fund.code, date), book);
    if (alert) alerts.push(alert);
  }
  return alerts.sort((a, b) => compare(a.fund, b.fund) || compare(a.date, b.date));
}

function judgeGroup(
  group: readonly Candidate[],
  fund: Fund,
  date: Day,
  former: readonly DistributedShare[],
  book: RegisterBook,
): Alert | undefined {
  const shares = group.map(({ order, amount }) => ({
    order: order.number,
    cadre: order.cadre,
    amount,
    hasNeed: order.need !== null,
  }));
  const found = evenDistribution(fund, date, [...former, ...shares], book);
  if (!found) return undefined;
  const facts = factsOf(found, fund, date);
  if (!found.isJustified) for (const { findings } of group) findings.push(finding('O12', facts));
  const orders = [...former, ...shares].map(({ order }) => order).sort();
  return { fund: fund.code, date, orders, finding: finding('E01', facts) };
}

const factsOf = ({ cadres, roster, each }: Distribution, fund: Fund, date: string): Facts => ({
  ...{ fund: fund.code, date },
  ...{ cadres: String(cadres), roster: String(roster), each: each.toFixed(2) },
});

/** How many days, today included, the pattern of even distribution is watched for. */
export const WATCHED_DAYS = 30;

/**
 * Even distribution that was spread over days: the approved orders of a unit's fund since `from`. It is told (E01)
 * and refuses nothing, because each of those days was lawful by itself.
 */
export function watchDistribution(
  fund: Fund,
  from: Day,
  date: Day,
  shares: readonly DistributedShare[],
  book: RegisterBook,
): Alert | undefined {
  const found = isUnitFund(fund) ? evenDistribution(fund, date, shares, book) : undefined;
  if (!found) return undefined;
  const orders = shares.map(({ order }) => order).sort();
  return { fund: fund.code, date, orders, finding: finding('E01', factsOf(found, fund, `${from}/${date}`)) };
}

function decide(candidate: Candidate, headroom: Headroom, limits: LimitBook): OrderDecision {
  const { order, facts, amount, findings } = candidate;
  if (findings.length > 0) return refused(order, findings);
  const request: Request = {
    order,
    item: facts.item,
    funds: facts.funds,
    amount,
    ceiling: facts.contract.ceiling,
  };
  const reserved = divide(request, headroom, limits);
  if (reserved.findings.length > 0) return refused(order, reserved.findings);
  commit(request, reserved, headroom, limits);
  return {
    order,
    state: 'approved',
    amount,
    funding: reserved.shares,
    takings: reserved.takings,
    findings: [],
  };
}

function refused(order: Order, findings: readonly Finding[]): OrderDecision {
  return {
    order,
    state: 'refused',
    amount: Money.ZERO,
    funding: [],
    takings: [],
    findings: sorted(findings),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
