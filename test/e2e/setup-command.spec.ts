import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, newHome, songbai } from '../support/program';

jest.setTimeout(90_000);
afterAll(() => cleanUp());

const BUREAU = '宁德市委老干部局';
const CODE = '11350900003887123U';
const ORDER = ['setup', '--bureau', BUREAU, '--code', CODE, '--admin', 'Root'];
const passwordIn = (text: string): string | undefined => /one-time password.*: (\S+)$/m.exec(text)?.[1];

test('songbai setup begins an installation: a bureau, and who may sign in first', async () => {
  const env = { SONGBAI_HOME: newHome() };
  const first = await songbai(ORDER, env);
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toContain(`${BUREAU} ${CODE}`);
  expect(first.stdout).toContain('administrator: root');
  expect(passwordIn(first.stdout)).toMatch(/^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/);
  const again = await songbai(ORDER, env);
  expect(again.status).toBe(0);
  expect(passwordIn(again.stdout)).toMatch(/^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/);
  expect(passwordIn(again.stdout)).not.toBe(passwordIn(first.stdout));
  const demo = await songbai(['demo'], env);
  expect([demo.status, demo.stderr.includes('数据库不是空的')]).toEqual([1, true]);
});

test('where there are no books, nobody is told that they agree', async () => {
  const home = newHome();
  for (const words of [['verify'], ['ledger-export', '--out', join(home, 'books')]]) {
    const { status, stdout, stderr } = await songbai(words, { SONGBAI_HOME: join(home, 'mistyped') });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('holds no database');
  }
  expect(existsSync(join(home, 'mistyped'))).toBe(false);
});

test.each([
  ['no bureau', ['setup', '--code', CODE, '--admin', 'root'], '--bureau'],
  [
    'a code that is none',
    ['setup', '--bureau', BUREAU, '--code', '11350900003887123X', '--admin', 'a'],
    '--code',
  ],
  ['a name with a blank', ['setup', '--bureau', BUREAU, '--code', CODE, '--admin', 'a b'], '--admin'],
])('songbai setup wants more than %s', async (_, words, says) => {
  const { status, stdout, stderr } = await songbai(words, { SONGBAI_HOME: newHome() });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.split('\n')[0]).toContain(says);
});
