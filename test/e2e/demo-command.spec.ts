import { cleanUp, newHome, songbai } from '../support/program';

jest.setTimeout(90_000);
afterAll(() => cleanUp());

test('songbai demo fills an empty database, once, and says who may sign in', async () => {
  const env = { SONGBAI_HOME: newHome(), SONGBAI_DEMO_PASSWORD: 'a-password-of-ours' };
  const first = await songbai(['demo'], env);
  expect(first.status).toBe(0);
  expect(first.stdout).toContain('689 订单 orders, 1861 服务 visits, 10 账单 bills');
  expect(first.stdout).toMatch(
    /demo users: clerk, approver, finance, unit, liaison, manager, worker, clerk2/,
  );
  expect(first.stdout).not.toContain('a-password-of-ours');
  const second = await songbai(['demo'], env);
  expect([second.status, second.stdout]).toEqual([1, '']);
  expect(second.stderr).toContain('数据库不是空的');
});

test('songbai demo takes no other words', async () => {
  const { status, stderr } = await songbai(['demo', 'again'], { SONGBAI_HOME: newHome() });
  expect([status, stderr.includes('npm run songbai -- demo')]).toEqual([1, true]);
});
