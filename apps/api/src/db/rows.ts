import { type ColumnTypes, columnTypes } from './column-types';
import { encode } from './encode';
import type { Tx } from './unit-of-work';

/**
 * A row by column names, e.g. { id, number, amount_fen: '1250' }. `bureau_id` is added from the transaction's
 * scope.
 */
export type Row = Readonly<Record<string, unknown>>;

/** Few enough rows that a message stays a few megabytes, many enough that the round trips do not matter. */
const CHUNK = 5_000;

interface Batch {
  names: string[];
  types: string[];
  rows: readonly Row[];
}

/**
 * Inserts all rows, set-based. Every row names the same columns; columns that none names take their defaults.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  for (const batch of await batches(tx, table, rows)) {
    const columns = batch.names.join(', ');
    await tx.execute(
      `insert into ${table} (${columns}) select ${read(batch).join(', ')} from ${unnest(batch)}`,
      parameters(batch),
    );
  }
}

/**
 * Updates rows found by `keyColumns` (and the bureau), set-based. Answers how many rows were changed: whoever
 * needs all of them compares. One key may stand in `rows` only once.
 */
export async function updateRows(
  tx: Tx,
  table: string,
  keyColumns: readonly string[],
  rows: readonly Row[],
): Promise<number> {
  let changed = 0;
  for (const batch of await batches(tx, table, rows)) {
    const values = read(batch);
    const isKey = (name: string): boolean => name === 'bureau_id' || keyColumns.includes(name);
    const say = (wanted: boolean, say: (name: string) => string): string[] =>
      batch.names.flatMap((name, i) => (isKey(name) === wanted ? [`${say(name)} = ${values[i]}`] : []));
    changed += await tx.execute(
      `update ${table} t set ${say(false, (name) => name).join(', ')} from ${unnest(batch)}
        where ${say(true, (name) => `t.${name}`).join(' and ')}`,
      parameters(batch),
    );
  }
  return changed;
}

async function batches(tx: Tx, table: string, rows: readonly Row[]): Promise<Batch[]> {
  const first = rows[0];
  if (!first) return [];
  const known = await columnTypes(tx, table);
  const names = Object.keys(first);
  const scoped = scopedRows(tx, known, names, rows);
  if (scoped !== rows) names.unshift('bureau_id');
  const types = names.map((name) => typeOf(known, table, name));
  const result: Batch[] = [];
  for (let from = 0; from < scoped.length; from += CHUNK) {
    result.push({ names, types, rows: scoped.slice(from, from + CHUNK) });
  }
  return result;
}

function scopedRows(tx: Tx, known: ColumnTypes, names: string[], rows: readonly Row[]): readonly Row[] {
  if (!known.has('bureau_id') || names.includes('bureau_id')) return rows;
  const { bureauId } = tx.actor;
  if (bureauId === undefined) throw new Error('a bureau row needs a transaction that is bound to a bureau');
  return rows.map((row) => ({ bureau_id: bureauId, ...row }));
}

/** Also keeps a stray name out of the SQL text. */
function typeOf(known: ColumnTypes, table: string, name: string): string {
  const type = known.get(name);
  if (type === undefined) throw new Error(`${table} has no column ${name}`);
  return type;
}

const isArray = (type: string): boolean => type.endsWith('[]');

/**
 * An array cannot hold arrays of different lengths, so a list travels as its text and is read back row by
 * row.
 */
const wireType = (type: string): string => (isArray(type) ? 'text' : type);

function unnest({ types }: Batch): string {
  const wires = types.map((type, i) => `$${i + 1}::${wireType(type)}[]`);
  return `unnest(${wires.join(', ')}) as u (${types.map((_, i) => `c${i}`).join(', ')})`;
}

const read = ({ types }: Batch): string[] =>
  types.map((type, i) => (isArray(type) ? `u.c${i}::${type}` : `u.c${i}`));

function parameters({ names, types, rows }: Batch): unknown[] {
  return names.map((name, i) =>
    rows.map((row) => {
      const value = row[name];
      if (value === undefined) throw new Error(`a row has no ${name}`);
      return encode(value, types[i] ?? '');
    }),
  );
}
