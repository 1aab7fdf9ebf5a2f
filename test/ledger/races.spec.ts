import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot } from '../db/ledger-calls';
import { makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken, Crowd, deadlocks, fileOrders, gaps } from './books';

let db: Opened;
let url: string;
let world: World;
let crowd: Crowd;

beforeAll(async () => {
  db = await openDatabase();
  url = String((db.app.options as { url?: string }).url);
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
  await asOffice((tx) =>
    tx.execute('update contract set ceiling_fen = 100000000 where id = $1', [world.contractId]),
  );
  crowd = await Crowd.of(8, url, world.bureauId);
});
afterEach(async () => {
  await crowd.end();
  expect(await deadlocks(db.all)).toBe(0);
  expect(await gaps(db.all, world.bureauId)).toBe(0);
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

const asOffice = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  db.unitOfWork.run({ kind: 'system', bureauId: world.bureauId }, work);

test('one fund: 1,600 tries of 1.00 on 1,000.00 are 1,000 reservations and 600 refusals', async () => {
  const orders = await fileOrders(db.unitOfWork, world, 1600, 100);
  const counts = await crowd.work(orders, (client, order) => crowd.reserve(client, order, world.fundId, 100));
  expect(counts).toEqual({ done: 1000, LE403: 600 });
});

test('one person: 160 tries of one hour on a limit of fifty are 50 reservations and 110 refusals', async () => {
  const limit = { id: newId(), version: 1, code: 'L', window_kind: 'month', measure: 'hour', basis: '一' };
  await asOffice((tx) => insertRows(tx, 'usage_limit', [{ ...limit, cap_hundredths: '5000' }]));
  const orders = await fileOrders(db.unitOfWork, world, 160, 10);
  const counts = await crowd.work(orders, (client, order) => crowd.reserve(client, order, world.fundId, 10));
  expect(counts).toEqual({ done: 50, LE402: 110 });
});

test('one order, its own key, 400 times: one reservation, and everybody has its answer', async () => {
  const [order = ''] = await fileOrders(db.unitOfWork, world, 1, 100);
  const tries = Array.from({ length: 400 }, () => order);
  const counts = await crowd.work(tries, (client) => crowd.reserve(client, order, world.fundId, 100));
  expect(counts).toEqual({ done: 400 });
  const [row] = await db.all.query(
    `select count(*)::int as n from ledger.journal where bureau_id = $1 and key = $2`,
    [world.bureauId, order],
  );
  expect(row.n).toBe(1);
});

test('orders over two funds in both orders, reserved and released at once, do not block each other', async () => {
  const funds = [world.fundId, world.unitFundId];
  const orders = await fileOrders(db.unitOfWork, world, 200, 100, ...funds);
  const verb = `select ledger.reserve($1, $2, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z',
    $3, $4, $5, $6, $7, $8, $9)`;
  const counts = await crowd.work(
    orders.map((order, i) => ({ order, turn: i % 2 })),
    async (client, { order, turn }) => {
      const [first, second] = turn ? [funds[1], funds[0]] : funds;
      const shares = [newId(), newId()];
      const head = [world.bureauId, newId(), [order], ['2026-10-02']];
      await client.query(verb, [...head, shares, [order, order], [first, second], [0, 1], [60, 40]]);
      await client.query(
        `select ledger.release($1, $2, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z', $3, $4, $5, $6, $7)`,
        [
          world.bureauId,
          newId(),
          [newId(), newId()],
          shares,
          [60, 40],
          ['2026-10-03', '2026-10-03'],
          ['a', 'b'],
        ],
      );
      return 'done';
    },
  );
  expect(counts).toEqual({ done: 200 });
});

test('a close under load: nothing comes in behind it, and it waits for a moment only', async () => {
  const orders = await fileOrders(db.unitOfWork, world, 1000, 10);
  const closer = await Crowd.of(1, url, world.bureauId);
  // Everybody is at work when it starts, and most of the work is left.
  let replies = 0;
  let underWay = (): void => undefined;
  const load = new Promise<void>((done) => {
    underWay = done;
  });
  const posted = crowd.work(orders, async (client, order) => {
    if (++replies > 100) underWay();
    return crowd.reserve(client, order, world.fundId, 10);
  });
  await load;
  const began = Date.now();
  await closer.clients[0]?.query(`select ledger.close($1, $2, '2026-10', 'chief', '2026-11-01T00:00:00Z')`, [
    world.bureauId,
    newId(),
  ]);
  const waited = Date.now() - began;
  await closer.end();
  const counted = await rows();
  const { done = 0, LE423 = 0 } = await posted;
  expect(await rows()).toBe(counted);
  expect(done + LE423).toBe(1000);
  expect(LE423).toBeGreaterThan(0);
  expect(counted).toBe(done + 2);
  expect(waited).toBeLessThan(5_000);
});

const rows = async (): Promise<number> => {
  const [row] = await db.all.query('select count(*)::int as n from ledger.journal where bureau_id = $1', [
    world.bureauId,
  ]);
  return row.n;
};

test('who commits late is sealed late, and never left out', async () => {
  const [slow = ''] = await fileOrders(db.unitOfWork, world, 1, 100);
  const [late, other] = crowd.clients;
  if (!late || !other) throw new Error('nobody came');
  const seal = async (): Promise<number> => {
    const { rows: heads } = await other.query(`select ledger.seal_all($1, now()) as height`, [
      world.bureauId,
    ]);
    return heads[0].height;
  };
  const sealed = async (): Promise<number> => {
    const [row] = await db.all.query(
      `select coalesce(sum(to_seq - from_seq + 1), 0)::int as n from ledger.seal where bureau_id = $1`,
      [world.bureauId],
    );
    return row.n;
  };
  await late.query('begin');
  await crowd.reserve(late, slow, world.fundId, 100);
  await asOffice((tx) => allot(tx, world, { [world.unitFundId]: 700 }));
  await seal();
  expect(await sealed()).toBe(3);
  await late.query('commit');
  const height = await seal();
  expect(await sealed()).toBe(4);
  expect(await seal()).toBe(height);
});
