import { type Finding, finding } from './finding';
import { distance, isKnown, type MaybePlace } from './geo';
import type { Order, Visit } from './papers';
import type { RegisterBook } from './register-book';
import type { Contract, Item } from './registers';
import { type Day, dayOf, formatLocal, type Instant, isWithin } from './time';
import type { Measured } from './visit-quantity';

/** What the rules need to know of a visit's surroundings. `contract` is that of its order, where that is approved. */
export interface VisitFacts {
  item: Item;
  order: Order | undefined;
  isApproved: boolean;
  contract: Contract | undefined;
  measured: Measured | undefined;
}

export const ALLOWED_METRES = 500;
const UPLOAD_SECONDS = 72 * 3600;
const LONGEST_SECONDS = 12 * 3600;

/** The day to which a visit belongs: a visit over midnight belongs to the day on which it began. */
export function dayOfVisit({ startedAt, endedAt, uploadedAt }: Visit): Day {
  return dayOf(startedAt ?? endedAt ?? uploadedAt);
}

/** The moment that decides in which order visits are verified. */
export function turnOf({ startedAt, uploadedAt }: Pick<Visit, 'startedAt' | 'uploadedAt'>): Instant {
  return startedAt ?? uploadedAt;
}

/** The seconds of a visit, where both times are there and in order. */
export function durationOf({ startedAt, endedAt }: Visit): number | undefined {
  return startedAt !== null && endedAt !== null && endedAt > startedAt ? endedAt - startedAt : undefined;
}

/** Every reason that a visit carries in itself: all codes but V05, V11, V12 and V15, which look at other visits. */
export function checkVisit(visit: Visit, facts: VisitFacts, book: RegisterBook): Finding[] {
  return [
    ...checkTimes(visit, facts),
    ...checkOrder(visit, facts),
    ...checkWorker(visit, facts, book),
    ...checkPresence(visit, facts, book),
    ...checkProofs(visit, facts),
  ];
}

function checkTimes(visit: Visit, { item, measured }: VisitFacts): Finding[] {
  const found: Finding[] = [];
  const { startedAt, endedAt } = visit;
  if (startedAt === null) found.push(finding('V01'));
  if (endedAt === null) found.push(finding('V02'));
  if (startedAt !== null && endedAt !== null && endedAt <= startedAt) {
    found.push(finding('V16', { startedAt: formatLocal(startedAt), endedAt: formatLocal(endedAt) }));
  }
  if (measured?.shortOf !== undefined) {
    found.push(
      finding('V04', {
        minutes: String(measured.minutes),
        minimum: String(measured.shortOf),
        quantity: measured.quantity.toFixed(2),
      }),
    );
  }
  const seconds = durationOf(visit) ?? 0;
  const isCounted = item.measure === 'hour' || item.measure === 'time' || item.measure === 'meal';
  if (isCounted && seconds > LONGEST_SECONDS) found.push(finding('V17', { hours: inHours(seconds) }));
  return found;
}

function checkOrder(visit: Visit, { order, isApproved }: VisitFacts): Finding[] {
  const day = dayOfVisit(visit);
  if (!order) return [finding('V14', { order: visit.order, day })];
  const fits =
    isApproved &&
    order.cadre === visit.cadre &&
    order.item === visit.item &&
    isWithin(day, order.startsOn, order.endsOn);
  if (fits) return [];
  return [
    finding('V14', {
      order: order.number,
      orderState: isApproved ? 'approved' : 'refused',
      day,
      startsOn: order.startsOn,
      endsOn: order.endsOn,
      cadre: visit.cadre,
      orderCadre: order.cadre,
      item: visit.item,
      orderItem: order.item,
    }),
  ];
}

function checkWorker(visit: Visit, { contract }: VisitFacts, book: RegisterBook): Finding[] {
  const day = dayOfVisit(visit);
  const worker = book.workers.get(visit.worker);
  if (!worker) return [finding('V06', { worker: visit.worker, day })];
  const { certifiedUntil, joinedOn, leftOn } = worker;
  const isQualified = certifiedUntil >= day && isWithin(day, joinedOn, leftOn);
  const isOfProvider = !contract || worker.provider === contract.provider;
  if (isQualified && isOfProvider) return [];
  return [
    finding('V06', {
      worker: visit.worker,
      day,
      workerProvider: worker.provider,
      provider: contract?.provider ?? '',
      certifiedUntil,
      joinedOn,
      leftOn: leftOn ?? '',
    }),
  ];
}

function checkPresence(visit: Visit, { item }: VisitFacts, book: RegisterBook): Finding[] {
  const found: Finding[] = [];
  const cadre = book.cadres.get(visit.cadre);
  if (!cadre) throw new Error(`the registers do not have ${visit.cadre}`);

  if (item.place === 'home' && visit.method !== 'phone') {
    const { home } = cadre;
    const metres = (place: MaybePlace): number | undefined =>
      isKnown(home) && isKnown(place) ? distance(home, place) : undefined;
    const [atStart, atEnd] = [metres(visit.startPlace), metres(visit.endPlace)];
    const isNear = (value: number | undefined): boolean => value !== undefined && value <= ALLOWED_METRES;
    if (!isNear(atStart) || !isNear(atEnd)) {
      found.push(
        finding('V03', {
          startDistance: atStart?.toFixed(0) ?? '',
          endDistance: atEnd?.toFixed(0) ?? '',
          allowedDistance: String(ALLOWED_METRES),
        }),
      );
    }
  }
  const { startedAt } = visit;
  if (item.place === 'home' && startedAt !== null) {
    for (const { kind, from, to } of book.staysOf(cadre.code)) {
      if (from > startedAt || (to !== null && startedAt >= to)) continue;
      const until = to === null ? '' : formatLocal(to);
      found.push(finding('V09', { stayKind: kind, from: formatLocal(from), to: until }));
    }
  }
  const day = dayOfVisit(visit);
  if (cadre.deceasedOn !== null && day > cadre.deceasedOn) {
    found.push(finding('V10', { deceasedOn: cadre.deceasedOn, day }));
  }
  return found;
}

function checkProofs(visit: Visit, { item }: VisitFacts): Finding[] {
  const found: Finding[] = [];
  const missing = item.proofs.filter((proof) =>
    proof === 'signature' ? !visit.signed : visit.photos.length === 0,
  );
  if (missing.length > 0) found.push(finding('V07', { missing: missing.join(';') }));

  const delay = visit.endedAt === null ? 0 : visit.uploadedAt - visit.endedAt;
  if (visit.method === 'manual' || delay > UPLOAD_SECONDS) {
    found.push(finding('V13', { method: visit.method, hours: visit.endedAt === null ? '' : inHours(delay) }));
  }
  return found;
}

const inHours = (seconds: number): string => (seconds / 3600).toFixed(1);
