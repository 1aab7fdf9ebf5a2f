import type { Caller } from '../access/caller';
import type { UnitOfWork } from '../db/unit-of-work';

/** Who pays for an order, and who has approved it, is no affair of who serves it. */
export const NO_FUNDS = { fundIds: [], funding: [], approvals: [], findings: [], notes: [] };

const DAYS_BACK = 366;
const DAY_MS = 86_400_000;

/**
 * The orders that a worker has visits of, planned or made in the last year, by bureau: found under the worker's own
 * policy on visits. Undefined for everybody else.
 */
export async function ordersServed(
  unitOfWork: UnitOfWork,
  { actor, at }: Caller,
): Promise<Map<string, string[]> | undefined> {
  if (actor.kind !== 'worker') return undefined;
  const since = new Date(at.getTime() - DAYS_BACK * DAY_MS).toISOString();
  const rows = await unitOfWork.run(actor, (tx) =>
    tx.query<{ bureau_id: string; ids: string[] }>(
      `select bureau_id, array_agg(distinct order_id) as ids from visit
       where order_id is not null and day >= $1::date group by bureau_id order by bureau_id`,
      [since],
    ),
  );
  return new Map(rows.map(({ bureau_id: bureauId, ids }) => [bureauId, ids]));
}
