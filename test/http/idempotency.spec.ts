import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
let finance: Client;
beforeAll(async () => {
  site = await startApp();
  [clerk, finance] = await Promise.all([site.signIn('clerk'), site.signIn('finance')]);
}, 60_000);
afterAll(() => site.close());

let count = 0;
const fund = (over: object = {}) => ({
  ...{ code: `ID-${++count}`, type: 'government-purchase', year: 2026, allotted: '100.00' },
  ...{ basis: { document: '文', clause: '一' }, ...over },
});
const counted = async (code: string): Promise<number> =>
  (await finance.get(`/funds?code=${code}`)).body.items.length;

test('the same request again gets the same bytes, and nothing happens again', async () => {
  const body = fund();
  const first = await finance.post('/funds', body, 'key-1');
  expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
  const { code, type, ...rest } = body;
  const again = await finance.post('/funds', { ...rest, type, code }, 'key-1');
  expect(again.status).toBe(201);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.text).toBe(first.text);
  expect(again.headers['content-type']).toBe(first.headers['content-type']);
  const balance = await finance.get(`/funds/${first.body.id}`);
  expect(balance.body.allotted).toBe('100.00');
});

test('and still does after the resource has changed', async () => {
  const { body: made, text } = await finance.post('/funds', fund({ code: 'ID-X' }), 'key-2');
  const cut = { amount: '-40.00', basis: { document: '文', clause: '二' } };
  expect((await finance.post(`/funds/${made.id}/allotments`, cut, 'key-3')).body.allotted).toBe('60.00');
  expect((await finance.post(`/funds/${made.id}/allotments`, cut, 'key-3')).body.allotted).toBe('60.00');
  expect((await finance.post('/funds', fund({ code: 'ID-X' }), 'key-2')).text).toBe(text);
});

test('another body, or another path, under one key is 422', async () => {
  const { body: made } = await finance.post('/funds', fund(), 'key-4');
  for (const call of [
    finance.post('/funds', fund(), 'key-4'),
    finance.post(
      `/funds/${made.id}/allotments`,
      { amount: '1.00', basis: { document: 'a', clause: 'b' } },
      'key-4',
    ),
  ]) {
    const { status, body } = await call;
    expect([status, body.code]).toEqual([422, 'idempotency-mismatch']);
  }
});

test('a refusal is not stored: the retry is judged anew', async () => {
  const { body: made } = await finance.post('/funds', fund(), 'key-5');
  const cut = { amount: '-150.00', basis: { document: '文', clause: '二' } };
  const refused = await finance.post(`/funds/${made.id}/allotments`, cut, 'key-6');
  expect([refused.status, refused.body.findings[0]]).toEqual([
    422,
    expect.objectContaining({ code: 'F01', available: '100.00', amount: '-150.00' }),
  ]);
  await finance.post(`/funds/${made.id}/allotments`, { ...cut, amount: '60.00' }, 'key-7');
  const retried = await finance.post(`/funds/${made.id}/allotments`, cut, 'key-6');
  expect([retried.status, retried.body.allotted]).toEqual([201, '10.00']);
});

test('twins at the same moment have one effect and one answer', async () => {
  const body = fund();
  const answers = await Promise.all(Array.from({ length: 12 }, () => finance.post('/funds', body, 'key-8')));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  expect(await counted(body.code)).toBe(1);
});

test('twins of which the first is refused are judged one by one', async () => {
  const body = fund({ code: 'GZ-BUY' });
  const answers = await Promise.all(Array.from({ length: 4 }, () => finance.post('/funds', body, 'key-9')));
  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
});

test('a party’s key is its own, and among its roles it is the first one’s', async () => {
  const body = {
    cadreId: (await clerk.get('/cadres?limit=1')).body.items[0].id,
    text: '助浴',
    channel: 'phone',
  };
  const first = await clerk.post('/needs', body, 'shared');
  expect(first.status).toBe(201);
  const colleague = await (await site.signIn('liaison')).post('/needs', body, 'shared');
  expect([colleague.status, colleague.body.code]).toEqual([422, 'idempotency-mismatch']);
  expect((await clerk.post('/needs', body, 'shared')).text).toBe(first.text);
  const clerkB = await site.signIn('clerk-b');
  const own = { ...body, cadreId: (await clerkB.get('/cadres?limit=1')).body.items[0].id };
  const other = await clerkB.post('/needs', own, 'shared');
  expect([other.status, other.headers['idempotency-replayed']]).toEqual([201, undefined]);
});

test('routes that make or move money require one; it has up to 200 printable characters', async () => {
  const none = await finance.post('/funds', fund(), null);
  expect([none.status, none.body.code]).toEqual([400, 'idempotency-key-required']);
  for (const key of ['x'.repeat(201), 'a\tb']) {
    const { status, body } = await finance.post('/funds', fund(), key);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'Idempotency-Key']);
  }
  expect((await finance.post('/funds', fund(), 'x'.repeat(200))).status).toBe(201);
  expect((await clerk.post('/needs', { cadreId: 'x' }, null)).status).toBe(400);
});

test('what is stored of an answer tells nothing of anybody', async () => {
  const rows = await site.unitOfWork.run({ kind: 'system' }, (tx) =>
    tx.query<{ text: string }>(`select encode(answer, 'escape') as text from http_idempotency`),
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ text }) => /ID-|助浴|allotted/.test(text))).toEqual([]);
});

test('audit has one entry for each effect, and its chain is whole', async () => {
  const rows = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
    tx.query<{ seq: string; ok: boolean; verb: string }>(
      `select seq, verb, hash = sha256(previous_hash || convert_to(seq || E'\\n' || entry, 'UTF8'))
         and previous_hash = coalesce(lag(hash) over (order by seq), '') as ok from audit_log order by seq`,
    ),
  );
  expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, i) => i + 1));
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  const funds = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
    tx.query<{ n: number }>(
      `select count(*)::int as n from register_version where register = 'funds' and recorded_by = 'finance'`,
    ),
  );
  expect(rows.filter(({ verb }) => verb.startsWith('fund.'))).toHaveLength(funds[0]?.n ?? -1);
});
