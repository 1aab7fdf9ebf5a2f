import { BUREAU, ONLOOKERS, type Role, UNIT } from '../access/role';
import { type Table, type TableName, tableLike, tableOf } from '../intake';
import type { Sheet } from './sheet';

/** Who takes a register of the bureau out: every desk of an office. */
export const OFFICES: readonly Role[] = [...BUREAU, ...UNIT, ...ONLOOKERS];

type Column = Table['columns'][number];

/** The stars by which a list masks a number say nothing: what is stored stays. */
const orMasked = (column: Column): Column => ({
  ...column,
  kind: { ...column.kind, read: (text) => (text.includes('***') ? null : column.kind.read(text)) },
});

/** The columns of a table that a sheet has: of a cadre, say, all but the day of death, which is an event. */
export function tableFor(
  name: TableName,
  columns: Sheet['columns'],
  optional: readonly string[] = [],
  masked: readonly string[] = [],
): Table {
  const whole = tableOf(name);
  const kept = Object.keys(columns).map((column) => {
    const found = whole.columns[whole.columnNames.indexOf(column)];
    if (!found) throw new Error(`${name} without ${column}`);
    const read = masked.includes(column) ? orMasked(found) : found;
    return [column, optional.includes(column) ? { ...read, empty: { value: null } } : read];
  });
  return tableLike(whole, { columns: Object.fromEntries(kept) });
}

/** The rows of these codes, which are given in lower case: codes that differ in nothing else are one to people. */
export const idsOf = (table: string, id = 'id'): string =>
  `select code as key, ${id} as id, bureau_id from ${table} where lower(code) = any($1)`;
