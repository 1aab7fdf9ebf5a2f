import { types as pgTypes } from 'pg';

const DATE = 1082;
const DATES = 1182;
const TEXTS = 1009;

type Parser = (text: string) => unknown;

/**
 * How a value of this type is read. A day is text, "2026-10-31": as a JavaScript Date it would be midnight in whatever
 * zone the process has. bigint comes as text and timestamptz as Date, as the driver has them.
 */
export function parserOf(oid: number, format?: 'text' | 'binary'): Parser {
  if (oid === DATE) return (text) => text;
  return pgTypes.getTypeParser(oid === DATES ? TEXTS : oid, format as 'text');
}
