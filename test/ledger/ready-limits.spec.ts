import { insertRows, type Row } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken } from './books';

/** The limits worked out beforehand bind as the register does: whoever reads them counts as whoever asks it. */

let db: Opened;
beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());

const base = { version: 1, window_kind: 'month', measure: 'hour', basis: '文', cap_hundredths: '400' };
const LIMITS: readonly Row[] = [
  { ...base, code: 'XE-1' },
  { ...base, code: 'XE-2', measure: 'yuan', window_kind: 'year', cap_hundredths: '5000' },
  { ...base, code: 'XE-3', measure: 'yuan', fund_type: 'public', cap_hundredths: '900' },
  { ...base, code: 'XE-4', category: '康复', cap_hundredths: '0' },
  { ...base, code: 'XE-5', cap_hundredths: '100', valid_from: '2026-10-10', valid_to: '2026-10-20' },
  { ...base, code: 'XE-6', measure: 'meal', cap_hundredths: '0' },
];
const DAYS = [
  '2026-10-01',
  '2026-10-09',
  '2026-10-10',
  '2026-10-15',
  '2026-10-20',
  '2026-10-21',
  '2026-11-02',
];

const run = <T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, work);

const columns = (row: Row): Row => ({
  ...{ category: null, fund_type: null, valid_from: null, valid_to: null, ...row, id: newId() },
});

const RESERVE = `select ledger.reserve_order($1, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z', $2, $3, $4, $5,
  0, $6)`;

const RESERVE_ALL = `select ledger.reserve($1, $2, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z', $3, $4, $5,
  $3, $6, $7, $8)`;

async function makeBureau(limits: readonly Row[]): Promise<World> {
  const world = await makeWorld(db.unitOfWork, newId());
  await run(world, async (tx) => {
    await tx.execute('update contract set ceiling_fen = 99999999');
    await insertRows(tx, 'usage_limit', limits.map(columns));
    await allot(tx, world, { [world.fundId]: 9_000_000, [world.unitFundId]: 9_000_000 });
  });
  return world;
}

/** Orders of an hour on every day and of either fund, twice. Answers how each ended. */
async function reserveAll(world: World, over: Row): Promise<string[]> {
  const words: string[] = [];
  for (const day of [...DAYS, ...DAYS]) {
    for (const fund of [world.fundId, world.unitFundId]) {
      const row = { starts_on: day, ends_on: '2026-11-30', amount_fen: '300', ...over };
      const order = await run(world, (tx) => fileOrder(tx, world, row, [fund]));
      const values = [world.bureauId, order, '2026-10-02', newId(), fund, 300];
      const ended = run(world, (tx) => tx.query(RESERVE, values)).then(
        () => 'done',
        ({ code }: { code: string }) => code,
      );
      words.push(`${day} ${await ended}`);
    }
  }
  return words;
}

/** Batches of four such orders, each of one day. The last is of all days at once. Answers how each ended. */
async function reserveBatches(world: World, over: Row): Promise<string[]> {
  const words: string[] = [];
  const funds = [world.fundId, world.unitFundId];
  for (const days of [...DAYS.map((day) => [day, day]), DAYS.slice(2)]) {
    const orders: string[] = [];
    const shares: string[] = [];
    for (const day of days) {
      for (const fund of funds) {
        const row = { starts_on: day, ends_on: '2026-11-30', amount_fen: '300', ...over };
        orders.push(await run(world, (tx) => fileOrder(tx, world, row, [fund])));
        shares.push(fund);
      }
    }
    const each = <T>(value: T): T[] => orders.map(() => value);
    const values = [
      world.bureauId,
      newId(),
      orders,
      each('2026-10-02'),
      orders.map(() => newId()),
      shares,
      each(0),
      each(300),
    ];
    const ended = run(world, (tx) => tx.query(RESERVE_ALL, values)).then(
      () => 'done',
      ({ code }: { code: string }) => code,
    );
    words.push(`${days} ${await ended}`);
  }
  return words;
}

const windows = (world: World) =>
  db.all.query(
    `select l.code, w.window_start::text, w.used, w.room from ledger.limit_window w
      join usage_limit l on (l.bureau_id, l.id) = (w.bureau_id, w.limit_id) where w.bureau_id = $1 order by 1, 2`,
    [world.bureauId],
  );

test('what is read beforehand refuses and counts as what is asked', async () => {
  const [ready, asking] = [await makeBureau(LIMITS), await makeBureau(LIMITS)];
  const words = await reserveAll(ready, {});
  expect(words).toEqual(await reserveAll(asking, { first_fund_id: null, first_fund_type: null }));
  expect([words.filter((word) => word.endsWith('done')).length > 5, words.length]).toEqual([true, 28]);
  expect(words.some((word) => word.endsWith('LE402'))).toBe(true);
  expect(await windows(ready)).toEqual(await windows(asking));
  for (const world of [ready, asking]) expect(await broken(db.all, world.bureauId)).toEqual({});
});

test('a batch that reads beforehand refuses and counts as one that asks', async () => {
  const [ready, asking] = [await makeBureau(LIMITS), await makeBureau(LIMITS)];
  const words = await reserveBatches(ready, {});
  expect(words).toEqual(await reserveBatches(asking, { first_fund_id: null, first_fund_type: null }));
  expect(new Set(words.map((word) => word.split(' ')[1]))).toEqual(new Set(['done', 'LE402']));
  expect(await windows(ready)).toEqual(await windows(asking));
  for (const world of [ready, asking]) expect(await broken(db.all, world.bureauId)).toEqual({});
});

const stretches = async (world: World): Promise<string[]> => {
  const rows: { line: string }[] = await db.all.query(
    `select distinct k.since || ' ' || k.until || ' ' || cardinality(k.limits) as line from ledger.ready_limits k
      where k.bureau_id = $1 and k.fund_type = 'government-purchase' order by 1`,
    [world.bureauId],
  );
  return rows.map(({ line }) => line);
};

test('they follow every change of the register, and of the kinds of items', async () => {
  const world = await makeBureau([]);
  expect(await stretches(world)).toEqual(['-infinity infinity 0']);
  const id = newId();
  const dated = columns({ ...base, code: 'XE-9', valid_from: '2026-10-10', valid_to: '2026-10-20' });
  await run(world, (tx) => insertRows(tx, 'usage_limit', [{ ...dated, id }]));
  const cut = ['-infinity 2026-10-09 0', '2026-10-10 2026-10-20 1', '2026-10-21 infinity 0'];
  expect(await stretches(world)).toEqual(cut);
  await run(world, (tx) => tx.execute('update usage_limit set valid_to = null'));
  expect(await stretches(world)).toEqual(['-infinity 2026-10-09 0', '2026-10-10 infinity 1']);
  await run(world, (tx) => tx.execute(`update item set category = '新类'`));
  const [row] = await db.all.query(
    `select count(*)::int as n from ledger.ready_limits k where k.bureau_id = $1 and k.category = '新类'`,
    [world.bureauId],
  );
  expect(row.n).toBe(8);
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

test('a limit in a quantity of another type of money leaves the register to be asked', async () => {
  const world = await makeBureau([{ ...base, code: 'XE-1', fund_type: 'public' }]);
  expect(await stretches(world)).toEqual([]);
  expect(await reserveBatches(world, {})).toContain(`${[DAYS[0], DAYS[0]]} done`);
  expect(await broken(db.all, world.bureauId)).toEqual({});
});
