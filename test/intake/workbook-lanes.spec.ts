import { inWorkbookThread, readSheets } from '../../apps/api/src/intake';

const WAITING = 20;
const AT_ONCE = 2;
const [RUNNING, MOST, GATE] = [0, 1, 2];

/** Counts itself in, waits at the gate, and counts itself out. */
const COUNTED = `
async function main() {
  const counts = new Int32Array(given.shared);
  const now = Atomics.add(counts, ${RUNNING}, 1) + 1;
  if (now > Atomics.load(counts, ${MOST})) Atomics.store(counts, ${MOST}, now);
  Atomics.wait(counts, ${GATE}, 0, given.patience);
  Atomics.sub(counts, ${RUNNING}, 1);
  answer('done');
}`;

const counters = () => new Int32Array(new SharedArrayBuffer(12));
const start = (counts: Int32Array, patience: number): Promise<unknown> =>
  inWorkbookThread(COUNTED, { shared: counts.buffer, patience });

test('two threads at once, and the rest in their turn', async () => {
  const counts = counters();
  const all = await Promise.all(Array.from({ length: 6 }, () => start(counts, 300)));
  expect([all, counts[MOST]]).toEqual([Array(6).fill('done'), AT_ONCE]);
}, 60_000);

test('who brings one more when many wait is told so', async () => {
  const counts = counters();
  const bytes = Buffer.from('PK\u0003\u0004 whatever');
  const running = Array.from({ length: AT_ONCE + WAITING - 1 }, () => start(counts, 60_000));
  expect(await readSheets(bytes, 10)).toBe('not-a-workbook');
  running.push(start(counts, 60_000));
  expect(await readSheets(bytes, 10)).toBe('too-busy');
  Atomics.store(counts, GATE, 1);
  Atomics.notify(counts, GATE);
  await Promise.all(running);
  expect(await readSheets(bytes, 10)).toBe('not-a-workbook');
}, 120_000);

test('a thread that takes all of its memory says so, and the next runs', async () => {
  const hungry = 'async function main() { const all = []; for (;;) all.push(Array(1e6).fill({})); }';
  expect(await inWorkbookThread(hungry, {})).toBe('takes-too-much');
  expect(await start(counters(), 1)).toBe('done');
}, 60_000);
