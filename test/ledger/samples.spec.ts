import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { replayLedger } from '../../apps/api/src/ledger/replay';
import { newId } from '../db/world';
import { itWith, run } from '../papers/tools';
import { freshDatabase, type TestDatabase } from '../support/postgres';

/** Both sample months, settled by the command, and what an outsider makes of the exported books. */

const ROOT = resolve(__dirname, '../..');
let database: TestDatabase;
let empty: TestDatabase;
let folder: string;
let books: string;

beforeAll(async () => {
  [database, empty] = [await freshDatabase(), await freshDatabase()];
  folder = mkdtempSync(join(tmpdir(), 'songbai-books-'));
  for (const month of ['2026-10', '2026-11']) {
    songbai('month', `apps/api/samples/ningde-${month}`, '--month', month, '--out', join(folder, month));
  }
  songbai('ledger-export', '--out', join(folder, 'books'));
  books = join(folder, 'books', readdirSync(join(folder, 'books'))[0] ?? '');
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([database.drop(), empty.drop()]);
});

function songbai(...words: string[]): string {
  const env = {
    ...process.env,
    DATABASE_URL: database.ownerUrl,
    SONGBAI_HOME: folder,
    SONGBAI_KEY_FILE: join(folder, 'key'),
  };
  const args = ['scripts/songbai.cjs', ...words];
  return execFileSync(process.execPath, args, {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('one posting is proved alone; one that no bureau has is an error', () => {
  const out = join(folder, 'proved');
  const [line = ''] = readFileSync(join(books, 'journal.ndjson'), 'utf8').split('\n');
  const { id } = JSON.parse(line);
  songbai('ledger-export', '--out', out, '--prove', id);
  expect(readdirSync(join(out, readdirSync(out)[0] ?? ''))).toContain(`proof-${id}.json`);
  expect(() => songbai('ledger-export', '--out', out, '--prove', newId())).toThrow();
});

test('npm run songbai -- verify finds nothing, and says so in both languages', () => {
  expect(songbai('verify')).toMatch(/✓ .+: \d+ 项全部成立 .+\n账目一致 the books agree/);
});

test('an auditor without Songbai finds the same', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(books, 'verify-ledger.mjs'), books], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/\d{4} 分录 postings, 0 在此总封之后/),
  });
});

test('played into an empty database the export gives identical balances', async () => {
  expect(await replayLedger(empty.ownerUrl, books)).toMatchObject({ differences: [], funds: 78 });
});

itWith('hledger')('hledger works the same balances out', () => {
  const journal = readFileSync(join(books, 'journal.hledger'), 'utf8');
  run('hledger', ['-f', 'FILE', 'check', '--strict', 'ordereddates'], journal);
  expect(run('hledger', ['-f', 'FILE', 'balance', '--depth', '1', '--no-total'], journal)).toContain(
    '1191000.00 CNY  funds',
  );
  const wrong = journal.replace(/= (\d+)\.00 CNY\n(?![\s\S]*= \d+\.00 CNY)/, '= $1.01 CNY\n');
  expect(() => run('hledger', ['-f', 'FILE', 'check'], wrong)).toThrow();
});
