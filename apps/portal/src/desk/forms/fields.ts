import { Money } from '@songbai/contracts';
import { moneyTyped } from '../../shared/plain';

export type FieldKind =
  | 'text'
  | 'long'
  | 'suggest'
  | 'day'
  | 'whole'
  | 'decimal'
  | 'money'
  | 'signed-money'
  | 'select'
  | 'radio'
  | 'checks'
  | 'tags';

export interface Option {
  value: string;
  label: string;
}

/** One field of a register, from which form, page, comparison and checks are made. */
export interface FormField {
  /** As the interface calls it; "family.phone" is the phone within the part `family`. */
  name: string;
  label: string;
  kind: FieldKind;
  hint?: string;
  /** May be left empty. */
  isOptional?: boolean;
  /** Stands fast once it was entered, and is shown. */
  isFixed?: boolean;
  /** Stored nowhere in the browser, not in a draft either. */
  isSecret?: boolean;
  /** What is shown instead of a content that nobody sees here; left empty, it stays as it is. */
  masked?: string;
  options?: readonly Option[];
  /** What it means where it is left empty. */
  whenEmpty?: string;
  min?: number;
  max?: number;
  /** How what was typed is meant, e.g. in capitals; before it is checked and sent. */
  tidy?: (text: string) => string;
  /** A rule of the rulebook; what is wrong, in words. */
  check?: (text: string) => string | undefined;
  /** What may be a slip beside the other fields, said at once below this one; nothing is refused for it. */
  doubt?: (values: Values) => string | undefined;
  isWide?: boolean;
  /** One control for several fields of the interface: what it says of a row, and those fields of what it says. */
  parts?: { names: readonly string[]; of: (row: object) => Value; to: (text: string) => object };
}

export type Value = string | number | readonly string[] | null | undefined;
export type Values = Readonly<Record<string, Value>>;

const isEmpty = (value: Value): boolean =>
  value === undefined || value === null || (typeof value !== 'number' && value.length === 0);

const sortOut = (value: Value): Value => (typeof value === 'string' ? value.trim() : value);

const MONEYS: readonly FieldKind[] = ['money', 'signed-money'];

/** What was entered in a field, as it is checked and sent. */
function meant({ kind, tidy }: FormField, value: Value): Value {
  const plain = sortOut(value);
  if (typeof plain !== 'string') return plain;
  return (tidy ?? (MONEYS.includes(kind) ? moneyTyped : undefined))?.(plain) ?? plain;
}

/** The same to the server: spaces around do not count, nor is nothing different from an empty text. */
export function isSame(one: Value, other: Value): boolean {
  if (isEmpty(sortOut(one)) && isEmpty(sortOut(other))) return true;
  return JSON.stringify(sortOut(one)) === JSON.stringify(sortOut(other));
}

/** What a stored row says in these fields. What is masked is not known here. */
export function valuesOf(fields: readonly FormField[], row: object): Values {
  const said = row as Record<string, Value>;
  return Object.fromEntries(
    fields.map(({ name, masked, parts }) => {
      if (parts) return [name, parts.of(row)];
      return [name, masked === undefined ? (said[name] ?? undefined) : undefined];
    }),
  );
}

export interface Faults {
  needed: string;
  /** Of a part that was begun and is given whole. */
  neededWith: string;
  notMoney: string;
  notWhole: string;
  notDay: string;
  outOfRange: (min: number | undefined, max: number | undefined) => string;
}

const MONEY = /^\d{1,12}(\.\d{1,2})?$/;
/** As the field gives it; whatever else was typed there is no day. */
const DAY = /^\d{4}-\d\d-\d\d$/;
const SIGNED = /^-?\d{1,12}(\.\d{1,2})?$/;

/** A part is given whole or not at all. */
const partOf = (name: string): string | undefined => (name.includes('.') ? name.split('.')[0] : undefined);

/** What is wrong with what was entered, by the name of the field; looked at when somebody wants to save. */
export function faultsOf(
  fields: readonly FormField[],
  values: Values,
  isNew: boolean,
  words: Faults,
): Record<string, string> {
  const begun = new Set(fields.flatMap(({ name }) => (isEmpty(sortOut(values[name])) ? [] : [partOf(name)])));
  const faults: Record<string, string> = {};
  for (const field of fields) {
    if (field.isFixed && !isNew) continue;
    const value = meant(field, values[field.name]);
    const part = partOf(field.name);
    const isBegun = part !== undefined && begun.has(part);
    const fault = isEmpty(value) ? missing(field, isBegun, words) : wrong(field, String(value), words);
    if (fault !== undefined) faults[field.name] = fault;
  }
  return faults;
}

