import {
  formatLocal,
  type IdNumberFault,
  type Instant,
  idNumberFault,
  isCreditCode,
  isDay,
  isMonth,
  Money,
  parseLocal,
  type Quantity,
  quantity,
  twoDecimals,
  type Word,
} from '@songbai/contracts';
import type { FaultKind } from './faults';

/**
 * Why a cell cannot be read: a value, not an exception, since a bad file may hold a hundred thousand of them.
 */
export class Problem {
  constructor(
    readonly kind: FaultKind,
    readonly facts: Readonly<Record<string, string | number>> = {},
    /** What to show of the cell, where that is not the cell itself. */
    readonly shown?: string,
  ) {}
}

/** How a cell of a workbook that holds a date or a number becomes text. */
export type CellForm = 'time' | 'month' | 'text' | 'as-displayed';

/** A way to read a cell that is not empty, and to write its value again in one normal form. */
export interface Kind<T> {
  form: CellForm;
  read(text: string): T | Problem;
  show(value: T): string;
}

const itself = (text: string): string => text;

export const TEXT: Kind<string> = { form: 'text', read: itself, show: itself };

/** Kept as filed and judged later, so nothing about it can be a fault here. */
export const AS_FILED: Kind<string> = { form: 'as-displayed', read: itself, show: itself };

const PLAIN_AMOUNT = /^\d{1,12}(?:\.\d{1,2})?$/;

/** As filed too; but "88.5" of a workbook and "88.50" of a CSV file are one amount when rows are compared. */
export const AMOUNT_AS_FILED: Kind<string> = {
  ...AS_FILED,
  show: (text) => (PLAIN_AMOUNT.test(text) ? Money.of(text).toFixed(2) : text),
};

