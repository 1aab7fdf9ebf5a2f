import { Money } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { onDay, today } from '../support/moment';
import {
  billAt,
  contractId,
  inBureau,
  invoiceFor,
  ledgerTotals,
  type People,
  people,
  type Shown,
  serve,
} from './billing';

let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

const CLAUSE = '服务合同 第八条（考核扣款）';
interface Adjusted extends Shown {
  codes: string[];
  adjustments: { kind: string; amount: string; clause: string; by: string; period: string }[];
  shares: { amount: string }[];
}

async function adjust(bill: Shown, kind: string, amount: string, who: Client = by.finance) {
  const { status, body } = await who.post(`/bills/${bill.id}/adjustments`, { kind, amount, clause: CLAUSE });
  return { status, body: body as Adjusted & { findings: { code: string }[]; code: string } };
}

/** Half of each visit counts, the bill claims the whole: half is cut, and the order still has it. */
async function cutBill(): Promise<Shown> {
  const [visitNumber] = await serve(site, { month: '2026-12', count: 1, minutes: 30 });
  const line = { visitNumber, itemCode: 'ER01', quantity: '1.00', unitPrice: '18.72', amount: '18.72' };
  const asked = { contractId: await contractId(site), month: '2026-12', declared: '18.72', lines: [line] };
  const { body } = await by.manager.post('/bills', asked);
  await by.manager.post(`/bills/${body.id}/submit`, {});
  return (await by.finance.post(`/bills/${body.id}/adjudicate`, {})).body;
}

describe('a deduction', () => {
  test('takes money back into the order’s reservation; the new amount goes the whole way again', async () => {
    const bill = await billAt(site, 'payable', { count: 2 });
    const before = await ledgerTotals(site);
    const { status, body } = await adjust(bill, 'deduct', '20.00');
    expect([status, body.status]).toEqual([200, 'adjudicated']);
    expect(body).toMatchObject({
      approved: '37.44',
      payable: '17.44',
      codes: ['T05'],
      shares: [{ amount: '17.44' }],
    });
    expect(body.adjustments).toEqual([
      expect.objectContaining({
        kind: 'deduct',
        amount: '-20.00',
        clause: CLAUSE,
        by: 'finance',
        period: '2026-12',
      }),
    ]);
    const after = await ledgerTotals(site);
    expect(after.expended.minus(before.expended).toString()).toBe('-20.00');
    expect(after.reserved.minus(before.reserved).toString()).toBe('20.00');

    const second = await adjust(bill, 'deduct', '1.00');
    expect(second.body.payable).toBe('16.44');
    await by.manager.post(`/bills/${bill.id}/confirm`, {});
    expect((await by.approver.post(`/bills/${bill.id}/approve`, {})).body.status).toBe('approved');
    const invoiced = await by.manager.post(`/bills/${bill.id}/invoice`, await invoiceFor(site, second.body));
    expect(invoiced.body.status).toBe('payable');
    const { body: payment } = await by.finance.post('/payments', { billIds: [bill.id] });
    expect(payment.total).toBe('16.44');
    const pdf = await by.finance.get(`/bills/${bill.id}/statement.pdf`);
    expect(pdf.status).toBe(200);
    const refused = await adjust(bill, 'deduct', '1.00');
    expect([refused.status, refused.body.findings[0]?.code]).toEqual([422, 'P05']);
  });

  test('P07: of more than the bill stands at is refused', async () => {
    const bill = await billAt(site, 'adjudicated');
    const { status, body } = await adjust(bill, 'deduct', '18.73');
    expect([status, body.findings.map(({ code }) => code)]).toEqual([422, ['P07']]);
    expect((await adjust(bill, 'deduct', '18.72')).body.payable).toBe('0.00');
    await by.manager.post(`/bills/${bill.id}/confirm`, {});
    await by.approver.post(`/bills/${bill.id}/approve`, {});
    await by.manager.post(`/bills/${bill.id}/invoice`, await invoiceFor(site, { ...bill, payable: '0.00' }));
    const nothing = await by.finance.post('/payments', { billIds: [bill.id] });
    expect([nothing.status, nothing.body.findings[0]?.code]).toEqual([422, 'P06']);
  });
});

