import dayjs from 'dayjs';
import { measureText } from '../../shared/measures';
import { say, useLanguage, type Word } from '../../shared/words';
import { moneyText } from './money-text';

/** Yuan, as the server says them: "1234.50". */
export function Money({ value, strong }: { value: string | null | undefined; strong?: boolean }) {
  if (value === null || value === undefined) return <span className="faint">—</span>;
  const kinds = ['money', value.startsWith('-') && 'is-negative', strong && 'is-strong'];
  return <span className={kinds.filter(Boolean).join(' ')}>{moneyText(value)}</span>;
}

export const quantityText = (value: string): string => moneyText(value.replace(/\.?0+$/, '') || '0');

/** "2.50" hours → "2.5 小时". */
export function Quantity({ value, measure }: { value: string | null | undefined; measure?: string }) {
  useLanguage();
  if (value === null || value === undefined) return <span className="faint">—</span>;
  return (
    <span className="money">
      {quantityText(value)}
      {measure !== undefined && <span className="measure"> {measureText(measure, value)}</span>}
    </span>
  );
}

const WEEKDAYS: readonly Word[] = [
  ['周日', 'Sun'],
  ['周一', 'Mon'],
  ['周二', 'Tue'],
  ['周三', 'Wed'],
  ['周四', 'Thu'],
  ['周五', 'Fri'],
  ['周六', 'Sat'],
];

export function dayText(value: string, withWeekday = false): string {
  const day = dayjs(value);
  if (!day.isValid()) return value;
  const text = day.format('YYYY-MM-DD');
  if (!withWeekday) return text;
  const weekday = WEEKDAYS[day.day()];
  return weekday === undefined ? text : `${text} ${say(weekday)}`;
}

/** "10-31 周六" where room is scarce; of another year than `today`'s with that year. */
export function shortDayText(value: string, today: string): string {
  const text = dayText(value, true);
  return value.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text;
}

/** "2026-10-01 ~ 10-31": from the first day to the last, both within; one day is told once. */
export function daysText({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string {
  if (startsOn === endsOn) return startsOn;
  const isSameYear = startsOn.slice(0, 5) === endsOn.slice(0, 5);
  return `${startsOn} ~ ${isSameYear ? endsOn.slice(5) : endsOn}`;
}

export function Day({ value, weekday }: { value: string | null | undefined; weekday?: boolean }) {
  useLanguage();
  if (!value) return <span className="faint">—</span>;
  return <time dateTime={value}>{dayText(value, weekday)}</time>;
}

/** The bureau's clock is Shanghai's, whatever the machine says. */
const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
export const momentText = (value: string): string => SHANGHAI.format(new Date(value));

export function Moment({ value }: { value: string | null | undefined }) {
  if (!value) return <span className="faint">—</span>;
  return <time dateTime={value}>{momentText(value)}</time>;
}

/** "2026-11-22": the day it is at the bureau. */
export const todayText = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
