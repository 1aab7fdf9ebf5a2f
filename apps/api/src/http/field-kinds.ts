import type { ApiPropertyOptions } from '@nestjs/swagger';
import { isDay } from '@songbai/contracts';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import type { FieldRule } from './field-words';

/** What a field can be: how it is checked, and how it is documented. The decorators are in fields.ts. */
export interface Kind {
  rule: FieldRule;
  limit?: string;
  is(value: unknown): boolean;
  schema: ApiPropertyOptions;
  /** Of a decimal: how many digits may stand before its point. */
  digits?: number;
}

/** A decimal in the right form, of whatever size. */
const PLAIN_DECIMAL = /^-?\d+\.\d{2}$/;

/** A number in the right form that is not accepted is too long, or is none of those that the rule names. */
function message({ rule, limit, digits }: Kind, value: unknown): string {
  if (digits !== undefined && typeof value === 'string' && PLAIN_DECIMAL.test(value)) {
    if (value.replace('-', '').length > digits + 3) return `too-long|${digits}`;
  }
  return limit === undefined ? rule : `${rule}|${limit}`;
}

export const check = (kind: Kind, each = false): PropertyDecorator =>
  ValidateBy(
    {
      name: kind.rule,
      validator: {
        validate: (value) => kind.is(value),
        defaultMessage: (asked?: ValidationArguments) => message(kind, asked?.value),
      },
    },
    { each },
  );

/** Blanks, marks of direction, joiners and fillers: a text of nothing else says nothing. */
const UNSEEN = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' &&
  value.length <= 2 * most &&
  [...value].length <= most &&
  value.replaceAll(UNSEEN, '') !== '';
const matching =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const MONEY_DIGITS = 12;
const QUANTITY_DIGITS = 8;
const MONEY = /^(0|[1-9]\d{0,11})\.\d{2}$/;
const SIGNED_MONEY = /^-?(0|[1-9]\d{0,11})\.\d{2}$/;
const QUANTITY = /^(0|[1-9]\d{0,7})\.\d{2}$/;
/** The same, and not nothing. */
const SOME_MONEY = /^(?!0\.00$)(0|[1-9]\d{0,11})\.\d{2}$/;
const SOME_SIGNED_MONEY = /^(?!-?0\.00$)-?(0|[1-9]\d{0,11})\.\d{2}$/;
const SOME_QUANTITY = /^(?!0\.00$)(0|[1-9]\d{0,7})\.\d{2}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

const text = (pattern: RegExp, example: string): ApiPropertyOptions => ({
  type: String,
  pattern: pattern.source,
  example,
});

export const isNear = (day: string): boolean => isDay(day) && day >= '1900-01-01' && day <= '2199-12-31';
export const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 40 && isNear(INSTANT.exec(value)?.[1] ?? '');

const decimalKind = (rule: FieldRule, pattern: RegExp, example: string, digits = MONEY_DIGITS): Kind => ({
  ...{ rule, is: matching(pattern), schema: text(pattern, example), digits },
});

/** A decimal with two places; `some` where nothing (0.00) is no answer. */
interface DecimalKinds {
  any: Kind;
  some: Kind;
}
export const MONEY_KINDS: DecimalKinds = {
  any: decimalKind('money', MONEY, '1234.50'),
  some: decimalKind('some-money', SOME_MONEY, '1234.50'),
};
export const SIGNED_MONEY_KINDS: DecimalKinds = {
  any: decimalKind('signed-money', SIGNED_MONEY, '-1234.50'),
  some: decimalKind('some-signed-money', SOME_SIGNED_MONEY, '-1234.50'),
};
export const QUANTITY_KINDS: DecimalKinds = {
  any: decimalKind('quantity', QUANTITY, '1.50', QUANTITY_DIGITS),
  some: decimalKind('some-quantity', SOME_QUANTITY, '1.50', QUANTITY_DIGITS),
};
export const DAY_KIND: Kind = {
  rule: 'day',
  is: (value) => typeof value === 'string' && isNear(value),
  schema: { type: String, format: 'date', example: '2026-10-31' },
};
export const ID_KIND: Kind = {
  rule: 'id',
  is: matching(UUID),
  schema: { type: String, format: 'uuid', example: '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10' },
};
export const codeKind = (most: number): Kind => ({
  rule: 'code',
  limit: String(most),
  is: (value) => isText(value, most) && !/[\s\p{C}]/u.test(value),
  schema: { type: String, minLength: 1, maxLength: most, example: 'HT2026-001' },
});
/** What a keyboard and a form put into a text: some send a line's end as two characters. */
const TYPED = /\r\n|[\n\t]/g;
export const textKind = (most: number): Kind => ({
  rule: 'text',
  limit: String(most),
  is: (value) => isText(value, most) && !/[\p{Cc}\p{Cs}]/u.test(value.replaceAll(TYPED, '')),
  schema: { type: String, minLength: 1, maxLength: most },
});
export const wordKind = (list: Readonly<Record<string, unknown>> | readonly string[]): Kind => {
  const words = Array.isArray(list) ? (list as readonly string[]) : Object.keys(list);
  return {
    rule: 'word',
    limit: words.join(', '),
    is: (value) => typeof value === 'string' && words.includes(value),
    schema: { type: String, enum: [...words], example: words[0] },
  };
};
