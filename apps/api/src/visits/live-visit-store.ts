import { DomainError, type Finding, type Visit, type VisitStatus } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';
import { VISIT_COLUMNS, VISIT_TABLES, type VisitColumns, visitOf } from './visit-store';

/** A stored visit of any status, with all that a verb on it needs to know. */
export interface LiveVisit {
  id: string;
  status: VisitStatus;
  visit: Visit;
  findings: Finding[];
  quantity: Decimal;
  turn: number | null;
  orderId: string | null;
  providerId: string | null;
  workerId: string | null;
  /** Whose photos it may name. */
  workerProviderId: string | null;
  startedBy: string | null;
  finishedBy: string | null;
}

interface LiveColumns extends VisitColumns {
  id: string;
  status: VisitStatus;
  decided_seq: string | null;
  order_id: string | null;
  provider_id: string | null;
  worker_id: string | null;
  worker_provider_id: string | null;
  started_by: string | null;
  finished_by: string | null;
}

const SELECT = `
  select ${VISIT_COLUMNS}, v.id, v.status, v.decided_seq, v.order_id, v.provider_id, v.worker_id, v.started_by,
    v.finished_by,
    (select link.provider_id from worker_link link
      where link.bureau_id = v.bureau_id and link.id = v.worker_link_id) as worker_provider_id
  from ${VISIT_TABLES}
  where v.bureau_id = $1`;

/** The visit, locked. Its order and its worker are locked before: `lockAround`. */
export async function lockVisit(tx: Tx, bureauId: string, id: string): Promise<LiveVisit> {
  const [live] = await readLive(tx, bureauId, 'v.id = $2 for no key update of v', [id]);
  if (!live) throw new DomainError('not-found');
  return live;
}

/** Locks the visits of a cadre that a life event may touch. */
export function lockVisitsOf(tx: Tx, bureauId: string, cadreId: string): Promise<LiveVisit[]> {
  return readLive(
    tx,
    bureauId,
    `v.cadre_id = $2 and v.status in ('started', 'payable', 'part') order by v.id for no key update of v`,
    [cadreId],
  );
}

async function readLive(
  tx: Tx,
  bureauId: string,
  condition: string,
  params: readonly unknown[],
): Promise<LiveVisit[]> {
  const rows = await tx.query<LiveColumns>(`${SELECT} and ${condition}`, [bureauId, ...params]);
  return rows.map((row) => ({
    id: row.id,
    status: row.status,
    visit: visitOf(row),
    findings: row.findings,
    quantity: new Decimal(row.quantity_hundredths).dividedBy(100),
    turn: row.decided_seq === null ? null : Number(row.decided_seq),
    orderId: row.order_id,
    providerId: row.provider_id,
    workerId: row.worker_id,
    workerProviderId: row.worker_provider_id,
    startedBy: row.started_by,
    finishedBy: row.finished_by,
  }));
}

/**
 * Locks, in this order everywhere, the orders and then the workers of visits that are to be judged: of two visits that
 * would take the last of one order, or the same hour of one worker, the second sees what became of the first.
 */
export async function lockAround(
  tx: Tx,
  bureauId: string,
  orderIds: readonly string[],
  workerIds: readonly string[],
): Promise<void> {
  await tx.query(
    'select 1 from service_order where bureau_id = $1 and id = any($2) order by id for no key update',
    [bureauId, orderIds],
  );
  await tx.query('select hold_workers($1)', [workerIds]);
}

/** Locks the order and the worker of a visit, then the visit. Neither of the two ever changes. */
export async function lockedWithAll(tx: Tx, bureauId: string, id: string): Promise<LiveVisit> {
  const [row] = await tx.query<{ order_id: string | null; worker_id: string | null }>(
    'select order_id, worker_id from visit where bureau_id = $1 and id = $2',
    [bureauId, id],
  );
  if (!row) throw new DomainError('not-found');
  const ids = (value: string | null): string[] => (value === null ? [] : [value]);
  await lockAround(tx, bureauId, ids(row.order_id), ids(row.worker_id));
  return lockVisit(tx, bureauId, id);
}
