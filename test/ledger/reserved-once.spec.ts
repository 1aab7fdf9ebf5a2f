import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, reserve } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken, Crowd, fileOrders } from './books';

/** One order is reserved once, whatever key, share and place is given, by either verb and by both at once. */

let db: Opened;
let world: World;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
});
afterEach(async () => {
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, work);

const params = (order: string, fund: string, place: number): unknown[] => {
  const head = [world.bureauId, newId(), '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z'];
  return [...head, order, '2026-10-02', newId(), fund, place, 100];
};
/** Its order is its key, so that what says that it is another request is what it asks for. */
const ONE = `select ledger.reserve_order($1, $3::bytea || convert_to($2, 'UTF8'), $4, $5, $6, $7, $8, $9, $10, $11,
  $12)`;
const MANY = `select ledger.reserve($1, $2, $3, $4, $5, $6, array[$7::uuid], array[$8::date], array[$9::uuid],
  array[$7::uuid], array[$10::uuid], array[$11::int], array[$12::bigint])`;

const hours = { version: 1, code: 'L', window_kind: 'month', measure: 'hour', cap_hundredths: '500000' };

describe.each([
  ['without a limit', false],
  ['under a limit in hours', true],
])('%s', (_, isLimited) => {
  beforeEach(async () => {
    if (isLimited) await run((tx) => insertRows(tx, 'usage_limit', [{ ...hours, basis: '一', id: newId() }]));
  });

  test.each([
    ['one, then one', ONE, ONE],
    ['one, then a batch', ONE, MANY],
    ['a batch, then one', MANY, ONE],
    ['a batch, then a batch', MANY, MANY],
  ])('%s', async (__, first, second) => {
    const funds = [world.fundId, world.unitFundId];
    const order = await run((tx) => fileOrder(tx, world, { amount_fen: '100' }, funds));
    await run((tx) => tx.query(first, params(order, world.fundId, 0)));
    for (const fund of funds)
      for (const place of [0, 1])
        await expect(run((tx) => tx.query(second, params(order, fund, place)))).rejects.toMatchObject({
          code: 'LE410',
          fault: 'duplicate',
        });
  });

  test('two places at once, by both verbs: each order once', async () => {
    const funds = [world.fundId, world.unitFundId];
    const orders = await fileOrders(db.unitOfWork, world, 100, 100, ...funds);
    const crowd = await Crowd.of(4, String((db.app.options as { url?: string }).url), world.bureauId);
    const tries = orders.flatMap((order) => [0, 1, 2, 3].map((place) => ({ order, place })));
    const counts = await crowd.work(tries, async (client, { order, place }) => {
      const fund = funds[place % 2] ?? '';
      await client.query(place < 2 ? ONE : MANY, params(order, fund, place));
      return 'done';
    });
    await crowd.end();
    expect(counts).toEqual({ done: 100, LE410: 300 });
  });
});

test('two batches that want the same orders the other way round do not wait for each other crosswise', async () => {
  const crowd = await Crowd.of(4, String((db.app.options as { url?: string }).url), world.bureauId);
  const rounds = await Promise.all(
    Array.from({ length: 10 }, () => fileOrders(db.unitOfWork, world, 20, 100, world.fundId)),
  );
  const tries = rounds.flatMap((orders) => [orders, [...orders].reverse(), orders, [...orders].reverse()]);
  const counts = await crowd.work(tries, async (client, orders) => {
    const head = [world.bureauId, newId(), '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z'];
    const each = (value: unknown) => orders.map(() => value);
    const shares = [orders, each('2026-10-02'), orders.map(() => newId()), orders, each(world.fundId)];
    await client.query(`select ledger.reserve($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`, [
      ...[...head, ...shares, each(0), each(100)],
    ]);
    return 'done';
  });
  await crowd.end();
  expect(counts).toEqual({ done: 10, LE410: 30 });
});

test('the same again answers as before; another content is refused, of a batch as that of its key', async () => {
  const under = (order = '') => params(order, world.fundId, 0).with(1, 'once');
  for (const [verb, fault] of [
    [ONE, 'duplicate'],
    [MANY, 'key-reused'],
  ] as const) {
    const [mine, next] = await Promise.all(
      [0, 1].map(() => run((tx) => fileOrder(tx, world, { amount_fen: '100' }, [world.fundId]))),
    );
    const call = under(mine);
    const [answer] = await run((tx) => tx.query(verb, call));
    expect(Object.values(answer ?? {})).toEqual([{ orders: 1, postings: 1 }]);
    expect(await run((tx) => tx.query(verb, call))).toEqual([answer]);
    await expect(run((tx) => tx.query(verb, call.with(2, '\\x02')))).rejects.toMatchObject({ fault });
    // A batch's key is used up, whatever the order; a single one has no other key than its order.
    const another = run((tx) => tx.query(verb, under(next).with(2, '\\x02')));
    if (verb === MANY) await expect(another).rejects.toMatchObject({ fault });
    else await another;
  }
});

test.each(['p_hash', 'p_order', 'p_effective', 'p_share', 'p_fund', 'p_position', 'p_amount'])(
  'a single reservation without %s is refused as one that is not whole',
  async (name) => {
    const order = await run((tx) => fileOrder(tx, world, { amount_fen: '100' }, [world.fundId]));
    const names =
      'p_bureau p_key p_hash p_period p_actor p_at p_order p_effective p_share p_fund p_position p_amount';
    const call = params(order, world.fundId, 0).with(names.split(' ').indexOf(name), null);
    await expect(run((tx) => tx.query(ONE, call))).rejects.toMatchObject({ code: 'LE400' });
  },
);

test.each([
  [7, 'infinity'],
  [7, '0001-01-01'],
  [5, 'infinity'],
])('a single reservation whose day or moment no book has is refused (%i, %s)', async (place, value) => {
  const order = await run((tx) => fileOrder(tx, world, { amount_fen: '100' }, [world.fundId]));
  const call = params(order, world.fundId, 0).with(place, value);
  await expect(run((tx) => tx.query(ONE, call))).rejects.toMatchObject({ code: 'LE400' });
});

test('half an allotment is refused, and its key stays free', async () => {
  const call = (funds: string[], differences: (number | null)[]) =>
    run((tx) =>
      tx.query(
        `select ledger.allot($1, 'half', '\\x01', '2026-10', 'x', now(), $2, $3, $4, '{2026-10-01}', '{文}')`,
        [world.bureauId, [newId()], funds, differences],
      ),
    );
  for (const [funds, differences] of [
    [[world.fundId], [null]],
    [[world.fundId], [0]],
    [[world.fundId], []],
    [[world.fundId, world.unitFundId], [1]],
  ] as [string[], (number | null)[]][])
    await expect(call(funds, differences)).rejects.toMatchObject({ code: 'LE400' });
  await run((tx) => allot(tx, world, { [world.fundId]: 5 }, { key: 'half' }));
});

test('an expense dated before its reservation is refused', async () => {
  const id = newId();
  await run(async (tx) => {
    const order = await fileOrder(tx, world, { amount_fen: '100' });
    await reserve(tx, world, [order], [{ id, order, fund: world.fundId, amount: 100 }]);
  });
  const spend = (day: string) =>
    run((tx) =>
      tx.query(`select ledger.expend($1, $2, '\x01', '2026-10', 'x', now(), $3, $4, '{1}', $5, '{文}')`, [
        world.bureauId,
        newId(),
        [newId()],
        [id],
        [day],
      ]),
    );
  await expect(spend('2026-10-01')).rejects.toMatchObject({ code: 'LE408' });
  await spend('2026-10-02');
});

test('a month that is not over is not closed softly, and one person is not two by a capital letter', async () => {
  const turn = (verb: string, by: string, at: string, ...reason: string[]) =>
    run((tx) =>
      tx.query(`select ledger.${verb}($1, $2, '2026-10', $3, $4${reason.length ? ', $5' : ''})`, [
        ...[world.bureauId, newId(), by, at, ...reason],
      ]),
    );
  await expect(turn('close_softly', 'a', '2026-10-31T15:59:59Z')).rejects.toMatchObject({ code: 'LE408' });
  await turn('close_softly', 'a', '2026-10-31T16:00:00Z');
  await turn('close', 'a', '2026-11-01T00:00:00Z');
  await turn('ask_reopen', 'a', '2026-11-01T00:00:00Z', '漏账');
  await expect(turn('reopen', ' A ', '2026-11-01T00:00:01Z', '漏账')).rejects.toMatchObject({
    code: 'LE408',
  });
  await turn('reopen', 'b', '2026-11-01T00:00:01Z', '同意');
});
