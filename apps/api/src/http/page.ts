import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import type { Tx } from '../db/unit-of-work';
import { invalid } from './request.pipe';

const DEFAULT_LIMIT = 50;
const MOST = 200;

/** One piece of a list, and where the next one begins. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The query of every list; a room's own query extends it with filters. */
export class PageQuery {
  @pageField('page', /^([1-9]\d?|1\d\d|200)$/, {
    type: 'integer',
    minimum: 1,
    maximum: MOST,
    default: DEFAULT_LIMIT,
  })
  limit?: string;

  @pageField('cursor', /^[\w-]{1,400}$/, { type: String })
  cursor?: string;
}

function pageField(rule: string, pattern: RegExp, schema: object): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
  return applyDecorators(
    IsOptional(),
    ValidateBy({ name: rule, validator: { validate, defaultMessage: () => rule } }),
    ApiProperty({ required: false, ...schema }),
  );
}

/** What a list shows: columns aliased by the caller, in the order of (key, id), which an index has. */
/** A condition with `?` for its parameters. */
export type Condition = readonly [condition: string, ...parameters: unknown[]];

export interface Listing {
  /** The select list, without the two columns of the order. */
  select: string;
  from: string;
  /** Conditions with `?` for their parameters, all of which must hold. A null is a filter that was not asked. */
  where?: readonly (Condition | null)[];
  /** The column that leads the order, with its type where that is not text, and the id that makes it unique. */
  key: string;
  keyType?: 'bigint' | 'date' | 'timestamptz' | 'uuid';
  id: string;
  /** Newest first, say. */
  descending?: boolean;
}

type Columns = Record<string, unknown>;

/** The rows after the cursor, and one more to know whether there is a next page. Policies decide whose rows. */
export async function pageOf<T>(
  tx: Tx,
  listing: Listing,
  { limit, cursor }: PageQuery,
  read: (columns: Columns) => T,
): Promise<Page<T>> {
  const most = limitOf({ limit });
  const { key, id, descending = false } = listing;
  const { conditions, parameters, bind } = bound(listing.where ?? []);
  if (cursor !== undefined) {
    const [afterKey, afterId] = readCursor(cursor);
    const after = `${bind(afterKey)}::${listing.keyType ?? 'text'}, ${bind(afterId)}::uuid`;
    conditions.push(`(${key}, ${id}) ${descending ? '<' : '>'} (${after})`);
  }
  const direction = descending ? 'desc' : 'asc';
  const rows = await tx.query<Columns>(
    `select ${key}::text as page_key, ${id}::text as page_id, ${listing.select} from ${listing.from}
     ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     order by ${key} ${direction}, ${id} ${direction} limit ${bind(most + 1)}`,
    parameters,
  );
  const items = rows.slice(0, most);
  const last = items.at(-1);
  const nextCursor =
    rows.length > most && last ? cursorAfter(String(last.page_key), String(last.page_id)) : null;
  return { items: items.map(read), nextCursor };
}

type Conditions = NonNullable<Listing['where']>;

function bound(where: Conditions) {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = where.flatMap((filter) => {
    if (filter === null) return [];
    const [condition, ...values] = filter;
    return [`(${condition.replace(/\?/g, () => bind(values.shift()))})`];
  });
  return { conditions, parameters, bind };
}

/** The ids of all rows of these conditions, for a list of something else. */
export async function idsOf(tx: Tx, from: string, id: string, where: Conditions): Promise<string[]> {
  const { conditions, parameters } = bound(where);
  const rows = await tx.query<{ id: string }>(
    `select ${id} as id from ${from} where ${conditions.join(' and ')}`,
    parameters,
  );
  return rows.map((row) => row.id);
}

/** How many rows a list of these conditions has; beyond `most` nobody counts. */
export async function countOf(tx: Tx, from: string, where: Conditions, most: number): Promise<number> {
  const { conditions, parameters, bind } = bound(where);
  const [row] = await tx.query<{ count: string }>(
    `select count(*) from (select 1 from ${from} where ${conditions.join(' and ')} limit ${bind(most)}) counted`,
    parameters,
  );
  return Number(row?.count ?? 0);
}

/** A filter by text: part of any of these columns. Pattern characters of the asker are plain characters. */
export function containing(
  text: string | undefined,
  ...columns: string[]
): readonly [string, ...unknown[]] | null {
  if (text === undefined) return null;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return [columns.map((column) => `${column} ilike ?`).join(' or '), ...columns.map(() => pattern)];
}

/** The same, or a paper of somebody whom this condition finds. */
export function containingOrOf(
  text: string | undefined,
  columns: readonly string[],
  people: Condition | null,
): readonly [string, ...unknown[]] | null {
  const found = containing(text, ...columns);
  if (found === null || people === null) return found;
  const [condition, ...patterns] = found;
  const [ofPeople, ...parameters] = people;
  return [`${condition} or ${ofPeople}`, ...patterns, ...parameters];
}

/** A filter by one value. */
export function equal(column: string, value: string | undefined): readonly [string, unknown] | null {
  return value === undefined ? null : [`${column} = ?`, value];
}

export function limitOf({ limit }: PageQuery): number {
  return limit === undefined ? DEFAULT_LIMIT : Number(limit);
}

export function cursorAfter(key: string, id: string): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

function readCursor(cursor: string): [string, string] {
  try {
    const [key, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isOurs = typeof key === 'string' && typeof id === 'string' && rest.length === 0;
    if (isOurs && /^[0-9a-f-]{36}$/.test(id) && !key.includes('\0')) return [key, id];
  } catch {
    // Not even JSON: the same answer.
  }
  throw invalid([{ path: 'cursor', rule: 'cursor' }]);
}
