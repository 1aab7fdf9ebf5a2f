import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, expend, release, reserve, type Share } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken } from './books';

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

async function reserved(tx: Tx, fen: number, fund = world.fundId): Promise<Share> {
  const order = await fileOrder(tx, world, { amount_fen: String(fen) }, [fund]);
  const share = { id: newId(), order, fund, amount: fen };
  await reserve(tx, world, [order], [share]);
  return share;
}

/** A verb with its head, its postings' ids, what is its own, and a day and a paper per row. Answers the ids. */
async function move(
  tx: Tx,
  verb: string,
  own: unknown[][],
  key = newId(),
  period = '2026-10',
): Promise<string[]> {
  const rows = own[0] ?? [];
  const ids = rows.map(() => newId());
  const head = [world.bureauId, key, '\\x01', period, 'test', '2026-10-31T08:00:00Z', ids];
  const params = [...head, ...own, rows.map(() => '2026-10-25'), rows.map((_, i) => `更正${i}`)];
  await tx.query(`select ledger.${verb}(${params.map((_, i) => `$${i + 1}`).join(', ')})`, params);
  return ids;
}

const expenses = (): Promise<string[]> => idsOf('expend');
async function idsOf(kind: string): Promise<string[]> {
  const rows = await db.all.query(
    'select id from ledger.journal where bureau_id = $1 and kind = $2 order by fund_id, seq',
    [world.bureauId, kind],
  );
  return rows.map(({ id }: { id: string }) => id);
}

async function balance(fund = world.fundId): Promise<string> {
  const [row] = await db.all.query(
    'select allotted, reserved, expended, paid from ledger.balance where bureau_id = $1 and fund_id = $2',
    [world.bureauId, fund],
  );
  return Object.values(row as Record<string, string>).join(' ');
}

const refusal = (work: (tx: Tx) => Promise<unknown>) => expect(run(work)).rejects;

/** 30.00 reserved, of which 10.00 and 5.00 were expended. */
async function spent(): Promise<Share> {
  return run(async (tx) => {
    const share = await reserved(tx, 3000);
    await expend(tx, world, [
      { reservation: share.id, amount: 1000 },
      { reservation: share.id, amount: 500 },
    ]);
    return share;
  });
}

