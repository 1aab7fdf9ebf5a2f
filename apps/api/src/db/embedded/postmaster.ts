import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identity } from './account';
import { EmbeddedDatabaseError, explainedOutput } from './error';
import { giveToFolderOwner } from './files';
import { CHILD_ENV, type Native } from './native';
import type { Place } from './place';
import { identify, isRunning, type ProcessIdentity } from './process-identity';

const POLL_MS = 15;
/** Crash recovery of a large database takes its time; while the process lives we wait this long. */
const READY_MS = 300_000;
const STOP_MS = 60_000;
const WATCH_MS = 1_000;
const TRIES = 8;
const LOG_MAX_BYTES = 16 * 1024 * 1024;
const TRANSIENT = /could not bind|Address already in use|pre-existing shared memory block/;

/** A postmaster that serves our data folder. */
export interface Postmaster {
  process: ProcessIdentity;
  port: number;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  // A client killed in the middle of a long query must not keep its locks until the query ends.
  client_connection_check_interval: '2s',
  log_checkpoints: 'off',
};
const SAFE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The postmaster on this data folder, whoever started it, once it is ready; null when there is none. */
export async function runningPostmaster(data: string): Promise<Postmaster | null> {
  for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(POLL_MS)) {
    const found = readPidFile(data);
    if (found === null) return null;
    if (!serves(found.pid, data)) {
      // The number is another process's now, or a zombie's that nobody reaps. PostgreSQL only sees that it
      // exists and would not start; against living backends its shared memory guards the folder all the same.
      if (isNumberTaken(found.pid)) rmSync(join(data, 'postmaster.pid'), { force: true });
      return null;
    }
    const process = identify(found.pid);
    if (process !== null && found.status === 'ready') return { process, port: found.port };
  }
  throw new EmbeddedDatabaseError('busy', data, 'postmaster.pid');
}

/** Starts a postmaster on a free port. It outlives us if we are killed. Throws EmbeddedDatabaseError. */
export async function launch(place: Place, native: Native, fast: boolean): Promise<Postmaster> {
  const log = join(place.home, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const from = rotated(log);
    const started = await launchOnce(place, native, fast, await freePort(), log);
    if (started !== null) return started;
    const said = readFileSync(log).subarray(from).toString('utf8');
    if (attempt === TRIES || !TRANSIENT.test(said)) throw explainedOutput(said, place.home);
    await sleep(attempt * 100);
  }
}

/** Resolves once it is gone, whoever ended it; never after `enough`. Keeps no process alive. */
export async function gone(postmaster: ProcessIdentity, enough: AbortSignal): Promise<void> {
  while (isRunning(postmaster)) await sleep(WATCH_MS, undefined, { ref: false });
  if (enough.aborted) await new Promise(() => undefined);
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. Waits for the end. */
export async function shutdown(postmaster: ProcessIdentity): Promise<void> {
  const end = Date.now() + STOP_MS;
  signal(postmaster, 'SIGINT');
  while (isRunning(postmaster)) {
    // Immediate mode is a crash on purpose: the log brings everything committed back.
    if (Date.now() > end) signal(postmaster, 'SIGQUIT');
    await sleep(Date.now() > end ? 1_000 : POLL_MS);
  }
}

function signal(to: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isRunning(to)) return;
  try {
    process.kill(to.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Null when the server ended before it was ready; its log says why. */
async function launchOnce(place: Place, native: Native, fast: boolean, port: number, log: string) {
  const settings = Object.entries({ ...SETTINGS, ...(fast ? FAST : SAFE), port: String(port) });
  const options = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  const child = spawn(join(native.bin, 'postgres'), ['-D', place.data, ...options], {
    ...identity(place.account),
    cwd: '/',
    env: CHILD_ENV,
    // Its own session: Ctrl-C in our terminal reaches us first, and we stop it after the application.
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = new Promise<'ended'>((tell) => {
    child.once('exit', () => tell('ended'));
    child.once('error', () => tell('ended'));
  });
  child.unref();
  for (const end = Date.now() + READY_MS; Date.now() < end; ) {
    if ((await Promise.race([ended, sleep(POLL_MS)])) === 'ended') return null;
    const found = readPidFile(place.data);
    const process = found?.pid === child.pid && found?.status === 'ready' ? identify(found.pid) : null;
    if (process !== null) return { process, port };
  }
  child.kill('SIGQUIT');
  return null;
}

/** Its lines: pid, data folder, start time, port, socket folder, address, shared memory, status. */
function readPidFile(data: string): { pid: number; port: number; status: string } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Tells our postmaster from a process that was given its number later, and from the server of the folder
 * that this one was copied from. In doubt it is ours: to start a second one would be worse.
 */
function serves(pid: number, data: string): boolean {
  const command = commandOf(pid);
  if (command.includes(data)) return true;
  const program = command[0] ?? '';
  const elsewhere = command.some((word, at) => command[at - 1] === '-D' && word.startsWith('/'));
  return /(postgres|postmaster)$/.test(program) && !elsewhere;
}

function isNumberTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The words of a process's command line; readable for everybody, unlike its working folder. */
function commandOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const line = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim();
    // ps joins the words with blanks, so a folder with a blank in it needs its place named apart.
    const folder = / -D (\/.*?)(?: -c |$)/.exec(line)?.[1];
    return [...line.split(' '), ...(folder === undefined ? [] : ['-D', folder])];
  } catch {
    return [];
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  return address.port;
}

/** Puts a large log aside and returns where the next line of the log will stand, in bytes. */
function rotated(log: string): number {
  const bytes = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > LOG_MAX_BYTES) renameSync(log, `${log}.1`);
  else if (bytes > 0) return bytes;
  closeSync(openSync(log, 'a', 0o600));
  giveToFolderOwner(log);
  return 0;
}
