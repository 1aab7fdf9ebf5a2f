import type { Word } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Role } from '../access/role';
import type { Table } from '../intake';

/** How people write what the table wants in one form only. */
export type Form = 'day' | 'time' | 'clock' | 'month' | 'amount' | 'list' | 'code' | 'area';

/** A column as people meet it: in their own tables, in the template, in the body of the single call. */
export interface ColumnSpec {
  /** Where its value stands in the body of the single call, e.g. "family.name". */
  field: string;
  /** What else offices call it. */
  synonyms: readonly string[];
  example: string;
  /** In the second row of the template, where it is another. */
  second?: string;
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
  /** The paper that several rows made together. */
  paper?: MadePaper;
}

/** A bill that was made of rows; in a preview it has no id. */
export interface MadePaper {
  id: string | null;
  number: string;
  /** How many rows, how much, and what the rules would make of it, in the caller's language. */
  summary: string;
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

/** What a file says beside its good rows. */
export interface Beside {
  /** Rows with a fault: what of them could be read. */
  faulty: readonly { line: number; values: ReadRow['values'] }[];
  /** What the caller said of the whole file. */
  fields: Readonly<Record<string, string>>;
  /** What stands in this column of the last row of totals. */
  total(column: string): string | undefined;
}

/** What a caller may have to say of a whole file. */
export type Asked = 'contract' | 'month' | 'kind' | 'onBehalfOf' | 'despite';

/** One run over the rows of a file, in the transaction of which each row is a step. */
export interface Filing {
  take(row: ReadRow): Promise<Taken>;
  /** Of a row of which some cells cannot be read: throws, as `take` does, what is wrong with the others. */
  alsoWrong?(values: ReadRow['values']): Promise<void>;
  /** What the good rows come to together. */
  summary?(): Word;
  /** Stores what `take` put off, where a file is kept and not only tried. */
  finish?(): Promise<void>;
}

/** As the list of the register takes it. */
export interface Search {
  query?: string;
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
  /** Of these one at least must be there. */
  eitherOf?: readonly (readonly string[])[];
  asks?: readonly Asked[];
  /** What a person knows a row by, where its key says nothing. */
  titleOf?(values: ReadRow['values']): string;
  /** What a run needs to know of all its rows first. */
  begin(caller: Caller, rows: readonly ReadRow[], beside: Beside): Promise<Filing>;
  /** The register as the caller sees it, or what a search finds of it; a text for each of `shownColumns`. */
  list(caller: Caller, search?: Search): Promise<string[][]>;
}

export const columnOf = ({ columns }: Pick<Sheet, 'columns'>, name: string): ColumnSpec => {
  const column = columns[name];
  if (!column) throw new Error(`a table without ${name}`);
  return column;
};

/** What stands in this column in the second row of the template. */
export const secondOf = ({ example, second = example }: ColumnSpec): string => second;

/** The columns that the list of the register shows. */
export const shownColumns = ({ columns }: Pick<Sheet, 'columns'>): string[] =>
  Object.keys(columns).filter((name) => !columns[name]?.isHidden);

/** Whether a cell of this column may not be empty. */
export const isRequired = ({ table, columns }: Pick<Sheet, 'table' | 'columns'>, name: string): boolean =>
  table.columns[table.columnNames.indexOf(name)]?.empty === undefined &&
  columns[name]?.fallback === undefined;
