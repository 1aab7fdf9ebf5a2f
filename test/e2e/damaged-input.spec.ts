import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Cells,
  columnsOf,
  csvOf,
  emptyFolder,
  type Folder,
  removeFolders,
  row,
  smallFolder,
  write,
} from '../intake/small-folder';
import { freshDatabase, type TestDatabase } from '../support/postgres';
import { cleanUp, type Ended, newHome, songbai } from '../support/program';
import { type Snapshot, snapshot } from '../support/snapshot';

jest.setTimeout(180_000);

const home = newHome();
let database: TestDatabase;
let before: Snapshot;
let env: Record<string, string>;
beforeAll(async () => {
  database = await freshDatabase();
  before = await snapshot(database.superUrl);
  env = { SONGBAI_HOME: home, DATABASE_URL: database.ownerUrl };
});
afterAll(async () => {
  await cleanUp();
  await database?.drop();
  removeFolders();
});

const out = join(emptyFolder(), 'out');
const settle = (folder: string, ...flags: string[]): Promise<Ended> =>
  songbai(['month', folder, '--month', '2026-10', '--out', out, ...flags], env);

/** Settles a folder that must be refused, with nothing stored or written. Answers the lines that say why. */
async function faultsOf(folder: string, ...flags: string[]): Promise<string[]> {
  const { status, stdout, stderr } = await settle(folder, ...flags);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).not.toMatch(/^\s*at /m);
  expect(stderr).not.toMatch(/Error\b/);
  expect(await snapshot(database.superUrl)).toEqual(before);
  expect(existsSync(out)).toBe(false);
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !/^读取 read|^检查 check/.test(line));
  expect(lines.pop()).toBe(
    `输入有 ${lines.length} 处问题，什么都没有保存 / ${lines.length} faults, nothing was stored`,
  );
  return lines;
}

type Damage = [
  name: string,
  spoil: (folder: Folder) => void,
  raw: Record<string, Buffer | string | null>,
  said: string[],
];

const set = (table: string, index: number, cells: Cells) => (folder: Folder) => {
  Object.assign(row(folder, table, index), cells);
};
const without = (table: string, column: string): Record<string, string> => {
  const columns = columnsOf(table).filter((name) => name !== column);
  return { [`${table}.csv`]: csvOf(smallFolder(), table, columns) };
};
const nothing = (): void => undefined;
const NOISE = Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * i * 31 + i * 17 + 129) % 256));

const DAMAGES: Damage[] = [
  [
    'a missing column',
    nothing,
    without('visits', '签到时间'),
    ['visits.csv 第 1 行「签到时间」：缺少这一列'],
  ],
  [
    '30 February',
    set('orders', 1, { 起始日期: '2026-02-30' }),
    {},
    ['orders.csv 第 3 行「起始日期」：不是有效日期'],
  ],
  ['12,5O', set('bill_lines', 0, { 数量: '12,5O' }), {}, ['bill_lines.csv 第 2 行「数量」：不是数字']],
  ['a negative quantity', set('orders', 0, { 数量: '-1' }), {}, ['orders.csv 第 2 行「数量」：不能为负数']],
  [
    'an amount of 40 digits',
    set('bills', 0, { 申报金额: '9'.repeat(40) }),
    {},
    ['bills.csv 第 2 行「申报金额」：数字过长'],
  ],
  [
    'an unknown cadre',
    set('visits', 1, { 干部编号: 'G9999' }),
    {},
    ['visits.csv 第 3 行「干部编号」：「cadres.csv」中没有 G9999'],
  ],
  [
    'a number twice',
    set('visits', 1, { 记录号: 'JL1' }),
    {},
    ['visits.csv 第 2 行「记录号」：编号重复', 'visits.csv 第 3 行「记录号」：编号重复'],
  ],
  [
    'an ID number with a wrong check digit',
    set('cadres', 0, { 身份证号: '350902192609211193' }),
    {},
    ['cadres.csv 第 2 行「身份证号」：身份证号校验码不符'],
  ],
  [
    'a credit code with a wrong check character',
    set('providers', 0, { 统一社会信用代码: '52350902187202534G' }),
    {},
    ['providers.csv 第 2 行「统一社会信用代码」：统一社会信用代码有误'],
  ],
  [
    'a latitude of 266',
    set('cadres', 1, { 纬度: '266' }),
    {},
    ['cadres.csv 第 3 行「纬度」：应在 -90 到 90 之间'],
  ],
  ['random bytes', nothing, { 'workers.csv': NOISE }, ['workers.csv：']],
  ['a missing table', nothing, { 'funds.csv': null }, ['funds.csv：缺少这张表']],
];

