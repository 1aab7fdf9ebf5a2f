import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { reserve } from './ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from './world';

let db: Opened;
let world: World;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, newId());
});
afterAll(() => db.close());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, work);

const AMOUNTS = [700, 100, 900, 300, 500, 200, 800];

test('orders of a batch keep their own amounts, days and numbers, in whatever order they come', async () => {
  const limit = { version: 1, code: 'L1', window_kind: 'month', measure: 'hour', basis: '一' };
  await run(async (tx) => {
    await tx.execute(
      `insert into usage_limit (bureau_id, id, version, code, window_kind, measure, cap_hundredths, basis)
        values ($1, $2, $3, $4, $5, $6, 100000, $7)`,
      [world.bureauId, newId(), ...Object.values(limit)],
    );
    const orders: string[] = [];
    for (const [i, amount] of AMOUNTS.entries()) {
      const starts_on = `2026-${String(i + 1).padStart(2, '0')}-05`;
      const filed = { amount_fen: String(amount), quantity_hundredths: String(amount), starts_on };
      orders.push(await fileOrder(tx, world, { ...filed, number: `B${i}` }));
    }
    const shares = orders.map((order, i) => ({
      ...{ id: newId(), order, fund: world.fundId, amount: AMOUNTS[i] ?? 0 },
    }));
    // Neither in the order of their ids nor against it.
    const places = [3, 0, 6, 1, 5, 2, 4];
    const mixed = <T>(list: readonly T[]): T[] => places.map((place) => list[place] as T);
    await reserve(tx, world, mixed(orders), mixed(shares));
  });
  const postings = await db.all.query(
    `select document, d_reserved::int as reserved from ledger.journal where bureau_id = $1 and kind = 'reserve'`,
    [world.bureauId],
  );
  const reserved = postings.map((row: { document: string; reserved: number }) => [
    row.document,
    row.reserved,
  ]);
  expect(Object.fromEntries(reserved)).toEqual(
    Object.fromEntries(AMOUNTS.map((amount, i) => [`B${i}`, amount])),
  );
  const windows = await db.all.query(
    'select used::int from ledger.limit_window where bureau_id = $1 order by window_start',
    [world.bureauId],
  );
  expect(windows.map(({ used }: { used: number }) => used)).toEqual(AMOUNTS);
});