/** What is wrong with an empty field. */
function missing({ isOptional, masked }: FormField, isBegun: boolean, words: Faults): string | undefined {
  if (!isOptional && masked === undefined) return words.needed;
  return isBegun ? words.neededWith : undefined;
}

function wrong(field: FormField, text: string, words: Faults): string | undefined {
  const { kind, check } = field;
  if (kind === 'whole' || kind === 'decimal') return wrongNumber(field, Number(text), words);
  if (kind === 'money' && !MONEY.test(text)) return words.notMoney;
  if (kind === 'signed-money' && !SIGNED.test(text)) return words.notMoney;
  if (kind === 'day' && !DAY.test(text)) return words.notDay;
  return check?.(text);
}

function wrongNumber({ kind, min, max }: FormField, value: number, words: Faults): string | undefined {
  if (value < (min ?? value) || value > (max ?? value)) return words.outOfRange(min, max);
  return kind === 'whole' && !Number.isInteger(value) ? words.notWhole : undefined;
}

const isList = ({ kind }: FormField): boolean => kind === 'checks' || kind === 'tags';

function sent(field: FormField, value: Value): unknown {
  const plain = meant(field, value);
  if (isEmpty(plain)) return isList(field) ? [] : null;
  return MONEYS.includes(field.kind) ? Money.of(String(plain)).toString() : plain;
}

/** The body of a request: parts within, and of a change only what differs from what was read. */
export function bodyOf(
  fields: readonly FormField[],
  values: Values,
  start?: Values,
): Record<string, unknown> {
  const isLeftOut = (field: FormField, value: Value): boolean =>
    start
      ? Boolean(field.isFixed) || isSame(value, start[field.name])
      : Boolean(field.isOptional) && !isList(field) && isEmpty(sortOut(value));
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (isLeftOut(field, value)) continue;
    if (field.parts) {
      Object.assign(body, field.parts.to(String(value ?? '')));
      continue;
    }
    const [part = '', inner] = field.name.split('.');
    if (inner === undefined) body[part] = sent(field, value);
    else body[part] = { ...(body[part] as object | undefined), [inner]: sent(field, value) };
  }
  return body;
}

/** The names of the fields that were changed. */
export const changedIn = (fields: readonly FormField[], values: Values, start: Values): string[] =>
  fields.flatMap(({ name }) => (isSame(values[name], start[name]) ? [] : [name]));

/** A form as it is kept while it is not sent. */
export interface Kept {
  version: number | undefined;
  values: Values;
  /** Names of the fields that were filled in and are kept nowhere. */
  left: string[];
}

const isSecretIn = (fields: readonly FormField[], name: string): boolean =>
  fields.some((each) => each.name === name && each.isSecret);

/** What was entered in the fields that are kept nowhere. */
export const secretsOf = (fields: readonly FormField[], values: Values, start: Values): Values =>
  Object.fromEntries(
    changedIn(fields, values, start).flatMap((name) =>
      isSecretIn(fields, name) ? [[name, values[name]] as const] : [],
    ),
  );

/** What was entered, without secrets; undefined while nothing of it is worth keeping. */
export function keptOf(
  fields: readonly FormField[],
  values: Values,
  start: Values,
  version: number | undefined,
): Kept | undefined {
  const changed = changedIn(fields, values, start);
  const isSecret = (name: string): boolean => isSecretIn(fields, name);
  const kept = changed.filter((name) => !isSecret(name));
  if (kept.length === 0) return undefined;
  return {
    version,
    values: Object.fromEntries(kept.map((name) => [name, values[name]])),
    left: changed.filter(isSecret),
  };
}

/** The field at which the server found a fault: "fundTypes.0" is of `fundTypes`. */
export const fieldAt = (fields: readonly FormField[], path: string): string | undefined =>
  fields.find(
    ({ name, parts }) => path === name || path.startsWith(`${name}.`) || parts?.names.includes(path),
  )?.name;
