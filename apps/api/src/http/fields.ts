import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { isCreditCode, isMonth } from '@songbai/contracts';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import {
  check,
  codeKind,
  DAY_KIND,
  ID_KIND,
  isInstant,
  isNear,
  type Kind,
  MONEY_KINDS,
  QUANTITY_KINDS,
  SIGNED_MONEY_KINDS,
  textKind,
  wordKind,
} from './field-kinds';

export { UUID } from './field-kinds';

/**
 * Decorators for the fields of requests and answers: each checks, and documents with an example. Messages are
 * `rule|limit`; the
 * words are in field-words.ts.
 */
export interface FieldOptions {
  /** May be left out or null. */
  optional?: boolean;
  description?: string;
  example?: unknown;
}

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

/** `some`: 0.00 is no answer, which holds for whatever somebody orders, claims, allots or takes off. */
type DecimalOptions = FieldOptions & { some?: boolean };

export const MoneyField = ({ some = false, ...options }: DecimalOptions = {}) =>
  field(some ? MONEY_KINDS.some : MONEY_KINDS.any, options);
export const SignedMoneyField = ({ some = false, ...options }: DecimalOptions = {}) =>
  field(some ? SIGNED_MONEY_KINDS.some : SIGNED_MONEY_KINDS.any, options);
export const QuantityField = ({ some = false, ...options }: DecimalOptions = {}) =>
  field(some ? QUANTITY_KINDS.some : QUANTITY_KINDS.any, options);
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
/**
 * A filter by a code or a number: what a folder brought may have blanks within and be longer than what is entered here.
 * Its ends are trimmed, as they were when it came in.
 */
export const CodeFilter = (options: FieldOptions = {}) =>
  applyDecorators(Transform(trimmed), field(textKind(200), { ...options, optional: true }));
const trimmed = ({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value);
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
export const TextsField = (options: ListOptions & { each: number }) =>
  listOf(textKind(options.each), options);
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
      // Swagger takes a function for a late type only where it is written as `type: () => …`.
      type: () => row(),
      isArray: true,
      maxItems: options.max ?? 100,
      required: !options.optional,
      nullable: options.optional ?? false,
    } as ApiPropertyOptions),
  );

/** Rows of an answer: nothing is checked, and there are as many as there are. */
export const AnswerRows = (
  row: () => Class<unknown>,
  options: { description?: string; required?: boolean } = {},
) =>
  // As above, Swagger wants to see the function.
  ApiProperty({ type: () => row(), isArray: true, ...options } as ApiPropertyOptions);

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
      type: () => part(),
      required: !options.optional,
      nullable: options.optional ?? false,
    } as ApiPropertyOptions),
  );
