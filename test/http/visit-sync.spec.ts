import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { startApp } from '../support/app';
import { endOf, startOf, time, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const sync = (visits: unknown[], key?: string) =>
  world.clients.worker.post('/visits/sync', { deviceTime: time('12-31 20:00'), visits }, key);

/** A whole visit at home. */
async function whole(order: { id: string; cadreId: string }, from: string, to: string, over: object = {}) {
  const location = await world.home(order.cadreId);
  return { ...startOf(order.id, from, { location }), ...endOf(to, { location }), ...over };
}

type Result = {
  id: string;
  outcome: string;
  decision?: { state: string; codes: string[] };
  error?: { status: number; code: string };
};
const brief = ({ outcome, decision, error }: Result) => [
  outcome,
  decision?.state ?? error?.code,
  ...(decision?.codes ?? []),
];

test('stores whole visits, knows them again, and answers a key byte for byte', async () => {
  const order = await world.order(0);
  const visits = [
    await whole(order, '12-01 09:00', '12-01 10:00'),
    await whole(order, '12-02 09:00', '12-02 09:45'),
  ];
  const key = newId();
  const first = await sync(visits, key);
  expect(first.status).toBe(200);
  expect(first.body.results.map(brief)).toEqual([
    ['stored', 'payable'],
    ['stored', 'payable'],
  ]);
  expect(first.body.results[0].decision).toMatchObject({ quantity: '1.00', amount: '38.04', findings: [] });
  const replay = await sync(visits, key);
  expect([replay.text, replay.headers['idempotency-replayed']]).toEqual([first.text, 'true']);
  expect((await sync(visits.slice(1), key)).body.code).toBe('idempotency-mismatch');
  const again = await sync(visits);
  expect(again.body.results.map(brief)).toEqual([
    ['known', 'payable'],
    ['known', 'payable'],
  ]);
  expect(again.body.results.map(({ decision }: Result) => decision)).toEqual(
    first.body.results.map(({ decision }: Result) => decision),
  );
});

test('one that cannot be taken does not stop the others, and what was decided stays', async () => {
  const order = await world.order(1);
  const good = await whole(order, '12-03 09:00', '12-03 10:00');
  const { body } = await sync([
    { ...good, id: 'x' },
    null,
    good,
    await whole({ ...order, id: newId() }, '12-03 11:00', '12-03 12:00'),
    { ...good, id: newId(), startedAt: 'yesterday', extra: true },
  ]);
  expect(body.results.map(brief)).toEqual([
    ['rejected', 'invalid-request'],
    ['rejected', 'invalid-request'],
    ['stored', 'payable'],
    ['rejected', 'not-found'],
    ['rejected', 'invalid-request'],
  ]);
  expect(body.results[4].error.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    'extra',
    'startedAt',
  ]);
  const changed = await sync([{ ...good, endedAt: time('12-03 11:00') }]);
  expect(changed.body.results.map(brief)).toEqual([['rejected', 'conflict']]);
  expect(changed.body.results[0].error).toMatchObject({
    reason: 'visit-differs',
    detail: expect.stringContaining('先收到的为准'),
  });
  expect((await world.clients.worker.get(`/visits/${good.id}`)).body.decision.quantity).toBe('1.00');
});

test('a worker enters visits of their own only, and whoever is named must be they', async () => {
  const order = await world.order(9);
  const good = await whole(order, '12-04 09:00', '12-04 10:00');
  const mine = 'W10001';
  const { body } = await sync([
    { ...good, onBehalfOf: 'W10002' },
    { ...good, onBehalfOf: mine },
  ]);
  expect(body.results.map(brief)).toEqual([
    ['rejected', 'invalid-request'],
    ['stored', 'payable'],
  ]);
  const [fault] = body.results[0].error.errors;
  expect(fault).toEqual({ path: 'onBehalfOf', message: '您本人办理时不填' });
  const { id, orderId, startedAt } = await whole(order, '12-04 15:00', '12-04 16:00');
  const begun = await world.clients.worker.post('/visits', {
    ...{ id, orderId, startedAt, method: 'manual', onBehalfOf: 'W10002' },
  });
  expect([begun.status, begun.body.errors[0].path]).toEqual([400, 'onBehalfOf']);
});

