import {
  hundredths,
  JUDGEMENTS,
  Money,
  type RegisterBook,
  type VisitDecision,
  visitMachine,
} from '@songbai/contracts';
import { insertRows } from '../db/rows';
import { verb } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import type { LiveVisit } from './live-visit-store';

/**
 * The numbers of the next decisions of a bureau, the first of `count`. Taken late: whoever decides next waits for the
 * end.
 */
export async function takeTurns(tx: Tx, bureauId: string, count: number): Promise<number> {
  const [turn] = await tx.query<{ seq: string }>(
    `insert into visit_turn as t (bureau_id, seq) values ($1, $2)
     on conflict (bureau_id) do update set seq = t.seq + $2 returning seq`,
    [bureauId, count],
  );
  return Number(turn?.seq) - count + 1;
}

/** What the contract's price of the day would pay for what counted. */
export function amountOf(
  book: RegisterBook,
  contract: string,
  { visit, day, quantity }: VisitDecision,
): Money {
  return book.priceOn(contract, visit.item, day)?.times(quantity) ?? Money.ZERO;
}

/** The hours of visits that stand, where other bureaus may ask for a clash. */
export async function insertHours(tx: Tx, rows: readonly Hours[]): Promise<void> {
  await insertRows(
    tx,
    'worker_hours',
    rows.flatMap(({ bureau_id, id, worker_id, started_at, ended_at }) =>
      worker_id === null ? [] : [{ worker_id, bureau_id, visit_id: id, started_at, ended_at }],
    ),
  );
}

interface Hours {
  bureau_id: string;
  id: string;
  worker_id: string | null;
  started_at: number | null;
  ended_at: number | null;
}

/** A stored visit and what was decided of it. `numbered`: the decision is a new one, not a change of an earlier one. */
export interface Decided {
  live: LiveVisit;
  decision: VisitDecision;
  contract: string;
  numbered: boolean;
}

const DECIDE_VISITS = verb('decide_visits', 8);

/**
 * Writes decisions about stored visits, with the hours that stand and what the orders lose or get back, without waiting
 * for it. Throws where the state of a visit does not lead to its judgement. Answers the visits as they are then.
 */
export function storeDecisions(
  tx: Tx,
  bureauId: string,
  decided: readonly Decided[],
  book: RegisterBook,
): LiveVisit[] {
  const rows = decided.map(({ live, decision, contract }) => ({
    live,
    decision,
    status: visitMachine.next(live.status, JUDGEMENTS[decision.state]),
    amount: amountOf(book, contract, decision).toFen(),
  }));
  tx.send(DECIDE_VISITS, [
    ...[bureauId, decided.map(({ live }) => live.id), rows.map(({ status }) => status)],
    ...[
      decided.map(({ decision }) => decision.day),
      decided.map(({ decision }) => hundredths(decision.quantity)),
    ],
    ...[rows.map(({ amount }) => amount), decided.map(({ decision }) => JSON.stringify(decision.findings))],
    decided.map(({ numbered }) => numbered),
  ]);
  return rows.map(({ live, decision, status, amount }) => {
    const { day, quantity, findings } = decision;
    const view = { status, day, quantity: quantity.toFixed(2), amount_fen: amount, findings };
    return { ...live, status, findings, quantity, view: { ...live.view, ...view } };
  });
}
