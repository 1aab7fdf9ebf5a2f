import type { Actor } from '../../apps/api/src/db/actor';
import { DatabaseError } from '../../apps/api/src/db/pg-error';
import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, expend, release, reserve, type Share } from './ledger-calls';
import { broken } from './ledger-invariants';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from './world';

let db: Opened;
let world: World;
let actor: Actor;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterEach(async () => {
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);

async function reserved(fen: number, fund = world.fundId): Promise<Share> {
  return run(async (tx) => {
    const order = await fileOrder(tx, world, { amount_fen: String(fen) }, [fund]);
    const share = { id: newId(), order, fund, amount: fen };
    await reserve(tx, world, [order], [share]);
    return share;
  });
}

/** How each of many at once ended: "done", or the fault. */
async function outcomes(tries: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, ...rest } of await Promise.allSettled(tries)) {
    const reason = 'reason' in rest ? rest.reason : undefined;
    const word =
      status === 'fulfilled' ? 'done' : reason instanceof DatabaseError ? reason.fault : String(reason);
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

test('120 at once on a fund with room for 100: exactly 100', async () => {
  expect(await outcomes(times(120, () => reserved(1000)))).toEqual({ done: 100, 'funds-short': 20 });
});

test('40 at once on a limit with room for 25: exactly 25', async () => {
  const limit = { id: newId(), version: 1, code: 'L', window_kind: 'month', measure: 'hour', basis: '一' };
  await run((tx) => insertRows(tx, 'usage_limit', [{ ...limit, cap_hundredths: '2500' }]));
  expect(await outcomes(times(40, () => reserved(10)))).toEqual({ done: 25, 'limit-exceeded': 15 });
});

test('200 at once on a contract with room for 150: exactly 150', async () => {
  const tries = times(200, (i) => reserved(1000, i % 2 ? world.fundId : world.unitFundId));
  expect(await outcomes(tries)).toEqual({ done: 150, 'ceiling-exceeded': 50 });
});

test('30 at once on what one reservation has left for 20: exactly 20', async () => {
  const { id } = await reserved(2000);
  const draw = (tx: Tx) => expend(tx, world, [{ reservation: id, amount: 100 }]);
  expect(await outcomes(times(30, () => run(draw)))).toEqual({ done: 20, 'reservation-short': 10 });
});

test('batches over both funds in opposite orders do not block each other for good', async () => {
  const batch = (i: number) =>
    run(async (tx) => {
      const funds = i % 2 ? [world.fundId, world.unitFundId] : [world.unitFundId, world.fundId];
      const orders = [];
      for (let n = 0; n < 2; n++) orders.push(await fileOrder(tx, world, { amount_fen: '200' }, funds));
      const shares = orders.flatMap((order) =>
        funds.map((fund, position) => ({ id: newId(), order, fund, position, amount: 100 })),
      );
      await reserve(tx, world, orders, shares);
    });
  expect(await outcomes(times(40, batch))).toEqual({ done: 40 });
});

/** A small generator of our own, so that a failing run can be had again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('a mix of everything, all at once: refused or done, and the books agree', async () => {
  const seed = Number(process.env.SONGBAI_SEED ?? Date.now() % 100_000);
  const below = random(seed);
  const shares = await Promise.all(times(10, () => reserved(1 + below(3000))));
  const step = (): Promise<unknown> => {
    const share = shares[below(shares.length)] ?? shares[0];
    const draw = [{ reservation: share?.id ?? '', amount: 1 + below(900) }];
    const amount = below(4000) - 2000;
    switch (below(5)) {
      case 0:
        return reserved(1 + below(4000), below(2) ? world.fundId : world.unitFundId);
      case 1:
        return run((tx) => release(tx, world, draw));
      case 2:
        return run((tx) => allot(tx, world, { [world.fundId]: amount, [world.unitFundId]: -amount }));
      case 3:
        return run((tx) => tx.query('select ledger.rebuild_limit_windows($1)', [world.bureauId]));
      default:
        return run((tx) => expend(tx, world, draw));
    }
  };
  const counts = await outcomes(times(200, step));
  const expected = ['done', 'reservation-short', 'funds-short', 'ceiling-exceeded'];
  expect({ seed, surprises: Object.keys(counts).filter((word) => !expected.includes(word)) }).toEqual({
    seed,
    surprises: [],
  });
});
