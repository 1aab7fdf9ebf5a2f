import { startApp } from '../support/app';
import { today } from '../support/moment';
import { endOf, make, startOf, type VisitSite, visitSite } from '../support/visits';

/** Where a visit began and ended is where somebody lives: who may know the home may know it, and nobody else. */
let world: VisitSite;
let order: { id: string; cadreId: string };
let home: { latitude: number; longitude: number };
let id: string;

beforeAll(async () => {
  world = await visitSite(await startApp());
  const { unitId } = world.clients.unit.user;
  order = await world.order(world.parts.cadres.findIndex((cadre) => cadre.unitId === unitId));
  home = await world.home(order.cadreId);
  // A quarter of a degree is far away: held, with the distance among its facts.
  const far = { ...home, latitude: home.latitude + 0.25 };
  const start = startOf(order.id, '12-01 09:00', { location: home });
  id = (await make(world.clients.worker, start, endOf('12-01 10:00', { location: far }))).id;
}, 120_000);
afterAll(() => world.site.close());

const placesFor = async (name: string) => {
  const client = await world.site.signIn(name);
  const { status, body } = await client.get(`/visits/${id}`);
  const [listed] = (await client.get(`/visits?number=${body.number}`)).body.items;
  expect([name, status, listed?.id]).toEqual([name, 200, id]);
  expect([listed.location, listed.endLocation]).toEqual([body.location, body.endLocation]);
  return body;
};

test.each(['clerk', 'approver', 'finance', 'liaison', 'worker'])('%s sees where it was', async (name) => {
  const body = await placesFor(name);
  expect(body.location).toMatchObject(home);
  expect(body.endLocation).toMatchObject({ longitude: home.longitude });
});

test.each(['manager', 'unit', 'auditor', 'supervisor'])('%s learns how far, and not where', async (name) => {
  const body = await placesFor(name);
  expect([body.location, body.endLocation]).toEqual([null, null]);
  expect(body.decision.findings).toMatchObject([{ code: 'V03', startDistance: '0' }]);
  expect(Number(body.decision.findings[0].endDistance)).toBeGreaterThan(27_000);
  const text = JSON.stringify(body);
  for (const part of [home.latitude, home.longitude]) expect(text).not.toContain(String(part));
});

test('a manager who enters a visit is told no home either', async () => {
  const manual = { method: 'manual', onBehalfOf: 'W10006', location: home };
  const begun = await world.clients.manager.post('/visits', startOf(order.id, '12-03 09:00', manual));
  expect([begun.status, begun.body.location]).toEqual([201, null]);
  const ended = await world.clients.manager.post(
    `/visits/${begun.body.id}/finish`,
    endOf('12-03 10:00', { location: home }),
  );
  expect([ended.status, ended.body.location, ended.body.endLocation]).toEqual([200, null, null]);
});

test('the worker too, once the order is over', async () => {
  await world.sql('update service_order set ends_on = $2::date - 1, starts_on = $2::date - 9 where id = $1', [
    order.id,
    today(),
  ]);
  expect((await placesFor('worker')).location).toBeNull();
  expect((await placesFor('clerk')).location).toMatchObject(home);
});
