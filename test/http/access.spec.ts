import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
const people = new Map<string, Client>();
const OF_A = [
  ...[
    'clerk',
    'approver',
    'finance',
    'unit',
    'liaison',
    'manager',
    'worker',
    'supervisor',
    'auditor',
    'admin',
  ],
];
const OF_B = ['clerk-b', 'approver-b', 'finance-b', 'unit-b', 'liaison-b', 'manager-b', 'worker-b'];
beforeAll(async () => {
  site = await startApp();
  for (const name of [...OF_A, ...OF_B]) people.set(name, await site.signIn(name));
}, 60_000);
afterAll(() => site.close());

const as = (name: string): Client => {
  const client = people.get(name);
  if (!client) throw new Error(name);
  return client;
};

const ROOMS = ['items', 'units', 'providers', 'workers', 'cadres', 'contracts', 'funds', 'limits', 'needs'];
const UNKNOWN = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';

describe.each(ROOMS)('/%s', (room) => {
  test('every member of staff may look, and sees nothing of the other bureau', async () => {
    const ids = new Map<string, Set<string>>();
    for (const name of [...OF_A, ...OF_B].filter((person) => person !== 'admin')) {
      const { status, body } = await as(name).get(`/${room}?limit=200`);
      expect([name, status]).toEqual([name, 200]);
      ids.set(name, new Set(body.items.map(({ id }: { id: string }) => id)));
    }
    // The firm that serves both bureaus is one firm, with one id.
    const shared = new Set(room === 'providers' ? [as('manager').user.providerId] : []);
    for (const a of OF_A.filter((person) => person !== 'admin' && person !== 'manager')) {
      for (const b of OF_B) {
        const both = [...(ids.get(a) ?? [])].filter((id) => ids.get(b)?.has(id) && !shared.has(id));
        expect([a, b, both]).toEqual([a, b, []]);
      }
    }
    expect((await as('admin').get(`/${room}`)).status).toBe(403);
    expect((await site.anyone().get(`/${room}`)).status).toBe(401);
  });

  test('another bureau’s, an unknown and a malformed id are the same answer', async () => {
    const [row] = (await as('clerk-b').get(`/${room}?limit=50`)).body.items.slice(-1);
    const foreign = room === 'needs' ? UNKNOWN : row?.id;
    for (const name of OF_A.filter((person) => person !== 'admin' && person !== 'manager')) {
      const answers = await Promise.all(
        [foreign, UNKNOWN, 'no-uuid', '%F0%9F%8C%B2', '1'].map((id) => as(name).get(`/${room}/${id}`)),
      );
      for (const { status, text } of answers)
        expect([name, status, text]).toEqual([name, 404, answers[0]?.text]);
    }
  });

  test('pages have a limit, and take only their own cursors', async () => {
    for (const query of [
      'limit=0',
      'limit=201',
      'limit=-1',
      'limit=1.5',
      'limit=1&limit=2',
      'cursor=x',
      'cursor=',
      'nonsense=1',
    ]) {
      const { status, body } = await as('clerk').get(`/${room}?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'invalid-request']);
    }
    const forged = Buffer.from(JSON.stringify(["' or 1=1 --", 'x'])).toString('base64url');
    expect((await as('clerk').get(`/${room}?cursor=${forged}`)).status).toBe(400);
    const { body } = await as('clerk').get(`/${room}?limit=1`);
    expect(body.items.length).toBeLessThanOrEqual(1);
  });
});

test('the firm of both bureaus sees the contracts of both, and neither bureau sees the other’s', async () => {
  const numbers = async (name: string): Promise<string[]> =>
    (await as(name).get('/contracts?limit=200')).body.items.map(({ number }: { number: string }) => number);
  const own = await numbers('manager');
  expect(own).toEqual(expect.arrayContaining(['HT-2026-10', 'HT-ZN-01']));
  expect(own).not.toContain('HT-ZN-02');
  expect(await numbers('clerk')).not.toContain('HT-ZN-01');
  expect(await numbers('clerk-b')).not.toContain('HT-2026-10');
  expect(await numbers('manager-b')).toEqual(['HT-ZN-02']);
});

describe('a role that may never do it is told 403, before anything else is looked at', () => {
  const POSTS: [path: string, may: string[]][] = [
    ['/items', ['clerk']],
    ['/units', ['clerk']],
    ['/cadres', ['clerk']],
    ['/limits', ['clerk']],
    ['/needs', ['clerk', 'liaison', 'unit']],
    ['/workers', ['clerk', 'manager']],
    ['/contracts', ['clerk']],
    ['/funds', ['finance', 'unit']],
    [`/contracts/${UNKNOWN}/submit`, ['clerk']],
    [`/contracts/${UNKNOWN}/approve`, ['approver']],
    [`/contracts/${UNKNOWN}/terminate`, ['approver']],
  ];
  test.each(POSTS)('POST %s', async (path, may) => {
    for (const name of OF_A) {
      const { status } = await as(name).post(path, {});
      expect([name, may.includes(name) ? status !== 403 && status < 500 : status]).toEqual([
        ...[name, may.includes(name) ? true : 403],
      ]);
    }
    expect((await site.anyone().post(path, {})).status).toBe(401);
  });
});

test('nobody writes into the other bureau, by any id', async () => {
  const [contract] = (await as('clerk-b').get('/contracts?limit=1')).body.items;
  const [item] = (await as('clerk-b').get('/items?limit=1')).body.items;
  const [cadre] = (await as('clerk-b').get('/cadres?limit=1')).body.items;
  const [fund] = (await as('finance-b').get('/funds?limit=1')).body.items;
  const basis = { document: 'a', clause: 'b' };
  const answers = await Promise.all([
    as('approver').post(`/contracts/${contract.id}/suspend`, {}),
    as('clerk').patch(`/items/${item.id}`, { name: '改', reason: '改名' }),
    as('clerk').patch(`/cadres/${cadre.id}`, { name: '改', reason: '改名' }),
    as('clerk').post(`/cadres/${cadre.id}/reveal`, { reason: '看' }, null),
    as('finance').post(`/funds/${fund.id}/allotments`, { amount: '1.00', basis }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  const need = await as('clerk').post('/needs', { cadreId: cadre.id, text: '看', channel: 'phone' });
  expect([need.status, need.body.errors]).toEqual([400, [{ path: 'cadreId', message: '没有这一项' }]]);
});