test('within a call visits are taken in the order of their times', async () => {
  const order = await world.order(2, { quantity: '1.00' });
  const [late, early] = [
    await whole(order, '12-05 09:30', '12-05 10:30'),
    await whole(order, '12-05 09:00', '12-05 10:00'),
  ];
  const { body } = await sync([late, early]);
  expect(body.results.map(brief)).toEqual([
    ['stored', 'held', 'V05'],
    ['stored', 'payable'],
  ]);
  const before = await sync([await whole(order, '12-05 08:30', '12-05 09:15')]);
  expect(before.body.results.map(brief)).toEqual([['stored', 'held', 'V05']]);
});

test('a visit that is under way is stored and finished by a later call; a visit begun online too', async () => {
  const order = await world.order(3);
  const { endedAt, signature, photos, ...begun } = await whole(order, '12-06 09:00', '12-06 10:00');
  expect((await sync([begun])).body.results.map(brief)).toEqual([['stored', undefined]]);
  expect((await sync([begun])).body.results.map(brief)).toEqual([['known', undefined]]);
  const end = { endedAt, signature, photos };
  expect((await sync([{ ...begun, ...end }])).body.results.map(brief)).toEqual([['stored', 'payable']]);
  const online = startOf(order.id, '12-07 09:00', { location: await world.home(order.cadreId) });
  await world.clients.worker.post('/visits', online);
  const finished = { ...online, ...end, endedAt: time('12-07 10:00') };
  expect((await sync([finished])).body.results.map(brief)).toEqual([['stored', 'payable']]);
});

test('a planned visit that was called off while the worker was out of reach is judged all the same', async () => {
  const order = await world.order(4);
  const [{ worker_id: workerId } = { worker_id: '' }] = await world.sql<{ worker_id: string }>(
    `select u.worker_id from app_user u where u.username = 'worker'`,
  );
  const planned = await world.clients.manager.post(`/orders/${order.id}/visits`, {
    workerId,
    startsAt: time('12-08 09:00'),
  });
  const called = await world.clients.manager.post(`/visits/${planned.body.id}/cancel`, {
    reason: '家属来电',
  });
  expect(called.body.status).toBe('cancelled');
  const visit = await whole(order, '12-08 09:00', '12-08 10:00', { id: planned.body.id });
  expect((await sync([visit])).body.results.map(brief)).toEqual([['stored', 'payable']]);
});

test('any number of times and in any order, each visit is stored once and nothing is counted twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 0, max: 27 }),
      async (calls, i) => {
        const order = await world.order(5 + (i % 4), { quantity: '3.00' });
        const day = String(9 + turn++).padStart(2, '0');
        const six = await Promise.all(
          [8, 9, 10, 11, 13, 14].map((hour) =>
            whole(order, `12-${day} ${pad(hour)}:00`, `12-${day} ${pad(hour)}:50`),
          ),
        );
        for (const call of calls) await sync(call.map((n) => six[n]));
        const sent = new Set(calls.flat().map((n) => six[n]?.id));
        const { items } = (await world.clients.worker.get(`/visits?orderId=${order.id}`)).body;
        expect(new Set(items.map(({ id }: Result) => id))).toEqual(sent);
        const sum = items.reduce(
          (total: number, { decision }: { decision: { quantity: string } }) =>
            total + Number(decision.quantity),
          0,
        );
        const { usedQuantity } = (await world.clients.clerk.get(`/orders/${order.id}`)).body;
        expect(Number(usedQuantity)).toBeCloseTo(sum);
        expect(sum).toBeCloseTo(Math.min(3, sent.size * 0.75));
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 60_000);

let turn = 0;
const pad = (hour: number): string => String(hour).padStart(2, '0');
