import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedDatabaseError, type EmbeddedServer, startEmbedded } from '../../apps/api/src/db/embedded';
import { isRunning, self } from '../../apps/api/src/db/embedded/process-identity';
import { removeServer } from '../support/remove-server';

const CHILD = join(__dirname, '../support/embedded-child.cjs');
const homes: string[] = [];
const children: ChildProcess[] = [];

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const home of homes) await removeServer(home);
});

/** Not made yet: the launcher makes it with a mode that PostgreSQL's account can pass. */
function newHome(): string {
  const home = join(tmpdir(), `songbai-embedded-${randomBytes(4).toString('hex')}`);
  homes.push(home);
  return home;
}

const start = (home: string): Promise<EmbeddedServer> => startEmbedded({ home, fast: true });

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

interface Child {
  child: ChildProcess;
  owned: boolean;
  ownerUrl: string;
}

/** Another process on the same home; resolves when it has committed its row. */
async function startInChild(home: string, mode = 'fast'): Promise<Child> {
  const child = spawn(process.execPath, [CHILD, home, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, ...JSON.parse(line.toString()) };
}

async function killHard(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function faultOf(home: string): Promise<EmbeddedDatabaseError> {
  const error = await start(home).then(
    () => new Error('it started'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedDatabaseError);
  expect((error as Error).message).not.toContain('\n');
  return error as EmbeddedDatabaseError;
}

function postmasterOf(home: string): { pid: number; start: string } {
  return JSON.parse(readFileSync(join(home, 'server.json'), 'utf8')).postmaster.process;
}

describe('one process', () => {
  const home = newHome();

  it('keeps the data over stop and start, on a port of its own each time', async () => {
    const first = await start(home);
    expect(first.owned).toBe(true);
    await query(first.ownerUrl, "create table kept as select 'yes' as word");
    const postmaster = postmasterOf(home);
    await first.stop();
    await first.stop();
    expect(isRunning(postmaster)).toBe(false);

    const second = await start(home);
    expect(await query(second.ownerUrl, 'select word from kept')).toEqual([{ word: 'yes' }]);
    await second.stop();
  });

  it('gives the application a role without power, and asks everyone for a password', async () => {
    const server = await start(home);
    const [app] = await query(server.appUrl, 'select * from pg_roles where rolname = current_user');
    expect(app).toMatchObject({
      rolname: 'songbai_app',
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolinherit: false,
      rolbypassrls: false,
    });
    const [owner] = await query(server.ownerUrl, 'select * from pg_roles where rolname = current_user');
    expect(owner).toMatchObject({ rolname: 'songbai_owner', rolsuper: false, rolcreaterole: true });
    const wrong = new URL(server.superUrl('postgres'));
    wrong.password = 'guess';
    await expect(query(wrong.toString(), 'select 1')).rejects.toThrow(/password/);
    expect(statSync(join(home, 'credentials.json')).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('is durable unless it is told that this is a test', async () => {
    const server = await startEmbedded({ home });
    expect(await query(server.appUrl, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(server.superUrl('songbai'), 'show unix_socket_directories')).toEqual([
      { unix_socket_directories: '' },
    ]);
    await server.stop();
  });
});

describe('several processes', () => {
  it('joins the server of a live process, and the last to leave stops it', async () => {
    const home = newHome();
    const owner = await start(home);
    const guest = await startInChild(home);
    expect(guest.owned).toBe(false);
    expect(guest.ownerUrl).toBe(owner.ownerUrl);

    const joined = await start(home);
    expect(joined.owned).toBe(false);
    await joined.stop();
    expect(await query(owner.ownerUrl, 'select word from kept')).toEqual([{ word: 'from guest' }]);

    await owner.stop();
    expect(isRunning(postmasterOf(home))).toBe(true);
    await killHard(guest.child);
    const adopted = await start(home);
    const postmaster = postmasterOf(home);
    await adopted.stop();
    expect(isRunning(postmaster)).toBe(false);
  });

  it('adopts the server of a process killed with -9; what was committed is there', async () => {
    const home = newHome();
    const { child, owned, ownerUrl } = await startInChild(home);
    expect(owned).toBe(true);
    const left = postmasterOf(home);
    await killHard(child);

    const next = await start(home);
    expect(next.owned).toBe(true);
    expect(next.ownerUrl).toBe(ownerUrl);
    expect(postmasterOf(home)).toEqual(left);
    expect(await query(next.ownerUrl, 'select word from kept')).toEqual([{ word: 'from owner' }]);
    await next.stop();
    expect(isRunning(left)).toBe(false);
  });

  it('recovers when server and parent were both killed with -9', async () => {
    const home = newHome();
    // In test mode a commit is not in the log yet when it is confirmed, so this one runs as in earnest.
    const { child } = await startInChild(home, 'safe');
    process.kill(postmasterOf(home).pid, 'SIGKILL');
    await killHard(child);

    const next = await startEmbedded({ home });
    expect(await query(next.ownerUrl, 'select word from kept')).toEqual([{ word: 'from owner' }]);
    await next.stop();
  });

  it('lets exactly one of two concurrent starts start it', async () => {
    const home = newHome();
    // What a process that died while starting leaves behind; this number is alive, but as another process.
    mkdirSync(home);
    writeFileSync(join(home, 'start.lock'), JSON.stringify({ ...self(), start: 'before' }));
    const both = await Promise.all([startInChild(home), startInChild(home)]);
    expect(both.map(({ owned }) => owned).sort()).toEqual([false, true]);
    expect(both[0].ownerUrl).toBe(both[1].ownerUrl);
  });
});

describe('a folder that cannot be used is told in one line', () => {
  it('a file in its place', async () => {
    const home = newHome();
    writeFileSync(home, '');
    const { fault, message } = await faultOf(home);
    expect(fault).toBe('not-a-folder');
    expect(message).toContain('不是文件夹');
    expect(message).toContain('not a folder');
    expect((await faultOf(join(home, 'below'))).fault).toBe('not-a-folder');
    rmSync(home);
  });

  it('data of another major version, which stays as it was', async () => {
    const home = newHome();
    mkdirSync(join(home, 'data'), { recursive: true });
    writeFileSync(join(home, 'data/PG_VERSION'), '15\n');
    const { fault, message } = await faultOf(home);
    expect(fault).toBe('other-version');
    expect(message).toContain('15 ≠ 18');
    expect(readFileSync(join(home, 'data/PG_VERSION'), 'utf8')).toBe('15\n');
  });

  it('data that is not ours', async () => {
    const home = newHome();
    mkdirSync(join(home, 'data'), { recursive: true });
    writeFileSync(join(home, 'data/PG_VERSION'), '18\n');
    expect((await faultOf(home)).fault).toBe('foreign-data');
  });
});
