import type { Candidate, Place, StandingVisit } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { seconds, timestamp } from '../registers/register';

/** A worker of the order's provider, as the bureau's register has them. */
export interface PlannedWorker {
  linkId: string;
  id: string;
  code: string;
  name: string;
}

/** Somebody of this provider only: another firm's people are as unknown as nobody. */
export async function findWorker(
  tx: Tx,
  bureauId: string,
  providerId: string,
  workerId: string,
): Promise<PlannedWorker | undefined> {
  const [row] = await tx.query<{ id: string; worker_id: string; code: string; name: string }>(
    `select id, worker_id, code, name from worker_link
     where bureau_id = $1 and provider_id = $2 and worker_id = $3 order by left_on is null desc, code limit 1`,
    [bureauId, providerId, workerId],
  );
  return row && { linkId: row.id, id: row.worker_id, code: row.code, name: row.name };
}

interface BusyRow {
  number: string;
  worker_code: string;
  from_at: number;
  to_at: number;
}

/**
 * What these workers have within the time, done or planned, by code; a plan lasts as long as its item usually does.
 * `without` is a visit that does not count, since it is to be moved.
 */
export async function readBusy(
  tx: Tx,
  bureauId: string,
  workerIds: readonly string[],
  from: number,
  to: number,
  without: string | null = null,
): Promise<Map<string, StandingVisit[]>> {
  const rows = await tx.query<BusyRow>(
    `select given.number, given.worker_code, ${seconds('given.from_at', 'from_at')}, ${seconds('given.to_at', 'to_at')}
     from (select v.number, v.worker_code, coalesce(v.started_at, v.planned_at) as from_at,
         greatest(v.ended_at, coalesce(v.started_at, v.planned_at)
           + make_interval(mins =>
             case when v.ended_at is null then greatest(item.standard_minutes, 30) else 0 end)) as to_at
       from visit v join item on item.bureau_id = v.bureau_id and item.id = v.item_id
       where v.bureau_id = $1 and v.worker_id = any($2::uuid[])
         and v.status not in ('cancelled', 'missed', 'blocked') and v.id is distinct from $5::uuid
         and v.day between ($3::timestamptz at time zone 'Asia/Shanghai')::date - 1
           and ($4::timestamptz at time zone 'Asia/Shanghai')::date + 1) given
     where given.from_at < $4 and given.to_at > $3`,
    [bureauId, workerIds, timestamp(from), timestamp(to), without],
  );
  const busy = new Map<string, StandingVisit[]>();
  for (const [turn, row] of rows.entries()) {
    const list = busy.get(row.worker_code) ?? [];
    const endPlace = { longitude: null, latitude: null };
    list.push({ number: row.number, startedAt: row.from_at, endedAt: row.to_at, endPlace, turn });
    busy.set(row.worker_code, list);
  }
  return busy;
}

/** A candidate before the distance is known: where the last visit ended. */
export interface KnownWorker extends Omit<Candidate, 'metres' | 'isFree'> {
  workerId: string;
  name: string;
  lastPlace: Place | undefined;
}

interface WorkerRow {
  worker_id: string;
  code: string;
  name: string;
  certified_until: string;
  joined_on: string;
  left_on: string | null;
  visits_before: string;
  longitude: number | null;
  latitude: number | null;
}

/** Everybody of the order's provider at this bureau, with what their visits tell. */
export async function readKnownWorkers(
  tx: Tx,
  bureauId: string,
  providerId: string,
  cadreId: string,
): Promise<KnownWorker[]> {
  const rows = await tx.query<WorkerRow>(
    `select w.worker_id, w.code, w.name, w.certified_until::text, w.joined_on::text, w.left_on::text,
       (select count(*) from visit v where v.bureau_id = w.bureau_id and v.worker_link_id = w.id
         and v.cadre_id = $3 and v.status in ('payable', 'part', 'billed', 'paid')) as visits_before,
       last.end_longitude as longitude, last.end_latitude as latitude
     from worker_link w
     left join lateral (
       select v.end_longitude, v.end_latitude from visit v
       where v.bureau_id = w.bureau_id and v.worker_link_id = w.id and v.end_longitude is not null
         and v.end_latitude is not null and v.status in ('payable', 'part', 'billed', 'paid')
       order by v.started_at desc limit 1) last on true
     where w.bureau_id = $1 and w.provider_id = $2`,
    [bureauId, providerId, cadreId],
  );
  return rows.map((row) => ({
    ...{ worker: row.code, workerId: row.worker_id, name: row.name, certifiedUntil: row.certified_until },
    ...{ joinedOn: row.joined_on, leftOn: row.left_on, visitsBefore: Number(row.visits_before) },
    lastPlace:
      row.longitude === null || row.latitude === null
        ? undefined
        : { longitude: row.longitude, latitude: row.latitude },
  }));
}
