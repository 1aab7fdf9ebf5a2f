import { type Finding, finding } from './finding';
import { hasCome } from './happened';
import type { Visit } from './papers';
import type { RegisterBook } from './register-book';
import type { Cadre, Stay } from './registers';
import { dayOf, formatLocal, type Instant } from './time';
import { factsOf } from './verify';
import { checkVisit, dayOfVisit } from './visit';
import type { LifeEventKind, StayKind } from './vocabulary';

export interface LifeEvent {
  kind: LifeEventKind;
  at: Instant;
}

/** Which stay an event begins or ends. */
const STAYS: Record<Exclude<LifeEventKind, 'death'>, { kind: StayKind; begins: boolean }> = {
  admission: { kind: 'hospital', begins: true },
  discharge: { kind: 'hospital', begins: false },
  away: { kind: 'away', begins: true },
  back: { kind: 'away', begins: false },
};

/** The register rows that an event makes: the cadre with a day of death, or one stay, new or ended. */
export interface RegisterRowsOfEvent {
  cadres: Cadre[];
  stays: Stay[];
}

/** Everything that speaks against entering an event; `now` is the moment at which somebody enters it. */
export function checkLifeEvent(
  { kind, at }: LifeEvent,
  cadre: Cadre,
  stays: readonly Stay[],
  now: Instant,
): Finding[] {
  const facts = { lifeEvent: kind, at: formatLocal(at) };
  const found: Finding[] = [];
  if (cadre.deceasedOn !== null) found.push(finding('L01', { ...facts, deceasedOn: cadre.deceasedOn }));
  // A journey may be announced; all else is told when it has happened, on the same day at the earliest.
  if (kind !== 'away' && kind !== 'back' && !hasCome(dayOf(at), now)) found.push(finding('L02', facts));
  if (kind === 'death') return found;
  const stay = STAYS[kind];
  const inTheWay = stays.find((other) => other.kind === stay.kind && contains(other, at));
  if (stay.begins && inTheWay) {
    const to = inTheWay.to === null ? '' : formatLocal(inTheWay.to);
    found.push(finding('L03', { ...facts, stayKind: stay.kind, from: formatLocal(inTheWay.from), to }));
  }
  if (!stay.begins && !openStay(stays, stay.kind, at)) {
    found.push(finding('L04', { ...facts, stayKind: stay.kind }));
  }
  return found;
}

/** What an event that nothing speaks against changes in the registers. */
export function rowsOfEvent(
  { kind, at }: LifeEvent,
  cadre: Cadre,
  stays: readonly Stay[],
): RegisterRowsOfEvent {
  if (kind === 'death') return { cadres: [{ ...cadre, deceasedOn: dayOf(at) }], stays: [] };
  const { kind: stayKind, begins } = STAYS[kind];
  if (begins) return { cadres: [], stays: [{ cadre: cadre.code, kind: stayKind, from: at, to: null }] };
  const open = openStay(stays, stayKind, at);
  if (!open) throw new Error(`${cadre.code} has no open stay of this kind`);
  return { cadres: [], stays: [{ ...open, to: at }] };
}

/**
 * Why a visit that has begun, or counts already, must be looked at by a person once this event is in `book`. What a
 * bill holds is beyond that, and what is judged later is judged with the event.
 */
export function reasonsToHold(
  { kind, at }: LifeEvent,
  visit: Visit,
  isUnderWay: boolean,
  book: RegisterBook,
): Finding[] {
  const begins = kind === 'death' || STAYS[kind].begins;
  if (!begins) return [];
  const facts = factsOf(visit, undefined, book);
  if (isUnderWay) {
    const concerns = kind === 'death' || facts.item.place === 'home';
    return concerns ? [finding('L05', { lifeEvent: kind, at: formatLocal(at) })] : [];
  }
  if (kind !== 'death') return checkVisit(visit, facts, book).filter(({ code }) => code === 'V09');
  const [deceasedOn, day] = [dayOf(at), dayOfVisit(visit)];
  return day > deceasedOn ? [finding('L06', { deceasedOn, day })] : [];
}

/** An open stay ahead of `at` is in the way too: a stay that began before it would have no end of its own. */
const contains = ({ from, to }: Stay, at: Instant): boolean => to === null || (from <= at && at < to);

const openStay = (stays: readonly Stay[], kind: StayKind, at: Instant): Stay | undefined =>
  stays.find((stay) => stay.kind === kind && stay.to === null && stay.from < at);
