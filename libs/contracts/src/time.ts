/**
 * Business time is Asia/Shanghai, which has been UTC+8 without summer time since 1991.
 * A `Day` is "YYYY-MM-DD", a `Month` "YYYY-MM": text that sorts as time does. An `Instant` is whole seconds
 * since 1970 UTC.
 */
export type Day = string;
export type Month = string;
export type Year = string;
export type Instant = number;

const OFFSET_SECONDS = 8 * 3600;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether the text is a day that exists, e.g. not 30 February. */
export function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

/** "YYYY-MM-DD HH:MM:SS" in Asia/Shanghai to an instant; undefined where no such time exists. */
export function parseLocal(text: string): Instant | undefined {
  const parts = LOCAL.exec(text);
  if (!parts?.[1] || !isDay(parts[1])) return undefined;
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.parse(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z`) / 1000 - OFFSET_SECONDS;
}

/** An instant as "YYYY-MM-DD HH:MM:SS" in Asia/Shanghai. */
export function formatLocal(instant: Instant): string {
  return new Date((instant + OFFSET_SECONDS) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The day in Asia/Shanghai on which the instant falls. */
export function dayOf(instant: Instant): Day {
  return formatLocal(instant).slice(0, 10);
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function yearOf(day: Day): Year {
  return day.slice(0, 4);
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
  return addDays(addMonths(firstDayOf(month), 1), -1);
}

/** Whether `day` lies within [from, to]; an open end is null. */
export function isWithin(day: Day, from: Day, to: Day | null): boolean {
  return from <= day && (to === null || day <= to);
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier where negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
