import { byPayer, spreadAdjustment } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import { at, blockers, by, done, funds, id, MONTH, pots, refusal, today } from './story';

interface Line {
  line: number;
  visitNumber: string;
  codes: string[];
  amount: string;
  approvedAmount: string;
}

const numberOf = async (name: string): Promise<string> =>
  done(await by.manager.get(`/visits/${id[name]}`)).number;
const bill = () => `/bills/${id.bill}`;
const proof = () => ({ paidOn: today(), reference: '国库支付 0001' });
const invoice = {
  ...{ number: '26352000000000000077', issuedOn: at('12:00').slice(0, 10) },
  ...{ buyerCode: '11350900003887123U', sellerCode: '52350902628933218U', total: '192.50' },
};
let lines: Line[];

describe('the bill', () => {
  test('drafted from what was verified, it would come to what the visits were worth', async () => {
    const body = { contractId: id.contract, month: MONTH };
    const preview = done(await by.manager.post('/bills/preview', body));
    expect(preview).toMatchObject({ claimed: '197.50', approved: '197.50', codes: [] });
    expect(preview.lines).toHaveLength(5);
    expect(done(await by.manager.get(`/bills?contractId=${id.contract}`)).items).toEqual([]);
  });

  test('the provider files its own, with an hour and two yuan too many and a visit that did not stand', async () => {
    const line = async (
      name: string,
      itemCode: string,
      quantity: string,
      unitPrice: string,
      amount: string,
    ) => ({
      ...{ visitNumber: await numberOf(name), itemCode, quantity, unitPrice, amount },
    });
    const filed = [
      await line('planned', 'LC01', '2.00', '35.00', '70.00'),
      await line('washed', 'CL01', '2.00', '32.00', '64.00'),
      await line('onPaper', 'LC01', '1.00', '35.00', '35.00'),
      await line('cleaned', 'CL01', '1.00', '30.00', '30.00'),
      await line('errandMade', 'ER01', '1.00', '20.00', '20.00'),
      await line('rejected', 'LC01', '1.00', '35.00', '35.00'),
    ];
    const body = { contractId: id.contract, month: MONTH, lines: filed, declared: '254.00' };
    const drafted = done(await by.manager.post('/bills', body));
    expect(drafted).toMatchObject({ status: 'draft', claimed: '254.00', approved: '0.00' });
    id.bill = drafted.id;
    done(await by.manager.post(`${bill()}/submit`, {}));
    expect(await blockers()).toContain('Y02');
  });

  test('finance adjudicates: each line is cut with its reason, and the rest is expended', async () => {
    const adjudicated = done(await by.finance.post(`${bill()}/adjudicate`, {}));
    lines = adjudicated.lines;
    expect(lines.map(({ codes, approvedAmount }) => [approvedAmount, ...codes])).toEqual([
      ...[['52.50', 'I07'], ['60.00', 'I09'], ['35.00'], ['30.00'], ['20.00']],
      ['0.00', 'I08'],
    ]);
    expect(adjudicated).toMatchObject({ status: 'adjudicated', approved: '197.50', codes: ['T01'] });
    expect(Money.sum(lines.map((line) => Money.of(line.approvedAmount))).toString()).toBe('197.50');
    expect(await blockers()).toContain('Y03');
    expect(await funds()).toEqual({
      bureau: pots('142.50', '107.50', '0.00', '750.00'),
      unit: pots('110.00', '90.00', '0.00', '0.00'),
    });
  });

  test('the provider appeals one line, and finance stands by it', async () => {
    expect(refusal(await by.manager.post(`${bill()}/appeal`, { line: 3, reason: '。' }))).toEqual([
      422,
      'P04',
    ]);
    const appeal = { line: 6, reason: '服务已完成。', evidence: '签字单' };
    expect(done(await by.manager.post(`${bill()}/appeal`, appeal)).status).toBe('disputed');
    const answer = { line: 6, answer: 'rejected', reason: '联络员已核实，没有服务。' };
    expect(done(await by.finance.post(`${bill()}/answer`, answer)).status).toBe('adjudicated');
  });

  test('a deduction comes back out of the last line that was paid', async () => {
    const adjustment = { kind: 'deduct', amount: '5.00', clause: '服务合同 第八条', evidence: '考核表' };
    const adjusted = done(await by.finance.post(`${bill()}/adjustments`, adjustment));
    expect(adjusted).toMatchObject({ status: 'adjudicated', approved: '197.50', payable: '192.50' });
    const shares = [{ line: 5, order: 'errand', claimed: Money.of('20.00'), shares: [share('20.00')] }];
    const of = { number: '', isInPayment: false, lines: shares, reserved: new Map() };
    const [taken] = spreadAdjustment('deduct', Money.of('5.00'), of);
    expect([taken?.fund, taken?.amount.toString()]).toEqual(['bureau', '-5.00']);
    expect((await funds()).bureau).toEqual(pots('147.50', '102.50', '0.00', '750.00'));
  });

  test('the provider confirms, and a third person approves', async () => {
    expect(refusal(await by.approver.post(`${bill()}/approve`, {}))).toEqual([409, 'illegal-transition']);
    expect(done(await by.manager.post(`${bill()}/confirm`, {})).status).toBe('confirmed');
    expect((await by.finance.post(`${bill()}/approve`, {})).status).toBe(403);
    expect(done(await by.approver.post(`${bill()}/approve`, {})).status).toBe('approved');
  });

  test('a wrong invoice is kept with its reasons; the right one makes the bill payable', async () => {
    const wrong = { ...invoice, number: '123', sellerCode: 'X', buyerCode: 'Y', total: '197.50' };
    const kept = done(await by.manager.post(`${bill()}/invoice`, wrong));
    expect([kept.status, kept.codes]).toEqual(['approved', ['T02', 'T03', 'T04', 'T05']]);
    expect((await by.finance.post('/payments', { billIds: [id.bill] })).status).toBe(409);
    expect(done(await by.manager.post(`${bill()}/invoice`, invoice))).toMatchObject({
      status: 'payable',
      codes: [],
    });
  });
});

