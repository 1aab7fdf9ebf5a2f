import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../apps/api/src/db/embedded/files';
import { runningPostmaster, shutdown } from '../../apps/api/src/db/embedded/postmaster';

/** Ends the throwaway server of a home, whoever uses it, and deletes the home with its data. */
export async function removeServer(home: string): Promise<void> {
  const elsewhere = readJson<{ folder: string }>(join(home, 'place.json'))?.folder;
  const data = join(elsewhere ?? home, 'data');
  const running = existsSync(data) ? await runningPostmaster(data) : null;
  if (running !== null) await shutdown(running.process);
  for (const folder of [home, elsewhere]) {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
