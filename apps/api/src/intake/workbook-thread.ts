import { Worker } from 'node:worker_threads';

const PATIENCE_MS = 60_000;
const MOST_MEMORY_MB = 768;

/** What a thread begins with: the workbook library, what it was given, and how it answers. */
const HEAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { Workbook } = require(workerData.library);
const answer = (result, moved) => parentPort.postMessage({ result }, moved);
const given = workerData.given;
`;
const TAIL = '\nmain().catch(() => parentPort.postMessage({ failed: true }));';

/** Why a workbook was not read or written. */
export type ThreadFailure = 'not-a-workbook' | 'too-slow';

/**
 * Runs `async function main()` of this script in a thread of its own, since reading or writing a workbook is a second
 * of pure computing. As text, because that thread loads no TypeScript.
 */
export function inWorkbookThread<T>(script: string, given: unknown): Promise<T | ThreadFailure> {
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
    // Out of memory, or a file on which the reader dies.
    worker.once('error', () => resolve('not-a-workbook'));
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve('not-a-workbook');
    });
  }).finally(() => worker.terminate());
}