describe('a supplement', () => {
  test('pays more of a line that was cut, from what its order still has', async () => {
    const bill = await cutBill();
    const before = await ledgerTotals(site);
    const { body } = await adjust(bill, 'supplement', '9.36');
    expect(body).toMatchObject({ approved: '9.36', payable: '18.72', shares: [{ amount: '18.72' }] });
    expect((await ledgerTotals(site)).expended.minus(before.expended).toString()).toBe('9.36');
    const back = await adjust(bill, 'deduct', '10.00');
    expect(back.body.payable).toBe('8.72');
    expect((await ledgerTotals(site)).expended.minus(before.expended).toString()).toBe('-0.64');
  });

  test('is its own in the ledger too, whatever id the request bears and at whatever moment it comes', async () => {
    const bill = await cutBill();
    const before = await ledgerTotals(site);
    const asked = { kind: 'supplement', amount: '2.00', clause: CLAUSE };
    const same = { ...onDay('2026-12-31'), 'X-Request-Id': 'one-of-the-client' };
    const give = (key: string) => by.finance.post(`/bills/${bill.id}/adjustments`, asked, key, same);
    const expended = async () => (await ledgerTotals(site)).expended.minus(before.expended).toString();
    expect([(await give('adjust-first')).body.payable, await expended()]).toEqual(['11.36', '2.00']);
    expect([(await give('adjust-second')).body.payable, await expended()]).toEqual(['13.36', '4.00']);
    expect([(await give('adjust-second')).body.payable, await expended()]).toEqual(['13.36', '4.00']);
    expect((await by.finance.get(`/bills/${bill.id}`)).body.adjustments).toHaveLength(2);
  });

  test('P08 and P09: no line gets more than it claimed, no order more than it has', async () => {
    const bill = await cutBill();
    expect((await adjust(bill, 'supplement', '9.37')).body.findings[0]?.code).toBe('P08');
    await inBureau(site, async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `select r.id from ledger.reservation r join visit v on v.order_id = r.order_id
         join bill_line l on l.visit_id = v.id where l.bill_id = $1`,
        [bill.id],
      );
      await tx.query(
        `select ledger.release($1, $2, '\\x01', '2026-10', 'test', '2026-10-31T00:00:00Z', array[gen_random_uuid()],
           array[$3::uuid], '{900}', '{2026-12-01}', '{test}')`,
        [tx.actor.bureauId, `less ${bill.id}`, row?.id],
      );
    });
    expect((await adjust(bill, 'supplement', '9.36')).body.findings[0]?.code).toBe('P09');
    expect((await adjust(bill, 'supplement', '0.36')).body.payable).toBe('9.72');
  });
});

