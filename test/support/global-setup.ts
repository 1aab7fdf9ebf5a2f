import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { identify } from '../../apps/api/src/db/embedded/process-identity';
import { removeServer } from './remove-server';
import { CLOCK_VARIABLE, homeOf, momentOfRun, RUN_VARIABLE, runOf } from './run';

/** Numbers the run, sets its clock, sweeps the servers of killed runs. Starts nothing: many need no database. */
export default async function globalSetup(): Promise<void> {
  for (const folder of readdirSync(tmpdir())) {
    const run = runOf(folder);
    if (run !== null && identify(Number.parseInt(run, 10)) === null) await removeServer(homeOf(run));
  }
  process.env[CLOCK_VARIABLE] = String(momentOfRun() - Date.now());
  process.env[RUN_VARIABLE] = `${process.pid}-${randomBytes(3).toString('hex')}`;
}
