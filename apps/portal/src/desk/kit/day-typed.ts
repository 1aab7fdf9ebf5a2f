import { halfWidth } from '../../shared/plain';

export interface Around {
  /** "2026-11-22" */
  today: string;
  /** A day without its year is meant not before, not after. */
  from?: string | undefined;
  to?: string | undefined;
}

const two = (text: string): string => text.padStart(2, '0');

function dayOf(year: number, month: string, day: string): string | undefined {
  const iso = `${year}-${two(month)}-${two(day)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** Of this year, or of the next or the last where only that one fits. */
function withoutYear(month: string, day: string, { today, from, to }: Around): string | undefined {
  const year = Number(today.slice(0, 4));
  const found = [year, year + 1, year - 1].flatMap((each) => dayOf(each, month, day) ?? []);
  return found.find((each) => (!from || each >= from) && (!to || each <= to)) ?? dayOf(year, month, day);
}

/**
 * "2026-11-25" from what people write for it: 20261125, 2026.11.25, 2026/11/5, 2026年11月25日, 11-25, 1125. Undefined for
 * whatever is not one day.
 */
export function readDay(typed: string, around: Around): string | undefined {
  const text = halfWidth(typed)
    .replace(/[日号]$/, '')
    .replace(/\s*[-./。年月]\s*/g, '-');
  const whole = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (whole) return dayOf(Number(whole[1]), whole[2] ?? '', whole[3] ?? '');
  const short = /^(\d\d)(\d\d)$/.exec(text) ?? /^(\d{1,2})-(\d{1,2})$/.exec(text);
  return short ? withoutYear(short[1] ?? '', short[2] ?? '', around) : undefined;
}

/** "22:30" from what people write: 22:30, 2230, 22.30, 8:05, 8点05分. Undefined for what is no time of a day. */
export function readClock(typed: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.点]?(\d\d)分?$/.exec(halfWidth(typed)) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${two(hour)}:${minute}`;
}

/** "2026-11-25 09:30": a day and a time as above. */
export function readMoment(typed: string, around: Around): string | undefined {
  const [, date = '', time = ''] = /^(.+?)[\sT]+([^\sT]+)$/.exec(halfWidth(typed)) ?? [];
  const [day, clock] = [readDay(date, around), readClock(time)];
  return day && clock && `${day} ${clock}`;
}
