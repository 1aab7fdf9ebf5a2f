import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { isCreditCode, isDay, isMonth } from '@songbai/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { FieldRule } from './field-words';

/**
 * Decorators for the fields of requests and answers: each checks, and documents with an example. Messages are `rule|limit`; the
 * words are in field-words.ts.
 */
export interface FieldOptions {
  /** May be left out or null. */
  optional?: boolean;
  description?: string;
  example?: unknown;
}

interface Kind {
  rule: FieldRule;
  limit?: string;
  is(value: unknown): boolean;
  schema: ApiPropertyOptions;
}

const message = ({ rule, limit }: Kind): string => (limit === undefined ? rule : `${rule}|${limit}`);

const check = (kind: Kind, each = false): PropertyDecorator =>
  ValidateBy(
    { name: kind.rule, validator: { validate: (value) => kind.is(value), defaultMessage: () => message(kind) } },
    { each },
  );

function field(kind: Kind, { optional = false, description, example }: FieldOptions = {}): PropertyDecorator {
  const documented = {
    ...kind.schema,
    required: !optional,
    nullable: optional,
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
  } as ApiPropertyOptions;
  const rules = optional ? [IsOptional()] : [];
  return applyDecorators(...rules, check(kind), ApiProperty(documented));
}

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= 2 * most && [...value].length <= most && value.trim() !== '';
const matching =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const MONEY = /^(0|[1-9]\d{0,11})\.\d{2}$/;
const SIGNED_MONEY = /^-?(0|[1-9]\d{0,11})\.\d{2}$/;
const QUANTITY = /^(0|[1-9]\d{0,7})\.\d{2}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

const text = (pattern: RegExp, example: string): ApiPropertyOptions => ({
  type: String,
  pattern: pattern.source,
  example,
});

const isNear = (day: string): boolean => isDay(day) && day >= '1900-01-01' && day <= '2199-12-31';
const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 40 && isNear(INSTANT.exec(value)?.[1] ?? '');

const MONEY_KIND: Kind = { rule: 'money', is: matching(MONEY), schema: text(MONEY, '1234.50') };
const DAY_KIND: Kind = {
  rule: 'day',
  is: (value) => typeof value === 'string' && isNear(value),
  schema: { type: String, format: 'date', example: '2026-10-31' },
};
const ID_KIND: Kind = {
  rule: 'id',
  is: matching(UUID),
  schema: { type: String, format: 'uuid', example: '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10' },
};
const codeKind = (most: number): Kind => ({
  rule: 'code',
  limit: String(most),
  is: (value) => isText(value, most) && !/[\s\p{C}]/u.test(value),
  schema: { type: String, minLength: 1, maxLength: most, example: 'HT2026-001' },
});
const textKind = (most: number): Kind => ({
  rule: 'text',
  limit: String(most),
  is: (value) => isText(value, most) && !/[\p{Cc}\p{Cs}]/u.test(value.replaceAll('\n', '')),
  schema: { type: String, minLength: 1, maxLength: most },
});
const wordKind = (list: Readonly<Record<string, unknown>> | readonly string[]): Kind => {
  const words = Array.isArray(list) ? (list as readonly string[]) : Object.keys(list);
  return {
    rule: 'word',
    limit: words.join(', '),
    is: (value) => typeof value === 'string' && words.includes(value),
    schema: { type: String, enum: [...words], example: words[0] },
  };
};

export const MoneyField = (options?: FieldOptions) => field(MONEY_KIND, options);
export const SignedMoneyField = (options?: FieldOptions) =>
  field({ rule: 'signed-money', is: matching(SIGNED_MONEY), schema: text(SIGNED_MONEY, '-1234.50') }, options);
export const QuantityField = (options?: FieldOptions) =>
  field({ rule: 'quantity', is: matching(QUANTITY), schema: text(QUANTITY, '1.50') }, options);
export const DayField = (options?: FieldOptions) => field(DAY_KIND, options);
export const MonthField = (options?: FieldOptions) =>
  field(
    {
      rule: 'month',
      is: (value) => typeof value === 'string' && isMonth(value) && isNear(`${value}-01`),
      schema: { type: String, pattern: '^\\d{4}-(0[1-9]|1[0-2])$', example: '2026-10' },
    },
    options,
  );
