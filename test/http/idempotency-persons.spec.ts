import { type Client, startApp, type TestApp } from '../support/app';
import { billAt, type People, people } from './billing';

let site: TestApp;
let by: People;
let liaison: Client;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  [clerk, liaison] = await Promise.all([site.signIn('clerk'), site.signIn('liaison')]);
}, 60_000);
afterAll(() => site.close());

type Call = (who: Client, key: string) => ReturnType<Client['post']>;

/** An answer that tells nothing but that the key is somebody else's. */
async function refused(answer: ReturnType<Call>, never: string): Promise<void> {
  const { status, body, headers, text } = await answer;
  expect([status, body.code, headers['idempotency-replayed']]).toEqual([
    422,
    'idempotency-mismatch',
    undefined,
  ]);
  expect(text).not.toContain(never);
}

/** The first has an effect and gets it again; no other role gets it, and the first still does afterwards. */
async function belongsTo(first: Client, others: Client[], call: Call, never: (body: Answer) => string) {
  const key = `own-${Math.random()}`;
  const made = await call(first, key);
  expect([200, 201]).toContain(made.status);
  const secret = never(made.body);
  for (const other of others) await refused(call(other, key), secret);
  const again = await call(first, key);
  expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
    ...[made.status, made.text, 'true'],
  ]);
}

interface Answer {
  id: string;
  rows: { bankAccount: string }[];
}

describe('what was answered in one role under a key is never shown to another role of the same party', () => {
  test('a release, with the account in clear for those of finance only', async () => {
    const { id: bill } = await billAt(site, 'payable', { month: '2026-09' });
    const prepare: Call = (who, key) => who.post('/payments', { billIds: [bill] }, key);
    let payment = '';
    const account = ({ id, rows }: Answer): string => {
      payment = id;
      return rows[0]?.bankAccount ?? '';
    };
    await belongsTo(by.finance, [], prepare, account);
    const release: Call = (who, key) => who.post(`/payments/${payment}/release`, {}, key);
    await belongsTo(by.finance2, [by.approver], release, account);
  });

  test('a need and a rating', async () => {
    const cadreId = (await clerk.get('/cadres?limit=1')).body.items[0].id;
    const need = { cadreId, text: '助浴', channel: 'phone' };
    await belongsTo(
      clerk,
      [liaison],
      (who, key) => who.post('/needs', need, key),
      ({ id }) => id,
    );
    const visitId = (await clerk.get('/visits?status=payable&limit=1')).body.items[0].id;
    const rating = { visitId, level: 5, channel: 'phone', respondent: 'self', onBehalfOf: '周老' };
    await belongsTo(
      liaison,
      [clerk],
      (who, key) => who.post('/ratings', rating, key),
      ({ id }) => id,
    );
  });
});

test('two roles with one key at one moment: one effect, and the other is refused', async () => {
  const cadreId = (await clerk.get('/cadres?limit=1')).body.items[0].id;
  const body = { cadreId, text: '理发', channel: 'phone' };
  const count = async () => (await clerk.get(`/needs?cadreId=${cadreId}&limit=200`)).body.items.length;
  const before = await count();
  const both = [clerk, liaison, clerk, liaison].map((who) => who.post('/needs', body, 'same-moment'));
  const statuses = (await Promise.all(both)).map(({ status }) => status).sort();
  expect([statuses, await count()]).toEqual([[201, 201, 422, 422], before + 1]);
});
