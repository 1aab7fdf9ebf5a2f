import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { FENCE_LIST } from '../../apps/api/src/ledger/fence-list';
import { FENCES, FENCES_NOW } from '../../apps/api/src/ledger/fences';
import { type Opened, openDatabase } from '../db/world';

/**
 * Whoever can change the books can change what guards them first. `verify` compares the guards with a list that is part
 * of the program: `SONGBAI_FENCES=1 npx jest test/ledger/fences` writes it anew after a migration has changed them.
 */

const FILE = join(__dirname, '../../apps/api/src/ledger/fence-list.ts');
const BUREAU = '00000000-0000-4000-8000-000000000001';

let db: Opened;
let root: Client;

beforeAll(async () => {
  db = await openDatabase();
  root = new Client({ connectionString: String((db.all.options as { url?: string }).url) });
  await root.connect();
});
afterAll(async () => {
  await root.end();
  await db.close();
});

async function now(): Promise<string[]> {
  const { rows } = await root.query<{ line: string }>(FENCES_NOW);
  return rows.map(({ line }) => line).sort();
}

it('knows every guard of the ledger as the migrations make it', async () => {
  const lines = await now();
  if (process.env.SONGBAI_FENCES) {
    const quoted = (line: string) => (line.includes("'") ? `"${line}"` : `'${line}'`);
    const list = lines.map((line) => `  ${quoted(line)},\n`).join('');
    const head = '/** What fences the ledger as released; test/ledger/fences.spec.ts writes it. */';
    writeFileSync(FILE, `${head}\nexport const FENCE_LIST: readonly string[] = [\n${list}];\n`);
    return;
  }
  expect(lines).toEqual([...FENCE_LIST].sort());
});

/** Each is what an intruder might do before changing a row. */
const WEAKENED = {
  'a rule of a type that says nothing any more': `alter domain ledger.fund_part drop constraint balance_covered;
    alter domain ledger.fund_part add constraint balance_covered check (true)`,
  'a column without its rule': 'alter table ledger.balance alter column available type bigint',
  'a key that is gone': 'alter table ledger.limit_window drop constraint limit_window_pkey',
  'an index that is gone and kept a reversal single': 'drop index ledger.journal_reservation',
  'an index that lets more through': `drop index ledger.reservation_key;
    create unique index reservation_key on ledger.reservation (bureau_id, key, id) where key is not null`,
  'a trigger that sleeps': 'alter table ledger.period disable trigger user',
  'a trigger of orders that sleeps': 'alter table service_order disable trigger user',
  'a function that allows everything': `create or replace function ledger.check_scope(p_bureau uuid) returns void
    language plpgsql as $$ begin end $$`,
  'rows for everybody': 'alter table ledger.journal disable row level security',
  'a right to write': 'grant insert, update on ledger.journal to songbai_act_bureau',
  'a function more': `create function ledger.more() returns void language sql as 'select'`,
};

it.each(Object.entries(WEAKENED))('tells %s', async (_, statement) => {
  await root.query('begin');
  try {
    await root.query(statement);
    expect((await root.query(FENCES.sql, [BUREAU])).rows).not.toEqual([]);
  } finally {
    await root.query('rollback');
  }
});
