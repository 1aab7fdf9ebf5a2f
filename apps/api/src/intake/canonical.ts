import type { RowOf, TableName } from './rows';
import { tableOf } from './tables';

/**
 * A row as its table would say it, in one normal form: every column by its Chinese name and in the table's
 * order, amounts and quantities with two decimals, times as local text, lists with ";", words in Chinese, and
 * null where there is none.
 */
export type CanonicalRow = Record<string, string | null>;

export function canonical<N extends TableName>(name: N, row: RowOf<N>): CanonicalRow {
  const { columnNames, columns, show } = tableOf(name);
  const values = show(row);
  const texts: CanonicalRow = {};
  columnNames.forEach((column, i) => {
    const value = values[column];
    texts[column] =
      value === null || value === undefined ? null : (columns[i]?.kind.show(value) ?? '') || null;
  });
  return texts;
}

export interface Difference {
  /** The Chinese name of the column. */
  column: string;
  stored: string | null;
  filed: string | null;
}

/**
 * Where two canonical rows of one table differ, in the order of the filed row. None: they are the same row.
 */
export function differences(stored: CanonicalRow, filed: CanonicalRow): Difference[] {
  const columns = new Set([...Object.keys(filed), ...Object.keys(stored)]);
  return [...columns]
    .map((column) => ({ column, stored: stored[column] ?? null, filed: filed[column] ?? null }))
    .filter((difference) => difference.stored !== difference.filed);
}
