import type { Client } from 'pg';
import { insertRows } from '../../apps/api/src/db/rows';
import { makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken, Crowd, deadlocks, fileOrders, gaps } from './books';

/** The turn of the year while people are at work: money is carried once, or reserved, and never both. */

let db: Opened;
let world: World;
let crowd: Crowd;
let next: string;
const HEAD = `$1, $2, '\\x01', '2026-10', 'test', '2026-12-31T08:00:00Z'`;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
  next = newId();
  await db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, (tx) =>
    insertRows(tx, 'fund', [
      { id: next, version: 1, code: 'F27', type: 'government-purchase', owner_unit_id: null, year: 2027 },
    ]),
  );
  await db.all.query('update contract set ceiling_fen = 100000000 where id = $1', [world.contractId]);
  crowd = await Crowd.of(8, String((db.app.options as { url?: string }).url), world.bureauId);
});
afterEach(async () => {
  await crowd.end();
  expect(await broken(db.all, world.bureauId)).toEqual({});
  expect([await gaps(db.all, world.bureauId), await deadlocks(db.all)]).toEqual([0, 0]);
});

/** Carries 10.00 of the year's money into the next year's fund. */
async function carry(client: Client, key = newId()): Promise<string> {
  await client.query(
    `select ledger.carry_over(${HEAD}, $3, $4, $5, $6, '{1000}', '{2026}', '{2026-12-31}', '{结转文}')`,
    [world.bureauId, key, [newId()], [newId()], [world.fundId], [next]],
  );
  return 'done';
}

async function lapse(client: Client): Promise<string> {
  await client.query(`select ledger.lapse(${HEAD}, $3, $4, '{1000}', '{2026}', '{2026-12-31}', '{收回文}')`, [
    ...[world.bureauId, newId(), [newId()], [world.fundId]],
  ]);
  return 'done';
}

async function pots(fund: string): Promise<number[]> {
  const [row] = await db.all.query(
    'select allotted::int, reserved::int from ledger.balance where bureau_id = $1 and fund_id = $2',
    [world.bureauId, fund],
  );
  return [row.allotted, row.reserved];
}

test('two hundred carry 10.00 out of 1000.00 at once: exactly a hundred can', async () => {
  const counts = await crowd.work(Array(200).fill(0), (client) => carry(client));
  expect(counts).toEqual({ done: 100, LE403: 100 });
  expect([await pots(world.fundId), await pots(next)]).toEqual([
    [0, 0],
    [100_000, 0],
  ]);
});

test('one document sent a hundred times carries once', async () => {
  const counts = await crowd.work(Array(100).fill(0), (client) => carry(client, 'once'));
  expect(counts).toEqual({ done: 100 });
  expect([await pots(world.fundId), await pots(next)]).toEqual([
    [99_000, 0],
    [1000, 0],
  ]);
});

test('carried, given up and reserved at once: each 10.00 goes one way', async () => {
  const orders = await fileOrders(db.unitOfWork, world, 100, 1000);
  const tasks = orders.flatMap((order) => [
    { order, way: 'reserve' },
    { order, way: 'carry' },
    { order, way: 'lapse' },
  ]);
  const ways: Record<string, number> = {};
  const counts = await crowd.work(tasks, async (client, { order, way }) => {
    if (way === 'reserve') await crowd.reserve(client, order, world.fundId, 1000);
    else if (way === 'carry') await carry(client);
    else await lapse(client);
    ways[way] = (ways[way] ?? 0) + 1;
    return 'done';
  });
  expect(counts).toEqual({ done: 100, LE403: 200 });
  const { reserve = 0, carry: carried = 0, lapse: lapsed = 0 } = ways;
  expect(reserve + carried + lapsed).toBe(100);
  expect(await pots(world.fundId)).toEqual([100_000 - (carried + lapsed) * 1000, reserve * 1000]);
  expect(await pots(next)).toEqual([carried * 1000, 0]);
});