// Line breaks, quotation marks and characters that nobody sees make two codes out of what looks like one.
const ODD = /["\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const ODD_CHARACTER = new Problem('odd-character');

export const CODE: Kind<string> = {
  form: 'text',
  read: (text) => (ODD.test(text) ? ODD_CHARACTER : text),
  show: itself,
};

const CREDIT_CODE_WRONG = new Problem('credit-code');

export const CREDIT_CODE: Kind<string> = {
  form: 'text',
  read: (text) => (isCreditCode(text) ? text : CREDIT_CODE_WRONG),
  show: itself,
};

const ID_KINDS: Record<IdNumberFault, FaultKind> = {
  malformed: 'id-malformed',
  'check-digit': 'id-check-digit',
};

const masked = (id: string): string =>
  id.length > 8 ? `${id.slice(0, 4)}${'*'.repeat(id.length - 8)}${id.slice(-4)}` : '*'.repeat(id.length);

/** A wrong check digit is a problem here; whoever keeps the row reads the number with `normalId`. */
export const ID_NUMBER: Kind<string> = {
  form: 'text',
  read: (text) => {
    const id = normalId(text);
    const fault = idNumberFault(id);
    return fault ? new Problem(ID_KINDS[fault], {}, masked(id)) : id;
  },
  show: itself,
};

export function normalId(text: string): string {
  return text.endsWith('x') ? `${text.slice(0, -1)}X` : text;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;
const NOT_A_NUMBER = new Problem('not-a-number');
const NOT_AN_INTEGER = new Problem('not-an-integer');
const NEGATIVE = new Problem('negative');
const TOO_FINE = new Problem('too-fine', { places: 2 });

/** The problem of a decimal that is to be neither negative nor longer or finer than allowed. */
function problemOfDecimal(text: string, digits: number): Problem | undefined {
  const parts = NUMBER.exec(text);
  if (!parts) return NOT_A_NUMBER;
  if (parts[1]) return NEGATIVE;
  if ((parts[2] ?? '').length > digits) return new Problem('too-long', { digits });
  return (parts[3] ?? '').length > 2 ? TOO_FINE : undefined;
}

export const MONEY: Kind<Money> = {
  form: 'text',
  read: (text) => problemOfDecimal(text, 12) ?? Money.of(text),
  show: (value) => value.toFixed(2),
};

const quantityOf = (digits: number): Kind<Quantity> => ({
  form: 'text',
  read: (text) => problemOfDecimal(text, digits) ?? quantity(text),
  show: twoDecimals,
});

export const QUANTITY = quantityOf(9);

/** Yuan or a quantity, according to the limit's 计量. */
export const CAP = quantityOf(12);

/** A whole number from `least` to `most`. */
export function integer(least: number, most?: number): Kind<number> {
  const outside =
    most === undefined ? new Problem('too-small', { least }) : new Problem('out-of-range', { least, most });
  const tooLong = new Problem('too-long', { digits: 9 });
  return {
    form: 'text',
    read: (text) => {
      const parts = NUMBER.exec(text);
      if (!parts) return NOT_A_NUMBER;
      if (parts[1]) return NEGATIVE;
      if (parts[3]) return NOT_AN_INTEGER;
      if (text.length > 9) return tooLong;
      const value = Number(text);
      return value < least || (most !== undefined && value > most) ? outside : value;
    },
    show: String,
  };
}

/** Decimal degrees; west and south are negative, as WGS84 has them. */
function degrees(most: number): Kind<number> {
  const outside = new Problem('out-of-range', { least: -most, most });
  const tooFine = new Problem('too-fine', { places: 15 });
  return {
    form: 'text',
    read: (text) => {
      const parts = NUMBER.exec(text);
      if (!parts) return NOT_A_NUMBER;
      if ((parts[3] ?? '').length > 15) return tooFine;
      const value = Number(text);
      // Adding zero makes 0 of "-0", which would differ from 0 when rows are compared.
      return Math.abs(value) > most ? outside : value + 0;
    },
    show: String,
  };
}

export const LONGITUDE = degrees(180);
export const LATITUDE = degrees(90);

const NOT_A_DAY = new Problem('not-a-day');
const NOT_A_MONTH = new Problem('not-a-month');
const NOT_A_TIME = new Problem('not-a-time');

export const DAY: Kind<string> = {
  form: 'text',
  read: (text) => (isDay(text) ? text : NOT_A_DAY),
  show: itself,
};
export const MONTH: Kind<string> = {
  form: 'month',
  read: (text) => (isMonth(text) ? text : NOT_A_MONTH),
  show: itself,
};

export const TIME: Kind<Instant> = {
  form: 'time',
  // The parser knows "T" between day and time as well; the tables do not.
  read: (text) => (text[10] === ' ' ? (parseLocal(text) ?? NOT_A_TIME) : NOT_A_TIME),
  show: formatLocal,
};

/** A word of a closed list, read as its key. */
export function wordOf<K extends string>(list: Record<K, Word>): Kind<K> {
  const keys = new Map((Object.keys(list) as K[]).map((key) => [list[key].zh, key]));
  const unknown = new Problem('unknown-word', { known: [...keys.keys()].filter(Boolean).join('、') });
  return { form: 'text', read: (text) => keys.get(text) ?? unknown, show: (key) => list[key].zh };
}

const YES_OR_NO = new Problem('unknown-word', { known: '是、否' });

export const YES_NO: Kind<boolean> = {
  form: 'text',
  read: (text) => (text === '是' ? true : text === '否' ? false : YES_OR_NO),
  show: (value) => (value ? '是' : '否'),
};

const WRONG_SEPARATOR = new Problem('list-separator');

/**
 * A list separated by ";". Where its items are codes or words, another separator would make one item of
 * several.
 */
export function listOf<T>(kind: Kind<T>): Kind<T[]> {
  return {
    form: 'text',
    read: (text) => {
      if (kind !== TEXT && /[；、，,]/.test(text)) return WRONG_SEPARATOR;
      const values: T[] = [];
      for (const part of text.split(';')) {
        const item = part.trim();
        if (!item) continue;
        const value = kind.read(item);
        if (value instanceof Problem) return value;
        values.push(value);
      }
      return values;
    },
    show: (values) => values.map((value) => kind.show(value)).join(';'),
  };
}
