import { dropRun } from './postgres';
import { removeServer } from './remove-server';
import { homeOf, runId } from './run';

/** Removes what the run made: its server, or its databases on TEST_DATABASE_URL. */
export default async function globalTeardown(): Promise<void> {
  await removeServer(homeOf(runId()));
  await dropRun();
}
