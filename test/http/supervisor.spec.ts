import { type Client, startApp, type TestApp } from '../support/app';
import { type Subject, TODAY } from '../support/matrix-papers';
import { type MatrixWorld, makeMatrixWorld } from '../support/matrix-world';
import { asSuper } from '../support/snapshot';

/** Bureau B is put below bureau A, whose supervisor then reads both. */
let site: TestApp;
let world: MatrixWorld;
let supervisor: Client;

beforeAll(async () => {
  site = await startApp();
  world = await makeMatrixWorld(site);
  supervisor = await site.signIn('supervisor');
  await asSuper(site.database.superUrl, async (query) => {
    await query(
      `insert into app_user (id, username, display_name, role, bureau_id, password_hash, created_at)
       select gen_random_uuid(), 'supervisor-b', '督导', 'supervisor', b.bureau_id, a.password_hash, a.created_at
       from app_user a, app_user b where a.username = 'clerk' and b.username = 'clerk-b'`,
    );
  });
}, 120_000);
afterAll(() => site.close());

const MONTH = TODAY.slice(0, 7);

/** Puts bureau B where it says: under bureau A, or at the top. */
const place = (below: boolean): Promise<unknown> =>
  asSuper(site.database.superUrl, (query) => {
    const { bureau: a } = world.a.papers;
    const { bureau: b } = world.b.papers;
    const [parent, path] = below ? [a, `${a}.${b}.`] : [null, `${b}.`];
    return query('update bureau set parent_id = $2, path = $3 where id = $1', [b, parent, path]);
  });

const ROOMS: [room: string, subject: Subject][] = [
  ...(['cadre', 'unit', 'item', 'contract', 'fund', 'limit', 'need', 'order', 'visit'] as const),
  ...(['bill', 'payment', 'rating', 'provider', 'worker'] as const),
].map((subject) => [`${subject}s`, subject]);

const looks = async (client: Client): Promise<Record<string, number[]>> =>
  Object.fromEntries(
    await Promise.all(
      ROOMS.map(async ([room, subject]) => {
        const ids = [world.a, world.b].map(({ papers }) => papers[subject]);
        const answers = await Promise.all(ids.map((id) => client.get(`/${room}/${id}`)));
        return [room, answers.map(({ status }) => status)] as const;
      }),
    ),
  );

const all = (statuses: number[]): Record<string, number[]> =>
  Object.fromEntries(ROOMS.map(([room]) => [room, statuses]));

test('a supervisor reads what the bureaus below do, and only they', async () => {
  await place(false);
  expect(await looks(supervisor)).toEqual(all([200, 404]));
  await place(true);
  expect(await looks(supervisor)).toEqual(all([200, 200]));
  // Nobody else of bureau A sees further than before, and who supervises B sees nothing above it.
  for (const name of ['auditor', 'finance', 'clerk']) {
    expect([name, await looks(await site.signIn(name))]).toEqual([name, all([200, 404])]);
  }
  const fromB = await looks(await site.signIn('supervisor-b'));
  // The firm of the papers of bureau A serves bureau B as well.
  expect(fromB).toEqual({ ...all([404, 200]), providers: [200, 200] });
});

test('lists have both, in one order, and filters find both', async () => {
  await place(true);
  const orders = (await supervisor.get('/orders?limit=200')).body.items.map(({ id }: { id: string }) => id);
  expect(orders).toContain(world.b.papers.order);
  for (const side of ['a', 'b'] as const) {
    const { cadre, order } = world[side].papers;
    const { body } = await supervisor.get(`/orders?cadreId=${cadre}&limit=200`);
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(order);
  }
  const bill = (await supervisor.get(`/bills/${world.b.papers.bill}`)).body;
  expect(bill).toEqual((await (await site.signIn('finance-b')).get(`/bills/${world.b.papers.bill}`)).body);
});

test('a bureau that moves away is out of sight at the next request', async () => {
  await place(true);
  expect((await supervisor.get(`/orders/${world.b.papers.order}`)).status).toBe(200);
  await place(false);
  expect((await supervisor.get(`/orders/${world.b.papers.order}`)).status).toBe(404);
});

test('reading is all of it', async () => {
  await place(true);
  const { order, contract, bill, visit } = world.b.papers;
  const verbs = [`/orders/${order}/approve`, `/contracts/${contract}/suspend`, `/bills/${bill}/approve`];
  for (const path of [...verbs, `/visits/${visit}/resolve`]) {
    expect((await supervisor.post(path, {})).status).toBe(403);
  }
});

test('versions of a register are of the bureau that was asked about, where codes are the same in both', async () => {
  await place(true);
  for (const side of ['a', 'b'] as const) {
    const { item } = world[side].papers;
    const clerk = await site.signIn(side === 'a' ? 'clerk' : 'clerk-b');
    const own = (await clerk.get(`/items/${item}/versions`)).body;
    expect((await supervisor.get(`/items/${item}/versions`)).body).toEqual(own);
  }
});

test('the months of a bureau below are read by naming it; nobody else names one', async () => {
  const { bureau } = world.b.papers;
  const path = `/months/2026-10?bureauId=${bureau}`;
  await place(true);
  const own = (await (await site.signIn('finance-b')).get('/months/2026-10')).body;
  expect([(await supervisor.get(path)).body, own.month]).toEqual([own, '2026-10']);
  expect((await supervisor.get('/months/2026-10')).body).not.toEqual(own);
  const journal = `/months/2026-10/journal.hledger?bureauId=${bureau}`;
  expect((await supervisor.get(journal)).text).toBe(
    (await (await site.signIn('finance-b')).get('/months/2026-10/journal.hledger')).text,
  );
  for (const name of ['finance', 'auditor']) {
    expect([name, (await (await site.signIn(name)).get(path)).status]).toEqual([name, 404]);
  }
  await place(false);
  expect([(await supervisor.get(path)).status, (await supervisor.get(journal)).status]).toEqual([404, 404]);
});

test('the overview of a supervisor is the sum over the bureaus below', async () => {
  const page = async (name: string) =>
    (await (await site.signIn(name)).get(`/overview?month=${MONTH}`)).body.now;
  await place(true);
  const [a, b, both] = [await page('finance'), await page('finance-b'), await page('supervisor')];
  const counts = ['visits', 'undecidedBills', 'ratings', 'badRatings', 'manualVisits'];
  expect(both.visits).toBeGreaterThan(a.visits);
  for (const name of counts) expect([name, both[name]]).toEqual([name, a[name] + b[name]]);
  for (const name of ['expended', 'paid', 'claimed', 'approved', 'undecided']) {
    expect([name, both[name]]).toEqual([name, (Number(a[name]) + Number(b[name])).toFixed(2)]);
  }
  await place(false);
  expect(await page('supervisor')).toEqual(a);
});
