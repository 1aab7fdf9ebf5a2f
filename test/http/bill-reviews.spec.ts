import { startApp, type TestApp } from '../support/app';
import { billAt, contractId, ledgerTotals, type People, people, type Shown, serve } from './billing';

let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

const MONTH = '2026-12';

/** A bill of three lines: one as it should be, one that claims twice what was done, one without a visit. */
async function mixedBill(): Promise<Shown> {
  const [good] = await serve(site, { month: MONTH, count: 1 });
  const [half] = await serve(site, { month: MONTH, count: 1, minutes: 30 });
  const of = (visitNumber: string | undefined) => ({
    ...{ visitNumber, itemCode: 'ER01', quantity: '1.00', unitPrice: '18.72', amount: '18.72' },
  });
  const lines = [of(good), of(half), of('NIRGENDS')];
  const body = { contractId: await contractId(site), month: MONTH, declared: '56.16', lines };
  const { body: bill } = await by.manager.post('/bills', body);
  await by.manager.post(`/bills/${bill.id}/submit`, {});
  return bill as Shown;
}

describe('what finance sees and says before a bill is adjudicated', () => {
  let bill: Shown;
  beforeAll(async () => {
    bill = await mixedBill();
  });

  test('the rules foresee every line, and nothing is spent by looking', async () => {
    const before = await ledgerTotals(site);
    const { status, body } = await by.finance.get(`/bills/${bill.id}/foreseen`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ status: 'submitted', claimed: '56.16', approved: '28.08', payable: '28.08' },
      outcomes: { agreed: 1, cut: 1, noted: 0, refused: 1 },
    });
    expect(body.lines.map((line: { approvedAmount: string }) => line.approvedAmount)).toEqual([
      ...['18.72', '9.36', '0.00'],
    ]);
    expect(await ledgerTotals(site)).toEqual(before);
    expect((await by.finance.get(`/bills/${bill.id}`)).body).toMatchObject({
      approved: '0.00',
      outcomes: null,
    });
  });

  test('a list without lines counts them', async () => {
    const { body } = await by.finance.get(`/bills?month=${MONTH}&lines=none`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ lines: [], outcomes: { cut: 1, refused: 1 }, approved: '28.08' });
    expect((await by.finance.get(`/bills?lines=all`)).status).toBe(400);
  });

  test('the newest word on a line counts; many lines are decided by one stated rule', async () => {
    const path = `/bills/${bill.id}/reviews`;
    const first = await by.finance.post(path, { lines: [2, 3], outcome: 'agree', reason: '同意', rule: 'I' });
    expect([first.status, first.body.items.length]).toEqual([200, 2]);
    const adjust = { outcome: 'adjust', reason: '有签字单', kind: 'supplement', amount: '9.36' };
    const second = await by.finance.post(path, { lines: [2], ...adjust });
    expect(second.body.items).toEqual([
      expect.objectContaining({ line: 2, ...adjust, rule: null, by: 'finance' }),
      expect.objectContaining({ line: 3, outcome: 'agree', rule: 'I', kind: null, amount: null }),
    ]);
    expect((await by.approver.get(path)).body).toEqual(second.body);
  });

  test.each([
    ['an unknown line', { lines: [9], outcome: 'agree', reason: '同意' }, 'lines.0'],
    [
      'an adjustment by nothing',
      { lines: [2], outcome: 'adjust', reason: '补', kind: 'supplement' },
      'amount',
    ],
    [
      'an agreement with an amount',
      { lines: [2], outcome: 'agree', reason: '同意', amount: '1.00' },
      'amount',
    ],
    ['no line', { lines: [], outcome: 'agree', reason: '同意' }, 'lines'],
    ['a line twice', { lines: [2, 2], outcome: 'agree', reason: '同意' }, 'lines'],
    ['half a line', { lines: [1.5], outcome: 'agree', reason: '同意' }, 'lines'],
  ])('%s is not taken', async (_, body, path) => {
    const refused = await by.finance.post(`/bills/${bill.id}/reviews`, body);
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, path]);
  });

  test('once adjudicated it shows what was decided', async () => {
    await by.finance.post(`/bills/${bill.id}/adjudicate`, {});
    const [foreseen, decided] = await Promise.all(
      ['/foreseen', ''].map((path) => by.finance.get(`/bills/${bill.id}${path}`)),
    );
    // Who was visited is told beside it, for the screen that decides.
    expect(foreseen?.body.visits).not.toEqual([]);
    expect({ ...foreseen?.body, visits: undefined }).toEqual(decided?.body);
    expect(decided?.body.outcomes).toEqual({ refused: 1, cut: 1, noted: 0, agreed: 1 });
  });
});

test('another bureau and the provider do not read what finance said', async () => {
  const { id } = await billAt(site, 'submitted');
  expect((await by.manager.get(`/bills/${id}/reviews`)).status).toBe(403);
  expect((await (await site.signIn('finance-b')).get(`/bills/${id}/reviews`)).status).toBe(404);
  expect((await (await site.signIn('finance-b')).get(`/bills/${id}/foreseen`)).status).toBe(404);
  expect((await by.manager.get(`/bills/${id}/foreseen`)).status).toBe(200);
});
