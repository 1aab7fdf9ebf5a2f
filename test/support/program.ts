import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeServer } from './remove-server';

const ROOT = resolve(__dirname, '../..');
const SAMPLES = join(ROOT, 'apps/api/samples');
export const OCTOBER = join(SAMPLES, 'ningde-2026-10');
export const NOVEMBER = join(SAMPLES, 'ningde-2026-11');

/** How a process ended, and all that it said. */
export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with what was said so far once it contains `text`; fails where the process ends without it. */
  says(text: string): Promise<string>;
}

type Environment = Record<string, string>;

const children = new Set<ChildProcess>();
const homes = new Set<string>();

/** Starts a script of ours as a person would, with nothing of ours in the environment but `env`. */
export function start(script: string, args: readonly string[], env: Environment): Running {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(SONGBAI_|DATABASE_URL|PORT|HOST$)/.test(name),
  );
  const child = spawn(process.execPath, [join(ROOT, 'scripts', script), ...args], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const ended = new Promise<Ended>((done) => {
    child.once('close', (status, signal) => {
      children.delete(child);
      done({ status, signal, ...said });
    });
  });
  const says = (text: string): Promise<string> =>
    new Promise((done, fail) => {
      const all = (): string => said.stdout + said.stderr;
      const look = (): void => {
        if (all().includes(text)) done(all());
      };
      look();
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('close', () => fail(new Error(`it ended without “${text}”: ${all()}`)));
    });
  return { child, ended, says };
}

export const songbai = (args: readonly string[], env: Environment): Promise<Ended> =>
  start('songbai.cjs', args, env).ended;

/** `songbai month …` of a folder whose name ends in the month. */
export function wordsOf(folder: string, out: string): string[] {
  const [of = '2026-10'] = /\d{4}-\d{2}$/.exec(folder) ?? [];
  return ['month', folder, '--month', of, '--out', out];
}

export const month = (folder: string, out: string, env: Environment, ...flags: string[]): Promise<Ended> =>
  songbai([...wordsOf(folder, out), ...flags], env);

/** That a run was settled; where it was not, what it said is in the message. */
export function expectSettled({ status, stderr }: Ended): void {
  expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
}

/** Not made yet: the program makes it with a mode that PostgreSQL's account can pass. */
export function newHome(): string {
  const home = join(tmpdir(), `songbai-e2e-${randomBytes(4).toString('hex')}`);
  homes.add(home);
  return home;
}

/** Ends what a failed test left running, and removes the homes with their servers. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  for (const home of homes) await removeServer(home);
  homes.clear();
}

/** Processes whose command line names the folder: the PostgreSQL that serves it. Linux only; elsewhere none. */
export function processesOf(folder: string): string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
