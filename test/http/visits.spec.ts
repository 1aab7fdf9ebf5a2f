import { v7 as newId } from 'uuid';
import { startApp } from '../support/app';
import {
  endOf,
  hashOf,
  type Made,
  make,
  SIGNATURE,
  startOf,
  time,
  type VisitSite,
  visitSite,
} from '../support/visits';

let world: VisitSite;
const as = (name: keyof VisitSite['clients']) => world.clients[name];

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

/** At home from start to end. */
async function atHome(cadreId: string) {
  const location = await world.home(cadreId);
  return { location: { ...location, accuracy: 10 } };
}

/** Two hours of the day, at home and signed, unless said otherwise. Each test has a day of its own. */
async function visit(
  order: { id: string; cadreId: string },
  day: string,
  start: object = {},
  end: object = {},
) {
  const here = await atHome(order.cadreId);
  const [from, to] = [`${day} 09:00`, `${day} 10:00`];
  return make(as('worker'), startOf(order.id, from, { ...here, ...start }), endOf(to, { ...here, ...end }));
}

describe('a visit that stands', () => {
  test('is decided when it is finished: quantity, and what the price of the day pays', async () => {
    const order = await world.order(0);
    const here = await atHome(order.cadreId);
    const start = startOf(order.id, '12-01 09:00', here);
    const begun = await as('worker').post('/visits', start);
    expect(begun.status).toBe(201);
    expect(begun.body).toMatchObject({
      id: start.id,
      status: 'started',
      cadreId: order.cadreId,
      itemCode: 'LC01',
    });
    expect(begun.body.location).toEqual(here.location);
    expect(begun.body).not.toHaveProperty('decision');
    expect((await as('clerk').get(`/orders/${order.id}`)).body.status).toBe('in-service');

    const end = endOf('12-01 10:20', { ...here, note: '血压偏高。', tasks: ['洗衣', '做饭'] });
    const { status, body } = await as('worker').post(`/visits/${start.id}/finish`, end);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'payable',
      signed: true,
      note: '血压偏高。',
      tasks: ['洗衣', '做饭'],
    });
    expect(body.decision).toEqual({
      state: 'payable',
      codes: [],
      quantity: '1.25',
      amount: '47.55',
      findings: [],
    });
    expect(body.endedAt).toBe(new Date(time('12-01 10:20')).toISOString());
    expect((await as('worker').get(`/visits/${start.id}`)).body).toEqual(body);
    expect((await as('clerk').get(`/orders/${order.id}`)).body).toMatchObject({
      usedQuantity: '1.25',
      remainingQuantity: '0.75',
    });
  });

  test('keeps what was written sealed, and leaves an entry in the audit for each step', async () => {
    const order = await world.order(0);
    const made = await visit(order, '12-02', {}, { note: '只有本人知道的话' });
    const [row] = await world.sql<{ sealed: Buffer }>('select sealed from visit where id = $1', [made.id]);
    expect(row?.sealed.toString('utf8')).not.toContain('只有本人知道的话');
    const entries = await world.sql<{ verb: string; entry: string }>(
      'select verb, entry from audit_log where subject_id = $1 order by seq',
      [made.id],
    );
    expect(entries.map(({ verb }) => verb)).toEqual(['visit.start', 'visit.finish', 'visit.judge']);
    expect(JSON.stringify(entries)).not.toContain('只有本人');
  });

  test('is answered the same byte for byte under one key, and happens once', async () => {
    const order = await world.order(1);
    const here = await atHome(order.cadreId);
    const start = startOf(order.id, '12-02 14:00', here);
    const [startKey, endKey] = [newId(), newId()];
    const first = await as('worker').post('/visits', start, startKey);
    const again = await as('worker').post('/visits', start, startKey);
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
      201,
      first.text,
      'true',
    ]);
    expect((await as('worker').post('/visits', start)).body.code).toBe('illegal-transition');
    const end = endOf('12-02 15:00', here);
    const done = await as('worker').post(`/visits/${start.id}/finish`, end, endKey);
    expect((await as('worker').post(`/visits/${start.id}/finish`, end, endKey)).text).toBe(done.text);
    const other = await as('worker').post(`/visits/${start.id}/finish`, endOf('12-02 16:00', here), endKey);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
    expect((await as('worker').post(`/visits/${start.id}/finish`, end, null)).body.code).toBe(
      'idempotency-key-required',
    );
  });

  test('is seen by its parties and by nobody else', async () => {
    const order = await world.order(2);
    const made = await visit(order, '12-03');
    for (const name of ['worker', 'manager', 'clerk', 'liaison', 'approver'] as const) {
      expect((await world.clients[name].get(`/visits/${made.id}`)).body).toMatchObject({
        id: made.id,
        status: 'payable',
      });
    }
    const unknown = await as('clerk').get(`/visits/${newId()}`);
    for (const name of ['clerk-b', 'manager-b', 'worker-b', 'unit-b']) {
      const other = await (await world.site.signIn(name)).get(`/visits/${made.id}`);
      expect([other.status, other.body]).toEqual([404, unknown.body]);
    }
    const list = await as('worker').get('/visits?assignee=me&from=2026-12-03&to=2026-12-03');
    expect(list.body.items.map(({ id }: Made) => id)).toEqual([made.id]);
    const filtered = await as('clerk').get(
      `/visits?orderId=${order.id}&status=payable&contractId=${world.parts.contractId}`,
    );
    expect(filtered.body.items).toHaveLength(1);
    expect((await as('manager').get('/visits?assignee=me')).body.items).toEqual([]);
  });

  test('begins as planned, by the worker it was planned for', async () => {
    const order = await world.order(3);
    const [{ worker_id: workerId } = { worker_id: '' }] = await world.sql<{ worker_id: string }>(
      `select worker_id from worker_link where worker_id = (select worker_id from visit where id = $1)`,
      [(await visit(order, '12-04')).id],
    );
    const planned = await as('manager').post(`/orders/${order.id}/visits`, {
      workerId,
      startsAt: time('12-05 09:00'),
    });
    expect(planned.body).toMatchObject({ status: 'planned', workerId, startedAt: null });
    const made = await visit(order, '12-05', { id: planned.body.id });
    expect([made.id, made.number, made.status]).toEqual([planned.body.id, planned.body.number, 'payable']);
  });
});

