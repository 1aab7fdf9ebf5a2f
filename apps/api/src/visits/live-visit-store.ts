import { DomainError, type Finding, type Visit, type VisitStatus } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { HERE } from '../db/session';
import { statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import { VISIT_TABLES, visitOf } from './visit-store';
import { VIEW_COLUMNS, type ViewRow } from './visit-views';

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
  /** Who would not wait for its photos any longer. */
  givenUpBy: string | null;
  /** As everybody sees it. */
  view: ViewRow;
}

interface LiveColumns extends ViewRow {
  cadre: string;
  worker_code: string;
  uploaded_at: Date | null;
  quantity_hundredths: string;
  decided_seq: string | null;
  given_up_by: string | null;
  worker_provider_id: string | null;
}

const SELECT = `
  select ${VIEW_COLUMNS}, cadre.code as cadre, v.worker_code, v.uploaded_at, v.quantity_hundredths,
    v.decided_seq, v.given_up_by,
    (select link.provider_id from worker_link link
      where link.bureau_id = v.bureau_id and link.id = v.worker_link_id) as worker_provider_id
  from ${VISIT_TABLES}`;

const ONE = statement('live-visit', `${SELECT} where v.bureau_id = ${HERE} and v.id = $1`);
const OF_CADRE = `${SELECT} where v.bureau_id = $1 and v.cadre_id = $2 and v.status in ('started', 'payable', 'part')
  order by v.id for no key update of v`;
const HOLD = statement('hold-visit', `select hold_visit(${HERE}, $1) as found`);

/** A visit that came in a folder is complete by itself. */
export const isFinished = ({ finishedBy, startedBy }: LiveVisit): boolean =>
  finishedBy !== null || startedBy === null;

/** The visit, locked before: `lockedWithAll`. */
export async function readLiveVisit(tx: Tx, id: string): Promise<LiveVisit> {
  const [row] = await tx.query<LiveColumns>(ONE, [id]);
  if (!row) throw new DomainError('not-found');
  return liveOf(row);
}

/** Locks the visits of a cadre that a life event may touch. */
export async function lockVisitsOf(tx: Tx, bureauId: string, cadreId: string): Promise<LiveVisit[]> {
  return (await tx.query<LiveColumns>(OF_CADRE, [bureauId, cadreId])).map(liveOf);
}

function liveOf(row: LiveColumns): LiveVisit {
  const inSeconds = (at: Date | null): number | null => at && at.getTime() / 1000;
  const times = {
    started_at: inSeconds(row.started_at),
    ended_at: inSeconds(row.ended_at),
    uploaded_at: inSeconds(row.uploaded_at),
  };
  return {
    id: row.id,
    status: row.status,
    visit: visitOf({ ...row, ...times }),
    findings: row.findings,
    quantity: new Decimal(row.quantity_hundredths).dividedBy(100),
    turn: row.decided_seq === null ? null : Number(row.decided_seq),
    orderId: row.order_id,
    providerId: row.provider_id,
    workerId: row.worker_id,
    workerProviderId: row.worker_provider_id,
    startedBy: row.started_by,
    finishedBy: row.finished_by,
    givenUpBy: row.given_up_by,
    view: row,
  };
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

/**
 * Locks the order and the worker of a visit of the transaction's bureau, then the visit, and reads it. Neither of the
 * two ever changes.
 */
export function lockedWithAll(tx: Tx, id: string): Promise<LiveVisit> {
  tx.need(hold(tx, id));
  return readLiveVisit(tx, id);
}

async function hold(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.query<{ found: boolean }>(HOLD, [id]);
  if (!row?.found) throw new DomainError('not-found');
}
