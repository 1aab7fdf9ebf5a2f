import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, requestOrder } from '../support/orders';
import { endOf, startOf, type VisitSite, visitSite } from '../support/visits';

/** The most awaited commands answer what they have just written without reading it again. */
let site: TestApp;
let world: VisitSite;

beforeAll(async () => {
  site = await startApp();
  world = await visitSite(site);
}, 120_000);
afterAll(() => site.close());

const asRead = async (client: Client, path: string): Promise<unknown> => (await client.get(path)).body;

async function finished(i: number, end: object) {
  const { worker } = world.clients;
  const order = await world.order(i);
  const location = await world.home(order.cadreId);
  const start = startOf(order.id, `12-0${i + 1} 09:00`, { location });
  expect((await worker.post('/visits', start)).status).toBe(201);
  const { status, body } = await worker.post(`/visits/${start.id}/finish`, {
    ...endOf(`12-0${i + 1} 10:00`, { location }),
    ...end,
  });
  expect(status).toBe(200);
  return body;
}

test('an approval answers the order as it is read afterwards', async () => {
  const { clerk, approver } = world.clients;
  const body = anOrderFor(world.parts, world.parts.cadres[0]?.id ?? '', { note: '上午', quantity: '1.25' });
  const { id } = await requestOrder(clerk, body);
  const approved = await approver.post(`/orders/${id}/approve`, {});
  expect(approved.body.status).toBe('approved');
  expect(approved.body).toEqual(await asRead(approver, `/orders/${id}`));
});

test('a finished visit answers itself as it is read afterwards, with all that was said', async () => {
  const visit = await finished(1, { note: '血压正常', tasks: ['助浴'] });
  expect(visit.status).toBe('payable');
  expect(visit).toEqual(await asRead(world.clients.worker, `/visits/${visit.id}`));
});

test('a visit that is held answers why', async () => {
  const visit = await finished(2, { location: { latitude: 20, longitude: 100, accuracy: 5 } });
  expect(visit.decision.codes).toContain('V03');
  expect(visit).toEqual(await asRead(world.clients.worker, `/visits/${visit.id}`));
});

test('a visit that waits for photos answers which', async () => {
  const photos = ['b', 'a', 'a'].map((digit) => digit.repeat(64));
  const visit = await finished(3, { photos });
  expect(visit.status).toBe('photo-pending');
  expect(visit.missingPhotos).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
  expect(visit).toEqual(await asRead(world.clients.worker, `/visits/${visit.id}`));
});

test('what a visit is held against is the same, asked ahead or when it is known', async () => {
  const { worker } = world.clients;
  const order = await world.order(4);
  const location = await world.home(order.cadreId);
  const start = startOf(order.id, '12-05 09:00', { location });
  expect((await worker.post('/visits', start)).status).toBe(201);
  for (const end of ['2026-12-05T10:00:00+08:00', '2026-12-05T08:00:00+08:00', null]) {
    const [row] = await world.sql<{ ahead: string; known: string }>(
      `select visit_world_now($1, $2, '2026-12-05T11:00:00+08:00', '2 hours') as ahead,
        visit_world(v.bureau_id, v.order_number, c.code, v.worker_code, i.code, v.started_at - interval '2 hours',
          greatest(v.started_at, $2) + interval '2 hours', '{}',
          array(select v.started_at where v.started_at < $2), array(select $2::timestamptz where v.started_at < $2)
        ) as known
       from visit v join cadre c on c.bureau_id = v.bureau_id and c.id = v.cadre_id
       join item i on i.bureau_id = v.bureau_id and i.id = v.item_id where v.id = $1`,
      [start.id, end],
    );
    const { about, ...ahead } = JSON.parse(row?.ahead ?? '');
    expect(ahead).toEqual(JSON.parse(row?.known ?? ''));
    const [began, ended] = [Date.parse('2026-12-05T09:00:00+08:00') / 1000, Date.parse(end ?? '') / 1000];
    const hours = ended > began ? [began, ended] : [];
    expect(about).toEqual([began - 7200, Math.max(began, ended || 0) + 7200, ...hours]);
  }
});