test.each(DAMAGES)('%s', async (_, spoil, raw, said) => {
  const folder = smallFolder();
  spoil(folder);
  const lines = await faultsOf(write(folder, raw));
  expect(lines).toEqual(said.map((part) => expect.stringContaining(part)));
  for (const line of lines) expect(line).toMatch(/^.*：.+ \/ .*: .+/);
});

test('all of them at once: every fault is told, in the order of the tables', async () => {
  const folder = smallFolder();
  const both = DAMAGES.filter(([name]) => !/missing|random/.test(name));
  for (const [, spoil] of both) spoil(folder);
  const lines = await faultsOf(write(folder, { ...without('ratings', '渠道'), 'workers.csv': NOISE }));
  const wanted = both.flatMap(([, , , said]) => said);
  // Two visits of one number are now told apart from the unknown cadre in one of them.
  for (const part of [...wanted, 'ratings.csv 第 1 行「渠道」：缺少这一列', 'workers.csv：']) {
    expect(lines.filter((line) => line.includes(part))).toHaveLength(1);
  }
  const tables = lines.map((line) => /^\w+/.exec(line)?.[0]);
  expect(tables).toEqual([...tables].sort((a, b) => ORDER.indexOf(a ?? '') - ORDER.indexOf(b ?? '')));
  expect(lines.join('\n')).not.toContain('350902192609211193');
});
const ORDER = [
  'units',
  'cadres',
  'stays',
  'providers',
  'workers',
  'items',
  'contracts',
  'prices',
  'funds',
  'limits',
].concat(['orders', 'visits', 'bills', 'bill_lines', 'einvoices', 'ratings']);

test('--lenient stops all the same where a whole table cannot be read', async () => {
  const lines = await faultsOf(write(smallFolder(), { 'funds.csv': null }), '--lenient');
  expect(lines).toEqual([expect.stringContaining('funds.csv：缺少这张表')]);
});

test.each([
  ['a folder that does not exist', () => join(emptyFolder(), 'nowhere'), '没有这个文件夹或文件'],
  ['an empty folder', emptyFolder, '没有可读的表'],
  ['a file that is no table', () => __filename, ''],
])('%s', async (_, folder, said) => {
  const lines = await faultsOf(folder());
  expect(lines).toEqual([expect.stringContaining(said)]);
});

test.each([
  ['no command', []],
  ['an unknown command', ['year', 'x', '--month', '2026-10', '--out', 'y']],
  ['no folder', ['month', '--month', '2026-10', '--out', 'y']],
  ['a month that is none', ['month', 'x', '--month', '2026-13', '--out', 'y']],
  ['no --out', ['month', 'x', '--month', '2026-10']],
  ['an unknown option', ['month', 'x', '--month', '2026-10', '--out', 'y', '--fast']],
  ['strict and lenient', ['month', 'x', '--month', '2026-10', '--out', 'y', '--strict', '--lenient']],
])('%s: status 1, and how it is used', async (_, words) => {
  const { status, stdout, stderr } = await songbai(words, env);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('npm run songbai -- month <folder> --month YYYY-MM --out <folder>');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('the folder without a fault is settled, so it was the faults', async () => {
  const { status, stdout } = await settle(write(smallFolder()));
  expect([status, stdout]).toEqual([0, expect.stringContaining('订单 orders: 2（新 new 2）')]);
  expect(await snapshot(database.superUrl)).not.toEqual(before);
});
