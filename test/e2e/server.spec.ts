import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '../../apps/api/src/db/embedded';
import { billStates } from '../support/bill-states';
import { removeTempFolders, tempFolder } from '../support/month-folder';
import {
  cleanUp,
  expectSettled,
  month,
  NOVEMBER,
  newHome,
  OCTOBER,
  processesOf,
  type Running,
  songbai,
  start,
} from '../support/program';
import { type Snapshot, snapshot } from '../support/snapshot';

jest.setTimeout(180_000);
afterAll(async () => {
  await cleanUp();
  removeTempFolders();
});

const LOADING = '正在载入示例月份';
const READY = '松柏 Songbai: http';

/** Below those that the system gives to connections: one of the other worker's would be there before the server. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + randomInt(10_000);
    const isFree = await new Promise<boolean>((done) => {
      const probe = createServer().once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
    });
    if (isFree) return port;
  }
}

interface Server extends Running {
  get(path: string): Promise<{ status: number; type: string; body: string }>;
  /** The states of a month's bills, as a clerk of the demo is told. */
  billsOf(month: string): Promise<Set<string>>;
}

const DEMO = { username: 'clerk', password: 'demo-password-of-the-tests' };

async function serve(home: string, port?: number): Promise<Server> {
  const used = port ?? (await freePort());
  const running = start('start.cjs', [], {
    ...{ SONGBAI_HOME: home, PORT: String(used), SONGBAI_DEMO_PASSWORD: DEMO.password },
  });
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${used}${path}`);
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
  };
  return { ...running, get, billsOf: (of) => billStates(`http://127.0.0.1:${used}/api/v1`, DEMO, of) };
}

/** Sends the signal and expects a clean end: status 0, no PostgreSQL left, nothing but plain words said. */
async function stop(server: Running, signal: NodeJS.Signals, home: string): Promise<void> {
  server.child.kill(signal);
  const { status, stderr } = await server.ended;
  expect({ status, left: processesOf(home) }).toEqual({ status: 0, left: [] });
  expect(stderr).not.toMatch(/^\s+at |Error/m);
}

/** What the home's database holds, seen while the spec itself runs it. */
async function look(home: string): Promise<Snapshot> {
  const database = await startEmbedded({ home, fast: true });
  try {
    return await snapshot(database.superUrl('songbai'));
  } finally {
    await database.stop();
  }
}

