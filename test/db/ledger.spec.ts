import type { Actor } from '../../apps/api/src/db/actor';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, expend, release, reserve, type Share } from './ledger-calls';
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

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);

/** One order with one share of its whole amount, reserved. */
async function reserved(tx: Tx, fen: number, fund = world.fundId): Promise<Share> {
  const order = await fileOrder(tx, world, { amount_fen: String(fen) }, [fund]);
  const share = { id: newId(), order, fund, amount: fen };
  await reserve(tx, world, [order], [share]);
  return share;
}

async function one<T = Record<string, string>>(sql: string, params: unknown[]): Promise<T> {
  const [row] = await db.all.query<T[]>(sql, params);
  if (!row) throw new Error('no row');
  return row;
}

const balance = (fund = world.fundId): Promise<Record<string, string>> =>
  one('select allotted, reserved, expended, seq from ledger.balance where fund_id = $1', [fund]);

const committed = (): Promise<Record<string, string>> =>
  one('select committed, room from ledger.commitment where contract_id = $1', [world.contractId]);

describe('the verbs', () => {
  test('reserve, expend and release move the same 分 in balance, contract and journal', async () => {
    await run(async (tx) => {
      const share = await reserved(tx, 3000);
      await expend(tx, world, [
        { reservation: share.id, amount: 1000 },
        { reservation: share.id, amount: 500 },
      ]);
      await release(tx, world, [{ reservation: share.id, amount: 1500 }]);
    });
    expect(await balance()).toEqual({ allotted: '100000', reserved: '0', expended: '1500', seq: '5' });
    expect(await committed()).toEqual({ committed: '1500', room: '148500' });
    const journal = await db.all.query(
      'select kind, d_allotted, d_reserved, d_expended from ledger.journal where fund_id = $1 order by seq',
      [world.fundId],
    );
    expect(journal.map((row: Record<string, string>) => Object.values(row).join(' '))).toEqual([
      'allot 100000 0 0',
      'reserve 0 3000 0',
      'expend 0 -1000 1000',
      'expend 0 -500 500',
      'release 0 -1500 0',
    ]);
  });

  test('an order may take from several funds, and a batch may hold many orders', async () => {
    await run(async (tx) => {
      const funds = [world.unitFundId, world.fundId];
      const orders = [];
      for (let i = 0; i < 3; i++) orders.push(await fileOrder(tx, world, { amount_fen: '1000' }, funds));
      const shares = orders.flatMap((order) =>
        funds.map((fund, position) => ({ id: newId(), order, fund, position, amount: position ? 900 : 100 })),
      );
      await reserve(tx, world, orders, shares);
    });
    expect((await balance(world.unitFundId)).reserved).toBe('300');
    expect((await balance()).reserved).toBe('2700');
    expect((await committed()).committed).toBe('3000');
  });

  test('postings of a fund are numbered without a gap, in the order given', async () => {
    const shares: Share[] = [];
    await run(async (tx) => {
      for (let i = 0; i < 5; i++) {
        const order = await fileOrder(tx, world, { amount_fen: '100' });
        shares.push({ id: newId(), order, fund: world.fundId, amount: 100 });
      }
      shares.reverse();
      await reserve(
        tx,
        world,
        shares.map(({ order }) => order),
        shares,
      );
    });
    const rows = await db.all.query(
      `select seq, id from ledger.journal where fund_id = $1 and kind = 'reserve' order by seq`,
      [world.fundId],
    );
    expect(rows).toEqual(shares.map(({ id }, i) => ({ seq: String(i + 2), id })));
  });

  test('an allotment changes by the difference; one of nothing posts nothing', async () => {
    await run((tx) => allot(tx, world, { [world.fundId]: -40_000, [world.unitFundId]: 0 }));
    expect(await balance()).toMatchObject({ allotted: '60000', seq: '2' });
    expect(await balance(world.unitFundId)).toMatchObject({ allotted: '100000', seq: '1' });
  });
});

