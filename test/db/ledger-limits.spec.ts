import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows, type Row } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { release, reserve, type Share } from './ledger-calls';
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

async function limit(over: Row): Promise<string> {
  const id = newId();
  const row = {
    id,
    version: 1,
    code: id,
    fund_type: null,
    category: null,
    window_kind: 'month',
    basis: '一',
  };
  await run((tx) =>
    insertRows(tx, 'usage_limit', [{ ...row, measure: 'hour', cap_hundredths: '500', ...over }]),
  );
  return id;
}

/** An order of `hours` at 10.00 an hour, paid by the first of `funds`, which may name more. */
async function order(tx: Tx, hours: number, over: Row = {}, funds = [world.fundId]): Promise<Share> {
  const amount = hours * 1000;
  const quantity_hundredths = String(hours * 100);
  const id = await fileOrder(tx, world, { quantity_hundredths, amount_fen: String(amount), ...over }, funds);
  const share = { id: newId(), order: id, fund: funds[0] ?? '', amount };
  await reserve(tx, world, [id], [share]);
  return share;
}

const used = async (limitId: string): Promise<Record<string, unknown>> => {
  const rows = await db.all.query(
    'select window_start as start, used from ledger.limit_window where limit_id = $1 order by 1',
    [limitId],
  );
  return Object.fromEntries(rows.map((row: Record<string, string>) => [row.start, Number(row.used)]));
};

const exceeded = { fault: 'limit-exceeded' };

describe('a limit in a quantity', () => {
  test('counts the orders of one cadre in the month of their first day', async () => {
    const id = await limit({ cap_hundredths: '500' });
    await run((tx) => order(tx, 3));
    await run((tx) => order(tx, 2));
    await expect(run((tx) => order(tx, 1))).rejects.toMatchObject({
      ...exceeded,
      detail: expect.stringContaining('"left" : "0"'),
    });
    await run((tx) => order(tx, 5, { starts_on: '2026-11-01', ends_on: '2026-11-30' }));
    expect(await used(id)).toEqual({ '2026-10-01': 500, '2026-11-01': 500 });
  });

  test('of a year begins in January, and takes only its own measure and category', async () => {
    const year = await limit({ window_kind: 'year', cap_hundredths: '1000' });
    const meals = await limit({ measure: 'meal', cap_hundredths: '0' });
    const others = await limit({ category: '康复', cap_hundredths: '0' });
    await run((tx) => order(tx, 3));
    expect([await used(year), await used(meals), await used(others)]).toEqual([
      { '2026-01-01': 300 },
      {},
      {},
    ]);
  });

  test('of a fund type applies where any fund named has it, even one that gave nothing', async () => {
    const id = await limit({ fund_type: 'public', cap_hundredths: '100' });
    await run((tx) => order(tx, 4));
    await run((tx) => order(tx, 1, {}, [world.fundId, world.unitFundId]));
    await expect(run((tx) => order(tx, 1, {}, [world.fundId, world.unitFundId]))).rejects.toMatchObject(
      exceeded,
    );
    expect(await used(id)).toEqual({ '2026-10-01': 100 });
  });
});

describe('a limit in yuan', () => {
  test('counts the shares given under it, by fund type', async () => {
    const id = await limit({ measure: 'yuan', fund_type: 'public', cap_hundredths: '5000' });
    await run((tx) => order(tx, 9));
    await run((tx) => order(tx, 5, {}, [world.unitFundId, world.fundId]));
    await expect(run((tx) => order(tx, 1, {}, [world.unitFundId]))).rejects.toMatchObject(exceeded);
    expect(await used(id)).toEqual({ '2026-10-01': 5000 });
  });
});

/** Only an order that is cancelled gives back of its quantity. */
const cancel = (order: string): Promise<unknown> =>
  run((tx) => tx.execute(`update service_order set status = 'cancelled' where id = $1`, [order]));

test('a release gives back exactly what was taken, under each limit in its own measure', async () => {
  const hours = await limit({});
  const yuan = await limit({ measure: 'yuan', cap_hundredths: '90000' });
  const share = await run((tx) => order(tx, 3));
  await cancel(share.order);
  await run((tx) =>
    release(tx, world, [{ reservation: share.id, amount: 1000 }], { unused: { [share.order]: 100 } }),
  );
  expect([await used(hours), await used(yuan)]).toEqual([{ '2026-10-01': 200 }, { '2026-10-01': 2000 }]);
  const tooMuch = run((tx) =>
    release(tx, world, [{ reservation: share.id, amount: 1 }], { unused: { [share.order]: 201 } }),
  );
  await expect(tooMuch).rejects.toMatchObject({ fault: 'reservation-short' });
});

describe('rebuilding the windows', () => {
  const rebuild = (tx: Tx) => tx.query('select ledger.rebuild_limit_windows($1)', [world.bureauId]);

  test('without a change changes nothing', async () => {
    const [hours, yuan] = [await limit({}), await limit({ measure: 'yuan', cap_hundredths: '90000' })];
    await run((tx) => order(tx, 2));
    const share = await run((tx) => order(tx, 1, {}, [world.unitFundId, world.fundId]));
    await run((tx) => release(tx, world, [{ reservation: share.id, amount: 400 }]));
    const before = [await used(hours), await used(yuan)];
    await run(rebuild);
    expect([await used(hours), await used(yuan)]).toEqual(before);
    expect(before).toEqual([{ '2026-10-01': 300 }, { '2026-10-01': 2600 }]);
  });

  test('a lowered cap keeps what is used and lets nothing in until enough is given back', async () => {
    const id = await limit({});
    const share = await run((tx) => order(tx, 5));
    await run(async (tx) => {
      await tx.execute('update usage_limit set cap_hundredths = 300 where id = $1', [id]);
      await rebuild(tx);
    });
    await expect(run((tx) => order(tx, 1))).rejects.toMatchObject(exceeded);
    await cancel(share.order);
    await run((tx) =>
      release(tx, world, [{ reservation: share.id, amount: 3000 }], { unused: { [share.order]: 300 } }),
    );
    await run((tx) => order(tx, 1));
    await expect(run((tx) => order(tx, 1))).rejects.toMatchObject(exceeded);
    expect(await used(id)).toEqual({ '2026-10-01': 300 });
  });

  test('takes up new limits and categories, and what a cancelled order really used', async () => {
    const share = await run((tx) => order(tx, 4));
    const [all, rehab] = [await limit({}), await limit({ category: '康复' })];
    await run(rebuild);
    expect([await used(all), await used(rehab)]).toEqual([{ '2026-10-01': 400 }, {}]);
    await run(async (tx) => {
      await tx.execute(`update item set category = '康复' where id = $1`, [world.itemId]);
      await tx.execute(`update service_order set status = 'cancelled', used_hundredths = 150 where id = $1`, [
        share.order,
      ]);
      await rebuild(tx);
    });
    expect([await used(all), await used(rehab)]).toEqual([{ '2026-10-01': 150 }, { '2026-10-01': 150 }]);
  });
});
