import { currentLanguage } from '../shared/words';

/** Times as people read them, in Shanghai whatever the telephone thinks. */

const ZONE = 'Asia/Shanghai';
const locale = (): string => (currentLanguage() === 'en' ? 'en-GB' : 'zh-CN');

const yearOf = (at: string | number): string =>
  new Date(at).toLocaleDateString('sv-SE', { timeZone: ZONE }).slice(0, 4);

export const clockOf = (at: string | number): string =>
  new Date(at).toLocaleTimeString(locale(), {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** With its year where that is not this one. */
export const dateOf = (at: string | number): string =>
  new Date(at).toLocaleDateString(locale(), {
    ...{ timeZone: ZONE, ...(yearOf(at) !== yearOf(Date.now()) && { year: 'numeric' as const }) },
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  });

/** "1:05:09", "25:09". */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** "16.5" hours of minutes. */
export const hoursOf = (minutes: number): string => String(Math.round(minutes / 6) / 10);
