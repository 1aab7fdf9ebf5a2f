import type { Finding } from './finding';
import type { Order, Visit } from './papers';
import type { RegisterBook } from './register-book';
import { type Instant, isWithin } from './time';
import { sorted } from './verify';
import { checkVisit } from './visit';
import type { VisitHistory } from './visit-history';

/** Somebody who is to come: who, to which order, when. */
export interface Plan {
  number: string;
  worker: string;
  startsAt: Instant;
}

/** The rules of visits that can be known beforehand; the others look at what the visit will have been. */
const FORESEEABLE: readonly string[] = ['V05', 'V06', 'V09', 'V10', 'V14'];

const SECONDS_PER_MINUTE = 60;
const SHORTEST_MINUTES = 30;

/** When a planned visit would end: after the item's standard time, which for some items is not a visit's length. */
export function plannedEnd(startsAt: Instant, standardMinutes: number): Instant {
  return startsAt + Math.max(standardMinutes, SHORTEST_MINUTES) * SECONDS_PER_MINUTE;
}

/** The visit that a plan would become if it went as planned. */
export function plannedVisit(
  { number, worker, startsAt }: Plan,
  order: Order,
  standardMinutes: number,
): Visit {
  const endsAt = plannedEnd(startsAt, standardMinutes);
  const nowhere = { longitude: null, latitude: null };
  return {
    ...{ number, worker, order: order.number, cadre: order.cadre, item: order.item },
    ...{ startedAt: startsAt, endedAt: endsAt, uploadedAt: endsAt, startPlace: nowhere, endPlace: nowhere },
    ...{ signed: false, photos: [], method: 'mobile' },
  };
}

/** Every reason known beforehand against a planned visit. `history` holds what is planned as well as what stands. */
export function checkPlan(plan: Plan, order: Order, history: VisitHistory, book: RegisterBook): Finding[] {
  const item = book.items.get(order.item);
  if (!item) throw new Error(`the registers do not have ${order.item}`);
  const visit = plannedVisit(plan, order, item.standardMinutes);
  const contract = book.contracts.get(order.contract);
  const facts = { item, order, isApproved: true, contract, measured: undefined };
  const found = [...checkVisit(visit, facts, book), ...history.check(visit, book.workers.has(plan.worker))];
  return sorted(found.filter(({ code }) => FORESEEABLE.includes(code)));
}

/** What is known of somebody who could serve an order. */
export interface Candidate {
  worker: string;
  certifiedUntil: string;
  joinedOn: string;
  leftOn: string | null;
  /** Visits to this cadre so far. */
  visitsBefore: number;
  /** Metres from the cadre's home to where this worker's last visit ended; undefined where that is not known. */
  metres: number | undefined;
  /** Whether something else is planned or done at the time asked about. */
  isFree: boolean;
}

export const CANDIDATE_REASONS = {
  qualified: { zh: '服务期内资质有效', en: 'qualified on all days of the order' },
  'qualified-in-part': { zh: '服务期内部分日期资质有效', en: 'qualified on some days of the order' },
  unqualified: { zh: '服务期内资质无效', en: 'not qualified on the days of the order' },
  familiar: { zh: '曾为该干部服务', en: 'has served this cadre before' },
  near: { zh: '最近一次服务在附近', en: 'the last visit was near by' },
  far: { zh: '最近一次服务离得较远', en: 'the last visit was farther away' },
  'place-unknown': { zh: '尚无定位记录', en: 'no position on record yet' },
  free: { zh: '该时段空闲', en: 'free at that time' },
  busy: { zh: '该时段已有安排', en: 'has something else at that time' },
} as const;
export type CandidateReason = keyof typeof CANDIDATE_REASONS;

export type Ranked<C> = C & { reasons: CandidateReason[] };

const NEAR_METRES = 3_000;

/**
 * Who could serve, best first: may come at all, is free, knows the cadre, is near; then by code, so that the same
 * question gets the same answer.
 */
export function rankCandidates<C extends Candidate>(
  candidates: readonly C[],
  { startsOn, endsOn }: Pick<Order, 'startsOn' | 'endsOn'>,
): Ranked<C>[] {
  const ranked = candidates.map((candidate) => ({
    ...candidate,
    reasons: reasonsFor(candidate, startsOn, endsOn),
  }));
  return ranked.sort(
    (a, b) =>
      standing(a) - standing(b) ||
      Number(b.isFree) - Number(a.isFree) ||
      b.visitsBefore - a.visitsBefore ||
      (a.metres ?? Number.MAX_VALUE) - (b.metres ?? Number.MAX_VALUE) ||
      (a.worker < b.worker ? -1 : 1),
  );
}

const STANDINGS: readonly CandidateReason[] = ['qualified', 'qualified-in-part', 'unqualified'];
const standing = ({ reasons }: Ranked<Candidate>): number => STANDINGS.indexOf(reasons[0] ?? 'unqualified');

function reasonsFor(candidate: Candidate, startsOn: string, endsOn: string): CandidateReason[] {
  const { visitsBefore, metres, isFree } = candidate;
  const near = metres !== undefined && metres <= NEAR_METRES ? 'near' : 'far';
  return [
    qualification(candidate, startsOn, endsOn),
    ...(visitsBefore > 0 ? (['familiar'] as const) : []),
    metres === undefined ? 'place-unknown' : near,
    isFree ? 'free' : 'busy',
  ];
}

function qualification({ certifiedUntil, joinedOn, leftOn }: Candidate, startsOn: string, endsOn: string) {
  const until = leftOn !== null && leftOn < certifiedUntil ? leftOn : certifiedUntil;
  if (joinedOn <= startsOn && until >= endsOn) return 'qualified';
  const isSome = isWithin(startsOn, joinedOn, until) || isWithin(joinedOn, startsOn, endsOn);
  return isSome && until >= joinedOn ? 'qualified-in-part' : 'unqualified';
}