describe('reversing an expense', () => {
  test('gives its exact negative, once; the money is reserved again', async () => {
    const share = await spent();
    const [first = '', second = ''] = await expenses();
    await run((tx) => move(tx, 'reverse', [[first]]));
    expect(await balance()).toBe('100000 2500 500 0');
    await refusal((tx) => move(tx, 'reverse', [[first]])).toMatchObject({ code: 'LE407' });
    await refusal((tx) => move(tx, 'reverse', [[second, second]])).toMatchObject({ code: 'LE407' });
    await refusal((tx) => move(tx, 'reverse', [[newId()]])).toMatchObject({ code: 'LE407' });
    await run((tx) => release(tx, world, [{ reservation: share.id, amount: 2500 }]));
    expect(await balance()).toBe('100000 0 500 0');
  });

  test('of what is paid is refused: that is recovered', async () => {
    await spent();
    await run((tx) => move(tx, 'pay', [[world.fundId], [1500]]));
    const [first = ''] = await expenses();
    await refusal((tx) => move(tx, 'reverse', [[first]])).toMatchObject({ code: 'LE406' });
  });

  test('eight at once reverse it once', async () => {
    await spent();
    const [first = ''] = await expenses();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => run((tx) => move(tx, 'reverse', [[first]]))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('paying', () => {
  test('never more than is expended, and what comes back is unpaid again', async () => {
    await spent();
    await refusal((tx) => move(tx, 'pay', [[world.fundId], [1501]])).toMatchObject({ code: 'LE406' });
    const [payment = ''] = await run((tx) => move(tx, 'pay', [[world.fundId], [1200]]));
    expect(await balance()).toBe('100000 1500 1500 1200');
    await refusal((tx) => move(tx, 'unpay', [[payment], [1201]])).toMatchObject({ code: 'LE407' });
    await run((tx) => move(tx, 'unpay', [[payment], [200]]));
    await refusal((tx) => move(tx, 'unpay', [[payment], [1001]])).toMatchObject({ code: 'LE407' });
    await run((tx) => move(tx, 'unpay', [[payment], [1000]]));
    expect(await balance()).toBe('100000 1500 1500 0');
  });

  test('a payment goes over several funds, and the same key pays once', async () => {
    await run(async (tx) => {
      for (const fund of [world.fundId, world.unitFundId]) {
        const share = await reserved(tx, 1000, fund);
        await expend(tx, world, [{ reservation: share.id, amount: 1000 }]);
      }
    });
    const pay = (tx: Tx) =>
      move(
        tx,
        'pay',
        [
          [world.unitFundId, world.fundId, world.fundId],
          [1000, 400, 300],
        ],
        'FK1',
      );
    await run(pay);
    await run(pay);
    expect([await balance(), await balance(world.unitFundId)]).toEqual([
      '100000 0 1000 700',
      '100000 0 1000 1000',
    ]);
  });
});

test('money that comes back after payment may be used again, under ceiling and limit as well', async () => {
  const limit = { id: newId(), version: 1, code: 'L', window_kind: 'month', measure: 'yuan', basis: '一' };
  await run((tx) => insertRows(tx, 'usage_limit', [{ ...limit, cap_hundredths: '3000' }]));
  await spent();
  await run((tx) => move(tx, 'pay', [[world.fundId], [1500]]));
  const [first = '', second = ''] = await expenses();
  await run((tx) =>
    move(tx, 'recover', [
      [first, second],
      [300, 500],
      ['deducted', 'returned'],
    ]),
  );
  expect(await balance()).toBe('100000 1500 700 700');
  await refusal((tx) => move(tx, 'recover', [[first], [701], ['returned']])).toMatchObject({ code: 'LE407' });
  await refusal((tx) => move(tx, 'recover', [[first], [1], ['lost']])).toMatchObject({
    fault: 'rule-violated',
  });
  await run((tx) => reserved(tx, 800));
  await refusal((tx) => reserved(tx, 1)).toMatchObject({ fault: 'limit-exceeded' });
});

describe('a cut of an allotment', () => {
  test('below what is committed is refused, and says by whom it is held', async () => {
    const share = await run((tx) => reserved(tx, 60_000));
    await spent();
    const cut = run((tx) => allot(tx, world, { [world.fundId]: -40_000 }));
    const error = await cut.then(
      () => undefined,
      (refused: { fault: string; detail: string }) => refused,
    );
    expect(error).toMatchObject({ fault: 'funds-short' });
    const [{ available, heldBy }] = JSON.parse(error?.detail ?? '[]');
    expect(available).toBe('37000');
    expect(heldBy).toMatchObject({
      orders: 2,
      most: [{ orderId: share.order, reserved: '60000', expended: '0' }, {}],
    });
    await run((tx) => allot(tx, world, { [world.fundId]: -37_000 }));
  });
});

describe('what leaves everything as it was', () => {
  const state = async (): Promise<unknown> => [
    await balance(),
    await db.all.query('select committed, room from ledger.commitment where bureau_id = $1', [
      world.bureauId,
    ]),
    await db.all.query('select used from ledger.limit_window where bureau_id = $1 order by 1', [
      world.bureauId,
    ]),
  ];

  test('a reservation released; an expense in parts or at once; an expense reversed', async () => {
    const limit = { id: newId(), version: 1, code: 'L', window_kind: 'month', measure: 'yuan', basis: '一' };
    await run((tx) => insertRows(tx, 'usage_limit', [{ ...limit, cap_hundredths: '9000' }]));
    const share = await run((tx) => reserved(tx, 3000));
    const before = await state();
    const other = await run((tx) => reserved(tx, 700));
    await run((tx) => release(tx, world, [{ reservation: other.id, amount: 700 }]));
    expect(await state()).toEqual(before);
    const parts = [
      { reservation: share.id, amount: 100 },
      { reservation: share.id, amount: 200 },
    ];
    await run((tx) => expend(tx, world, parts));
    const inParts = await state();
    await run(async (tx) => move(tx, 'reverse', [await expenses()]));
    expect(await state()).toEqual(before);
    await run((tx) => expend(tx, world, [{ reservation: share.id, amount: 300 }]));
    expect(await state()).toEqual(inParts);
  });
});
