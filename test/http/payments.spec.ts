import { PAYMENT_STATUSES, type PaymentStatus, paymentMachine } from '@songbai/billing';
import { addDays } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { onDay, today } from '../support/moment';
import { billAt, inBureau, ledgerTotals, type People, people, type Shown } from './billing';

let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

interface Payment {
  id: string;
  status: PaymentStatus;
  total: string;
  rows: { billId: string; settlement: string }[];
}

const payable = (): Promise<Shown> => billAt(site, 'payable', { month: '2026-09' });

async function prepare(who: Client, ...bills: Shown[]): Promise<Payment> {
  const { status, body } = await who.post('/payments', { billIds: bills.map(({ id }) => id) });
  expect([status, body.status]).toEqual([201, 'prepared']);
  return body;
}

const PROOF = { paidOn: today(), reference: '国库支付 1' };
const BODIES = { release: {}, confirm: PROOF, fail: { reason: '账号有误，被退回。' } } as const;
type Verb = keyof typeof BODIES;
const callOf = (name: Verb, id: string) =>
  (name === 'release' ? by.finance2 : by.finance).post(`/payments/${id}/${name}`, BODIES[name]);

async function paymentIn(status: PaymentStatus): Promise<Payment> {
  const payment = await prepare(by.finance, await payable());
  const way: Record<PaymentStatus, Verb[]> = {
    ...{ prepared: [], released: ['release'], confirmed: ['release', 'confirm'], failed: ['fail'] },
  };
  let last = payment;
  for (const step of way[status]) last = (await callOf(step, payment.id)).body;
  expect(last.status).toBe(status);
  return last;
}

describe.each(Object.keys(PAYMENT_STATUSES) as PaymentStatus[])('a payment that is %s', (state) => {
  test.each(Object.keys(BODIES) as Verb[])('%s: as the table says', async (name) => {
    const { id } = await paymentIn(state);
    const { status, body } = await callOf(name, id);
    if (paymentMachine.allows(state, name)) {
      expect([status, body.status]).toEqual([200, paymentMachine.next(state, name)]);
    } else {
      expect([status, body.code]).toEqual([409, 'illegal-transition']);
      expect(body.detail).toContain(`支付现为“${PAYMENT_STATUSES[state].zh}”`);
    }
  });
});

describe('persons', () => {
  test('a bill in a payment waits for no other one, and does again when that has failed', async () => {
    const bill = await payable();
    const waits = async (): Promise<boolean> => {
      const { items } = (await by.finance.get('/bills?status=payable&payment=none&limit=200')).body;
      return items.some(({ id }: { id: string }) => id === bill.id);
    };
    expect(await waits()).toBe(true);
    const { id } = await prepare(by.finance, bill);
    expect(await waits()).toBe(false);
    expect((await by.finance.post(`/payments/${id}/fail`, { reason: '撤销。' })).status).toBe(200);
    expect(await waits()).toBe(true);
  });

  test('P03: who prepared it does not release it, and the database says so too', async () => {
    const { id } = await prepare(by.finance, await payable());
    const { status, body } = await by.finance.post(`/payments/${id}/release`, {});
    expect([status, body.code]).toEqual([422, 'refused']);
    expect(body.findings).toEqual([
      expect.objectContaining({ code: 'P03', message: expect.stringContaining('finance') }),
    ]);
    const past = inBureau(site, (tx) =>
      tx.execute(
        `update payment set released_by = 'finance', released_at = prepared_at, status = 'released' where id = $1`,
        [id],
      ),
    );
    await expect(past).rejects.toMatchObject({ constraint: 'payment_two_persons' });
  });

  test('P02: who adjudicated a bill does not approve it, whatever role they have now', async () => {
    const { id } = await billAt(site, 'confirmed', { month: '2026-09' });
    const turn = (role: string) =>
      site.unitOfWork.run({ kind: 'system' }, (tx) =>
        tx.execute(`update app_user set role = $1 where username = 'finance'`, [role]),
      );
    await turn('bureau-approver');
    try {
      const { status, body } = await by.finance.post(`/bills/${id}/approve`, {});
      expect([status, body.findings[0].code]).toEqual([422, 'P02']);
    } finally {
      await turn('bureau-finance');
    }
    for (const [person, constraint] of [
      ['finance', 'bill_two_persons'],
      ['manager', 'bill_third_person'],
    ]) {
      const past = inBureau(site, (tx) =>
        tx.execute(`update bill set approved_by = $2 where id = $1`, [id, person]),
      );
      await expect(past).rejects.toMatchObject({ constraint });
    }
  });

  test('roles: others may not', async () => {
    const { id } = await prepare(by.finance, await payable());
    for (const who of [by.clerk, by.manager]) {
      expect((await who.post(`/payments/${id}/release`, {})).status).toBe(403);
      expect((await who.post('/payments', { billIds: [id] })).status).toBe(403);
    }
    expect((await by.approver.post(`/payments/${id}/confirm`, PROOF)).status).toBe(403);
    expect((await by.manager.get(`/payments/${id}`)).status).toBe(403);
    expect((await (await site.signIn('finance-b')).get(`/payments/${id}`)).status).toBe(404);
    expect((await (await site.signIn('finance-b')).post(`/payments/${id}/fail`, BODIES.fail)).status).toBe(
      404,
    );
  });
});

