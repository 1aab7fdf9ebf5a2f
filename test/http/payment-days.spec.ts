import { addDays } from '@songbai/contracts';
import { startApp, type TestApp } from '../support/app';
import { NOW, today } from '../support/moment';
import { billAt, inBureau, invoiceFor, ledgerTotals, type People, people, type Shown } from './billing';

/** Days that are told as past, and payments that turn out not to have been made. */
let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 120_000);
afterAll(() => site.close());

const PROOF = { paidOn: today(), reference: '国库支付 1' };
const FAILED = { reason: '收款户已销，被退回。' };

const payable = (): Promise<Shown> => billAt(site, 'payable', { month: '2026-09' });
const prepare = async ({ id }: Shown) => (await by.finance.post('/payments', { billIds: [id] })).body;
const fail = (id: string) => by.finance.post(`/payments/${id}/fail`, FAILED);

async function released(payment?: { id: string }): Promise<{ id: string }> {
  const { id } = payment ?? (await prepare(await payable()));
  const { status, body } = await by.finance2.post(`/payments/${id}/release`, {});
  expect(status).toBe(200);
  return body;
}

async function pay(payment: { id: string }): Promise<{ id: string }> {
  const { id } = await released(payment);
  const { status, body } = await by.finance.post(`/payments/${id}/confirm`, PROOF);
  expect([status, body.status]).toEqual([200, 'confirmed']);
  return body;
}

describe('the day on which the money left', () => {
  const shifted = (days: number) => addDays(today(), days);

  test.each([1, -1, -400])('P12: lies between release and today, not %i days from it', async (days) => {
    const { id } = await released();
    const paidOn = shifted(days);
    const { status, body } = await by.finance.post(`/payments/${id}/confirm`, { ...PROOF, paidOn });
    expect([status, body.findings]).toMatchObject([
      422,
      [{ code: 'P12', paidOn, releasedOn: today(), today: today() }],
    ]);
    expect((await by.finance.get(`/payments/${id}`)).body).toMatchObject({
      status: 'released',
      paidOn: null,
    });
  });

  test('is asked by the database too', async () => {
    const { id } = await pay(await prepare(await payable()));
    const past = inBureau(site, (tx) =>
      tx.execute(`update payment set paid_on = paid_on + 1 where id = $1`, [id]),
    );
    await expect(past).rejects.toMatchObject({ constraint: 'payment_left_in_time' });
  });
});

describe('a payment that came back after it was confirmed', () => {
  test('is unpaid: its bill and visits may be paid again, and the funds say so from today', async () => {
    const bill = await payable();
    const before = await ledgerTotals(site);
    const first = await prepare(bill);
    await pay(first);
    const { status, body } = await fail(first.id);
    expect([status, body]).toMatchObject([
      200,
      { status: 'failed', paidOn: today(), confirmedBy: 'finance', failReason: FAILED.reason },
    ]);
    expect((await ledgerTotals(site)).paid.toString()).toBe(before.paid.toString());
    expect((await by.finance.get(`/bills/${bill.id}`)).body.status).toBe('payable');
    expect(await statesOf(bill.id)).toEqual(['billed']);
    const second = await prepare(bill);
    await pay(second);
    expect((await ledgerTotals(site)).paid.minus(before.paid).toString()).toBe(bill.payable);
    expect(await statesOf(bill.id)).toEqual(['paid']);
  });

  test('P14: not where money of its bill was recovered since', async () => {
    const bill = await payable();
    const payment = await prepare(bill);
    await pay(payment);
    const recovery = { kind: 'recover', amount: '1.00', clause: '第八条', evidence: '回单 7' };
    expect((await by.finance2.post(`/bills/${bill.id}/adjustments`, recovery)).status).toBe(200);
    const { status, body } = await fail(payment.id);
    expect([status, body.findings]).toMatchObject([
      422,
      [{ code: 'P14', bill: bill.number, amount: '1.00' }],
    ]);
  });

  const statesOf = async (billId: string): Promise<string[]> => {
    const rows = await inBureau(site, (tx) =>
      tx.query<{ status: string }>(
        `select distinct v.status from visit v join bill_line l on l.visit_id = v.id where l.bill_id = $1`,
        [billId],
      ),
    );
    return rows.map(({ status }) => status);
  };
});

test('P13: an invoice is not filed before its day', async () => {
  const bill = await billAt(site, 'approved', { month: '2026-09' });
  const issuedOn = addDays(today(), 1);
  const invoice = await invoiceFor(site, bill, { issuedOn });
  const { status, body } = await by.manager.post(`/bills/${bill.id}/invoice`, invoice, undefined, NOW);
  expect([status, body.findings]).toMatchObject([422, [{ code: 'P13', issuedOn, today: today() }]]);
});

test.each(['2020-01-01', '2026-08-31'])(
  'P19: an invoice of %s is no invoice for September',
  async (issuedOn) => {
    const bill = await billAt(site, 'approved', { month: '2026-09' });
    const at = `/bills/${bill.id}/invoice`;
    const { status, body } = await by.manager.post(at, await invoiceFor(site, bill, { issuedOn }));
    const from = '2026-09-01';
    expect([status, body.findings]).toMatchObject([422, [{ code: 'P19', issuedOn, from }]]);
    const first = await by.manager.post(at, await invoiceFor(site, bill, { issuedOn: from }));
    expect([first.status, first.body.status]).toEqual([200, 'payable']);
  },
);

test('P15: a month is not billed before it begins', async () => {
  const bill = await billAt(site, 'draft', { month: '2026-09' });
  const month = addDays(today(), 40).slice(0, 7);
  const asked = { contractId: bill.contractId, month };
  for (const path of ['/bills', '/bills/preview']) {
    const { status, body } = await by.manager.post(path, asked, undefined, NOW);
    expect([path, status, body.findings]).toMatchObject([path, 422, [{ code: 'P15', month }]]);
  }
});

test('money is expended once it is reserved, also of an order approved after its visits', async () => {
  const bill = await billAt(site, 'adjudicated', { month: '2026-03' });
  const rows = await inBureau(site, (tx) =>
    tx.query<{ early: boolean; late: boolean }>(
      `select e.effective_on < r.effective_on as early, v.day < r.effective_on as late from bill_line l
       join bill b on b.id = l.bill_id join visit v on v.id = l.visit_id
       join ledger.journal e on e.document = b.number || '#' || l.line and e.kind = 'expend'
       join ledger.journal r on r.reservation_id = e.reservation_id and r.kind = 'reserve'
       where b.id = $1`,
      [bill.id],
    ),
  );
  expect(rows).toEqual([{ early: false, late: true }]);
});
