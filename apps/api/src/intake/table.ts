import type { Target } from './intake';
import type { Kind } from './kinds';
import type { RowOf, TableName } from './rows';

/** One column: how its cells are read, and what an empty one means. */
export interface Column<T> {
  // biome-ignore lint/suspicious/noExplicitAny: the kind does not know the value of an empty cell (null).
  kind: Kind<any>;
  /** What an empty cell means; absent where it may not be empty. */
  empty?: { value: T };
  /** Another table that must have this code, or each of these codes. */
  target?: Target;
  /** A word that stands in the column without being a code of the target. */
  apart?: string;
  /** The target need not have the code: a rule judges that later. */
  mayBeUnknown?: boolean;
  /** The table need not have the column: its rows then say nothing of it, and what is stored stays. */
  mayBeAbsent?: boolean;
  /** Only for the compiler: what reading the column gives. */
  readonly value?: T;
}

// biome-ignore lint/suspicious/noExplicitAny: each column has a type of its own, which Values brings back.
export type Columns = Record<string, Column<any>>;
export type Values<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer T> ? T : never };

export function must<T>(kind: Kind<T>): Column<T> {
  return { kind };
}

export function may<T>(kind: Kind<T>): Column<T | null> {
  return { kind, empty: { value: null } };
}

export function mayBe<T>(kind: Kind<T>, value: T): Column<T> {
  return { kind, empty: { value } };
}

/** A column that not every office keeps: without it a row says nothing, with an empty cell that there is none. */
export function mayLack<T>(kind: Kind<T>): Column<T | null | undefined> {
  return { ...may(kind), mayBeAbsent: true };
}

/** A column that names rows of another table; `apart` is a word that needs no such row. */
export function refers<T>(column: Column<T>, target: Target, apart?: string): Column<T> {
  return { ...column, target, ...(apart !== undefined && { apart }) };
}

/**
 * A column that may name what nobody knows (a rule refuses that with its own code). Where the folder does have
 * the row and it is dropped, this row goes with it all the same: judging it without would store a wrong
 * decision.
 */
export function mayName<T>(column: Column<T>, target: Target): Column<T> {
  return { ...column, target, mayBeUnknown: true };
}

export interface Shape<N extends TableName, C extends Columns> {
  name: N;
  /** The name of its CSV file or sheet. */
  file: string;
  columns: C;
  /** What makes a row one of its kind. */
  key: readonly (keyof C & string)[];
  /** Pairs of columns of which the second must not lie before the first. */
  spans?: readonly (readonly [keyof C & string, keyof C & string])[];
  /** The row of these values, and the values of a row: the second undoes the first. */
  build(values: Values<C>): RowOf<N>;
  show(row: RowOf<N>): Values<C>;
}

/** A column that names rows of another table. */
export interface Link {
  column: string;
  target: Target;
  apart: string | undefined;
  mayBeUnknown: boolean;
}

/** A table as the readers see it, whatever its columns are. */
export interface Table {
  name: TableName;
  file: string;
  columnNames: readonly string[];
  columns: readonly Column<unknown>[];
  key: readonly string[];
  spans: readonly (readonly [string, string])[];
  links: readonly Link[];
  build(values: Readonly<Record<string, unknown>>): object;
  show(row: object): Readonly<Record<string, unknown>>;
  /** The key of these values; undefined where one of its columns could not be read. */
  keyOf(values: Readonly<Record<string, unknown>>): string | undefined;
}

// A character that no cell holds, so that two composed keys are equal only if all their parts are.
const SEPARATOR = '\u001f';

export function table<const N extends TableName, C extends Columns>(shape: Shape<N, C>): Table {
  const keyColumns = shape.key.map((name) => ({ name, kind: (shape.columns[name] as Column<unknown>).kind }));
  return {
    name: shape.name,
    file: shape.file,
    columnNames: Object.keys(shape.columns),
    columns: Object.values(shape.columns),
    key: shape.key,
    spans: shape.spans ?? [],
    links: Object.entries(shape.columns).flatMap(([column, { target, apart, mayBeUnknown = false }]) =>
      target ? [{ column, target, apart, mayBeUnknown }] : [],
    ),
    build: (values) => shape.build(values as Values<C>),
    show: (row) => shape.show(row as RowOf<N>),
    keyOf: (values) => {
      let key: string | undefined;
      for (const { name, kind } of keyColumns) {
        const value = values[name];
        if (value === undefined || value === null) return undefined;
        key = key === undefined ? kind.show(value) : `${key}${SEPARATOR}${kind.show(value)}`;
      }
      return key;
    },
  };
}

interface Named {
  column: string;
  target: Target;
  code: string;
  mayBeUnknown: boolean;
}

/** Every code of another table that these values name. */
export function targetsOf({ links }: Table, values: Readonly<Record<string, unknown>>): Named[] {
  const found: Named[] = [];
  for (const { column, target, apart, mayBeUnknown } of links) {
    const value = values[column];
    for (const code of Array.isArray(value) ? value : [value]) {
      if (typeof code === 'string' && code !== apart) found.push({ column, target, code, mayBeUnknown });
    }
  }
  return found;
}
