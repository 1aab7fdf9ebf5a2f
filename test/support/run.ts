import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The number of a run of `npm test` names all that it makes, so that a later run can sweep what is left. */
export const RUN_VARIABLE = 'SONGBAI_TEST_RUN';

/** The number of this run, handed from the main process to the workers. */
export function runId(): string {
  const id = process.env[RUN_VARIABLE];
  if (id === undefined) throw new Error(`${RUN_VARIABLE} is not set: run the tests through jest`);
  return id;
}

/** By how many milliseconds the clock of the specs is ahead of the machine's, for the workers. */
export const CLOCK_VARIABLE = 'SONGBAI_TEST_CLOCK';

/** When a run begins, in milliseconds: one afternoon in the middle of a month, or `SONGBAI_TEST_MOMENT`. */
export const momentOfRun = (): number =>
  Date.parse(process.env.SONGBAI_TEST_MOMENT || '2026-11-19T14:30:00+08:00');

const PREFIX = 'songbai-test-';

/** The home of the run's own PostgreSQL. It is made by the first spec that needs a database. */
export function homeOf(run: string): string {
  return join(tmpdir(), PREFIX + run);
}

/** The run whose home a folder in the temp folder is; null for any other name. */
export function runOf(folder: string): string | null {
  return /^songbai-test-(\d+-[0-9a-f]+)$/.exec(folder)?.[1] ?? null;
}
