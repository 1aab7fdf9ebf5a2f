import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let clerk: Client;
let parts: OrderParts;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  parts = await orderParts(site, clerk);
}, 120_000);
afterAll(() => site.close());

interface List {
  name: string;
  count: number;
  query: string;
}
const listsOf = async (client: Client): Promise<List[]> => (await client.get('/worklists')).body.lists;
const counted = async (client: Client, name: string): Promise<number | undefined> =>
  (await listsOf(client)).find((list) => list.name === name)?.count;

/** The noun's own list that a worklist leads to. */
const ROOMS: Record<string, string> = { calls: 'call-requests' };
const roomOf = (name: string): string => ROOMS[name.split('-')[0] ?? ''] ?? name.split('-')[0] ?? '';

const PEOPLE = [
  ...['clerk', 'approver', 'finance', 'unit', 'liaison', 'manager', 'supervisor', 'auditor'],
  ...['clerk-b', 'manager-b'],
];

test.each(PEOPLE)('%s: each count is the length of the list that it leads to', async (username) => {
  const client = await site.signIn(username);
  const lists = await listsOf(client);
  expect(lists.length).toBeGreaterThan(0);
  for (const { name, count, query } of lists) {
    let found = 0;
    for (let cursor = ''; ; ) {
      const { status, body } = await client.get(`/${roomOf(name)}?limit=200&${query}${cursor}`);
      expect([name, status]).toEqual([name, 200]);
      found += body.items.length;
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect([name, count]).toEqual([name, found]);
  }
});

test('the clerk of the demo finds work, and bureau B none of it', async () => {
  expect(await counted(clerk, 'visits-held')).toBeGreaterThan(10);
  expect(await counted(await site.signIn('clerk-b'), 'visits-held')).toBe(0);
});

test('an order waits for its approver, not for who ordered it, and not once decided', async () => {
  const approver = await site.signIn('approver');
  const before = (await counted(approver, 'orders-to-approve')) ?? 0;
  const { id } = await requestOrder(clerk, anOrderFor(parts, parts.cadres[0]?.id ?? ''));
  expect(await counted(approver, 'orders-to-approve')).toBe(before + 1);
  expect(
    (await clerk.get('/orders?awaiting=me&limit=200')).body.items.map((order: { id: string }) => order.id),
  ).not.toContain(id);
  expect((await approver.post(`/orders/${id}/approve`, {})).body.status).toBe('approved');
  expect(await counted(approver, 'orders-to-approve')).toBe(before);
});

test('a unit is asked where its own fund pays, until it has answered', async () => {
  const unit = await site.signIn('unit');
  const cadre = parts.cadres.find(({ unitId }) => unitId === unit.user.unitId);
  const before = (await counted(unit, 'orders-to-approve')) ?? 0;
  const own = { quantity: '0.50', fundIds: [parts.fund(`TX-${cadre?.unit}`)] };
  const { id } = await requestOrder(clerk, anOrderFor(parts, cadre?.id ?? '', own));
  await requestOrder(clerk, anOrderFor(parts, cadre?.id ?? '', { quantity: '0.50' }));
  expect(await counted(unit, 'orders-to-approve')).toBe(before + 1);
  expect((await unit.post(`/orders/${id}/approve`, {})).body.status).toBe('requested');
  expect(await counted(unit, 'orders-to-approve')).toBe(before);
});

test('an adjudicated bill waits for its provider, or for staff where nobody of the provider can sign in', async () => {
  const [finance, liaison, manager] = [
    await site.signIn('finance'),
    await site.signIn('liaison'),
    await site.signIn('manager'),
  ];
  const waiting = async () => [
    await counted(clerk, 'bills-to-confirm-for-provider'),
    await counted(liaison, 'bills-to-confirm-for-provider'),
    await counted(manager, 'bills-to-confirm'),
  ];
  const { items } = (await finance.get('/bills?status=submitted&limit=200&lines=none')).body;
  const ofProvider = (isTheirs: boolean): string =>
    items.find((bill: { providerId: string }) => (bill.providerId === manager.user.providerId) === isTheirs)
      .id;
  const [theirs, silent] = [ofProvider(true), ofProvider(false)];
  expect(await waiting()).toEqual([0, 0, 0]);
  expect((await finance.post(`/bills/${theirs}/adjudicate`, {})).status).toBe(200);
  expect(await waiting()).toEqual([0, 0, 1]);
  expect((await finance.post(`/bills/${silent}/adjudicate`, {})).status).toBe(200);
  expect(await waiting()).toEqual([1, 1, 1]);
  expect((await liaison.get('/bills?awaiting=me')).body.items.map(({ id }: { id: string }) => id)).toEqual([
    silent,
  ]);
  expect((await finance.get('/bills?awaiting=me')).body.items).toEqual([]);
  expect((await liaison.post(`/bills/${silent}/confirm`, { onBehalfOf: '服务商经理' })).status).toBe(200);
  expect(await waiting()).toEqual([0, 0, 1]);
});

test('what has no business here is told so', async () => {
  expect((await (await site.signIn('admin')).get('/worklists')).status).toBe(403);
  expect((await site.anyone().get('/worklists')).status).toBe(401);
});
