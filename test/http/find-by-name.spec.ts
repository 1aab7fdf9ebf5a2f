import { nameKeys } from '../../apps/api/src/registers/name-keys';
import { type Client, startApp, type TestApp } from '../support/app';
import { asSuper } from '../support/snapshot';
import { type VisitSite, visitSite } from '../support/visits';

/** Every telephone call begins with a name: orders and visits are found by it, by whoever may know it. */
let site: TestApp;
let world: VisitSite;
let known: {
  number: string;
  visit: string;
  id: string;
  name: string;
  providerId: string;
  unit: boolean;
}[];
beforeAll(async () => {
  site = await startApp();
  world = await visitSite(site);
  known = await world.sql(
    `select o.number, v.number as visit, c.id, c.name, o.provider_id as "providerId",
       c.responsible_unit_id = $1 as unit
     from service_order o join cadre c on c.id = o.cadre_id join visit v on v.order_id = o.id
     where o.status <> 'requested' and (select count(*) from cadre d where d.name = c.name) = 1
     order by o.status = 'in-service' desc, o.number`,
    [world.clients.unit.user.unitId],
  );
}, 60_000);
afterAll(() => site.close());

const numbers = async (who: Client, room: 'orders' | 'visits', query: string): Promise<string[]> => {
  const { status, body } = await who.get(`/${room}?limit=200&query=${encodeURIComponent(query)}`);
  expect(status).toBe(200);
  return body.items.map(({ number }: { number: string }) => number);
};
/** How a name is typed: whole, or a part of it. */
const typed = (name: string): string[] => nameKeys(name).trim().split(' ');

test('by name, by part of it, by pinyin and by number, in orders and in visits', async () => {
  const { clerk } = world.clients;
  const [one] = known;
  if (!one) throw new Error('the demo has no order under way');
  for (const text of [one.name, one.name.slice(1), ...typed(one.name).slice(0, 3), one.number]) {
    expect(await numbers(clerk, 'orders', text)).toContain(one.number);
    expect(await numbers(clerk, 'visits', text)).toContain(one.visit);
  }
  const own = await world.sql<{ number: string }>('select number from service_order where cadre_id = $1', [
    one.id,
  ]);
  const found = await numbers(clerk, 'orders', one.name);
  expect(found.sort()).toEqual(own.map(({ number }) => number).sort());
  expect(await numbers(clerk, 'orders', '查无此人')).toEqual([]);
  expect(await numbers(clerk, 'visits', '%')).toEqual([]);
});

test('together with another filter, and page by page', async () => {
  const { clerk } = world.clients;
  const [one] = known;
  const query = `query=${encodeURIComponent(one?.name ?? '')}`;
  const refused = (await clerk.get(`/orders?${query}&status=refused`)).body.items;
  expect(refused.every(({ status }: { status: string }) => status === 'refused')).toBe(true);
  const first = (await clerk.get(`/visits?${query}&limit=1`)).body;
  expect(first.items).toHaveLength(1);
  expect(first.items[0].cadreId).toBe(one?.id);
});

test('of a name that very many have, the last as well', async () => {
  const { clerk } = world.clients;
  const { bureauId } = clerk.user;
  const mine = await world.order(1);
  const [{ name } = { name: '' }] = await world.sql<{ name: string }>(
    'select name from cadre where id = $1',
    [mine.cadreId],
  );
  await asSuper(site.database.superUrl, async (query) => {
    // Their codes come before everybody else's.
    await query(
      `insert into cadre select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
         'code', '0-' || n))).* from cadre c, generate_series(1, 210) n where c.id = $1 and c.bureau_id = $2`,
      [mine.cadreId, bureauId],
    );
  });
  expect(await numbers(clerk, 'orders', name)).toContain(mine.number);
});

test('a firm finds by name what is over', async () => {
  const { manager } = world.clients;
  const mine = await world.order(1);
  const [{ name } = { name: '' }] = await world.sql<{ name: string }>(
    'select name from cadre where id = $1',
    [mine.cadreId],
  );
  await asSuper(site.database.superUrl, async (query) => {
    await query(
      `update service_order set status = 'completed'
       where cadre_id = $1 and status in ('approved', 'accepted', 'in-service')`,
      [mine.cadreId],
    );
  });
  expect(await numbers(manager, 'orders', name)).toContain(mine.number);
});

test('every kind of reader may ask by name', async () => {
  const [one] = known;
  for (const who of ['worker', 'supervisor', 'auditor', 'finance', 'liaison']) {
    const client = await site.signIn(who);
    for (const room of ['orders', 'visits'] as const) await numbers(client, room, one?.name ?? '');
  }
});

test('a firm and a unit find their own, and nobody else’s', async () => {
  const { manager, unit } = world.clients;
  const mine = await world.order(1);
  const [{ name } = { name: '' }] = await world.sql<{ name: string }>(
    'select name from cadre where id = $1',
    [mine.cadreId],
  );
  const served = await world.sql<{ id: string }>(
    'select cadre_id as id from service_order where provider_id = $1',
    [manager.user.providerId],
  );
  const other = known.find((one) => !served.some(({ id }) => id === one.id));
  expect(await numbers(manager, 'orders', name)).toContain(mine.number);
  const visits = (await manager.get(`/visits?cadreId=${mine.cadreId}&limit=200`)).body.items;
  expect(await numbers(manager, 'visits', name)).toHaveLength(visits.length);
  expect(await numbers(manager, 'orders', other?.name ?? '')).toEqual([]);
  const ofUnit = known.find((one) => one.unit);
  const ofOther = known.find((one) => !one.unit);
  expect(await numbers(unit, 'orders', ofUnit?.name ?? '')).toContain(ofUnit?.number);
  expect(await numbers(unit, 'visits', ofOther?.name ?? '')).toEqual([]);
  const neighbour = await site.signIn('clerk-b');
  expect(await numbers(neighbour, 'orders', ofUnit?.name ?? '')).toEqual([]);
});