export const InstantField = (options?: FieldOptions) =>
  field(
    {
      rule: 'instant',
      is: isInstant,
      schema: { type: String, format: 'date-time', example: '2026-10-31T09:00:00+08:00' },
    },
    options,
  );
export const CodeField = (options: FieldOptions & { max?: number } = {}) =>
  field(codeKind(options.max ?? 64), options);
export const TextField = (options: FieldOptions & { max: number }) => field(textKind(options.max), options);
export const IdField = (options?: FieldOptions) => field(ID_KIND, options);
export const CreditCodeField = (options?: FieldOptions) =>
  field(
    {
      rule: 'credit-code',
      is: (value) => typeof value === 'string' && isCreditCode(value),
      schema: { type: String, minLength: 18, maxLength: 18, example: '11350900003887123U' },
    },
    options,
  );

/** One word of a closed list; `list` is the list of the vocabulary, or its keys. */
export const WordField = (
  list: Readonly<Record<string, unknown>> | readonly string[],
  options?: FieldOptions,
) => field(wordKind(list), options);

export const IntegerField = ({ min, max, ...options }: FieldOptions & { min: number; max: number }) =>
  field(
    {
      rule: 'integer',
      limit: `${min}–${max}`,
      is: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
      schema: { type: 'integer', minimum: min, maximum: max, example: min },
    },
    options,
  );

export const NumberField = ({ min, max, ...options }: FieldOptions & { min: number; max: number }) =>
  field(
    {
      rule: 'number',
      limit: `${min}–${max}`,
      is: (value) => typeof value === 'number' && value >= min && value <= max,
      schema: { type: 'number', minimum: min, maximum: max, example: min },
    },
    options,
  );

export const FlagField = (options?: FieldOptions) =>
  field(
    { rule: 'flag', is: (value) => typeof value === 'boolean', schema: { type: Boolean, example: true } },
    options,
  );

interface ListOptions extends FieldOptions {
  max?: number;
  /** An empty list will do. */
  empty?: boolean;
}

const listRules = ({ max = 100, empty = false, optional = false }: ListOptions): PropertyDecorator[] => [
  ...(optional ? [IsOptional()] : []),
  IsArray({ message: `list|${max}` }),
  ArrayMaxSize(max, { message: `list|${max}` }),
  ...(empty ? [] : [ArrayMinSize(1, { message: 'not-empty' })]),
];

function listOf(kind: Kind, options: ListOptions): PropertyDecorator {
  const { max = 100, optional = false, description, example } = options;
  const schema = {
    ...kind.schema,
    isArray: true,
    maxItems: max,
    uniqueItems: true,
    required: !optional,
    nullable: optional,
    description,
    example: example ?? [kind.schema.example],
  } as ApiPropertyOptions;
  return applyDecorators(
    ...listRules(options),
    ArrayUnique({ message: 'unique' }),
    check(kind, true),
    ApiProperty(schema),
  );
}

export const CodesField = (options: ListOptions = {}) => listOf(codeKind(64), options);
export const IdsField = (options: ListOptions = {}) => listOf(ID_KIND, options);
export const TextsField = (options: ListOptions & { each: number }) => listOf(textKind(options.each), options);
export const WordsField = (
  list: Readonly<Record<string, unknown>> | readonly string[],
  options: ListOptions = {},
) => listOf(wordKind(list), options);

/** Rows of a class of their own. */
export const RowsField = (row: () => Class<unknown>, options: ListOptions = {}) =>
  applyDecorators(
    ...listRules(options),
    ValidateNested({ each: true, message: 'object' }),
    Type(row),
    ApiProperty({
      type: row,
      isArray: true,
      maxItems: options.max ?? 100,
      required: !options.optional,
      nullable: options.optional ?? false,
    } as ApiPropertyOptions),
  );

/** One object of a class of its own. */
export const PartField = (part: () => Class<unknown>, options: FieldOptions = {}) =>
  applyDecorators(
    ...(options.optional ? [IsOptional()] : []),
    check({
      rule: 'object',
      is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      schema: {},
    }),
    ValidateNested({ message: 'object' }),
    Type(part),
    ApiProperty({
      type: part,
      required: !options.optional,
      nullable: options.optional ?? false,
    } as ApiPropertyOptions),
  );
