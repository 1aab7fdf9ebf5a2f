import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `it` for a test that needs a program of the machine: skipped aloud where that is missing, failed where CI
 * lacks it.
 */
export function itWith(tool: string): (name: string, test: jest.ProvidesCallback) => void {
  const isInstalled = spawnSync(tool, ['--version']).error === undefined;
  if (isInstalled) return it;
  if (process.env.CI) {
    return (name) =>
      it(name, () => {
        throw new Error(`${tool} is not installed, and CI must have it`);
      });
  }
  console.warn(`tests with ${tool} are skipped: it is not installed`);
  return it.skip;
}

/** What a program prints when it is given a file of this content as the argument "FILE". */
export function run(tool: string, args: readonly string[], content: Buffer | string): string {
  const folder = mkdtempSync(join(tmpdir(), 'songbai-papers-'));
  try {
    const file = join(folder, 'paper');
    writeFileSync(file, content);
    const given = args.map((arg) => (arg === 'FILE' ? file : arg));
    // Chinese account names: hledger reads its journal in the encoding of the locale.
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    return execFileSync(tool, given, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
