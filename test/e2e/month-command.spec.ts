import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Money } from '@songbai/contracts';
import { type EmbeddedServer, startEmbedded } from '../../apps/api/src/db/embedded';
import type { MonthResult } from '../../apps/api/src/months/result';
import { itWith, run } from '../papers/tools';
import { addLike, change, copyOf, readCells, removeTempFolders, tempFolder } from '../support/month-folder';
import {
  cleanUp,
  type Ended,
  expectSettled,
  month,
  NOVEMBER,
  newHome,
  OCTOBER,
  processesOf,
} from '../support/program';
import { asSuper, type Snapshot, snapshot } from '../support/snapshot';

jest.setTimeout(180_000);

const home = newHome();
const env = { SONGBAI_HOME: home };
const october = join(tempFolder(), 'october');
const november = join(tempFolder(), 'november');
let server: EmbeddedServer | undefined;

afterAll(async () => {
  await server?.stop();
  await cleanUp();
  removeTempFolders();
});

const json = (path: string): MonthResult => JSON.parse(readFileSync(path, 'utf8'));
const resultIn = (out: string): MonthResult => json(join(out, 'result.json'));
const expectedOf = (sample: string): MonthResult => json(join(sample, 'expected.json'));
const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );

/** From here on the spec holds the server too, so that the command finds it running, and looks into it. */
async function hold(): Promise<string> {
  server ??= await startEmbedded({ home, fast: true });
  return server.superUrl('songbai');
}
const stored = async (): Promise<Snapshot> => snapshot(await hold());

/** The run ended with this status and stored nothing. */
async function refuses(running: () => Promise<Ended>): Promise<string> {
  const before = await stored();
  const { status, stdout, stderr } = await running();
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(await stored()).toEqual(before);
  return stderr;
}

/** What hledger makes of a month's journal, by account. */
function hledgerBalances(out: string, of: string): Record<string, string> {
  const journal = readFileSync(join(out, `journal-${of}.hledger`));
  const csv = run(
    'hledger',
    ['-f', 'FILE', 'balance', '--flat', '--empty', '--no-total', '-O', 'csv', 'funds'],
    journal,
  );
  const rows = csv.trim().split('\n').slice(1);
  return Object.fromEntries(
    rows.map(
      (row) =>
        row
          .replaceAll('"', '')
          .replace(/ ?CNY ?/, '')
          .split(',') as [string, string],
    ),
  );
}
const asMoney = (text: string | undefined): string => `${Money.of(text || '0')}`;

describe('October, on a database that the command starts itself', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await month(OCTOBER, october, env);
  });

  test('is what two other programs worked out, and the database is stopped again', () => {
    expect(ended).toMatchObject({ status: 0, signal: null });
    expect(resultIn(october)).toEqual(expectedOf(OCTOBER));
    expect(processesOf(home)).toEqual([]);
  });

  test('tells a person its stages, a short summary, and every file that it wrote', () => {
    const { bills } = expectedOf(OCTOBER);
    const wanted = ['result.json', '差异-2026-10.xlsx', 'journal-2026-10.hledger', 'payments-2026-10.csv'];
    wanted.push(...Object.keys(bills).map((bill) => `对账单-${bill}.pdf`));
    expect(readdirSync(october).sort()).toEqual(wanted.sort());
    const lines = ended.stdout.trim().split('\n');
    const paths = lines.slice(-wanted.length);
    expect([...paths].sort()).toEqual(wanted.map((name) => join(october, name)).sort());
    expect(lines.length - paths.length).toBeLessThan(12);
    expect(ended.stderr.match(/: \d+ 行 rows, \d+\.\d\d s$/gm)).toHaveLength(8);
  });

  test('applies for exactly what the payable bills were granted', () => {
    const payable = Object.values(resultIn(october).bills).filter(({ state }) => state === 'payable');
    const csv = readFileSync(join(october, 'payments-2026-10.csv'), 'utf8').trim().split('\r\n');
    const header = csv[0]?.replace('\uFEFF', '').split(',') ?? [];
    const amounts = csv.slice(1).map((line) => Money.of(line.split(',')[header.indexOf('金额')] ?? ''));
    const control = amounts.pop();
    expect(payable.length).toBeGreaterThan(0);
    expect(`${control}`).toBe(`${Money.sum(payable.map(({ approved }) => Money.of(approved)))}`);
    expect(`${control}`).toBe(`${Money.sum(amounts)}`);
  });
});

