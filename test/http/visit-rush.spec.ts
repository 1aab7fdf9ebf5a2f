import { startApp } from '../support/app';
import { endOf, type Made, startOf, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const manager = () => world.clients.manager;

/** Begins visits of different workers one after another, and finishes all of them at the same moment. */
async function finishTogether(starts: { start: { id: string }; end: object }[]): Promise<Made[]> {
  for (const { start } of starts) expect((await manager().post('/visits', start)).status).toBe(201);
  const answers = await Promise.all(
    starts.map(({ start, end }) => manager().post(`/visits/${start.id}/finish`, end)),
  );
  expect(answers.map(({ status }) => status)).toEqual(starts.map(() => 200));
  return answers.map(({ body }) => body);
}

test('twelve visits of one order at one moment take no more than the order has', async () => {
  const order = await world.order(0, { quantity: '5.50' });
  const location = await world.home(order.cadreId);
  const made = await finishTogether(
    Array.from({ length: 12 }, (_, i) => ({
      start: startOf(order.id, '12-01 09:00', {
        location,
        method: 'manual',
        onBehalfOf: `W100${String(i + 2).padStart(2, '0')}`,
      }),
      end: endOf('12-01 10:00', { location }),
    })),
  );
  const quantities = made.map(({ decision }) => decision?.quantity).sort();
  expect(quantities).toEqual([...Array(6).fill('0.00'), '0.50', ...Array(5).fill('1.00')]);
  expect((await manager().get(`/orders/${order.id}`)).body).toMatchObject({
    usedQuantity: '5.50',
    remainingQuantity: '0.00',
  });
});

test('ten visits of one worker at one moment, in ten homes: one stands', async () => {
  const orders = [];
  for (let i = 1; i <= 10; i++) orders.push(await world.order(i));
  const starts = await Promise.all(
    orders.map(async (order) => {
      const location = await world.home(order.cadreId);
      const start = startOf(order.id, '12-02 09:00', { location, method: 'manual', onBehalfOf: 'W10005' });
      return { start, end: endOf('12-02 10:00', { location }) };
    }),
  );
  const made = await finishTogether(starts);
  expect(made.map(({ decision }) => decision?.state).sort()).toEqual([...Array(9).fill('held'), 'payable']);
  const turns = await world.sql<{ decided_seq: string }>('select decided_seq from visit where id = any($1)', [
    made.map(({ id }) => id),
  ]);
  expect(new Set(turns.map(({ decided_seq: seq }) => seq)).size).toBe(10);
});

test('twins under one key at one moment are one visit', async () => {
  const order = await world.order(11);
  const location = await world.home(order.cadreId);
  const start = startOf(order.id, '12-03 09:00', { location });
  const begun = await Promise.all(
    [1, 2, 3].map(() => world.clients.worker.post('/visits', start, 'twin-start')),
  );
  expect(new Set(begun.map(({ text }) => text)).size).toBe(1);
  const end = endOf('12-03 10:00', { location });
  const done = await Promise.all(
    [1, 2, 3].map(() => world.clients.worker.post(`/visits/${start.id}/finish`, end, 'twin-end')),
  );
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  expect((await world.clients.clerk.get(`/orders/${order.id}`)).body.usedQuantity).toBe('1.00');
});
