import type { ColumnSpec, Form } from './sheet';

const DAY = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

const FORMS: Record<Form, (text: string) => string> = {
  code: (text) => text.replace(/\s/g, ''),
  day: (text) => dayOf(text),
  time: (text) => dayOf(text),
  amount: (text) => text.replace(/[,\s¥元]/g, ''),
  list: (text) => text.replace(/[;、,/]/g, ';'),
};

/** 2026/11/3, 2026.11.3 and 2026年11月3日 are one day; a time may leave out its seconds. */
function dayOf(text: string): string {
  const [, year, month, day, hour, minute, second = '00'] = DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return text;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return hour === undefined ? date : `${date} ${hour.padStart(2, '0')}:${minute}:${second}`;
}

/** The text of a cell as the table wants it: full-width digits, other dates, other separators. */
export function tidied({ form, fallback = '' }: ColumnSpec, text: string): string {
  const tidy = form ? FORMS[form](text.normalize('NFKC')) : text;
  return tidy === '' ? fallback : tidy;
}
