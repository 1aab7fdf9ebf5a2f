import { type Client, startApp, type TestApp } from '../support/app';
import { type Papers } from '../support/matrix-papers';
import { makeMatrixWorld } from '../support/matrix-world';
import { asSuper } from '../support/snapshot';

/** A bill with lines of several payers: the unit that signs in pays one of them. */
let site: TestApp;
let papers: Papers;
let finance: Client;

beforeAll(async () => {
  site = await startApp();
  papers = (await makeMatrixWorld(site)).a.papers;
  finance = await site.signIn('finance');
  await asSuper(site.database.superUrl, (query) =>
    query(
      `insert into app_user (id, username, display_name, role, bureau_id, unit_id, password_hash, created_at)
       select gen_random_uuid(), 'stranger', '外', 'unit-finance', bureau_id,
         (select u.id from unit u where u.bureau_id = a.bureau_id and u.id <> a.unit_id order by u.code limit 1),
         password_hash, created_at from app_user a where username = 'unit'`,
    ),
  );
}, 120_000);
afterAll(() => site.close());

const whole = async (path: string) => (await finance.get(path)).body;

describe.each(['unit', 'contact'])('%s', (name) => {
  test('sees of a bill the lines that its funds pay, with its own amounts', async () => {
    const client = await site.signIn(name);
    const { unitId } = client.user;
    const all = await whole(`/bills/${papers.bill}`);
    const { status, body } = await client.get(`/bills/${papers.bill}`);
    expect(status).toBe(200);
    expect(all.lines.length).toBeGreaterThan(body.lines.length);
    const own = all.shares.filter(({ payer }: { payer: string }) => payer === unitId);
    expect(body.shares).toEqual(own);
    expect([body.lines.length, own.length]).toEqual([1, 1]);
    expect([body.approved, body.payable]).toEqual([own[0].amount, own[0].amount]);
    expect(body.lines[0]).toEqual(
      all.lines.find(({ visitNumber }: { visitNumber: string }) => visitNumber === body.lines[0].visitNumber),
    );
    expect([body.claimed, body.findings, body.invoice]).toEqual([body.lines[0].amount, [], null]);
    expect((await client.get('/bills')).body).toEqual({ items: [body], nextCursor: null });
    expect((await client.get('/bills?status=draft')).body.items).toEqual([]);
  });

  test('sees of a payment the rows that it pays', async () => {
    const client = await site.signIn(name);
    const all = await whole(`/payments/${papers.payment}`);
    const { status, body } = await client.get(`/payments/${papers.payment}`);
    expect([status, all.rows.length, body.rows.length]).toEqual([200, 2, 1]);
    expect(body.rows[0].payer).toBe(client.user.unitId);
    expect(body.total).toBe(body.rows[0].amount);
    expect(body.rows[0].bankAccount).toMatch(/^\*+\d{4}$/);
    for (const query of ['', `?billId=${papers.bill}`, '?status=prepared']) {
      expect((await client.get(`/payments${query}`)).body).toEqual({ items: [body], nextCursor: null });
    }
    expect((await client.get('/payments?status=confirmed')).body.items).toEqual([]);
  });
});

test('a unit that pays nothing of it sees nothing of it', async () => {
  const stranger = await site.signIn('stranger');
  for (const path of ['bills', 'payments']) {
    expect((await stranger.get(`/${path}`)).body).toEqual({ items: [], nextCursor: null });
  }
  expect((await stranger.get(`/bills/${papers.bill}`)).status).toBe(404);
  expect((await stranger.get(`/payments/${papers.payment}`)).status).toBe(404);
});

test('what is adjusted on its lines is its own as well, and on others’ not', async () => {
  const line = (await whole(`/bills/${papers.bill}`)).lines.length;
  expect(line).toBeGreaterThan(1);
  const rows = await asSuper(site.database.superUrl, (query) =>
    query(
      `select p.unit_id, count(*)::int as shares from bill_payer p
       join line_share s on s.bureau_id = p.bureau_id and s.bill_id = p.bill_id
       join fund f on f.id = s.fund_id and f.owner_unit_id = p.unit_id where p.bill_id = $1 group by 1`,
      [papers.bill],
    ),
  );
  expect(rows).toEqual([{ unit_id: papers.unit, shares: 1 }]);
});
