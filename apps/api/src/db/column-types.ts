import type { Tx } from './unit-of-work';

/** The type of each column as PostgreSQL writes it, by the column's name. */
export type ColumnTypes = ReadonlyMap<string, string>;

const COLUMNS = `
select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relname = $2 and a.attnum > 0 and not a.attisdropped`;

/** The schema does not change while a process runs: migrations come before it. */
const known = new Map<string, ColumnTypes>();

/** The columns of `table` ("visit" or "ledger.journal"), read once from the catalog. */
export async function columnTypes(tx: Tx, table: string): Promise<ColumnTypes> {
  const cached = known.get(table);
  if (cached) return cached;
  const [schema, name] = table.includes('.') ? table.split('.') : ['public', table];
  const rows = await tx.query<{ name: string; type: string }>(COLUMNS, [schema, name]);
  if (rows.length === 0) throw new Error(`no table ${table}`);
  const types: ColumnTypes = new Map(rows.map((row) => [row.name, row.type]));
  known.set(table, types);
  return types;
}
