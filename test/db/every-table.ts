import { tablesOf } from '@songbai/migrations';
import type { DataSource } from 'typeorm';
import { newId } from './world';

/** Whose a row is: every column that names a party has its id. */
export interface Owner {
  bureau: string;
  unit: string;
  provider: string;
  worker: string;
  cadre: string;
}

export const makeOwner = (over: Partial<Owner> = {}): Owner => ({
  ...{ bureau: newId(), unit: newId(), provider: newId(), worker: newId(), cadre: newId() },
  ...over,
});

/** The columns by which a row is somebody's. */
const PARTY_COLUMNS: Readonly<Record<string, keyof Owner>> = {
  ...{ bureau_id: 'bureau', unit_id: 'unit', responsible_unit_id: 'unit', owner_unit_id: 'unit' },
  ...{ payer_unit_id: 'unit', provider_id: 'provider', worker_id: 'worker', cadre_id: 'cadre' },
  ...{ 'unit.id': 'unit', 'cadre.id': 'cadre', 'order_approval.party_id': 'unit' },
};

export const columnOwner = (table: string, column: string): keyof Owner | undefined =>
  PARTY_COLUMNS[`${table}.${column}`] ?? PARTY_COLUMNS[column];

interface Column {
  name: string;
  type: string;
}

/** A value of a type; different ones, so that no key stands in the way. */
const VALUES: Readonly<Record<string, (n: number) => string>> = {
  uuid: () => newId(),
  text: (n) => `x${n}`,
  integer: (n) => String(n),
  bigint: (n) => String(n),
  boolean: () => 'true',
  date: () => '2026-10-01',
  'timestamp with time zone': () => '2026-10-01T00:00:00Z',
  jsonb: () => '{}',
  bytea: (n) => `\\x${n.toString(16).padStart(8, '0')}`,
  'double precision': () => '1',
  'uuid[]': () => '{}',
  'bigint[]': () => '{}',
  'boolean[]': () => '{}',
};

let count = 0;

/**
 * A row in every table of a bureau for each owner, past rules, triggers and foreign keys: what is asked here is only
 * who may see and change it. For a database that is thrown away.
 */
export async function fillEveryTable(all: DataSource, owners: readonly Owner[]): Promise<void> {
  await all.query(DROP_CHECKS);
  await all.transaction(async (manager) => {
    await manager.query('set local session_replication_role = replica');
    for (const table of tablesOf('bureau')) {
      const columns = await manager.query<Column[]>(COLUMNS, [table]);
      for (const owner of owners) {
        const values = columns.map(({ name, type }) => cellOf(table, name, type, owner));
        const places = columns.map(({ type }, i) => `$${i + 1}::${type}`);
        await manager.query(
          `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${places.join(', ')})
           on conflict do nothing`,
          values,
        );
      }
    }
  });
}

function cellOf(table: string, column: string, type: string, owner: Owner): string {
  const party = columnOwner(table, column);
  if (party) return owner[party];
  const make = VALUES[type];
  if (make) return make(++count);
  if (type.endsWith('[]')) return '{}';
  throw new Error(`${table}.${column}: no value of ${type}`);
}

/** A type with a rule is given as what it is made of. */
const COLUMNS = `select quote_ident(attname) as name, format_type(coalesce(nullif(typbasetype, 0), t.oid), null) as type
  from pg_attribute join pg_type t on t.oid = atttypid
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
  order by attnum`;

/** NOT NULL and unique keys stay: every column is given, and a table of one row per bureau keeps one. */
const DROP_CHECKS = `
do $$
declare
  rule record;
begin
  for rule in select conrelid::regclass as place, conname from pg_constraint
      where contype in ('c', 'x') and conrelid <> 0
        and connamespace in ('public'::regnamespace, 'ledger'::regnamespace) loop
    execute format('alter table %s drop constraint %I', rule.place, rule.conname);
  end loop;
end $$`;