describe('a server on an empty home', () => {
  const home = newHome();
  let port = 0;
  let server: Server;
  beforeAll(async () => {
    port = await freePort();
    server = await serve(home, port);
  });

  test('lives while it loads the sample month, and is ready after', async () => {
    await server.says(LOADING);
    expect(await server.get('/livez')).toMatchObject({ status: 200 });
    expect(await server.get('/readyz')).toMatchObject({ status: 503 });
    await server.says(READY);
    expect(await server.get('/livez')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await server.get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  });

  test('says without a login what this is, and nothing of what is in it', async () => {
    const { status, type, body } = await server.get('/about');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    for (const word of ['<html lang="zh-CN">', '松柏', '登录工作台']) expect(body).toContain(word);
    for (const word of ['宁德', '周宁', '11350900003887123U', '2026-10', '273', '¥'])
      expect(body).not.toContain(word);
    expect(await server.billsOf('2026-10')).toContain('submitted');
    expect(await server.says('689 订单 orders, 1861 服务 visits, 10 账单 bills')).toContain(
      'demo users: clerk',
    );
    expect(body).not.toMatch(/https?:\/\/|<script/);
  });

  test('answers an unknown path without a stack', async () => {
    const { status, body } = await server.get('/nowhere');
    expect(status).toBe(404);
    expect(body).not.toMatch(/ at .*:\d+/);
  });

  test('another one on its port says in one line that the port is taken, and leaves it alone', async () => {
    const second = await serve(home, port);
    const { status, stdout, stderr } = await second.ended;
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('端口已被占用，请用 PORT 指定另一个'),
    ]);
    expect(stderr).toContain(String(port));
    expect(await server.get('/readyz')).toMatchObject({ status: 200 });
  });

  test('shares its database with the command, and shows what that has done', async () => {
    const out = join(tempFolder(), 'october');
    expectSettled(await month(OCTOBER, out, { SONGBAI_HOME: home }));
    const [result, expected] = [join(out, 'result.json'), join(OCTOBER, 'expected.json')].map((path) =>
      JSON.parse(readFileSync(path, 'utf8')),
    );
    // The bills that the demo left to people are adjudicated now; beside them stands the demo's current month.
    const funds = Object.keys(expected.funds);
    const ofSample = Object.fromEntries(
      Object.entries(result.funds).filter(([code]) => funds.includes(code)),
    );
    const unbilled = result.unbilled.filter((number: string) => /^JL\d+$/.test(number));
    expect({ ...result, funds: ofSample, unbilled }).toEqual(expected);
    const out2 = join(tempFolder(), 'november');
    expectSettled(await month(NOVEMBER, out2, { SONGBAI_HOME: home }));
    for (const each of ['2026-10', '2026-11']) {
      const states = await server.billsOf(each);
      expect([states.size > 0, states.has('submitted')]).toEqual([true, false]);
    }
  });

  test('stops on SIGTERM, its database included', () => stop(server, 'SIGTERM', home));

  test('says so in one line, and ends, when its PostgreSQL is stopped under it; the next start goes on', async () => {
    server = await serve(home);
    await server.says(READY);
    const { postmaster } = JSON.parse(readFileSync(join(home, 'server.json'), 'utf8'));
    process.kill(postmaster.process.pid, 'SIGINT');
    const { status, stderr } = await server.ended;
    expect(status).toBe(1);
    const last = stderr.trim().split('\n').at(-1);
    expect(last).toMatch(
      /已被停止，松柏随之退出.* \/ the database in .* was stopped and Songbai ends with it/,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(processesOf(home)).toEqual([]);
  });

  test('keeps its data over a restart, does not load the sample again, and stops on Ctrl-C', async () => {
    const before = await look(home);
    server = await serve(home);
    const said = await server.says(READY);
    expect(said).not.toContain(LOADING);
    await stop(server, 'SIGINT', home);
    expect(await look(home)).toEqual(before);
  });

  test('comes back after kill -9, with all it had', async () => {
    const before = await look(home);
    server = await serve(home);
    await server.says(READY);
    server.child.kill('SIGKILL');
    expect(await server.ended).toMatchObject({ status: null, signal: 'SIGKILL' });
    server = await serve(home);
    await server.says(READY);
    expect(await server.get('/readyz')).toMatchObject({ status: 200 });
    await stop(server, 'SIGTERM', home);
    expect(await look(home)).toEqual(before);
  });
});

describe('a signal while it is still starting', () => {
  const home = newHome();

  test('ends it cleanly in the middle of making the database', async () => {
    const server = await serve(home);
    while (!existsSync(join(home, 'start.lock'))) await sleep(5);
    await stop(server, 'SIGTERM', home);
  });

  test.each([0, 300, 700, 1100])(
    'ends it cleanly %i ms into the loading, and the next start goes on',
    async (wait) => {
      const another = newHome();
      const server = await serve(another);
      await server.says(LOADING);
      await sleep(wait);
      await stop(server, 'SIGINT', another);
      const again = await serve(another);
      await again.says(READY);
      expect(await again.billsOf('2026-10')).toContain('submitted');
      await stop(again, 'SIGTERM', another);
      const kept = await look(another);
      expect([kept['public.bureau']?.rows, kept['public.cadre']?.rows]).toEqual([2, 276]);
      expect(kept['public.app_user']?.rows).toBeGreaterThan(15);
    },
  );

  test('and the command too: status 130, nothing stored', async () => {
    const out = join(tempFolder(), 'never');
    const running = start('songbai.cjs', ['month', NOVEMBER, '--month', '2026-11', '--out', out], {
      SONGBAI_HOME: home,
    });
    await running.says('读取 read');
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ status: 130, stdout: '' });
    expect(processesOf(home)).toEqual([]);
    expect((await look(home))['public.bureau']).toMatchObject({ rows: 0 });
  });
});

test('a setting that cannot be used is said in one line', async () => {
  const { status, stderr } = await start('start.cjs', [], { SONGBAI_HOME: newHome(), PORT: 'http' }).ended;
  expect([status, stderr.trim()]).toEqual([1, 'PORT=http: 不是端口号 / not a port number']);
  const badHome = await songbai(['month', NOVEMBER, '--month', '2026-11', '--out', tempFolder()], {
    SONGBAI_HOME: __filename,
  });
  expect(badHome.status).toBe(1);
  expect(badHome.stderr.trim().split('\n')).toEqual([expect.stringContaining(__filename)]);
});
