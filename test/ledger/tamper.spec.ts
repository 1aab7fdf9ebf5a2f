import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { Books } from '../../apps/api/src/ledger/books.service';
import { exportLedger, FILES } from '../../apps/api/src/ledger/export';
import type { TextRow } from '../../apps/api/src/ledger/export-rows';
import { makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken, Crowd, fileOrders } from './books';
import { EDITS, type Exported } from './tamper-edits';

const TIMES = 500;
const VERIFIER = resolve(__dirname, '../../scripts/verify-ledger.mjs');

let db: Opened;
let world: World;
let folder: string;
let head: string;
let proved: string;

/** Some 300 postings in two funds, sealed by three heads, and exported. */
beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, 'T');
  folder = mkdtempSync(join(tmpdir(), 'songbai-tamper-'));
  const crowd = await Crowd.of(4, String((db.app.options as { url?: string }).url), world.bureauId);
  const actor = { kind: 'system', bureauId: world.bureauId } as const;
  for (const [count, fund] of [
    [260, world.fundId],
    [40, world.unitFundId],
    [20, world.fundId],
  ] as const) {
    const orders = await fileOrders(db.unitOfWork, world, count, 3, fund);
    await crowd.work(orders, (client, order) => crowd.reserve(client, order, fund, 3));
    await db.unitOfWork.run(actor, (tx) => new Books().seal(tx, world.bureauId, new Date()));
  }
  await crowd.end();
  const [row] = await db.all.query('select id from ledger.journal where bureau_id = $1 and seq = 200', [
    world.bureauId,
  ]);
  proved = row.id;
  const done = await db.unitOfWork.run(actor, (tx) => exportLedger(tx, world.bureauId, folder, proved));
  head = done.head;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.close();
});

const verify = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFIER, ...args], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

test('books that lack the posting to be proved are exported without its proof, with all that checks them', async () => {
  const other = `${folder}-other`;
  const office = { kind: 'system', bureauId: world.bureauId } as const;
  const done = await db.unitOfWork.run(office, (tx) => exportLedger(tx, world.bureauId, other, newId()));
  expect(done.isProved).toBe(false);
  expect(verify(other, done.head).status).toBe(0);
  expect(readdirSync(other).filter((name) => name.startsWith('proof'))).toEqual([]);
  expect(readdirSync(other)).toContain('verify-ledger.mjs');
  rmSync(other, { recursive: true });
});

test('what was exported agrees, as a whole and posting by posting', async () => {
  expect(await broken(db.all, world.bureauId)).toEqual({});
  expect(verify(folder, head)).toMatchObject({
    status: 0,
    said: expect.stringContaining('322 分录 postings, 0 在此总封之后'),
  });
  const proof = join(folder, `proof-${proved}.json`);
  expect(verify(proof, head).status).toBe(0);
  const changed = JSON.parse(readFileSync(proof, 'utf8'));
  changed.posting.d_reserved = '4';
  writeFileSync(`${proof}.json`, JSON.stringify(changed));
  expect(verify(`${proof}.json`, head).status).toBe(1);
  expect(verify(folder, '00'.repeat(32)).status).toBe(1);
  writeFileSync(`${proof}.json`, '{"posting": ');
  const unreadable = { status: 1, said: expect.stringMatching(/^✗ 读不懂 cannot be read: /) };
  expect(verify(`${proof}.json`)).toMatchObject(unreadable);
  expect(verify(join(folder, 'nowhere'))).toMatchObject(unreadable);
});

test('a head is one however it is written down; a text that is none, or none at all, is no agreement', () => {
  expect(verify(folder, ` ${head.toUpperCase()} `).status).toBe(0);
  for (const wrong of ['', head.slice(1)]) expect(verify(folder, wrong).status).toBe(1);
  const emptied = `${folder}-emptied`;
  cpSync(folder, emptied, { recursive: true });
  for (const name of [FILES.heads, FILES.seals]) writeFileSync(join(emptied, name), '');
  expect(verify(emptied)).toMatchObject({ status: 1, said: expect.stringContaining('没有总封') });
  for (const name of [FILES.postings, FILES.balances]) writeFileSync(join(emptied, name), '');
  expect(verify(emptied).status).toBe(1);
  rmSync(emptied, { recursive: true });
});

test('a head of earlier says how much stands after it, which nobody has witnessed', () => {
  const [, early] = readFileSync(join(folder, FILES.heads), 'utf8').split('\n');
  const { hash, postings, sealed_at: at } = JSON.parse(early ?? '');
  const after = 322 - Number(postings);
  const { status, said } = verify(folder, hash);
  expect([status, after > 0]).toEqual([0, true]);
  expect(said).toContain(
    `${after} 在此总封之后，无人见证 after this head, witnessed by nobody; 总封 head 1, ${at}`,
  );
});

