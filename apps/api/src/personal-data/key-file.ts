import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { VaultError } from './vault';

/**
 * The 32 bytes of a key file (64 hexadecimal digits). Makes the file, readable by its owner only, where there
 * is none yet.
 */
export function readKeyFile(path: string): Buffer {
  const made = makeKeyFile(path);
  const text = made ?? readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new VaultError(`${path} is not a key file: 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}

/** Two processes may start at once: only one makes the file, and the other reads it. */
function makeKeyFile(path: string): string | undefined {
  mkdirSync(dirname(path), { recursive: true });
  const key = randomBytes(32).toString('hex');
  try {
    writeFileSync(path, `${key}\n`, { flag: 'wx', mode: 0o600 });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}