describe('what the verbs refuse, each with its own fault', () => {
  const refusal = (work: (tx: Tx) => Promise<unknown>) => expect(run(work)).rejects;

  test('more than the fund has: funds-short, and nothing of the batch is done', async () => {
    await run((tx) => reserved(tx, 60_000));
    await refusal((tx) => reserved(tx, 40_001)).toMatchObject({
      fault: 'funds-short',
      detail: expect.stringContaining('"available" : "40000"'),
    });
    expect(await balance()).toMatchObject({ reserved: '60000', seq: '2' });
  });

  test('a cut of the allotment below what is held: funds-short', async () => {
    await run((tx) => reserved(tx, 60_000));
    await refusal((tx) => allot(tx, world, { [world.fundId]: -40_001 })).toMatchObject({
      fault: 'funds-short',
    });
  });

  test('more than the contract: ceiling-exceeded', async () => {
    await run(async (tx) => {
      await reserved(tx, 90_000);
      await reserved(tx, 50_000, world.unitFundId);
    });
    await refusal((tx) => reserved(tx, 10_001, world.unitFundId)).toMatchObject({
      fault: 'ceiling-exceeded',
    });
  });

  test('a lowered ceiling keeps what was promised and lets nothing new in', async () => {
    const share = await run((tx) => reserved(tx, 90_000));
    await run(async (tx) => {
      await tx.execute('update contract set ceiling_fen = 50000 where id = $1', [world.contractId]);
      await tx.query('select ledger.set_ceilings($1, $2)', [world.bureauId, [world.contractId]]);
    });
    expect(await committed()).toEqual({ committed: '90000', room: '0' });
    await refusal((tx) => reserved(tx, 1)).toMatchObject({ fault: 'ceiling-exceeded' });
    await run((tx) => release(tx, world, [{ reservation: share.id, amount: 60_000 }]));
    expect(await committed()).toEqual({ committed: '30000', room: '20000' });
    await run((tx) => reserved(tx, 20_000));
  });

  test('more than a reservation has left, an unknown one, or nothing at all: reservation-short', async () => {
    const share = await run((tx) => reserved(tx, 1000));
    const draws = (amount: number, reservation = share.id) => [{ reservation, amount }];
    await refusal((tx) => expend(tx, world, draws(1001))).toMatchObject({ fault: 'reservation-short' });
    await refusal((tx) => expend(tx, world, [...draws(600), ...draws(401)])).toMatchObject({ code: 'LE404' });
    await refusal((tx) => expend(tx, world, draws(1, newId()))).toMatchObject({ code: 'LE404' });
    await refusal((tx) => release(tx, world, draws(0))).toMatchObject({ code: 'LE400' });
    await refusal((tx) => release(tx, world, draws(-5))).toMatchObject({ code: 'LE400' });
  });

  test('shares that are not the amount of an approved order: shares-mismatch', async () => {
    const attempt = (over: Record<string, unknown>, fen: number) => async (tx: Tx) => {
      const order = await fileOrder(tx, world, over);
      await reserve(tx, world, [order], [{ id: newId(), order, fund: world.fundId, amount: fen }]);
    };
    await refusal(attempt({}, 999)).toMatchObject({ fault: 'shares-mismatch' });
    await refusal(attempt({ status: 'requested' }, 1000)).toMatchObject({ fault: 'shares-mismatch' });
    await refusal((tx) => reserve(tx, world, [newId()], [])).toMatchObject({ fault: 'shares-mismatch' });
  });

  test('a share before the first place: the fence of the table, whatever the verb lets through', async () => {
    await refusal(async (tx) => {
      const order = await fileOrder(tx, world);
      const share = { id: newId(), order, fund: world.fundId, amount: 1000 };
      await reserve(tx, world, [order], [{ ...share, position: -1 }]);
    }).toMatchObject({ code: '23514', constraint: 'reservation_used_once' });
  });

  test('money of a fund that the order does not name: shares-mismatch, one by one and together', async () => {
    const fund = world.unitFundId;
    await refusal(async (tx) => {
      const order = await fileOrder(tx, world);
      await reserve(tx, world, [order], [{ id: newId(), order, fund, amount: 1000 }]);
    }).toMatchObject({ fault: 'shares-mismatch' });
    await refusal(async (tx) => {
      const order = await fileOrder(tx, world);
      const one = 'select ledger.reserve_order($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 1000)';
      const head = [world.bureauId, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z'];
      await tx.query(one, [...head, order, '2026-10-02', newId(), fund]);
    }).toMatchObject({ fault: 'shares-mismatch' });
  });

  test('the same order twice: duplicate', async () => {
    const share = await run((tx) => reserved(tx, 1000));
    const again = [{ ...share, id: newId() }];
    await refusal((tx) => reserve(tx, world, [share.order], again)).toMatchObject({ code: 'LE410' });
  });

  test('a month that is not open: period-closed; soft lets expenses through', async () => {
    const share = await run((tx) => reserved(tx, 1000));
    await refusal((tx) => allot(tx, world, { [world.fundId]: 1 }, { period: '2026-11' })).toMatchObject({
      fault: 'period-closed',
    });
    await db.all.query(`update ledger.period set state = 'soft' where bureau_id = $1`, [world.bureauId]);
    await refusal((tx) => reserved(tx, 1000)).toMatchObject({ fault: 'period-closed' });
    await run((tx) => expend(tx, world, [{ reservation: share.id, amount: 1 }]));
    await db.all.query(`update ledger.period set state = 'closed' where bureau_id = $1`, [world.bureauId]);
    await refusal((tx) => expend(tx, world, [{ reservation: share.id, amount: 1 }])).toMatchObject({
      code: 'LE423',
    });
  });

  test('a bureau other than the one of the transaction: scope-mismatch', async () => {
    const other = await makeWorld(db.unitOfWork, newId());
    await refusal((tx) => allot(tx, other, { [other.fundId]: 1 })).toMatchObject({ fault: 'scope-mismatch' });
    await refusal((tx) =>
      tx.query('select ledger.rebuild_limit_windows($1)', [other.bureauId]),
    ).toMatchObject({
      fault: 'scope-mismatch',
    });
  });
});

describe('keys', () => {
  test('the same key and request answers the same and does nothing; another request is refused', async () => {
    const options = { key: 'k', hash: '\\xaa' };
    const first = await run((tx) => allot(tx, world, { [world.fundId]: 5 }, options));
    const second = await run((tx) => allot(tx, world, { [world.fundId]: 5 }, options));
    expect(second).toEqual(first);
    expect((await balance()).allotted).toBe('100005');
    const other = run((tx) => allot(tx, world, { [world.fundId]: 6 }, { key: 'k', hash: '\\xbb' }));
    await expect(other).rejects.toMatchObject({ fault: 'key-reused' });
  });

  test('twenty at once with one key: one is done', async () => {
    const options = { key: 'once' };
    const all = Array.from({ length: 20 }, () =>
      run((tx) => allot(tx, world, { [world.fundId]: 7 }, options)),
    );
    await Promise.all(all);
    expect((await balance()).allotted).toBe('100007');
  });
});
