import {
  hundredths,
  JUDGEMENTS,
  Money,
  type RegisterBook,
  type VisitDecision,
  visitMachine,
} from '@songbai/contracts';
import { insertRows, updateRows } from '../db/rows';
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

/**
 * Writes decisions about stored visits, with the hours that stand and what the orders lose or get back. Throws where
 * the state of a visit does not lead to its judgement.
 */
export async function storeDecisions(
  tx: Tx,
  bureauId: string,
  decided: readonly Decided[],
  book: RegisterBook,
): Promise<void> {
  const numbered = decided.filter((each) => each.numbered).length;
  const first = numbered === 0 ? 0 : await takeTurns(tx, bureauId, numbered);
  let taken = 0;
  const rows = decided.map(({ live, decision, contract, numbered: isNew }) => ({
    bureau_id: bureauId,
    id: live.id,
    status: visitMachine.next(live.status, JUDGEMENTS[decision.state]),
    day: decision.day,
    quantity_hundredths: hundredths(decision.quantity),
    amount_fen: amountOf(book, contract, decision).toFen(),
    findings: decision.findings,
    decided_seq: isNew ? first + taken++ : live.turn,
  }));
  await updateRows(tx, 'visit', ['bureau_id', 'id'], rows);
  await moveQuantities(tx, bureauId, decided);
  await moveHours(tx, bureauId, decided);
}

/** What each order's visits use more, or less. */
async function moveQuantities(tx: Tx, bureauId: string, decided: readonly Decided[]): Promise<void> {
  const moves = decided.flatMap(({ live, decision }) => {
    const change = decision.quantity.minus(live.quantity);
    return live.orderId === null || change.isZero()
      ? []
      : [{ orderId: live.orderId, change: hundredths(change) }];
  });
  if (moves.length === 0) return;
  await tx.execute(
    `update service_order o set used_hundredths = o.used_hundredths + given.change
     from (select u.id, sum(u.change)::bigint as change
       from unnest($2::uuid[], $3::bigint[]) as u (id, change) group by u.id) given
     where o.bureau_id = $1 and o.id = given.id`,
    [bureauId, moves.map(({ orderId }) => orderId), moves.map(({ change }) => change)],
  );
}

async function moveHours(tx: Tx, bureauId: string, decided: readonly Decided[]): Promise<void> {
  const stands = ({ decision }: Decided): boolean =>
    decision.state === 'payable' || decision.state === 'part';
  const stood = ({ live }: Decided): boolean => live.status === 'payable' || live.status === 'part';
  const gone = decided.filter((each) => stood(each) && !stands(each)).map(({ live }) => live.id);
  if (gone.length > 0) {
    await tx.execute('delete from worker_hours where bureau_id = $1 and visit_id = any($2)', [
      bureauId,
      gone,
    ]);
  }
  await insertHours(
    tx,
    decided.filter(stands).map(({ live, decision: { visit } }) => ({
      ...{ bureau_id: bureauId, id: live.id, worker_id: live.workerId },
      ...{ started_at: visit.startedAt, ended_at: visit.endedAt },
    })),
  );
}
