import { v7 as newId } from 'uuid';
import { startApp } from '../support/app';
import { NOW } from '../support/moment';
import { SIGNATURE, startOf, type VisitSite, visitSite } from '../support/visits';

/** A visit is told of when it has been made: what is still to come is refused, and what is refused is not lost. */
let world: VisitSite;
let order: { id: string; cadreId: string };
let location: { latitude: number; longitude: number };

beforeAll(async () => {
  world = await visitSite(await startApp());
  order = await world.order(0);
  location = await world.home(order.cadreId);
}, 120_000);
afterAll(() => world.site.close());

/** So many minutes from now. */
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const start = (minutes: number, over: object = {}) => ({
  ...startOf(order.id, '12-01 09:00', { location }),
  ...{ startedAt: inMinutes(minutes), ...over },
});
const end = (minutes: number) => ({
  ...{ endedAt: inMinutes(minutes), location, signature: SIGNATURE, photos: [] },
});
type As = 'worker' | 'manager' | 'clerk';
const post = (who: As, path: string, body: object) => world.clients[who].post(path, body, undefined, NOW);
const stored = (id: string) => world.sql('select status from visit where id = $1', [id]);
const manual = { method: 'manual', onBehalfOf: 'W10006' };

test.each<[As, object]>([
  ['worker', {}],
  ['manager', manual],
  ['clerk', manual],
])('%s: V22, a visit does not begin ahead of the clock', async (who, over) => {
  const body = start(60, over);
  const answer = await post(who, '/visits', body);
  expect([answer.status, answer.body.findings]).toMatchObject([422, [{ code: 'V22' }]]);
  expect(answer.body.findings[0].message).toMatch(/还没有到/);
  expect(await stored(body.id)).toEqual([]);
});

test('nor where nobody recorded the time, so that its day would lie ahead', async () => {
  const answer = await post('manager', '/visits', start(2 * 1440, { ...manual, unrecorded: true }));
  expect([answer.status, answer.body.findings]).toMatchObject([422, [{ code: 'V22' }]]);
});

test('a telephone that is a few minutes fast is believed', async () => {
  const body = start(4);
  expect((await post('worker', '/visits', body)).status).toBe(201);
  expect((await world.clients.worker.post(`/visits/${body.id}/cancel`, { reason: '试一试' })).status).toBe(
    200,
  );
});

test('V22: nor does it end ahead of the clock; it stays under way, and is finished when it has ended', async () => {
  const body = start(-60);
  expect((await post('worker', '/visits', body)).status).toBe(201);
  const early = await post('worker', `/visits/${body.id}/finish`, end(30));
  expect([early.status, early.body.findings]).toMatchObject([422, [{ code: 'V22' }]]);
  expect(await stored(body.id)).toEqual([{ status: 'started' }]);
  const ended = await post('worker', `/visits/${body.id}/finish`, end(0));
  expect([ended.status, ended.body.endedAt === null]).toEqual([200, false]);
});

test('in one sync the row is refused, the others are taken, and sent again in time it is taken too', async () => {
  const rows = [
    { ...start(-300), ...end(-240) },
    { ...start(-200), ...end(600) },
    { ...start(20), ...end(80) },
    { ...start(-180), ...end(-120) },
  ];
  const sync = (headers: Record<string, string>) =>
    world.clients.worker.post('/visits/sync', { deviceTime: inMinutes(0), visits: rows }, newId(), headers);
  const { status, body } = await sync(NOW);
  const brief = body.results.map(
    ({ outcome, error }: { outcome: string; error?: { findings: { code: string }[] } }) => [
      ...[outcome, ...(error?.findings ?? []).map(({ code }) => code)],
    ],
  );
  expect([status, brief]).toEqual([200, [['stored'], ['rejected', 'V22'], ['rejected', 'V22'], ['stored']]]);
  expect(body.results[1].error).toMatchObject({ status: 422, code: 'refused' });
  for (const refused of [rows[1], rows[2]]) expect(await stored(refused?.id ?? '')).toEqual([]);
  // Without the header the request arrives when the last of them has ended.
  const later = (await sync({})).body.results.map(({ outcome }: { outcome: string }) => outcome);
  expect(later).toEqual(['known', 'stored', 'stored', 'known']);
});

test('the database holds to it, whoever writes', async () => {
  const body = start(-600);
  await post('worker', '/visits', body);
  await expect(
    world.sql('update visit set started_at = $2 where id = $1', [body.id, inMinutes(1440)]),
  ).rejects.toMatchObject({ constraint: 'visit_happened' });
});
