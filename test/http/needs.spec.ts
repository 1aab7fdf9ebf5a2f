import { type Client, startApp, type TestApp } from '../support/app';
import { asSuper } from '../support/snapshot';

let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const ask = async (cadreId: string): Promise<string> =>
  (await clerk.post('/needs', { cadreId, text: '想请人陪着散步', channel: 'phone' })).body.number;

test('a need has a number that can be read out; on a day of which all are taken it is longer', async () => {
  const { items } = (await clerk.get('/cadres?limit=1')).body;
  const { id: cadreId } = items[0];
  const number = await ask(cadreId);
  expect(number).toMatch(/^XQ\d{8}-\d{4}$/);
  await asSuper(site.database.superUrl, (query) =>
    query(
      `insert into need (bureau_id, id, version, number, cadre_id, channel, status, sealed, recorded_at, recorded_by)
       select bureau_id, gen_random_uuid(), 1, left(number, 11) || lpad(n::text, 4, '0'), cadre_id, channel, 'met',
         sealed, recorded_at, recorded_by
       from need, generate_series(0, 9999) n where number = $1 on conflict do nothing`,
      [number],
    ),
  );
  expect(await ask(cadreId)).toMatch(/^XQ\d{8}-\d{9}$/);
});

test('a need that cannot be met says why, to the bureau; a unit reads that it is so', async () => {
  const unit = await site.signIn('unit');
  const [{ id: cadreId }] = (await unit.get('/cadres?limit=1')).body.items;
  const { id, reason } = (await clerk.post('/needs', { cadreId, text: '想学拉二胡', channel: 'phone' })).body;
  expect(reason).toBeNull();
  const why = '本市没有上门教的人';
  const { body } = await clerk.patch(`/needs/${id}`, { status: 'unmet', reason: why });
  expect(body).toMatchObject({ status: 'unmet', reason: why });
  const { items } = (await clerk.get(`/needs?cadreId=${cadreId}&status=unmet`)).body;
  expect(items[0]).toMatchObject({ id, reason: why });
  expect((await unit.get(`/needs/${id}`)).body).toMatchObject({ status: 'unmet', reason: null });
});