describe('a recovery', () => {
  const RETURNED = { kind: 'recover', amount: '5.00', clause: CLAUSE, evidence: '退款回单 2026-1122' };
  const recover = async ({ id }: Shown, who: Client = by.finance2, over: object = {}) => {
    const { status, body } = await who.post(`/bills/${id}/adjustments`, { ...RETURNED, ...over });
    return { status, body: body as Adjusted & { findings: { code: string }[] } };
  };
  const paid = async (month?: string): Promise<Shown> => {
    const bill = await billAt(site, 'payable', { count: 1, ...(month && { month }) });
    const { body: payment } = await by.finance.post('/payments', { billIds: [bill.id] });
    await by.approver.post(`/payments/${payment.id}/release`, {});
    await by.finance.post(`/payments/${payment.id}/confirm`, { paidOn: today(), reference: '1' });
    return bill;
  };

  test('takes back after payment, and only then', async () => {
    const early = await billAt(site, 'payable', { count: 1 });
    expect((await recover(early)).status).toBe(409);
    const bill = await paid();
    expect((await adjust(bill, 'deduct', '1.00')).status).toBe(409);
    const before = await ledgerTotals(site);
    const { body } = await recover(bill);
    expect(body).toMatchObject({ status: 'paid', payable: '13.72' });
    const after = await ledgerTotals(site);
    expect([after.expended.minus(before.expended), after.paid.minus(before.paid)].map(String)).toEqual([
      '-5.00',
      '-5.00',
    ]);
    expect((await recover(bill, by.finance2, { amount: '13.73' })).body.findings[0]?.code).toBe('P07');
  });

  test('P16: only of money that came back', async () => {
    const bill = await paid();
    const before = await ledgerTotals(site);
    const { status, body } = await recover(bill, by.finance2, { manner: 'deducted' });
    expect([status, body.findings.map(({ code }: { code: string }) => code)]).toEqual([422, ['P16']]);
    expect(await ledgerTotals(site)).toEqual(before);
  });

  test('the database asks so too', async () => {
    const { id } = await paid();
    const past = inBureau(site, (tx) =>
      tx.execute(
        `insert into bill_adjustment (bureau_id, id, bill_id, provider_id, kind, amount_fen, clause, manner, period,
           made_by, made_at)
         select bureau_id, gen_random_uuid(), id, provider_id, 'recover', 100, '八', 'deducted', '2026-11', 'f', now()
         from bill where id = $1`,
        [id],
      ),
    );
    await expect(past).rejects.toMatchObject({ constraint: 'bill_recovery_returned' });
  });

  test('belongs to the month in which it happens: the bill’s own month stays as it was', async () => {
    const bill = await paid('2026-09');
    const before = (await by.finance.get('/months/2026-09')).body.totals;
    const { body } = await recover(bill);
    expect(body.adjustments[0]?.period).toBe(today().slice(0, 7));
    expect((await by.finance.get('/months/2026-09')).body.totals).toEqual(before);
  });
});

test('two deductions at the same moment both count, once each', async () => {
  const bill = await billAt(site, 'adjudicated', { count: 2 });
  const answers = await Promise.all(
    [by.finance, by.finance2].map((who) => adjust(bill, 'deduct', '10.00', who)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { payable } = (await by.finance.get(`/bills/${bill.id}`)).body;
  expect(payable).toBe(Money.of('37.44').minus(Money.of('20.00')).toString());
});

test('a closed month takes no posting: the difference goes into the month of today', async () => {
  const bill = await billAt(site, 'adjudicated', { month: '2026-01' });
  await inBureau(site, (tx) =>
    tx.query(`select ledger.close($1, gen_random_uuid(), '2026-01', 'test', '2026-11-01T00:00:00Z')`, [
      tx.actor.bureauId,
    ]),
  );
  const { body } = await adjust(bill, 'deduct', '1.00');
  expect(body.adjustments[0]?.period).toBe(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7));
  const late = await by.manager.post('/bills', {
    contractId: bill.contractId,
    month: '2026-01',
    lines: [{ visitNumber: 'X', itemCode: 'ER01', quantity: '1.00', unitPrice: '1.00', amount: '1.00' }],
    declared: '1.00',
  });
  expect([late.status, late.body.code]).toEqual([423, 'month-closed']);
});

test('roles: only finance adjusts', async () => {
  const bill = await billAt(site, 'adjudicated');
  for (const who of [by.clerk, by.approver, by.manager])
    expect((await adjust(bill, 'deduct', '1.00', who)).status).toBe(403);
  const nokey = await by.finance.post(
    `/bills/${bill.id}/adjustments`,
    { kind: 'deduct', amount: '1.00', clause: CLAUSE },
    null,
  );
  expect(nokey.body.code).toBe('idempotency-key-required');
});
