/** A visit on the board; instants as the interface writes them. */
export interface BoardVisit {
  id: string;
  status: string;
  orderId?: string | null;
  workerId?: string | null;
  itemCode: string;
  day: string;
  plannedAt?: string | null;
  startedAt?: string | null;
  endedAt?: string | null;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const STANDING = ['planned', 'started', 'photo-pending', 'payable', 'part', 'held', 'billed', 'paid'];

/** Whether somebody is, or was, there: neither called off nor missed. */
export const isStanding = ({ status }: Pick<BoardVisit, 'status'>): boolean => STANDING.includes(status);

/** Whether a text is a day that there is, such as "2026-11-22". */
export const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The seven days of the week of a day, Monday first; days are texts such as "2026-11-22". */
export function weekOf(day: string): string[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, i) => shifted(day, i - weekday));
}

export const weeksOn = (day: string, weeks: number): string => shifted(day, weeks * 7);

/** When a visit begins and ends: as it was, else as it is planned. Nothing for one without a time. */
export function spanOf(
  visit: BoardVisit,
  minutesOf: (itemCode: string) => number,
): { from: number; to: number } | undefined {
  const begins = visit.startedAt ?? visit.plannedAt;
  if (!begins) return undefined;
  const from = Date.parse(begins);
  return {
    from,
    to: visit.endedAt ? Date.parse(visit.endedAt) : from + minutesOf(visit.itemCode) * MINUTE_MS,
  };
}

/** Visits that one person would have to make at the same time. What ends when the next begins is no conflict. */
export function conflictsOf(
  visits: readonly BoardVisit[],
  minutesOf: (itemCode: string) => number,
): Set<string> {
  const byWorker = new Map<string, { id: string; from: number; to: number }[]>();
  for (const visit of visits) {
    const span = isStanding(visit) ? spanOf(visit, minutesOf) : undefined;
    if (span === undefined || !visit.workerId) continue;
    const its = byWorker.get(visit.workerId) ?? [];
    its.push({ id: visit.id, ...span });
    byWorker.set(visit.workerId, its);
  }
  const conflicts = new Set<string>();
  for (const its of byWorker.values()) {
    its.sort((a, b) => a.from - b.from);
    let latest: { id: string; to: number } | undefined;
    for (const each of its) {
      if (latest && each.from < latest.to) {
        conflicts.add(latest.id);
        conflicts.add(each.id);
      }
      if (!latest || each.to > latest.to) latest = each;
    }
  }
  return conflicts;
}

/** Visits by worker and day, in the order of their times. The key of a cell is "worker day". */
export function cellsOf<V extends BoardVisit>(visits: readonly V[]): Map<string, V[]> {
  const cells = new Map<string, V[]>();
  const timeOf = (visit: V): string => visit.startedAt ?? visit.plannedAt ?? '';
  for (const visit of [...visits].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))) {
    const key = cellKey(visit.workerId ?? '', visit.day);
    cells.set(key, [...(cells.get(key) ?? []), visit]);
  }
  return cells;
}

export const cellKey = (workerId: string, day: string): string => `${workerId} ${day}`;

const FIRST_HOUR = 6;
const HALF_HOURS = 32;
const MORNING = '09:00';

/** The times of a day that may be planned, half an hour apart, and none that has passed; `now` in milliseconds. */
export function timesOf(day: string, now: number): string[] {
  const times = Array.from({ length: HALF_HOURS }, (_, i) => {
    const hour = String(FIRST_HOUR + Math.floor(i / 2)).padStart(2, '0');
    return `${hour}:${i % 2 === 0 ? '00' : '30'}`;
  });
  return times.filter((time) => Date.parse(instantAt(day, time)) > now);
}

/** What is offered first: the usual time where it can be; else today the next half hour, on another day the morning. */
export function usualTime(day: string, now: number, usual?: string): string | undefined {
  const isToday = day === dayAt(now);
  const times = timesOf(day, now);
  if (usual !== undefined && times.includes(usual)) return usual;
  return isToday ? times[0] : times.find((time) => time >= MORNING);
}

/** The day from which one can plan: today, or tomorrow once the evening is over. */
export function firstDayToPlan(now: number): string {
  const today = dayAt(now);
  return timesOf(today, now).length > 0 ? today : shifted(today, 1);
}

/** Why a day has no time to offer: it is none, it is over, or the order ends before the next that can be planned. */
export function whyNoTime(
  day: string,
  endsOn: string | undefined,
  now: number,
): 'noDay' | 'orderEnds' | 'dayIsOver' {
  if (!isDay(day)) return 'noDay';
  return endsOn !== undefined && endsOn < firstDayToPlan(now) ? 'orderEnds' : 'dayIsOver';
}

const EVENING = '17:30';

/** The day that is offered first, not before `wanted`: today only while there is time for a visit by daylight. */
export function dayToOffer(wanted: string, now: number): string {
  const today = dayAt(now);
  const isDaytime = timesOf(today, now).some((time) => time < EVENING);
  const first = isDaytime ? today : shifted(today, 1);
  return wanted > first ? wanted : first;
}

/** The half hour that a moment falls into, in Shanghai: what was at 09:10 is usually at 09:00. */
export function halfHourOf(instant: string): string {
  const [hour = '', minute = ''] = new Date(Date.parse(instant) + SHANGHAI_MS)
    .toISOString()
    .slice(11, 16)
    .split(':');
  return `${hour}:${minute < '30' ? '00' : '30'}`;
}

/** The day in Shanghai, whatever this device thinks. */
const SHANGHAI_MS = 8 * 3_600_000;
const dayAt = (now: number): string => new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);

/** A day and a time of Shanghai as the interface wants them. */
export const instantAt = (day: string, time: string): string => `${day}T${time}:00+08:00`;
