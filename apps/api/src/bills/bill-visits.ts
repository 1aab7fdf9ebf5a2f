import type { Caller } from '../access/caller';
import type { Tx, UnitOfWork } from '../db/unit-of-work';
import { alongWith } from '../http/across';
import type { BillAnswer, BillVisitAnswer } from './bill-answer.dto';

/**
 * A bill with who and when stands behind its lines. The visits are found under the caller's own policies: a number that
 * a provider wrote down and that is another's visit names nobody. The bill's papers name the same people.
 */
export async function withVisits(
  unitOfWork: UnitOfWork,
  { actor }: Caller,
  bill: BillAnswer,
): Promise<BillAnswer> {
  const numbers = [...new Set(bill.lines.map(({ visitNumber }) => visitNumber))];
  const found = await unitOfWork.run(actor, (tx) =>
    tx.query<{ bureauId: string; id: string }>(
      `select v.bureau_id as "bureauId", v.id from visit v join contract c on c.bureau_id = v.bureau_id
       where c.id = $1 and v.number = any($2)`,
      [bill.contractId, numbers],
    ),
  );
  return { ...bill, visits: await alongWith(unitOfWork, found, readBillVisits) };
}

/** The same within a command, whose transaction is bound to the bureau: a provider is told of its own visits. */
export async function withVisitsOf(
  tx: Tx,
  { person }: Pick<Caller, 'person'>,
  bill: BillAnswer,
): Promise<BillAnswer> {
  const numbers = bill.lines.map(({ visitNumber }) => visitNumber);
  const found = await tx.query<{ id: string }>(
    `select id from visit where bureau_id = $1 and number = any($2) and ($3::uuid is null or provider_id = $3)`,
    [tx.actor.bureauId, numbers, person.providerId],
  );
  const ids = found.map(({ id }) => id);
  return { ...bill, visits: await readBillVisits(tx, ids) };
}

interface VisitColumns {
  number: string;
  id: string;
  cadre_id: string;
  cadre: string;
  worker_id: string | null;
  worker: string | null;
  item: string;
  day: string;
  started_at: Date | null;
  ended_at: Date | null;
}

async function readBillVisits(tx: Tx, ids: readonly string[]): Promise<BillVisitAnswer[]> {
  const rows = await tx.query<VisitColumns>(
    `select v.number, v.id, v.cadre_id, cadre.name as cadre, v.worker_id, worker.name as worker, item.code as item,
       v.day::text, v.started_at, v.ended_at
     from visit v
     join cadre on cadre.bureau_id = v.bureau_id and cadre.id = v.cadre_id
     join item on item.bureau_id = v.bureau_id and item.id = v.item_id
     left join worker_link worker on worker.bureau_id = v.bureau_id and worker.id = v.worker_link_id
     where v.bureau_id = $1 and v.id = any($2::uuid[]) order by v.number`,
    [tx.actor.bureauId, ids],
  );
  return rows.map(({ started_at: startedAt, ended_at: endedAt, ...row }) => ({
    ...{ number: row.number, visitId: row.id, cadreId: row.cadre_id, cadreName: row.cadre },
    ...{ workerId: row.worker_id, workerName: row.worker, itemCode: row.item, day: row.day },
    ...{ startedAt: startedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null },
  }));
}
