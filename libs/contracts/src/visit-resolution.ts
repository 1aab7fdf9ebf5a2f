import type { Code } from './codes';
import { effectOf, type Finding, finding } from './finding';
import { NONE } from './money';
import type { Visit } from './papers';
import type { RegisterBook } from './register-book';
import { factsOf, type OrderedService, sorted, stateOf, take, type VisitDecision } from './verify';
import { checkVisit, dayOfVisit } from './visit';
import type { VisitHistory } from './visit-history';

/** A held visit as somebody comes to resolve it; `persons`: who ordered it, entered it or gave up its photos. */
export interface HeldVisit {
  number: string;
  findings: readonly Finding[];
  isFinished: boolean;
  persons: readonly string[];
  /** Codes about which somebody has said something already: that is final. */
  resolved: readonly string[];
}

/** Everything that speaks against this person resolving this reason. */
export function checkResolution(
  { number, findings, isFinished, persons, resolved }: HeldVisit,
  code: string,
  person: string,
): Finding[] {
  const found: Finding[] = [];
  const isHold = findings.some((each) => each.code === code && effectOf(each) === 'hold');
  if (!isHold || resolved.includes(code)) found.push(finding('V18', { visit: number, hold: code }));
  if (persons.includes(person)) found.push(finding('V19', { person }));
  if (!isFinished) found.push(finding('V20', { visit: number }));
  return found;
}

/**
 * Whether a held visit still waits for somebody's word: a reason is open, and nobody said of another that it is not in
 * order. Until then its provider may add proof.
 */
export function awaitsWord(
  codes: readonly string[],
  said: readonly { code: string; resolution: string }[],
): boolean {
  const isOpen = (code: string): boolean =>
    effectOf({ code: code as Code, facts: {} }) === 'hold' && !said.some((each) => each.code === code);
  return codes.some(isOpen) && !said.some(({ resolution }) => resolution === 'reject');
}

/**
 * Whoever asked for the service is no witness that it took place: a record that they entered waits for somebody else.
 */
export function checkEntry(orderedBy: string, enteredBy: readonly (string | null)[]): Finding[] {
  return enteredBy.includes(orderedBy) ? [finding('V21', { person: orderedBy })] : [];
}

/** What became known since and no person can clear: the cadre was dead on that day. */
export function checkClearing(visit: Visit, ordered: OrderedService, book: RegisterBook): Finding[] {
  return checkVisit(visit, factsOf(visit, ordered, book), book).filter(({ code }) => code === 'V10');
}

/** What another visit that came to count in the meantime may have taken. */
const TAKEN_SINCE: readonly Code[] = ['V05', 'V11'];

/**
 * The visit without the reason that a person cleared. While others are left it stays held. With the last one it counts
 * and takes what its order has left, unless the worker's hours, or the time for the way, went to another visit in the
 * meantime: that is a new reason.
 */
export function withoutHold(
  visit: Visit,
  findings: readonly Finding[],
  cleared: readonly Code[],
  { ordered, history, book }: { ordered: OrderedService; history: VisitHistory; book: RegisterBook },
): VisitDecision {
  const rest = findings.filter(({ code }) => !cleared.includes(code));
  const day = dayOfVisit(visit);
  if (stateOf(rest) !== 'held') {
    const since = history.check(visit, book.workers.has(visit.worker));
    rest.push(...since.filter(({ code }) => TAKEN_SINCE.includes(code) && !cleared.includes(code)));
  }
  if (stateOf(rest) === 'held') return { visit, day, state: 'held', quantity: NONE, findings: sorted(rest) };
  const quantity = take(ordered, factsOf(visit, ordered, book), rest);
  return { visit, day, state: stateOf(rest), quantity, findings: sorted(rest) };
}

/** The visit with a reason that became known after it counted: it takes nothing of its order any more. */
export function withHold(
  visit: Visit,
  findings: readonly Finding[],
  reasons: readonly Finding[],
): VisitDecision {
  const kept = findings.filter(({ code }) => code !== 'V15');
  const all = sorted([...kept, ...reasons]);
  return { visit, day: dayOfVisit(visit), state: stateOf(all), quantity: NONE, findings: all };
}
