import type { AuditSubject, RegisterRows } from '@songbai/contracts';
import type { PersonalDataVault } from '../personal-data/vault';

export type RegisterName = keyof RegisterRows;
export type RegisterRow<N extends RegisterName> = RegisterRows[N][number];

/** A row as a query answers it, or as a table takes it: by column name. */
export type Columns = Record<string, unknown>;

/** A stored register row: its id and version beside what it says. */
export interface Stored<T> {
  id: string;
  version: number;
  row: T;
}

/** What tables need to know beside the row itself: whose it is, the ids of codes, and the vault for personal data. */
export interface RegisterContext {
  bureauId: string;
  vault: PersonalDataVault;
  /** The id of a row by its key, e.g. a unit's code. Throws where there is none. */
  idOf(register: RegisterName, key: string): string;
  /** The shared identity of a provider by credit code, of a worker by the worker's code. */
  shared(kind: 'provider' | 'worker', key: string): string;
  /** What stands in a stored row, by key. */
  stored<N extends RegisterName>(register: N, key: string): RegisterRow<N> | undefined;
}

/** The tables of registers. */
export type RegisterTable = Extract<
  AuditSubject,
  | ('unit' | 'cadre' | 'stay' | 'provider_link' | 'worker_link')
  | ('item' | 'contract' | 'price' | 'fund' | 'usage_limit')
>;

/** How one register lives in its table. */
export interface Register<N extends RegisterName> {
  name: N;
  table: RegisterTable;
  /** The columns of the table as the row's reader wants them, aliased `t`, with the joins that give codes for ids. */
  select: string;
  from: string;
  read(columns: Columns, context: RegisterContext): RegisterRow<N>;
  /** All columns but bureau_id, id and version. */
  write(row: RegisterRow<N>, context: RegisterContext, id: string): Columns;
}

export const text = (value: unknown): string => String(value);
export const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));
export const list = (value: unknown): string[] => [...(value as string[])];

/** An instant column, for a select list: whole seconds since 1970. */
export const seconds = (column: string, alias: string): string =>
  `extract(epoch from ${column})::float8 as ${alias}`;
export const timestamp = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant * 1000).toISOString();
