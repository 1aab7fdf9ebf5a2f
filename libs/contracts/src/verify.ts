import { codesOf, effectOf, type Finding, finding } from './finding';
import { NONE, type Quantity } from './money';
import type { Order, Visit } from './papers';
import type { RegisterBook } from './register-book';
import type { Day } from './time';
import { checkVisit, dayOfVisit, durationOf, turnOf, type VisitFacts } from './visit';
import type { VisitHistory } from './visit-history';
import { DEFAULT_COUNTING } from './visit-length';
import { measure } from './visit-quantity';
import type { VisitState } from './vocabulary';

/** An order as visits see it. `left` is what approved orders still have to give. */
export interface OrderedService {
  order: Order;
  isApproved: boolean;
  left: Quantity;
}

export interface VisitDecision {
  visit: Visit;
  day: Day;
  state: VisitState;
  quantity: Quantity;
  findings: Finding[];
}

/**
 * Verifies visits in the order of their times (month-run.md, rules 2). `orders` gives their quantities away
 * and `history` grows as visits are decided: both are left as they stand after the last one. `known` are reasons that
 * stood against a visit before it was finished, by its number.
 */
export function verifyVisits(
  visits: readonly Visit[],
  orders: Map<string, OrderedService>,
  history: VisitHistory,
  book: RegisterBook,
  known: ReadonlyMap<string, readonly Finding[]> = new Map(),
): VisitDecision[] {
  return inTurn(visits).map((visit) => {
    const ordered = orders.get(visit.order);
    const facts = factsOf(visit, ordered, book);
    const findings = [
      ...(known.get(visit.number) ?? []),
      ...checkVisit(visit, facts, book),
      ...history.check(visit, book.workers.has(visit.worker)),
    ];
    const stands = !findings.some((found) => effectOf(found) === 'block' || effectOf(found) === 'hold');
    const quantity = stands ? take(ordered, facts, findings) : NONE;
    history.remember(visit, stands);
    return { visit, day: dayOfVisit(visit), state: stateOf(findings), quantity, findings: sorted(findings) };
  });
}

/** Visits in the order in which they are decided: by time, then by number. */
export function inTurn(visits: readonly Visit[]): Visit[] {
  return [...visits].sort((a, b) => turnOf(a) - turnOf(b) || (a.number < b.number ? -1 : 1));
}

/** What the rules need to know of a visit's surroundings. */
export function factsOf(visit: Visit, ordered: OrderedService | undefined, book: RegisterBook): VisitFacts {
  const item = book.items.get(visit.item);
  if (!item) throw new Error(`the registers do not have ${visit.item}`);
  const isApproved = ordered?.isApproved ?? false;
  const contract = ordered && isApproved ? book.contracts.get(ordered.order.contract) : undefined;
  const seconds = durationOf(visit);
  const measured = seconds === undefined ? undefined : measure(item, seconds, contract ?? DEFAULT_COUNTING);
  return { item, order: ordered?.order, isApproved, contract, measured };
}

/** Takes a standing visit's quantity from its order; adds V15 where the order has less left. */
export function take(
  ordered: OrderedService | undefined,
  { measured }: VisitFacts,
  findings: Finding[],
): Quantity {
  if (!ordered || !measured) throw new Error('a standing visit has an order and a duration');
  const { left } = ordered;
  if (measured.quantity.lessThanOrEqualTo(left)) {
    ordered.left = left.minus(measured.quantity);
    return measured.quantity;
  }
  findings.push(finding('V15', { left: left.toFixed(2), quantity: measured.quantity.toFixed(2) }));
  ordered.left = NONE;
  return left;
}

/** The state that a visit's findings give it. */
export function stateOf(findings: readonly Finding[]): VisitState {
  const effects = new Set(findings.map(effectOf));
  if (effects.has('block')) return 'blocked';
  if (effects.has('hold')) return 'held';
  return effects.has('cut') ? 'part' : 'payable';
}

/** Findings in the order of their codes, so that a paper reads the same each time. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const order = codesOf(findings);
  return [...findings].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}
