import type { Day } from '@songbai/contracts';
import type { Fault } from './faults';
import type { RowOf, Rows, TableName } from './rows';

/**
 * Where a row stands: the file (for a workbook "name.xlsx/sheet") and the physical line, or row, on which it
 * begins.
 */
export interface Source {
  file: string;
  line: number;
}

export interface Sources {
  /** By the table's key as `rowKey` makes it. */
  find(table: TableName, key: string): Source | undefined;
  of<N extends TableName>(table: N, row: RowOf<N>): Source | undefined;
}

/** The bureau that buys: the 甲方 of the contracts. */
export interface Buyer {
  code: string;
  name: string;
}

/** The days on which a stored price is in force. */
export interface PriceSpan {
  contract: string;
  item: string;
  from: Day;
  to: Day | null;
}

/**
 * What the bureau already has stored. A row absent from a folder stays in force, so rows may refer to these.
 */
export interface KnownCodes {
  units: ReadonlySet<string>;
  cadres: ReadonlySet<string>;
  providers: ReadonlySet<string>;
  workers: ReadonlySet<string>;
  items: ReadonlySet<string>;
  contracts: ReadonlySet<string>;
  funds: ReadonlySet<string>;
  orders: ReadonlySet<string>;
  visits: ReadonlySet<string>;
  bills: ReadonlySet<string>;
  /**
   * The newest versions of the stored prices. A row of the same contract, item and first day takes the place
   * of one.
   */
  prices: readonly PriceSpan[];
}

/** The tables that others may refer to. */
export type Target = Exclude<keyof KnownCodes, 'prices'>;

export interface Count {
  /** Rows in the file, unreadable ones included. */
  filed: number;
  /** Rows that go on. */
  kept: number;
}

export interface Intake {
  rows: Rows;
  sources: Sources;
  /** Sorted by table, line and column. Strict: any fault stops the run. Lenient: only a `fatal` one does. */
  faults: Fault[];
  buyer: Buyer | undefined;
  counts: Record<TableName, Count>;
}

/** One line of a table after reading. */
export interface ParsedRow {
  line: number;
  /** Undefined where the key itself cannot be read. */
  key: string | undefined;
  /** The typed row; undefined where a cell cannot be read. */
  row: object | undefined;
  /** What could be read, by column, for the checks between tables. */
  values: Readonly<Record<string, unknown>>;
  /** Whether a fault drops the row. A kept fault (a wrong check digit of an ID number) does not. */
  faulty: boolean;
}

export interface ParsedTable {
  /** As it is called in messages. */
  file: string;
  /**
   * Whether the table was there and could be read to its end. If not, nothing is said about references to it.
   */
  complete: boolean;
  rows: ParsedRow[];
}

/** A folder after the first step, before anything outside of each table has been looked at. */
export interface Parsed {
  tables: Record<TableName, ParsedTable>;
  faults: Fault[];
  buyer: Buyer | undefined;
}

/** A bureau that has nothing stored yet. */
export function nothingKnown(): KnownCodes {
  const none: ReadonlySet<string> = new Set();
  return {
    units: none,
    cadres: none,
    providers: none,
    workers: none,
    items: none,
    contracts: none,
    funds: none,
    orders: none,
    visits: none,
    bills: none,
    prices: [],
  };
}
