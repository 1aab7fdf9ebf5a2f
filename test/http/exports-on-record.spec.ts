import { type Client, startApp, type TestApp } from '../support/app';
import { fetchTable } from '../support/tables';

/** Who took which list out, with which search and how many rows, whoever it is and of whichever bureau. */
let site: TestApp;
let bureaus: { id: string; firms: string[] }[];

beforeAll(async () => {
  site = await startApp();
  bureaus = [];
  for (const name of ['clerk', 'clerk-b']) {
    const id = (await site.signIn(name)).user.bureauId ?? '';
    const links = await inBureau<{ provider_id: string }>(id, 'select provider_id from provider_link');
    bureaus.push({ id, firms: links.map((link) => link.provider_id) });
  }
}, 60_000);
afterAll(() => site.close());

const inBureau = <T>(bureauId: string, sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId }, (tx) => tx.query<T>(sql, values));

/** The exports of this person on the record of a bureau, the last first. */
const taken = async (bureauId: string, { user }: Client) =>
  (
    await inBureau<{ entry: string }>(
      bureauId,
      `select entry from audit_log where verb = 'table.export' and actor = $1 order by seq desc`,
      [user.id],
    )
  ).map(({ entry }) => JSON.parse(entry) as { role: string; after: { rows: number } });

/** Lines below the titles. */
const linesIn = (body: Buffer | string): number => String(body).trim().split('\r\n').length - 1;

test('a firm’s list, one over all whom it works for, stands on the record of each of them', async () => {
  const manager = await site.signIn('manager');
  const firm = manager.user.providerId ?? '';
  const [a, b] = bureaus.map(({ id }) => id) as [string, string];
  expect(bureaus.map(({ firms }) => firms.includes(firm))).toEqual([true, true]);
  for (const table of ['workers', 'providers', 'items', 'limits']) {
    expect((await fetchTable(site, manager, `${table}/rows.csv`)).status).toBe(200);
    const [[first], [second]] = [await taken(a, manager), await taken(b, manager)];
    for (const entry of [first, second])
      expect(entry).toMatchObject({
        role: 'provider-manager',
        after: { table, kind: 'csv' },
      });
    // How much of the list is another bureau's is not for this one to know.
    expect([first, second].map((entry) => Object.keys(entry?.after ?? {}))).toEqual([
      ['table', 'kind'],
      ['table', 'kind'],
    ]);
  }
  await fetchTable(site, manager, `workers/rows.xlsx?query=${encodeURIComponent('李')}`);
  expect((await taken(a, manager))[0]).toMatchObject({
    after: { table: 'workers', kind: 'xlsx', search: '李***' },
  });
});

test.each(['unit', 'supervisor', 'auditor', 'finance'])('so does what %s takes out', async (name) => {
  const who = await site.signIn(name);
  const { body } = await fetchTable(site, who, 'items/rows.csv');
  const [entry] = await taken(who.user.bureauId ?? '', who);
  expect(entry).toMatchObject({ after: { table: 'items', kind: 'csv', rows: linesIn(body) } });
});

test('what is refused is no export', async () => {
  const manager = await site.signIn('manager');
  const before = await taken(bureaus[0]?.id ?? '', manager);
  expect((await fetchTable(site, manager, 'cadres/rows.csv')).status).toBe(403);
  expect(await taken(bureaus[0]?.id ?? '', manager)).toEqual(before);
});
