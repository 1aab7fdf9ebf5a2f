import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, startApp, type TestApp } from '../support/app';

interface Operation {
  parameters?: { name: string; in: string }[];
}
const document: { paths: Record<string, { get?: Operation }> } = JSON.parse(
  readFileSync(join(__dirname, '../../apps/api/openapi.json'), 'utf8'),
);

/** Candidates are ranked among each other, and answered whole; a proof is no list of things that have ids. */
const OTHERS = ['/orders/{id}/candidates', '/audit/proof/{id}'];

/** Every list of the interface: it takes a cursor. */
const LISTS = Object.entries(document.paths)
  .flatMap(([path, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'cursor') ? [path.replace('/api/v1', '')] : [],
  )
  .filter((path) => !OTHERS.includes(path));
const UNKNOWN = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';

let site: TestApp;
let clients: Client[];
beforeAll(async () => {
  site = await startApp();
  clients = [];
  const names = ['clerk', 'finance', 'manager', 'auditor', 'admin', 'liaison'];
  for (const name of names) clients.push(await site.signIn(name));
}, 60_000);
afterAll(() => site.close());

/** The list with ids in its path that the first person who may see it sees. */
async function reachable(path: string): Promise<[Client, string] | undefined> {
  for (const client of clients) {
    const parent = path.split('/{')[0] ?? '';
    const { items = [] } = path.includes('{') ? (await client.get(`${parent}?limit=1`)).body : {};
    const filled = path.replace(/\{\w+\}/, items[0]?.id ?? UNKNOWN);
    if ((await client.get(`${filled}?limit=2`)).status === 200) return [client, filled];
  }
  return undefined;
}

test('the document has the lists', () => expect(LISTS.length).toBeGreaterThan(15));

test.each(LISTS)('%s goes on after its cursor, and a cursor that is none is 400', async (path) => {
  const [client, filled] = (await reachable(path)) ?? [];
  if (!client) throw new Error(`nobody may see ${path}`);
  const { items: both } = (await client.get(`${filled}?limit=2`)).body;
  const first = (await client.get(`${filled}?limit=1`)).body;
  if (first.nextCursor !== null) {
    const second = await client.get(`${filled}?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([second.status, [...first.items, ...second.body.items]]).toEqual([200, both]);
  }
  for (const key of ['\ud800', '-infinity', '2026-02-30', '9e99']) {
    const cursor = Buffer.from(JSON.stringify([key, UNKNOWN])).toString('base64url');
    expect([key, [200, 400]]).toEqual([
      key,
      expect.arrayContaining([(await client.get(`${filled}?cursor=${cursor}`)).status]),
    ]);
  }
  expect((await client.get(`${filled}?cursor=nonsense`)).status).toBe(400);
});