const share = (amount: string) => ({ fund: 'bureau', amount: Money.of(amount) });

describe('the payment', () => {
  test('has a row per payer, and another person releases it', async () => {
    const prepared = done(await by.finance.post('/payments', { billIds: [id.bill] }));
    const shares = [share('102.50'), { fund: 'unit', amount: Money.of('90.00') }];
    const payers = byPayer(shares, (fund) => (fund === 'unit' ? 'unit' : null));
    expect(prepared.rows.map(({ amount }: { amount: string }) => amount)).toEqual(
      payers.map(({ amount }) => amount.toString()),
    );
    expect(prepared).toMatchObject({
      total: '192.50',
      rows: [
        { payer: by.finance.user.bureauId, settlement: 'direct', amount: '102.50' },
        { payer: by.unit.user.unitId, settlement: 'reimbursed', amount: '90.00' },
      ],
    });
    id.payment = prepared.id;
    expect(refusal(await by.finance.post(`/payments/${id.payment}/release`, {}))).toEqual([422, 'P03']);
    expect(done(await by.approver.post(`/payments/${id.payment}/release`, {})).status).toBe('released');
    const second = await by.finance2.post('/payments', { billIds: [id.bill] });
    expect(refusal(second)).toEqual([422, 'P05']);
  });

  test('comes back from the bank: nothing was paid', async () => {
    const failed = await by.finance.post(`/payments/${id.payment}/fail`, { reason: '账号有误。' });
    expect(done(failed).status).toBe('failed');
    expect(done(await by.manager.get(bill())).status).toBe('payable');
    expect((await funds()).bureau.paid).toBe('0.00');
    expect((await by.finance.post(`/payments/${id.payment}/confirm`, proof())).status).toBe(409);
  });

  test('is made again and confirmed: the money has left, once', async () => {
    const again = done(await by.finance2.post('/payments', { billIds: [id.bill] }));
    done(await by.finance.post(`/payments/${again.id}/release`, {}));
    const form = await by.finance.get(`/payments/${again.id}/application.xlsx`);
    expect([form.status, form.headers['content-type']]).toEqual([200, expect.stringContaining('sheet')]);
    const paid = proof();
    const confirm = () => by.finance2.post(`/payments/${again.id}/confirm`, paid, 'e2e-paid');
    expect(done(await confirm())).toMatchObject({ status: 'confirmed', ...paid });
    expect((await confirm()).headers['idempotency-replayed']).toBe('true');
    expect(done(await by.manager.get(bill())).status).toBe('paid');
    expect(await funds()).toEqual({
      bureau: pots('147.50', '102.50', '102.50', '750.00'),
      unit: pots('110.00', '90.00', '90.00', '0.00'),
    });
  });
});
