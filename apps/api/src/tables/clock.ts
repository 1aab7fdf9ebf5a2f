import { type Kind, Problem } from '../intake';
import { tidyDay } from './tidy';

/** A time of day as people write it: with a day of its own, on the next one, or neither. */
export interface Clock {
  /** Seconds since midnight. */
  seconds: number;
  isNextDay: boolean;
  day: string | null;
}

/** When something began; and when it ended, where one cell says both. */
export interface Span {
  from: Clock;
  to: Clock | null;
}

const DAY_SECONDS = 86_400;
const HALVES = '凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|晚|am|pm';
const MORNING = ['凌晨', '清晨', 'am'];
const LATE = ['下午', '傍晚', '晚上', '夜里', '晚', 'pm'];
const WORDS = new RegExp(
  `^(次日|翌日|第二天)?(${HALVES})?(\\d{1,2})(?:[:时点](\\d{1,2}|半)?(?::(\\d{2}))?分?(?:(\\d{1,2})秒)?)(${HALVES})?$`,
);
/** What a spreadsheet shows of a cell that holds a time and no day. */
const NO_DAY = /^(?:1899-12-3[01]|1900-01-0[01]|1904-01-01)(?: |$)/;
const WITH_DAY = /^(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}(?:日|(?=[\st])|$))[\st]*(.*)$/;
const FRACTION = /^0?\.\d+$/;
const BARE = /^(\d{1,2})(\d{2})$/;

const clock = (seconds: number, isNextDay = false): Clock => ({
  seconds: seconds % DAY_SECONDS,
  isNextDay: isNextDay || seconds >= DAY_SECONDS,
  day: null,
});

/** 8:30, 08：30, 上午8:30, 8点半, 830, 次日1:00, 0.354 of a spreadsheet, each also behind a day. */
export function clockOf(text: string): Clock | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (FRACTION.test(plain)) return clock(Math.round(Number(plain) * DAY_SECONDS));
  const dated = tidyDay(plain);
  if (NO_DAY.test(dated)) return timeIn(dated.slice(10) || '0:00');
  const [, day, rest = ''] = WITH_DAY.exec(dated) ?? [];
  if (day === undefined) return timeIn(plain);
  const found = timeIn(rest);
  return found && { ...found, day: tidyDay(day) };
}

function timeIn(text: string): Clock | undefined {
  const plain = text.replace(/\s/g, '');
  const [, hours = '', minutes = ''] = BARE.exec(plain) ?? [];
  const [, next, before, hour = hours, minute = minutes, second = '0', third, behind] =
    WORDS.exec(plain) ?? [];
  if (hour === '') return undefined;
  const [h, m, s] = [Number(hour), minute === '半' ? 30 : Number(minute), Number(third ?? second)];
  if (h > 24 || m > 59 || s > 59 || (h === 24 && m + s > 0)) return undefined;
  const counted = hourOf(h, before ?? behind);
  return counted === undefined ? undefined : clock(counted * 3600 + m * 60 + s, next !== undefined);
}

/** 下午2 is 14, 晚上12 is midnight, 中午1 is 13; 下午14 is what some write as well. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined || hour > 12) return hour;
  if (MORNING.includes(half)) return hour % 12;
  if (half === '中午') return hour < 3 ? hour + 12 : hour;
  if (!LATE.includes(half)) return hour;
  if (hour === 12) return half === '下午' || half === 'pm' ? 12 : 24;
  return hour + 12;
}

const BETWEEN = /~|-|–|—|至|到/g;

/** 8:30-10:30 in one cell, or only the first. */
export function spanOf(text: string): Span | undefined {
  const whole = clockOf(text);
  if (whole) return { from: whole, to: null };
  const plain = text.normalize('NFKC');
  for (const { index } of plain.matchAll(BETWEEN)) {
    const from = clockOf(plain.slice(0, index));
    const to = clockOf(plain.slice(index).replace(/^[~\-–—至到]+/, ''));
    if (from && to) return { from, to };
  }
  return undefined;
}

const two = (n: number): string => String(n).padStart(2, '0');
const NOT_A_CLOCK = new Problem('not-a-clock');

/** Normal form, e.g. "08:30:00", "+1 01:00:00" of the next day, "2026-11-03 08:30:00". */
function shown({ seconds, isNextDay, day }: Clock): string {
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return [day, isNextDay ? '+1' : null, time].filter(Boolean).join(' ');
}

export const CLOCK: Kind<Clock> = {
  form: 'time',
  read: (text) => clockOf(text) ?? NOT_A_CLOCK,
  show: shown,
};

export const SPAN: Kind<Span> = {
  form: 'time',
  read: (text) => spanOf(text) ?? NOT_A_CLOCK,
  show: ({ from, to }) => (to ? `${shown(from)}-${shown(to)}` : shown(from)),
};