describe('a bill', () => {
  test('P05: stands in one payment at a time; two made at the same moment are one', async () => {
    const bill = await payable();
    const answers = await Promise.all(
      [by.finance, by.finance2].map((who) => who.post('/payments', { billIds: [bill.id] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refusal = answers.find(({ status }) => status === 422);
    expect(refusal?.body.findings).toEqual([expect.objectContaining({ code: 'P05', bill: bill.number })]);
  });

  test('goes into a new payment after the first has failed, and is paid once', async () => {
    const bill = await payable();
    const before = await ledgerTotals(site);
    const failed = await prepare(by.finance, bill);
    expect((await callOf('fail', failed.id)).body).toMatchObject({
      status: 'failed',
      failReason: BODIES.fail.reason,
    });
    expect((await by.finance.get(`/bills/${bill.id}`)).body.status).toBe('payable');
    const second = await prepare(by.finance, bill);
    await callOf('release', second.id);
    expect((await callOf('confirm', second.id)).body.status).toBe('confirmed');
    expect((await by.finance.get(`/bills/${bill.id}`)).body.status).toBe('paid');
    expect((await ledgerTotals(site)).paid.minus(before.paid).toString()).toBe(bill.payable);
  });

  test('that is not payable is in no payment, and a payment of nothing is none', async () => {
    const bill = await billAt(site, 'approved', { month: '2026-09' });
    expect((await by.finance.post('/payments', { billIds: [bill.id] })).status).toBe(409);
    expect((await by.finance.post('/payments', { billIds: [] })).status).toBe(400);
    const nobodys = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';
    expect((await by.finance.post('/payments', { billIds: [nobodys] })).status).toBe(404);
  });
});

test('two confirmations of one payment at the same moment pay once', async () => {
  const payment = await paymentIn('released');
  const before = await ledgerTotals(site);
  const answers = await Promise.all(
    [by.finance, by.finance2].map((who) => who.post(`/payments/${payment.id}/confirm`, PROOF)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await ledgerTotals(site)).paid.minus(before.paid).toString()).toBe(payment.total);
});

test('several bills make one payment; its application is a workbook, and lists find it', async () => {
  const bills = [await payable(), await payable()];
  const payment = await prepare(by.finance, ...bills);
  expect(payment.rows.map(({ billId }) => billId).sort()).toEqual(bills.map(({ id }) => id).sort());
  const xlsx = await by.finance.get(`/payments/${payment.id}/application.xlsx`);
  expect([xlsx.status, Number(xlsx.headers['content-length']) > 3000]).toEqual([200, true]);
  const listed = await by.finance.get(`/payments?billId=${bills[0]?.id}`);
  expect(listed.body.items).toEqual([payment]);
  expect((await by.approver.get('/payments?status=prepared&limit=1')).body.items).toHaveLength(1);
});

test('who may release sees the whole account where they open the payment, and that is on record', async () => {
  const { id } = await prepare(by.finance, await payable());
  const openings = () =>
    inBureau(site, async (tx) => {
      const rows = await tx.query<{ actor: string }>(
        `select entry::jsonb ->> 'actor' as actor from audit_log where verb = 'payment.open' and subject_id = $1`,
        [id],
      );
      return rows.map(({ actor }) => actor);
    });
  const accountFor = async (who: Client, at?: Record<string, string>) =>
    (await who.get(`/payments/${id}`, at)).body.rows[0].bankAccount as string;
  expect(await accountFor(by.finance)).toMatch(/^\d+$/);
  expect(await accountFor(by.clerk)).toMatch(/^\*+\d{4}$/);
  const { items } = (await by.approver.get('/payments?status=prepared')).body;
  for (const { rows } of items) expect(rows[0].bankAccount).toMatch(/^\*+\d{4}$/);
  expect(await openings()).toEqual([]);
  expect(await accountFor(by.approver)).toBe(await accountFor(by.finance));
  expect(await openings()).toEqual([by.approver.user.id]);
  // The page asks again by itself: the same look. The next day it is another.
  expect(await accountFor(by.approver)).toMatch(/^\d+$/);
  expect(await openings()).toHaveLength(1);
  expect(await accountFor(by.approver, onDay(addDays(today(), 1)))).toMatch(/^\d+$/);
  expect(await openings()).toHaveLength(2);
});

test('a payment has a number, and says who recorded when that it came back', async () => {
  const { id } = await paymentIn('confirmed');
  const { body } = await callOf('fail', id);
  const { number, preparedAt, confirmedBy, failedBy, failedByName, failedAt } = body;
  expect([confirmedBy, failedBy, failedByName]).toEqual(['finance', 'finance', '黄会计']);
  expect(failedAt >= preparedAt).toBe(true);
  expect(number).toBe(`FK-${today().replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`);
  const xlsx = await by.finance.get(`/payments/${id}/application.xlsx`);
  expect(xlsx.headers['content-disposition']).toContain(`application-${number}.xlsx`);
});

test('a key that is sent again answers the same payment', async () => {
  const body = { billIds: [(await payable()).id] };
  const first = await by.finance.post('/payments', body, 'pay-1');
  const again = await by.finance.post('/payments', body, 'pay-1');
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect((await by.finance.post('/payments', body, null)).status).toBe(400);
});
