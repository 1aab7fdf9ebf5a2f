import { createDataSource } from '../../apps/api/src/db/data-source';
import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

/** What screens need to know beside the resources themselves. */
let site: TestApp;
let clerk: Client;
let parts: OrderParts;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  parts = await orderParts(site, clerk);
}, 120_000);
afterAll(() => site.close());

const UNKNOWN = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';

describe('the limits of a cadre', () => {
  interface Left {
    code: string;
    cap: string;
    used: string;
    left: string;
    windowStart: string;
  }
  const limits = async (cadreId: string, on: string, client = clerk): Promise<Left[]> =>
    (await client.get(`/cadres/${cadreId}/limits?on=${on}`)).body.limits;

  test('grow used by what an approved order takes, in the window of its days only', async () => {
    const cadreId = parts.cadres[1]?.id ?? '';
    const body = anOrderFor(parts, cadreId, { quantity: '3.00' });
    const of = async (on: string) => (await limits(cadreId, on)).find(({ code }) => code === 'XE-3');
    const before = await of('2026-12-15');
    expect(before).toMatchObject({ cap: '24.00', used: '0.00', left: '24.00', windowStart: '2026-12-01' });
    const november = await of('2026-11-15');
    const { id } = await requestOrder(clerk, body);
    expect(await of('2026-12-15')).toEqual(before);
    expect((await (await site.signIn('approver')).post(`/orders/${id}/approve`, {})).status).toBe(200);
    expect(await of('2026-12-01')).toMatchObject({ used: '3.00', left: '21.00' });
    expect(await of('2026-11-15')).toEqual(november);
  });

  test('are known to the unit that answers for the cadre, and to no other party', async () => {
    const unit = await site.signIn('unit');
    const own = parts.cadres.find(({ unitId }) => unitId === unit.user.unitId)?.id ?? '';
    const other = parts.cadres.find(({ unitId }) => unitId !== unit.user.unitId)?.id ?? '';
    expect(await limits(own, '2026-12-01', unit)).toEqual(await limits(own, '2026-12-01'));
    for (const id of [other, UNKNOWN]) expect((await unit.get(`/cadres/${id}/limits`)).status).toBe(404);
    expect((await (await site.signIn('clerk-b')).get(`/cadres/${own}/limits`)).status).toBe(404);
    expect((await (await site.signIn('manager')).get(`/cadres/${own}/limits`)).status).toBe(403);
  });
});

describe('how a contract is going', () => {
  test('the months add up to what is committed, visits and ratings to what there is', async () => {
    const { contractId } = parts;
    const { body } = await clerk.get(`/contracts/${contractId}/monitoring`);
    const cents = (text: string): bigint => BigInt(text.replace('.', ''));
    const sum = body.months.reduce(
      (all: bigint, row: { committed: string }) => all + cents(row.committed),
      0n,
    );
    const { body: contract } = await clerk.get(`/contracts/${contractId}`);
    expect(sum).toBe(cents(contract.committed));
    expect(body).toMatchObject({ ceiling: contract.ceiling, committed: contract.committed });
    const held = body.visits.find(({ status }: { status: string }) => status === 'held')?.count ?? 0;
    const list = await clerk.get(`/visits?contractId=${contractId}&status=held&limit=200`);
    expect(list.body.items).toHaveLength(held);
    expect(held).toBeGreaterThan(0);
  });

  test('is open to its provider, and to nobody who cannot see the contract', async () => {
    const path = `/contracts/${parts.contractId}/monitoring`;
    expect((await (await site.signIn('manager')).get(path)).status).toBe(200);
    expect((await (await site.signIn('manager-b')).get(path)).status).toBe(404);
    expect((await (await site.signIn('unit')).get(path)).status).toBe(403);
  });
});

describe('cadres by their ids', () => {
  test('are those, of one’s own', async () => {
    const ids = parts.cadres.slice(0, 3).map(({ id }) => id);
    const { body } = await clerk.get(`/cadres?ids=${[...ids, UNKNOWN].join(',')}`);
    expect(body.items.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
    const unit = await site.signIn('unit');
    const own = parts.cadres.filter(({ unitId }) => unitId === unit.user.unitId).map(({ id }) => id);
    const seen = await unit.get(
      `/cadres?ids=${parts.cadres
        .map(({ id }) => id)
        .slice(0, 50)
        .join(',')}`,
    );
    expect(seen.body.items.map(({ id }: { id: string }) => id).sort()).toEqual([...own].sort());
  });

  test('at most fifty, and nothing but ids', async () => {
    const many = Array.from({ length: 51 }, () => UNKNOWN).join(',');
    for (const ids of ['x', `${UNKNOWN},`, many]) {
      const { status, body } = await clerk.get(`/cadres?ids=${ids}`);
      expect([status, body.errors?.[0]?.path]).toEqual([400, 'ids']);
    }
  });
});

test('filters: contracts by their end and by waiting changes, orders by their last day', async () => {
  const all = (await clerk.get('/contracts?limit=200')).body.items as { endsOn: string }[];
  const ends = (await clerk.get('/contracts?limit=200&endsBefore=2027-01-01')).body.items;
  expect(ends).toHaveLength(all.filter(({ endsOn }) => endsOn < '2027-01-01').length);
  expect((await clerk.get('/contracts?endsBefore=2026-01-02')).body.items).toEqual([]);
  expect((await clerk.get('/contracts?amendment=submitted')).body.items).toEqual([]);
  const amended = await clerk.post(`/contracts/${parts.contractId}/amendments`, {
    ceiling: '56000.00',
    reason: '增加',
  });
  expect(amended.status).toBe(201);
  const waiting = (await clerk.get('/contracts?amendment=submitted')).body.items;
  expect(waiting.map(({ id }: { id: string }) => id)).toEqual([parts.contractId]);
  const late = (await clerk.get('/orders?limit=200&endsFrom=2026-11-01')).body.items as { endsOn: string }[];
  expect(late.length).toBeGreaterThan(0);
  expect(late.every(({ endsOn }) => endsOn >= '2026-11-01')).toBe(true);
});

describe('the logins of the demo', () => {
  test('are there for anybody, without anything secret', async () => {
    const { status, body } = await site.anyone().get('/demo');
    expect(status).toBe(200);
    expect(body.logins[0]).toEqual({ username: 'clerk', name: '林经办', role: 'bureau-clerk' });
    expect(body.logins).toHaveLength(20);
  });

  test('are no more once this is no demo', async () => {
    const owner = createDataSource(site.database.ownerUrl);
    await owner.initialize();
    await owner.query('delete from demo_login').finally(() => owner.destroy());
    expect((await site.anyone().get('/demo')).status).toBe(404);
  });
});
