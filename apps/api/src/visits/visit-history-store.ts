import type { Elsewhere, StandingVisit, Visit } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { seconds, timestamp } from '../registers/register';
import type { RegisterStore } from '../registers/register-store';

/**
 * Visits of these workers that stand and lie, in whole or in part, between two instants, by the worker's code. Where
 * visits may arrive late, also where each of them began.
 */
export async function readStandingVisits(
  tx: Tx,
  bureauId: string,
  workers: readonly string[],
  [from, to]: readonly [number, number],
  arriveLate: boolean,
): Promise<Map<string, StandingVisit[]>> {
  const rows = await tx.query<StandingColumns>(
    `select number, worker_code, ${seconds('started_at', 'started_at')}, ${seconds('ended_at', 'ended_at')},
       start_longitude, start_latitude, end_longitude, end_latitude, decided_seq
     from visit
     where bureau_id = $1 and worker_code = any($2) and status in ('payable', 'part', 'billed', 'paid')
       and ended_at >= $3 and started_at <= $4`,
    [bureauId, workers, timestamp(from), timestamp(to)],
  );
  const standing = new Map<string, StandingVisit[]>();
  for (const row of rows) {
    const visits = standing.get(row.worker_code) ?? [];
    visits.push({
      number: row.number,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      endPlace: { longitude: row.end_longitude, latitude: row.end_latitude },
      ...(arriveLate && { startPlace: { longitude: row.start_longitude, latitude: row.start_latitude } }),
      turn: Number(row.decided_seq),
    });
    standing.set(row.worker_code, visits);
  }
  return standing;
}

interface StandingColumns {
  number: string;
  worker_code: string;
  started_at: number;
  ended_at: number;
  start_longitude: number | null;
  start_latitude: number | null;
  end_longitude: number | null;
  end_latitude: number | null;
  decided_seq: string;
}

/** Which of these photos were seen before, and the first visit that showed each. */
export async function readSeenPhotos(
  tx: Tx,
  bureauId: string,
  photos: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ sha256: string; number: string }>(
    `select distinct on (p.sha256) p.sha256, v.number from visit_photo p
     join visit v on v.bureau_id = p.bureau_id and v.id = p.visit_id
     where p.bureau_id = $1 and p.sha256 = any($2) and v.decided_seq is not null
     order by p.sha256, v.decided_seq`,
    [bureauId, photos],
  );
  return new Map(rows.map(({ sha256, number }) => [sha256, number]));
}

/** Hours that other bureaus hold of these visits' workers, by the visit that they overlap. */
export async function readElsewhere(
  tx: Tx,
  store: RegisterStore,
  visits: readonly Visit[],
): Promise<Map<string, Elsewhere[]>> {
  const timed = visits.flatMap(({ number, worker, startedAt, endedAt }) =>
    startedAt !== null && endedAt !== null && endedAt > startedAt && store.knows('worker', worker)
      ? [{ number, worker: store.shared('worker', worker), startedAt, endedAt }]
      : [],
  );
  const rows = await tx.query<{ asked: string; from_at: number; to_at: number }>(
    `select asked, ${seconds('from_at', 'from_at')}, ${seconds('to_at', 'to_at')}
     from worker_clashes($1, $2::uuid[], $3::timestamptz[], $4::timestamptz[])`,
    [
      store.bureauId,
      timed.map(({ worker }) => worker),
      timed.map(({ startedAt }) => timestamp(startedAt)),
      timed.map(({ endedAt }) => timestamp(endedAt)),
    ],
  );
  const found = new Map<string, Elsewhere[]>();
  for (const { asked, from_at: from, to_at: to } of rows) {
    const number = timed[Number(asked) - 1]?.number ?? '';
    found.set(number, [...(found.get(number) ?? []), { from, to }]);
  }
  return found;
}
