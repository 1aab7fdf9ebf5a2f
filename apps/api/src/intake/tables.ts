import { PAPER_TABLES } from './paper-tables';
import { REGISTER_TABLES } from './register-tables';
import type { RowOf, TableName } from './rows';
import type { Table } from './table';

/**
 * The sixteen tables, in the order in which they are read and reported. A table refers to earlier ones, or to
 * itself.
 */
export const TABLES: readonly Table[] = [...REGISTER_TABLES, ...PAPER_TABLES];

export const TABLE_NAMES: readonly TableName[] = TABLES.map(({ name }) => name);

const BY_NAME = new Map(TABLES.map((table, position) => [table.name, { table, position }]));

export function tableOf(name: TableName): Table {
  return entry(name).table;
}

export function tablePosition(name: TableName): number {
  return entry(name).position;
}

/**
 * Where a column stands in its table; of columns joined by "+", where the first does. Unknown ones come last.
 */
export function columnPosition(name: TableName, column: string): number {
  const { columnNames } = tableOf(name);
  const position = columnNames.indexOf(column.split('+')[0] ?? column);
  return position === -1 ? columnNames.length : position;
}

/** What makes a row one of its kind, as text: the number, or the parts of a composed key. */
export function rowKey<N extends TableName>(name: N, row: RowOf<N>): string {
  const table = tableOf(name);
  const key = table.keyOf(table.show(row));
  if (key === undefined) throw new TypeError(`a row of ${name} lacks a part of its key`);
  return key;
}

function entry(name: TableName): { table: Table; position: number } {
  const found = BY_NAME.get(name);
  if (!found) throw new TypeError(`no table ${name}`);
  return found;
}
