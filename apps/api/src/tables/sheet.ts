import type { Word } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Role } from '../access/role';
import type { Table } from '../intake';

/** How people write what the table wants in one form only. */
export type Form = 'day' | 'time' | 'amount' | 'list' | 'code';

/** A column as people meet it: in their own tables, in the template, in the body of the single call. */
export interface ColumnSpec {
  /** Where its value stands in the body of the single call, e.g. "family.name". */
  field: string;
  /** What else offices call it. */
  synonyms: readonly string[];
  example: string;
  form?: Form;
  /** The closed list of its words, offered to choose from. */
  words?: Readonly<Record<string, Word>>;
  /** The register whose code stands in it; the body wants the id. */
  refers?: Reference;
  /** Stands for an empty cell. */
  fallback?: string;
  /** The list of the register does not show it. */
  isHidden?: boolean;
}

export type Reference = 'units' | 'providers';

/** What became of a row: new, a new version of what was there, the same as it, or not to be taken in. */
export type Verdict = 'new' | 'changed' | 'same' | 'wrong';

export interface Taken {
  verdict: Exclude<Verdict, 'wrong'>;
  /** What else whoever files the table should know, e.g. how a visit was judged. */
  notes?: readonly RowFinding[];
}

/** Why a row is not taken in, in the caller's language. The column is ours; null for the row as a whole. */
export interface RowFinding {
  column: string | null;
  code: string;
  message: string;
  remedy: string | null;
}

/** A row that has been read: by our columns, and in the type of the rules. */
export interface ReadRow {
  line: number;
  key: string;
  row: object;
  values: Readonly<Record<string, unknown>>;
}

/** One run over the rows of a file, in the transaction of which each row is a step. */
export interface Filing {
  take(row: ReadRow): Promise<Taken>;
}

/** A table that people bring in or take out. Every row passes the single call's own service. */
export interface Sheet {
  name: string;
  title: Word;
  importers: readonly Role[];
  /** Nobody where it cannot be taken out here. */
  exporters: readonly Role[];
  table: Table;
  columns: Readonly<Record<string, ColumnSpec>>;
  mostRows: number;
  /** What a run needs to know of all its rows first. */
  begin(caller: Caller, rows: readonly ReadRow[]): Promise<Filing>;
  /** The register as the caller sees it, a text for each column that `shownColumns` names. */
  list(caller: Caller): Promise<string[][]>;
}

export const columnOf = ({ columns }: Pick<Sheet, 'columns'>, name: string): ColumnSpec => {
  const column = columns[name];
  if (!column) throw new Error(`a table without ${name}`);
  return column;
};

/** The columns that the list of the register shows. */
export const shownColumns = ({ columns }: Pick<Sheet, 'columns'>): string[] =>
  Object.keys(columns).filter((name) => !columns[name]?.isHidden);

/** Whether a cell of this column may not be empty. */
export const isRequired = ({ table, columns }: Pick<Sheet, 'table' | 'columns'>, name: string): boolean =>
  table.columns[table.columnNames.indexOf(name)]?.empty === undefined &&
  columns[name]?.fallback === undefined;
