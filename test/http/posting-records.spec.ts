import { startApp, type TestApp } from '../support/app';
import { makeMatrixWorld, type Papers } from '../support/matrix-world';

interface Posting {
  kind: string;
  document: string;
  record: { kind: string; id: string; line: number | null } | null;
}

let site: TestApp;
let papers: Papers;

beforeAll(async () => {
  site = await startApp();
  ({ papers } = (await makeMatrixWorld(site)).a);
  const approver = await site.signIn('approver');
  const finance = await site.signIn('finance');
  await approver.post(`/payments/${papers.payment}/release`, {});
  const { preparedAt } = (await finance.get(`/payments/${papers.payment}`)).body;
  const paidOn = String(preparedAt).slice(0, 10);
  const { status, text } = await finance.post(`/payments/${papers.payment}/confirm`, {
    paidOn,
    reference: 'HD-1',
  });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
}, 120_000);
afterAll(() => site.close());

async function postings(who: string): Promise<Posting[]> {
  const reader = await site.signIn(who);
  const { status, body } = await reader.get(`/funds/${papers.fund}/postings?limit=100`);
  expect(status).toBe(200);
  return body.items;
}

test('a posting leads to the order, the line of the bill, and the payment behind it', async () => {
  const items = await postings('clerk');
  const of = (kind: string, document?: RegExp) =>
    items.find((item) => item.kind === kind && (document?.test(item.document) ?? true))?.record;
  const order = (await (await site.signIn('clerk')).get(`/orders/${papers.order}`)).body;
  expect(items.find(({ document }) => document === order.number)?.record).toEqual({
    ...{ kind: 'order', id: papers.order, line: null },
  });
  expect(of('expend', /#\d+$/)).toMatchObject({ kind: 'bill', id: papers.bill });
  expect(of('expend', /#\d+$/)?.line).toBeGreaterThan(0);
  expect(of('pay')).toEqual({ kind: 'payment', id: papers.payment, line: null });
  // What is no paper of the platform leads nowhere.
  expect(of('allot')).toBeNull();
});

test.each(['unit', 'finance', 'auditor', 'supervisor'])(
  '%s reads them as far as their own rows go',
  async (who) => {
    const items = await postings(who);
    expect(items.some(({ record }) => record?.kind === 'order')).toBe(true);
  },
);
