import type { CellValue } from 'exceljs';
import type { Fault } from './faults';
import type { ParsedRow } from './intake';
import { parseTable } from './parse-table';
import { textOf } from './read-workbook';
import type { Table } from './table';

/** A row of any sheet or file: the physical line on which it begins, and what stands in it. */
export interface GridRow {
  line: number;
  cells: readonly CellValue[];
}

/**
 * Rows of a sheet whose columns bear any names, read as this table: `positions` says where each of its columns stands,
 * undefined for one that is not there. `tidy` may put the text of a cell into the form that the table wants.
 */
export function parseGrid(
  table: Table,
  rows: readonly GridRow[],
  positions: readonly (number | undefined)[],
  tidy: (column: string, text: string) => string,
): { rows: ParsedRow[]; faults: Fault[] } {
  const raw = rows.map(({ line, cells }) => ({
    line,
    cells: table.columns.map((column, i) => {
      const position = positions[i];
      const text = position === undefined ? '' : textOf(cells[position] ?? null, column.kind.form);
      return typeof text === 'string' ? tidy(table.columnNames[i] ?? '', text) : text;
    }),
  }));
  return parseTable({ table, file: table.file, rows: raw, faults: [], complete: true });
}

/** Some columns of a table, and others beside them. */
export function tableLike(
  like: Table,
  change: Partial<Omit<Table, 'columnNames' | 'columns'>> & {
    columns: Readonly<Record<string, Table['columns'][number]>>;
  },
): Table {
  const { columns, ...rest } = change;
  const columnNames = Object.keys(columns);
  const links = like.links.filter(({ column }) => columnNames.includes(column));
  const spans = like.spans.filter((span) => span.every((column) => columnNames.includes(column)));
  return { ...like, links, spans, ...rest, columnNames, columns: Object.values(columns) };
}