test.each([
  ['a name that stands twice', (line: string) => line.replace('"d_paid":', '"d_paid":"9","d_paid":')],
  ['a field more', (line: string) => line.replace('"d_paid":', '"note":"9","d_paid":')],
])('%s in a row is found, though its fields are as they were', (_, change) => {
  const other = `${folder}-said`;
  cpSync(folder, other, { recursive: true });
  const path = join(other, FILES.postings);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  expect(verify(other, head)).toMatchObject({
    status: 1,
    said: expect.stringContaining('journal 1: 文字与内容不符'),
  });
  rmSync(other, { recursive: true });
});

/** The verifier's own text, run in this process, because five hundred processes would take a minute. */
const script = readFileSync(VERIFIER, 'utf8').replace(/^import .*$/gm, '');
const verifier = new Function('createHash', 'readFileSync', 'process', 'console', script);

function isFound(books: Exported): boolean {
  const texts: Record<string, TextRow[]> = {
    [FILES.postings]: books.postings,
    [FILES.seals]: books.seals,
    [FILES.heads]: books.heads,
    [FILES.balances]: books.balances,
  };
  const stand = { argv: ['', '', folder, head], exitCode: 0 };
  const read = (path: string): string =>
    (texts[basename(path)] ?? []).map((row) => JSON.stringify(row)).join('\n');
  verifier(createHash, read, stand, { log: () => undefined });
  return stand.exitCode === 1;
}

/** A small generator of our own, so that a failing edit can be had again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test(`${TIMES} single edits by somebody who may do anything: all are found`, async () => {
  const seed = Number(process.env.SONGBAI_SEED ?? Date.now() % 100_000);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const names = {
    postings: FILES.postings,
    seals: FILES.seals,
    heads: FILES.heads,
    balances: FILES.balances,
  };
  const original = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, read(name)]));
  const rows = (text = ''): TextRow[] =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const kinds = Object.entries(EDITS);
  const missed: string[] = [];
  expect(
    isFound(Object.fromEntries(Object.entries(original).map(([key, text]) => [key, rows(text)])) as Exported),
  ).toBe(false);
  for (let i = 0; i < TIMES; i++) {
    const [name, edit] = kinds[i % kinds.length] ?? ['', () => undefined];
    const copy = Object.fromEntries(
      Object.entries(original).map(([key, text]) => [key, rows(text)]),
    ) as Exported;
    edit(copy, random(seed + i));
    if (!isFound(copy)) missed.push(`${name} (seed ${seed + i})`);
  }
  expect(missed).toEqual([]);
}, 60_000);

const ITS_FUND = 'fund_id in (select fund_id from ledger.journal where id = $1)';

const IN_PLACE: [string, string][] = [
  ['a changed amount', 'update ledger.journal set d_reserved = d_reserved + 1 where id = $1'],
  ['a changed paper', `update ledger.journal set document = document || '假' where id = $1`],
  ['a deleted posting', 'delete from ledger.journal where id = $1'],
  ['a posting under another number', 'update ledger.journal set seq = 1000 where id = $1'],
  ['a changed balance', `update ledger.balance set reserved = reserved - 3 where ${ITS_FUND}`],
  [
    'money that is said to be available',
    `update ledger.balance set available = available + 3 where ${ITS_FUND}`,
  ],
  [
    'a contract given more room',
    `update ledger.commitment set room = room + 1
      where bureau_id in (select bureau_id from ledger.journal where id = $1)`,
  ],
  ['a block with another root', `update ledger.seal set root = '\\x00' where ${ITS_FUND}`],
  [
    'a head that is gone',
    `delete from ledger.head where height = 2
      and bureau_id in (select bureau_id from ledger.journal where id = $1)`,
  ],
  [
    'a first head that is not empty',
    `update ledger.head set funds = 1 where height = 0
      and bureau_id in (select bureau_id from ledger.journal where id = $1)`,
  ],
  ['a reservation made smaller', 'update ledger.reservation set amount = amount - 1 where id = $1'],
  ['a key that is gone', 'update ledger.reservation set request_hash = null where id = $1'],
];

test.each(IN_PLACE)('in the live database, past all triggers: %s is seen', async (_, sql) => {
  const runner = db.all.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query('set local session_replication_role = replica');
    await runner.query(sql, [proved]);
    const found = await broken(
      { query: (text: string, params: unknown[]) => runner.query(text, params) } as Pick<DataSource, 'query'>,
      world.bureauId,
    );
    expect(Object.keys(found)).not.toEqual([]);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});
