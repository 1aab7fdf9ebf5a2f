import { readFileSync, writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { FENCE_FILE, FENCE_LINES, FENCES } from '../../apps/api/src/ledger/fences';
import { type Opened, openDatabase } from '../db/world';
import { WEAKENED } from './weakened';

/**
 * Whoever can change the books can change what guards them first. `verify` compares the guards with a list that is part
 * of the program: `SONGBAI_FENCES=1 npx jest test/ledger/fences` writes it anew after a migration has changed them.
 */

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

it('knows every guard of the ledger as the migrations make it', async () => {
  const { rows } = await root.query<{ line: string }>(FENCE_LINES);
  const lines = rows.map(({ line }) => line);
  if (process.env.SONGBAI_FENCES) writeFileSync(FENCE_FILE, `${lines.join('\n')}\n`);
  else expect(lines).toEqual(readFileSync(FENCE_FILE, 'utf8').trimEnd().split('\n'));
});

it.each(WEAKENED)('tells %s', async (_, what, statement) => {
  await root.query('begin');
  try {
    await root.query(statement);
    const { rows } = await root.query<{ told: string }>(FENCES.sql, [BUREAU]);
    expect(rows.map(({ told }) => told).filter((line) => line.startsWith(what))).not.toEqual([]);
  } finally {
    await root.query('rollback');
  }
});

it('says in words what is expected and what is found', async () => {
  await root.query('begin');
  try {
    await root.query('alter table ledger.period alter state drop not null, add note text');
    const { rows } = await root.query<{ told: string }>(FENCES.sql, [BUREAU]);
    expect(rows.map(({ told }) => told)).toEqual([
      'column period.note；应为 expected: 没有 none；现为 found: text',
      'column period.state；应为 expected: text not null；现为 found: text',
    ]);
  } finally {
    await root.query('rollback');
  }
});

it('says the same to the application, which may only look', async () => {
  const actor = { kind: 'system', bureauId: BUREAU } as const;
  expect(await db.unitOfWork.run(actor, (tx) => tx.query(FENCES.sql, [BUREAU]))).toEqual([]);
});
