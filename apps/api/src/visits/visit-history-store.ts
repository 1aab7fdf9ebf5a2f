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
  const rows = await tx.query<StandingColumns>(standingRows('any ($2)', '$3', '$4'), [
    ...[bureauId, workers, timestamp(from), timestamp(to)],
  ]);
  return standingVisits(rows, arriveLate);
}

/** Visits of these workers that stand, between two instants, of the bureau $1. */
const standingRows = (workers: string, from: string, to: string): string => `
  select number, worker_code, ${seconds('started_at', 'started_at')}, ${seconds('ended_at', 'ended_at')},
    start_longitude, start_latitude, end_longitude, end_latitude, decided_seq
  from visit
  where bureau_id = $1 and worker_code = ${workers} and status in ('payable', 'part', 'billed', 'paid')
    and ended_at >= ${from} and started_at <= ${to}`;

/** By the worker's code. */
export function standingVisits(
  rows: readonly StandingColumns[],
  arriveLate: boolean,
): Map<string, StandingVisit[]> {
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

export interface StandingColumns {
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

/**
 * Which of these photos were shown before, in the same file or another with the same pixels, and the first record that
 * they were shown on, with the visit or added to it.
 */
export async function readSeenPhotos(
  tx: Tx,
  bureauId: string,
  photos: readonly string[],
): Promise<Map<string, string>> {
  if (photos.length === 0) return new Map();
  const rows = await tx.query<{ sha256: string; number: string }>(
    'select sha256, number from seen_photos($1, $2)',
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
  const timed = timedOf(visits).filter(({ worker }) => store.knows('worker', worker));
  const workers = timed.map(({ worker }) => store.shared('worker', worker));
  const rows = await tx.query<ClashColumns>(clashRows('$2::uuid[]', '$3', '$4'), [
    ...[store.bureauId, workers, ...hoursOf(timed)],
  ]);
  return clashesOf(rows, timed);
}

interface ClashColumns {
  asked: string;
  from_at: number;
  to_at: number;
}

type Hours = Pick<Visit, 'startedAt' | 'endedAt'>;

export type Timed<V extends Hours = Visit> = V & { startedAt: number; endedAt: number };

/** Visits that took some time: only these can clash with hours elsewhere. */
export const timedOf = <V extends Hours>(visits: readonly V[]): Timed<V>[] =>
  visits.flatMap((visit) => {
    const { startedAt, endedAt } = visit;
    return startedAt !== null && endedAt !== null && endedAt > startedAt
      ? [{ ...visit, startedAt, endedAt }]
      : [];
  });

/** When each of them began and ended, for `clashRows`. */
export const hoursOf = (timed: readonly Timed<Hours>[]): (string | null)[][] => [
  timed.map(({ startedAt }) => timestamp(startedAt)),
  timed.map(({ endedAt }) => timestamp(endedAt)),
];

/** What of these hours of workers lies in another bureau than $1. */
const clashRows = (workers: string, starts: string, ends: string): string => `
  select asked, ${seconds('from_at', 'from_at')}, ${seconds('to_at', 'to_at')}
  from worker_clashes($1, ${workers}, ${starts}::timestamptz[], ${ends}::timestamptz[])`;

/** By the visit that they overlap. */
export function clashesOf(rows: readonly ClashColumns[], timed: readonly Timed[]): Map<string, Elsewhere[]> {
  const found = new Map<string, Elsewhere[]>();
  for (const { asked, from_at: from, to_at: to } of rows) {
    const number = timed[Number(asked) - 1]?.number ?? '';
    found.set(number, [...(found.get(number) ?? []), { from, to }]);
  }
  return found;
}
