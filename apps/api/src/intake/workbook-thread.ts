import { Worker } from 'node:worker_threads';
import { Lanes } from '../http/lanes';

const PATIENCE_MS = 60_000;
const MOST_MEMORY_MB = 768;

/** Each may take so much memory, so few run at once; their patience begins when they do. */
const lanes = new Lanes(2);

/** Who comes when so many wait is told to come again, as each holds a file. */
const MOST_WAITING = 20;

export const areWorkbooksBusy = (): boolean => lanes.waitingNow >= MOST_WAITING;

/** What a thread begins with: the workbook library, what it was given, and how it answers. */
const HEAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { Workbook } = require(workerData.library);
const answer = (result, moved) => parentPort.postMessage({ result }, moved);
const given = workerData.given;
`;
const TAIL = '\nmain().catch(() => parentPort.postMessage({ failed: true }));';

/** Why a workbook was not read or written. */
export type ThreadFailure = 'not-a-workbook' | 'too-slow' | 'takes-too-much';

/**
 * Runs `async function main()` of this script in a thread of its own, since reading or writing a workbook is a second
 * of pure computing. As text, because that thread loads no TypeScript.
 */
export function inWorkbookThread<T>(script: string, given: unknown): Promise<T | ThreadFailure> {
  return lanes.run(() => inThread<T>(script, given));
}

function inThread<T>(script: string, given: unknown): Promise<T | ThreadFailure> {
  const worker = new Worker(HEAD + script + TAIL, {
    eval: true,
    ...{ stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    workerData: { library: require.resolve('exceljs'), given },
  });
  return new Promise<T | ThreadFailure>((resolve) => {
    const timer = setTimeout(() => resolve('too-slow'), PATIENCE_MS);
    worker.once('message', ({ result, failed }: { result: T; failed?: true }) =>
      resolve(failed ? 'not-a-workbook' : result),
    );
    // A file on which the reader dies.
    worker.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'takes-too-much' : 'not-a-workbook'),
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve('not-a-workbook');
    });
  }).finally(() => worker.terminate());
}
