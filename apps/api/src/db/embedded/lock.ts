import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './error';
import { isRunning, type ProcessIdentity, self } from './process-identity';

const POLL_MS = 25;
/** A file that is still empty after this long was left by a process that died while writing it. */
const EMPTY_MS = 5_000;

/**
 * Runs `body` while no other process holds `path`. A lock whose process is dead is taken over.
 * Throws EmbeddedDatabaseError 'busy' after `waitMs`.
 */
export async function withLock<T>(path: string, waitMs: number, body: () => Promise<T>): Promise<T> {
  const end = Date.now() + waitMs;
  while (!create(path)) {
    const held = read(path);
    if (held !== null && isStale(path, held)) takeAway(path, held);
    else if (Date.now() > end) throw new EmbeddedDatabaseError('busy', path, held ?? '?');
    else await sleep(POLL_MS);
  }
  try {
    return await body();
  } finally {
    rmSync(path, { force: true });
  }
}

function create(path: string): boolean {
  const file = openNew(path);
  if (file === null) return false;
  try {
    writeFileSync(file, JSON.stringify(self()));
    return true;
  } catch (error) {
    // On a full disk the file is there and empty; nobody should have to wait for it.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Null when the file exists. */
function openNew(path: string): number | null {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isStale(path: string, text: string): boolean {
  try {
    return !isRunning(JSON.parse(text) as ProcessIdentity);
  } catch {
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    return age > EMPTY_MS;
  }
}

/**
 * Removes a dead process's lock. Two processes may both have read the dead one's text; only who holds
 * the claim may remove, and only while the text is still that one, so a fresh lock is never removed.
 */
function takeAway(path: string, seen: string): void {
  const claim = `${path}.claim`;
  if (!create(claim)) {
    const claimed = read(claim);
    if (claimed !== null && isStale(claim, claimed)) rmSync(claim, { force: true });
    return;
  }
  try {
    if (read(path) === seen) rmSync(path, { force: true });
  } finally {
    rmSync(claim, { force: true });
  }
}