describe('what cannot be read, and what is not theirs', () => {
  test('says every field that is wrong', async () => {
    const order = await world.order(16);
    const start = {
      ...startOf(order.id, '12-21 09:00'),
      location: { latitude: 91, longitude: 'x' },
      extra: 1,
    };
    const { status, body } = await as('worker').post('/visits', start);
    expect(status).toBe(400);
    const paths = body.errors.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['extra', 'location.latitude', 'location.longitude']);
    const made = startOf(order.id, '12-21 09:00');
    await as('worker').post('/visits', made);
    const end = endOf('12-21 10:00', { photos: ['abc'], signature: SIGNATURE.slice(5) });
    const bad = await as('worker').post(`/visits/${made.id}/finish`, end);
    expect([bad.status, bad.body.errors.map(({ path }: { path: string }) => path).sort()]).toEqual([
      400,
      ['photos', 'signature'],
    ]);
  });

  test('an order of another firm or bureau is unknown, and so is a colleague’s visit', async () => {
    const order = await world.order(17);
    const start = startOf(order.id, '12-22 09:00');
    const workerB = await world.site.signIn('worker-b');
    const unknown = await as('worker').post('/visits', startOf(newId(), '12-22 09:00'));
    const other = await workerB.post('/visits', start);
    expect([other.status, other.body]).toEqual([404, unknown.body]);
    const manual = { ...start, method: 'manual', onBehalfOf: 'W10003' };
    expect((await as('manager').post('/visits', manual)).status).toBe(201);
    expect((await as('worker').post(`/visits/${start.id}/finish`, endOf('12-22 10:00'))).status).toBe(404);
    expect((await as('worker').post('/visits', start)).body.code).toBe('conflict');
    expect((await as('approver').post('/visits', start)).body.code).toBe('forbidden');
  });

  test('photos that are named must come', async () => {
    const order = await world.order(18, { itemCode: 'CL01', quantity: '2.00' });
    const made = await visit(order, '12-23', {}, { photos: [hashOf(Buffer.from('none')).toUpperCase()] });
    expect(made).toMatchObject({ status: 'photo-pending', missingPhotos: [hashOf(Buffer.from('none'))] });
    expect(made).not.toHaveProperty('decision');
  });
});
