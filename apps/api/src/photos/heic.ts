import { Worker } from 'node:worker_threads';

/** Pixels of an image, four bytes each. */
export interface Bitmap {
  width: number;
  height: number;
  data: Buffer;
}

/** 48 megapixels are 192 MB of bitmap; what claims to be more is refused before it is decoded. */
const MOST_PIXELS = 50_000_000;
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
  if (!first || first.width * first.height > workerData.mostPixels) throw new Error('too large');
  const { width, height, data } = await first.decode();
  parentPort.postMessage({ width, height, data: data.buffer }, [data.buffer]);
})().catch(() => process.exit(1));
`;

let last: Promise<unknown> = Promise.resolve();

/** Decodes a HEIC photo, one at a time, because each takes much memory. Rejects what is none. */
export function decodeHeic(file: Buffer): Promise<Bitmap> {
  const next = last.then(() => decode(file));
  last = next.catch(() => undefined);
  return next;
}

function decode(file: Buffer): Promise<Bitmap> {
  const worker = new Worker(DECODER, {
    eval: true,
    // What the decoder says of files that it cannot read is not for our log.
    ...{ stdout: true, stderr: true },
    workerData: {
      decoder: require.resolve('heic-decode'),
      file: new Uint8Array(file),
      mostPixels: MOST_PIXELS,
    },
  });
  return new Promise<Bitmap>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS);
    worker.once('message', ({ width, height, data }: Omit<Bitmap, 'data'> & { data: ArrayBuffer }) =>
      resolve({ width, height, data: Buffer.from(data) }),
    );
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('no photo'));
    });
  }).finally(() => worker.terminate());
}
