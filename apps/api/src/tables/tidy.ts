import { areaCode } from '@songbai/contracts';
import type { ColumnSpec, Form } from './sheet';

const DAY =
  /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:(?:(?<=日)|[ T]+)(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const UNSEPARATED = /^(20\d{2})(\d{2})(\d{2})$/;
const WEEKDAY = /\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?$/;
const MONTH = /^(\d{4})[-./年](\d{1,2})月?(?:份)?$/;

const FORMS: Record<Form, (text: string) => string> = {
  code: (text) => text.replace(/\s/g, ''),
  day: (text) => tidyDay(text).replace(/ 00:00:00$/, ''),
  time: (text) => tidyDay(text),
  clock: (text) => text,
  month: (text) => monthOf(text),
  amount: (text) => text.replace(/[,\s¥元]/g, ''),
  list: (text) => text.replace(/[;、,/]/g, ';'),
  area: (text) => areaCode(text.replace(/\s/g, '')),
};

const SERIAL = /^\d{5}(?:\.\d+)?$/;
/** Between the first day of spreadsheets and that of clocks. */
const DAYS_BEFORE_1970 = 25_569;

/** What a spreadsheet shows of a date in a cell that is not formatted as one. */
function ofSerial(text: string): string {
  const seconds = Math.round((Number(text) - DAYS_BEFORE_1970) * 86_400);
  const shown = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return shown.replace(/ 00:00:00$/, '');
}

/** 2026/11/3, 2026.11.3, 20261103 and 2026年11月3日 星期二 are one day; a time may leave out its seconds. */
export function tidyDay(filed: string): string {
  const text = filed.replace(WEEKDAY, '').trim();
  if (SERIAL.test(text)) return ofSerial(text);
  const [, year, month, day, hour, minute, second = '00'] = DAY.exec(text) ?? UNSEPARATED.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return text;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return hour === undefined ? date : `${date} ${hour.padStart(2, '0')}:${minute}:${second}`;
}

/** 2026年9月, 2026.9 and a day of it are one month. */
function monthOf(text: string): string {
  const [, year, month = ''] = MONTH.exec(text) ?? [];
  return year === undefined ? tidyDay(text).slice(0, 7) : `${year}-${month.padStart(2, '0')}`;
}

/** A word of a closed list as the tables have it, which is in Chinese, whichever language it is written in. */
function inChinese(words: NonNullable<ColumnSpec['words']>, text: string): string {
  const word = Object.values(words).find(({ en }) => en.toLowerCase() === text.trim().toLowerCase());
  return word?.zh ?? text;
}

/** The text of a cell as the table wants it: full-width digits, other dates, other separators. */
export function tidied({ form, words, fallback = '' }: ColumnSpec, text: string): string {
  const tidy = form ? FORMS[form](text.normalize('NFKC').trim()) : text;
  if (tidy === '') return fallback;
  if (!words) return tidy;
  const parts = form === 'list' ? tidy.split(';') : [tidy];
  return parts.map((part) => inChinese(words, part)).join(';');
}
