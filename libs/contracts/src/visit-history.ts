import { type Finding, finding } from './finding';
import { distance, isKnown, type MaybePlace } from './geo';
import type { Visit } from './papers';
import { formatLocal, type Instant } from './time';

/** A visit that stands, as later visits of the same worker see it. */
export interface StandingVisit {
  number: string;
  startedAt: Instant;
  endedAt: Instant;
  endPlace: MaybePlace;
  /**
   * Where it began; known only where visits may arrive late, out of the order of their times. Then the way from this
   * visit on to that one is looked at as well: whatever arrives later is what is held.
   */
  startPlace?: MaybePlace;
  /** Its turn in the order of decisions: what was decided last has the greatest. */
  turn: number;
}

const NEAR_METRES = 1000;
const FASTEST_KMH = 80;
const HALF_EARTH_METRES = 20_037_509;

/** No way on earth takes longer than this at the greatest speed allowed: older visits cannot raise V11. */
export const LONGEST_WAY_SECONDS = Math.ceil(HALF_EARTH_METRES / (FASTEST_KMH / 3.6));

/** Hours that a worker spent at another bureau during a visit: no more is known of them. */
export interface Elsewhere {
  from: Instant;
  to: Instant;
}

/**
 * What was decided before: standing visits by worker, photos ever seen by their first visit, and hours
 * elsewhere by the visit that they overlap. Grows as visits are decided.
 */
export class VisitHistory {
  private turns: number;

  constructor(
    private readonly standing: Map<string, StandingVisit[]>,
    private readonly photos: Map<string, string>,
    private readonly elsewhere: ReadonlyMap<string, readonly Elsewhere[]> = new Map(),
  ) {
    this.turns = [...standing.values()].flat().reduce((most, { turn }) => Math.max(most, turn), 0);
  }

  /** The reasons that lie in other visits: V05, V11 and V12. V05 and V11 are asked of known workers only. */
  check(visit: Visit, isWorkerKnown: boolean): Finding[] {
    const others = isWorkerKnown ? (this.standing.get(visit.worker) ?? []) : [];
    return [
      ...checkOverlap(visit, others),
      ...this.checkElsewhere(visit),
      ...checkWay(visit, others),
      ...checkWayOn(visit, others),
      ...this.checkPhotos(visit),
    ];
  }

  /** Remembers a decided visit: its photos whatever became of it, its hours where it stands. */
  remember(visit: Visit, stands: boolean): void {
    for (const photo of visit.photos) if (!this.photos.has(photo)) this.photos.set(photo, visit.number);
    this.turns += 1;
    const { number, worker, startedAt, endedAt, endPlace } = visit;
    if (!stands || startedAt === null || endedAt === null) return;
    const visits = this.standing.get(worker) ?? [];
    visits.push({ number, startedAt, endedAt, endPlace, turn: this.turns });
    this.standing.set(worker, visits);
  }

  private checkElsewhere({ number, worker }: Visit): Finding[] {
    return (this.elsewhere.get(number) ?? []).map(({ from, to }) =>
      finding('V05', { other: 'elsewhere', worker, from: formatLocal(from), to: formatLocal(to) }),
    );
  }

  private checkPhotos(visit: Visit): Finding[] {
    const earlier = new Set(visit.photos.flatMap((photo) => this.photos.get(photo) ?? []));
    return [...earlier].map((other) => finding('V12', { other }));
  }
}

/** V05. A visit without an end, or with one that is not after its start, is the moment of its start. */
function checkOverlap({ startedAt, endedAt, worker }: Visit, others: readonly StandingVisit[]): Finding[] {
  if (startedAt === null) return [];
  const end = endedAt !== null && endedAt > startedAt ? endedAt : startedAt;
  const overlaps = (other: StandingVisit): boolean =>
    end > startedAt
      ? startedAt < other.endedAt && other.startedAt < end
      : other.startedAt < startedAt && startedAt < other.endedAt;
  return others
    .filter(overlaps)
    .map(({ number, startedAt: from, endedAt: to }) =>
      finding('V05', { other: number, worker, from: formatLocal(from), to: formatLocal(to) }),
    );
}

/** V11. Looks at the visit that ended last before this one began, and at no other. */
function checkWay({ startedAt, startPlace }: Visit, others: readonly StandingVisit[]): Finding[] {
  if (startedAt === null || !isKnown(startPlace)) return [];
  const isLater = (a: StandingVisit, b: StandingVisit): boolean =>
    a.endedAt > b.endedAt || (a.endedAt === b.endedAt && a.turn > b.turn);
  const last = others
    .filter(({ endedAt }) => endedAt <= startedAt)
    .reduce<StandingVisit | undefined>(
      (latest, other) => (latest && !isLater(other, latest) ? latest : other),
      undefined,
    );
  if (!last || !isKnown(last.endPlace)) return [];

  return tooFast(last.number, distance(last.endPlace, startPlace), startedAt - last.endedAt);
}

/** V11 the other way round: to the visit that began first after this one ended, where that one was decided before. */
function checkWayOn({ endedAt, endPlace }: Visit, others: readonly StandingVisit[]): Finding[] {
  if (endedAt === null || !isKnown(endPlace)) return [];
  const next = others
    .filter(({ startPlace, startedAt }) => startPlace !== undefined && startedAt >= endedAt)
    .reduce<StandingVisit | undefined>(
      (first, other) => (first && first.startedAt <= other.startedAt ? first : other),
      undefined,
    );
  if (!next?.startPlace || !isKnown(next.startPlace)) return [];
  return tooFast(next.number, distance(endPlace, next.startPlace), next.startedAt - endedAt);
}

function tooFast(other: string, metres: number, seconds: number): Finding[] {
  const speed = seconds === 0 ? Number.POSITIVE_INFINITY : (metres / seconds) * 3.6;
  if (metres <= NEAR_METRES || speed <= FASTEST_KMH) return [];
  return [
    finding('V11', {
      other,
      distance: metres.toFixed(0),
      minutes: (seconds / 60).toFixed(0),
      speed: Number.isFinite(speed) ? speed.toFixed(0) : '∞',
    }),
  ];
}