describe('again, and in another way', () => {
  test('the same folder writes the same bytes and changes no row', async () => {
    const before = await stored();
    const again = join(tempFolder(), 'again');
    const { status, stdout } = await month(OCTOBER, again, env);
    expect(status).toBe(0);
    expect(stdout).toContain('（新 new 0）');
    expect(filesIn(again)).toEqual(filesIn(october));
    expect(await stored()).toEqual(before);
  });

  test('a changed visit is refused with both versions, at its line', async () => {
    const folder = copyOf(OCTOBER);
    const out = join(tempFolder(), 'refused');
    const { before, line } = change(folder, 'visits', 'JL000002', '签退时间', '2026-10-12 18:30:00');
    const said = await refuses(() => month(folder, out, env));
    for (const part of [
      'visits.csv',
      `第 ${line} 行`,
      `line ${line}`,
      '签退时间',
      before,
      '2026-10-12 18:30:00',
    ]) {
      expect(said).toContain(part);
    }
    expect(existsSync(out)).toBe(false);
  });
});

describe('November, on the same database', () => {
  test('goes on from October: limits, ceilings, reservations, photos, billed visits and invoices', async () => {
    await hold();
    expectSettled(await month(NOVEMBER, november, env));
    expect(resultIn(november)).toEqual(expectedOf(NOVEMBER));
  });

  test('refuses October after it, and says so', async () => {
    const said = await refuses(() => month(OCTOBER, join(tempFolder(), 'late'), env));
    expect(said).toMatch(/2026-11.*2026-10/);
  });

  itWith('hledger')('hledger makes the funds of both months out of their journals', () => {
    for (const [out, of] of [
      [october, '2026-10'],
      [november, '2026-11'],
    ] as const) {
      const balances = hledgerBalances(out, of);
      const { funds } = resultIn(out);
      for (const [fund, pots] of Object.entries(funds)) {
        for (const pot of ['available', 'reserved', 'expended'] as const) {
          expect([fund, pot, asMoney(balances[`funds:${fund}:${pot}`])]).toEqual([fund, pot, pots[pot]]);
        }
      }
      expect(Object.keys(balances).every((account) => (account.split(':')[1] as string) in funds)).toBe(true);
    }
  });

  test('a changed cadre is a new version beside the old one, and decides nothing anew', async () => {
    const folder = copyOf(NOVEMBER);
    change(folder, 'cadres', 'G0002', '安置方式', '异地居住');
    const out = join(tempFolder(), 'changed');
    const { status, stdout } = await month(folder, out, env);
    expect([status, stdout.split('\n').filter((line) => line.includes('new version'))]).toEqual([
      0,
      ['登记更新 new version: cadres G0002 v2'],
    ]);
    expect(resultIn(out)).toEqual(resultIn(november));
    const versions = await asSuper(await hold(), (query) =>
      query(
        `select version, content->>'姓名' as name, content->>'安置方式' as settlement from register_version
         where register = 'cadres' and code = 'G0002' order by version`,
      ),
    );
    expect(versions).toEqual([
      { version: 1, name: '叶玉', settlement: '本地' },
      { version: 2, name: '叶玉', settlement: '异地居住' },
    ]);
  });

  test('--lenient leaves out what cannot be read, keeps a wrong check digit, and says both', async () => {
    const folder = copyOf(NOVEMBER);
    const [good = ''] =
      Object.entries(resultIn(november).visits).find(([, { state }]) => state === 'payable') ?? [];
    const line = addLike(folder, 'visits', good, { 记录号: 'JL-BAD', 签到时间: '2026-02-30 08:00:00' });
    addLike(folder, 'visits', good, { 记录号: 'JL-NEW' });
    addLike(folder, 'ratings', readCells(folder, 'ratings')[1]?.[0] ?? '', { 记录号: 'JL-BAD' });
    change(folder, 'cadres', 'G0003', '身份证号', '350902192609211193');
    await refuses(() => month(folder, join(tempFolder(), 'strict'), env));

    const out = join(tempFolder(), 'lenient');
    const { status, stdout } = await month(folder, out, env, '--lenient');
    expect(status).toBe(0);
    const flagged = stdout.split('\n').filter((text) => /^(略去|存疑)/.test(text));
    expect(flagged.map((text) => text.replace(/：.*/, ''))).toEqual([
      expect.stringMatching(/^存疑 flagged: cadres\.csv 第 \d+ 行「身份证号」$/),
      `略去 left out: visits.csv 第 ${line} 行「签到时间」`,
      expect.stringMatching(/^略去 left out: ratings\.csv 第 \d+ 行「记录号」$/),
    ]);
    expect(stdout).toContain('cadres G0003 v2');
    const { visits } = resultIn(out);
    expect(['JL-NEW' in visits, 'JL-BAD' in visits]).toEqual([true, false]);
    expect(visits['JL-NEW']?.codes).toContain('V05');
  });
});
