import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads a JSON file; null when it is not there. Other faults of the file system are thrown. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a file only its owner may read, in one step: a reader sees the old one or the new one. */
export function writeJson(path: string, value: object): void {
  const part = `${path}.part-${process.pid}`;
  writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  giveToFolderOwner(part);
  renameSync(part, path);
}

/** `sudo npm start` in somebody's folder must not leave files there that he cannot read afterwards. */
export function giveToFolderOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== 0) chownSync(path, uid, gid);
}
