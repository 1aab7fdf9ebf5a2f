import { type Client, startApp, type TestApp } from '../support/app';

/** A masked number leaves few to be tried: who may ask whose it is, and what is kept of that. */
let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const CADRE = {
  ...{ code: 'ZH01', name: '林新', gender: '女', idNumber: '35092519300303002X', area: '350902' },
  ...{ address: '蕉城区东湖路9号', phone: '13800000078', settlement: 'local', tags: [], abilityLevel: 1 },
};

test('cadres are found by ID number or phone by the bureau’s staff alone, and that is on record', async () => {
  const { unitId } = (await site.signIn('unit')).user;
  const body = { ...CADRE, unitId };
  const { id } = (await clerk.post('/cadres', body)).body;
  const isFound = async (who: Client, query: string): Promise<boolean> =>
    (await who.get(`/cadres?query=${query}`)).body.items.some((row: { id: string }) => row.id === id);
  for (const name of ['unit', 'supervisor', 'auditor']) {
    const who = await site.signIn(name);
    const numbers = [await isFound(who, body.idNumber), await isFound(who, body.phone)];
    expect([name, await isFound(who, body.code), ...numbers]).toEqual([name, true, false, false]);
  }
  const bureauId = clerk.user.bureauId ?? '';
  const kept = () =>
    site.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      tx.query<{ entry: string }>(`select entry from audit_log where verb = 'cadre.search' order by seq`),
    );
  const before = await kept();
  expect([await isFound(clerk, body.idNumber), await isFound(clerk, body.code)]).toEqual([true, true]);
  await clerk.get(`/orders?query=${body.phone}`);
  const after = await kept();
  expect(after.length - before.length).toBe(2);
  expect(after[before.length]?.entry).toContain('"rows":1');
  expect(JSON.stringify(after)).not.toMatch(/35092519300303002X|13800000078/);
});
