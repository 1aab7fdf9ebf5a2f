import { type Client, startApp } from '../support/app';
import { endOf, make, SIGNATURE, startOf, time, type VisitSite, visitSite } from '../support/visits';

/** An order that ends keeps what visits that had begun may still need, until it is known what becomes of them. */
let world: VisitSite;
let finance: Client;

beforeAll(async () => {
  world = await visitSite(await startApp());
  finance = await world.site.signIn('finance');
}, 120_000);
afterAll(() => world.site.close());

const as = (name: keyof VisitSite['clients']): Client => world.clients[name];
const PRICE = 38.04;
const yuan = (hours: number): string => (hours * PRICE).toFixed(2);

interface Ordered {
  id: string;
  cadreId: string;
}

/** An hour at home; without a signature it is held (V07). */
async function visit(of: Ordered, day: string, signature: string | null) {
  const location = await world.home(of.cadreId);
  return make(
    as('worker'),
    startOf(of.id, `${day} 09:00`, { location }),
    endOf(`${day} 10:00`, { location, signature }),
  );
}

const resolve = (id: string, resolution: 'confirm' | 'reject') =>
  as('liaison').post(`/visits/${id}/resolve`, { code: 'V07', resolution, reason: '已电话核实。' });

/** What is still reserved for an order, in 分, and what of its quantity its limits count. */
async function openOf({ id }: Ordered): Promise<[string, string | null]> {
  const [row] = await world.sql<{ open: string; counted: string | null }>(
    `select (select sum(amount - expended - released)::text from ledger.reservation where order_id = $1) as open,
       (select (o.quantity_hundredths - r.unused)::text from ledger.reservation r
         join service_order o on o.id = r.order_id where o.id = $1 and r.ordinal = 0) as counted`,
    [id],
  );
  return [row?.open ?? '', row?.counted ?? null];
}

const cancel = async (of: Ordered) => {
  const { status, body } = await as('clerk2').post(`/orders/${of.id}/cancel`, { reason: '干部外出。' });
  expect([status, body.status]).toEqual([200, 'cancelled']);
  return body;
};

test('a held visit of a cancelled order counts when it is cleared, and its bill is paid in full', async () => {
  const of = await world.order(0, { quantity: '4.00' });
  const held = await visit(of, '12-01', null);
  expect((await cancel(of)).funding).toEqual([expect.objectContaining({ amount: yuan(1) })]);
  expect(await openOf(of)).toEqual(['3804', '100']);
  // Everything is counted anew when a limit changes.
  const [limit] = (await as('clerk').get('/limits?code=XE-3')).body.items;
  expect((await as('clerk').patch(`/limits/${limit.id}`, { cap: '25.00', reason: '调整' })).status).toBe(200);
  expect(await openOf(of)).toEqual(['3804', '100']);
  const cleared = await resolve(held.id, 'confirm');
  expect(cleared.body).toMatchObject({ status: 'payable', decision: { quantity: '1.00', amount: yuan(1) } });
  const { body: bill } = await as('manager').post('/bills', {
    ...{ contractId: world.parts.contractId, month: '2026-12', declared: yuan(1) },
    lines: [
      {
        ...{ visitNumber: held.number, itemCode: 'LC01', quantity: '1.00' },
        ...{ unitPrice: yuan(1), amount: yuan(1) },
      },
    ],
  });
  await as('manager').post(`/bills/${bill.id}/submit`, {});
  const { body: adjudicated } = await finance.post(`/bills/${bill.id}/adjudicate`, {});
  expect(adjudicated.lines).toMatchObject([{ codes: [], approvedAmount: yuan(1) }]);
  await as('manager').post(`/bills/${bill.id}/confirm`, {});
  expect(await openOf(of)).toEqual(['0', '100']);
});

test('a visit under way when its order is cancelled is finished and counts', async () => {
  const of = await world.order(1, { quantity: '2.00' });
  const location = await world.home(of.cadreId);
  const start = startOf(of.id, '12-02 09:00', { location });
  expect((await as('worker').post('/visits', start)).status).toBe(201);
  await cancel(of);
  expect(await openOf(of)).toEqual(['7608', '200']);
  const end = { location, signature: SIGNATURE, photos: [], endedAt: time('12-02 10:00') };
  const { body } = await as('worker').post(`/visits/${start.id}/finish`, end);
  expect(body).toMatchObject({ status: 'payable', decision: { codes: [], quantity: '1.00' } });
});

test('a rejected visit does not stand against closing; one that nobody looked into does', async () => {
  const of = await world.order(3, { quantity: '2.00' });
  const held = await visit(of, '12-04', null);
  const blockers = async () =>
    (await finance.get('/months/2026-12')).body.blockers.map(({ code }: { code: string }) => code);
  expect(await blockers()).toContain('Y01');
  await resolve(held.id, 'reject');
  expect(await blockers()).not.toContain('Y01');
});

test('what a cancelled order kept for a visit is given back when that one is rejected', async () => {
  const of = await world.order(2, { quantity: '3.00' });
  const [first, second] = [await visit(of, '12-03', null), await visit(of, '12-05', null)];
  await cancel(of);
  expect(await openOf(of)).toEqual(['7608', '200']);
  expect((await resolve(first.id, 'reject')).body.status).toBe('held');
  expect(await openOf(of)).toEqual(['3804', '100']);
  expect((await resolve(second.id, 'reject')).body.status).toBe('held');
  expect(await openOf(of)).toEqual(['0', '0']);
});

test('what a visit took less is given back when a month closes', async () => {
  await world.sql(`update visit set status = 'blocked' where status = 'held' and day < '2026-12-01'`);
  await world.sql(`update bill set status = 'returned', return_reason = '重报' where month = '2026-10'`);
  expect((await finance.post('/months/2026-10/close')).status).toBe(200);
  expect(await openOf({ id: await orderOfDay('2026-12-02'), cadreId: '' })).toEqual(['3804', '100']);
});

const orderOfDay = async (day: string): Promise<string> => {
  const [row] = await world.sql<{ order_id: string }>(
    `select order_id from visit where day = $1 and provider_id = $2 and status = 'payable'`,
    [day, as('manager').user.providerId],
  );
  return row?.order_id ?? '';
};
