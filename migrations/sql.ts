import type { QueryRunner } from 'typeorm';

/** Runs statements one after another, each in sight where it was written. */
export async function runAll(db: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await db.query(statement);
}

/**
 * The text of a month column's CHECK. Months are text, "2026-10": it sorts as time does and needs no time
 * zone.
 */
export const isMonth = (column: string): string => `${column} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`;

/**
 * A status or word column is text with a list, not an enum: enum comparison is not leakproof, so policies
 * would slow it.
 */
export const oneOf = (column: string, ...words: string[]): string =>
  `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;

/**
 * A foreign key between two tables of one bureau. `bureau_id` stands on both sides, so that a row can never
 * point at another bureau's row, and so that the key still holds when tables are distributed by bureau.
 */
export function withinBureau(table: string, column: string, target: string, targetColumn = 'id'): string {
  return reference(table, `bureau_id, ${column}`, target, `bureau_id, ${targetColumn}`);
}

/** A foreign key to a table that all bureaus share. */
export function toShared(table: string, column: string, target: string): string {
  return reference(table, column, target, 'id');
}

function reference(table: string, columns: string, target: string, targetColumns: string): string {
  const last = columns.split(', ').slice(1).join('_') || columns;
  const name = `${table.replace('ledger.', '')}_${last}_fkey`;
  return `alter table ${table} add constraint ${name}
    foreign key (${columns}) references ${target} (${targetColumns})`;
}

/**
 * Runs `work` as the owner of the ledger, so that what it makes belongs to that role and to nobody who can
 * log in.
 */
export async function asLedgerOwner(db: QueryRunner, work: () => Promise<void>): Promise<void> {
  await db.query('set local role songbai_ledger');
  await work();
  await db.query('reset role');
}

/** A text with each `from` replaced by its `to`. Throws where one does not stand in it exactly once. */
export function replacedOnce(
  text: string,
  ...changes: readonly (readonly [from: string, to: string])[]
): string {
  return changes.reduce((now, [from, to]) => {
    const parts = now.split(from);
    if (parts.length !== 2) throw new Error(`this does not stand there once: ${from}`);
    return parts.join(to);
  }, text);
}
