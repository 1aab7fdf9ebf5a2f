import { type Fault, makeFault } from './faults';
import type { Problem } from './kinds';
import type { Table } from './table';

/** A cell as filed, trimmed; or why a workbook's cell cannot be written as text. */
export type RawCell = string | Problem;

export interface RawRow {
  /** The physical line, or row of the sheet, on which it begins. */
  line: number;
  /** In the order of the table's columns, undefined where it has none; a Problem where cells cannot be told apart. */
  cells: readonly (RawCell | undefined)[] | Problem;
}

export interface RawTable {
  table: Table;
  file: string;
  rows: RawRow[];
  faults: Fault[];
  /** Whether it was there and could be read to its end. */
  complete: boolean;
}

/** A table that is missing or cannot be read at all. */
export function unreadable(table: Table, file: string, fault: Fault): RawTable {
  return { table, file, rows: [], faults: [fault], complete: false };
}

/**
 * Where each column of the table stands in the header, or what is wrong with the header. Columns may come in
 * any order, and those that the table does not know are no concern of ours; -1 for one that it need not have.
 */
export function columnPositions(
  table: Table,
  file: string,
  line: number,
  header: readonly string[],
): number[] | Fault[] {
  const place = { table: table.name, file, line };
  const positions = table.columnNames.map((name) => header.indexOf(name));
  if (positions.every((position) => position === -1)) return [makeFault('no-known-column', place)];
  const faults: Fault[] = [];
  table.columnNames.forEach((column, i) => {
    const position = positions[i] ?? -1;
    if (position === -1 && table.columns[i]?.mayBeAbsent) return;
    if (position === -1) faults.push(makeFault('column-missing', { ...place, column }));
    else if (header.includes(column, position + 1))
      faults.push(makeFault('column-twice', { ...place, column }));
  });
  return faults.length > 0 ? faults : positions;
}

export function areFaults(result: number[] | Fault[]): result is Fault[] {
  return typeof result[0] === 'object';
}
