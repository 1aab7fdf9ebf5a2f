import { Worker } from 'node:worker_threads';

/** Pixels of an image, four bytes each. */
export interface Bitmap {
  width: number;
  height: number;
  data: Buffer;
}

const PATIENCE_MS = 30_000;

/**
 * Runs in a thread of its own, as text because that thread loads no TypeScript: decoding takes a second of pure
 * computing, and the decoder reads files of strangers.
 */
const DECODER = `
const { parentPort, workerData } = require('node:worker_threads');
const decode = require(workerData.decoder);
(async () => {
  const images = await decode.all({ buffer: workerData.file });
  const [first] = images;
  if (!first) throw new Error('no image');
  if (first.width * first.height > workerData.mostPixels)
    return parentPort.postMessage({ width: first.width, height: first.height });
  const { width, height, data } = await first.decode();
  parentPort.postMessage({ width, height, data: data.buffer }, [data.buffer]);
})().catch(() => process.exit(1));
`;

type Said = Pick<Bitmap, 'width' | 'height'> & { data?: ArrayBuffer };

/**
 * Decodes a HEIC photo; of one with more than so many pixels only the size, which stands in its header. Rejects what is
 * none. Takes some nine bytes for a pixel, so one at a time is enough.
 */
export function decodeHeic(
  file: Buffer,
  mostPixels: number,
): Promise<Bitmap | Pick<Bitmap, 'width' | 'height'>> {
  const worker = new Worker(DECODER, {
    eval: true,
    // What the decoder says of files that it cannot read is not for our log.
    ...{ stdout: true, stderr: true },
    workerData: {
      decoder: require.resolve('heic-decode'),
      file: new Uint8Array(file),
      mostPixels,
    },
  });
  return new Promise<Bitmap | Pick<Bitmap, 'width' | 'height'>>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS);
    worker.once('message', ({ width, height, data }: Said) =>
      resolve({ width, height, ...(data && { data: Buffer.from(data) }) }),
    );
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('no photo'));
    });
  }).finally(() => worker.terminate());
}
