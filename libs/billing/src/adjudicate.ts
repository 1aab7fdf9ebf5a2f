import {
  type Bill,
  type BillLine,
  codesOf,
  type Day,
  type Finding,
  finding,
  Money,
  monthOf,
  NONE,
  type Quantity,
  type RegisterBook,
  sorted,
  type VisitState,
} from '@songbai/contracts';
import { MISSTATED, misstatementOf } from './misstatement';
import type { Share } from './reserve';

/** A decided visit as bills see it. */
export interface BillableVisit {
  number: string;
  order: string;
  item: string;
  day: Day;
  state: VisitState;
  codes: readonly string[];
  quantity: Quantity;
  /** The line that was paid for it, once there is one. */
  acceptedOn: { bill: string; line: number } | undefined;
}

/** An approved order as bills see it: its contract and what is left of each reserved share, in their order. */
export interface ReservedOrder {
  contract: string;
  shares: Share[];
}

export interface LineDecision {
  line: BillLine;
  isAccepted: boolean;
  quantity: Quantity;
  price: Money;
  amount: Money;
  /** What each fund pays of the amount, in the order's own order. */
  shares: Share[];
  findings: Finding[];
  /** What its visit was judged to be then, where that was kept. */
  judgedOn?: { findings: Finding[]; quantity: Quantity };
}

export interface BillDecision {
  bill: Bill;
  claimed: Money;
  approved: Money;
  lines: LineDecision[];
  /** I14, where the declared total is another. */
  findings: Finding[];
}

export interface Adjudication {
  visits: Map<string, BillableVisit>;
  /** Approved orders only. */
  orders: Map<string, ReservedOrder>;
  book: RegisterBook;
}

/**
 * Adjudicates bills by number and their lines by line number (month-run.md, rules 3). Marks accepted visits
 * and takes what is paid from the orders' reserved shares in `state`, which is left as it stands after the
 * last line.
 */
export function adjudicate(
  bills: readonly { bill: Bill; lines: readonly BillLine[] }[],
  state: Adjudication,
): BillDecision[] {
  return [...bills]
    .sort((a, b) => (a.bill.number < b.bill.number ? -1 : 1))
    .map(({ bill, lines }) => {
      const decided = [...lines].sort((a, b) => a.line - b.line).map((line) => decideLine(bill, line, state));
      const claimed = Money.sum(lines.map(({ amount }) => amount));
      const approved = Money.sum(decided.map(({ amount }) => amount));
      return { bill, claimed, approved, lines: decided, findings: checkDeclared(bill, claimed) };
    });
}

/** What a bill declares is the sum of its lines (I14). */
function checkDeclared({ declared }: Pick<Bill, 'declared'>, claimed: Money): Finding[] {
  if (!misstatementOf({ declared, claimed })) return [];
  return [finding(MISSTATED, { declared: declared.toFixed(2), claimed: claimed.toFixed(2) })];
}

function decideLine(bill: Bill, line: BillLine, state: Adjudication): LineDecision {
  const product = line.unitPrice.times(line.quantity);
  const noted = product.equals(line.amount)
    ? []
    : [finding('I03', { amount: line.amount.toFixed(2), product: product.toFixed(2) })];

  const visit = state.visits.get(line.visit);
  if (!visit) return refused(line, [finding('I06', { visit: line.visit }), ...noted]);
  const refusals = refusalsOf(bill, line, visit, state);
  if (refusals.length > 0) return refused(line, [...refusals, ...noted]);
  const price = state.book.priceOn(bill.contract, visit.item, visit.day);
  const order = state.orders.get(visit.order);
  if (!price || !order) {
    const facts = { item: visit.item, day: visit.day, contract: bill.contract };
    return refused(line, [finding('I12', facts), ...noted]);
  }
  return accept(line, visit, price, order, noted);
}

/** What forbids paying a line of a known visit, without I12. */
function refusalsOf(bill: Bill, line: BillLine, visit: BillableVisit, { orders }: Adjudication): Finding[] {
  const found: Finding[] = [];
  const contract = orders.get(visit.order)?.contract;
  if (contract !== bill.contract) {
    const facts = { visit: visit.number, order: visit.order, contract: bill.contract };
    found.push(finding('I11', { ...facts, orderContract: contract ?? '' }));
  }
  const month = monthOf(visit.day);
  if (month > bill.month || (month < bill.month && bill.kind !== 'supplementary')) {
    found.push(finding('I10', { day: visit.day, month: bill.month }));
  }
  if (visit.acceptedOn) {
    const { bill: otherBill, line: otherLine } = visit.acceptedOn;
    found.push(finding('I02', { otherBill, otherLine: String(otherLine), visit: visit.number }));
  }
  if (visit.state === 'blocked' || visit.state === 'held') {
    const visitCodes = visit.codes.join('、');
    found.push(finding('I08', { visit: visit.number, visitState: visit.state, visitCodes }));
  }
  if (line.item !== visit.item) found.push(finding('I13', { item: line.item, visitItem: visit.item }));
  return found;
}

function accept(
  line: BillLine,
  visit: BillableVisit,
  contractPrice: Money,
  order: ReservedOrder,
  noted: readonly Finding[],
): LineDecision {
  const findings = [...noted];
  const isMore = line.quantity.greaterThan(visit.quantity);
  const quantity = isMore ? visit.quantity : line.quantity;
  if (isMore) {
    findings.push(
      finding('I07', { quantity: line.quantity.toFixed(2), accepted: visit.quantity.toFixed(2) }),
    );
  }
  const price = Money.min(line.unitPrice, contractPrice);
  if (line.unitPrice.isMoreThan(contractPrice)) {
    const facts = { unitPrice: line.unitPrice.toFixed(2), price: contractPrice.toFixed(2), day: visit.day };
    findings.push(finding('I09', facts));
  }
  const wanted = Money.min(price.times(quantity), line.amount);
  const left = Money.sum(order.shares.map(({ amount }) => amount));
  if (left.isLessThan(wanted)) {
    findings.push(finding('I05', { left: left.toFixed(2), wanted: wanted.toFixed(2) }));
  }
  const amount = Money.min(wanted, left);
  visit.acceptedOn = { bill: line.bill, line: line.line };
  const shares = expend(order, amount);
  return { line, isAccepted: true, quantity, price, amount, shares, findings: sorted(findings) };
}

/** Takes an amount from the reserved shares in their order. A share of nothing is not written. */
function expend(order: ReservedOrder, amount: Money): Share[] {
  const paid: Share[] = [];
  let rest = amount;
  for (const share of order.shares) {
    const given = Money.min(rest, share.amount);
    if (given.isZero()) continue;
    share.amount = share.amount.minus(given);
    paid.push({ fund: share.fund, amount: given });
    rest = rest.minus(given);
  }
  return paid;
}

function refused(line: BillLine, findings: readonly Finding[]): LineDecision {
  return {
    line,
    isAccepted: false,
    quantity: NONE,
    price: Money.ZERO,
    amount: Money.ZERO,
    shares: [],
    findings: sorted(findings),
  };
}

/** The codes of a line, for tables. */
export const lineCodes = ({ findings }: LineDecision): string[] => codesOf(findings);
