import { startApp, type TestApp } from '../support/app';
import { type MatrixWorld, makeMatrixWorld } from '../support/matrix-world';
import { asSuper } from '../support/snapshot';

let site: TestApp;
let world: MatrixWorld;

beforeAll(async () => {
  site = await startApp();
  world = await makeMatrixWorld(site);
}, 120_000);
afterAll(() => site.close());

interface Row {
  id: string;
  number: string;
}

/** The orders behind this worker's visits, as the database has them. */
const behind = async (username: string): Promise<string[]> =>
  asSuper(site.database.superUrl, async (query) => {
    const rows = await query(
      `select distinct order_id::text as id from visit v join app_user u on u.worker_id = v.worker_id
       where u.username = $1 and order_id is not null order by 1 desc`,
      [username],
    );
    return rows.map(({ id }) => String(id));
  });

test('a worker finds the orders behind their visits, newest first, and no other', async () => {
  const worker = await site.signIn('worker');
  const own = await behind('worker');
  expect(own.length).toBeGreaterThan(2);
  const { body } = await worker.get('/orders?limit=200');
  expect(body.items.map(({ id }: Row) => id)).toEqual(own);
  const [order] = (await worker.get('/orders?limit=1')).body.items;
  expect((await worker.get(`/orders/${order.id}`)).body).toEqual(order);
  const stranger = (await (await site.signIn('manager')).get('/orders?limit=200')).body.items.find(
    ({ id }: Row) => !own.includes(id),
  );
  expect((await worker.get(`/orders/${stranger.id}`)).status).toBe(404);
});

test('page by page they are the same, and filters look among them alone', async () => {
  const worker = await site.signIn('worker');
  const own = await behind('worker');
  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: { items: Row[]; nextCursor: string | null } } = await worker.get(
      `/orders?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    paged.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
  }
  expect(paged).toEqual(own);
  const { order, contract } = world.a.papers;
  const { body } = await worker.get(`/orders?contractId=${contract}&limit=200`);
  expect(body.items.map(({ id }: Row) => id)).toContain(order);
  expect(body.items.every(({ id }: Row) => own.includes(id))).toBe(true);
});

test('who pays and who approved is left out', async () => {
  const { body } = await (await site.signIn('worker')).get(`/orders/${world.a.papers.order}`);
  expect(body).toMatchObject({ fundIds: [], funding: [], approvals: [], findings: [], status: 'accepted' });
  const seen = (await (await site.signIn('manager')).get(`/orders/${world.a.papers.order}`)).body;
  expect(seen.funding.length).toBe(1);
});

test('a worker of two bureaus finds both', async () => {
  await asSuper(site.database.superUrl, (query) =>
    query(`update visit set worker_id = (select worker_id from visit where id = $1) where id = $2`, [
      world.a.papers.visit,
      world.shared.papers.visit,
    ]),
  );
  const { body } = await (await site.signIn('worker')).get('/orders?limit=200');
  const ids = body.items.map(({ id }: Row) => id);
  expect(ids).toEqual(expect.arrayContaining([world.a.papers.order, world.shared.papers.order]));
  expect(ids).toEqual([...ids].sort().reverse());
});
