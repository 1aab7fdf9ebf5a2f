import { startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';
import { billAt, type People, people, type Shown } from './billing';

let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

const PROOF = { paidOn: today(), reference: '国库支付 1' };

async function prepare({ id }: Shown): Promise<string> {
  const { status, body } = await by.finance.post('/payments', { billIds: [id] });
  expect(status).toBe(201);
  return body.id;
}

const fail = (id: string, reason: string) => by.finance.post(`/payments/${id}/fail`, { reason });

async function pay(id: string): Promise<void> {
  expect((await by.approver.post(`/payments/${id}/release`, {})).status).toBe(200);
  expect((await by.finance.post(`/payments/${id}/confirm`, PROOF)).status).toBe(200);
}

test('P24: who releases the next payment is told that the bill was paid, and who said that it came back', async () => {
  const bill = await billAt(site, 'payable', { month: '2026-09' });
  const first = await prepare(bill);
  await pay(first);
  const { body: failed } = await fail(first, '账号有误，被退回。');

  const second = await prepare(bill);
  const { body } = await by.approver.get(`/payments/${second}`);
  const said = { bill: bill.number, payment: failed.number, paidOn: today() };
  const word = { failedBy: 'finance', failedOn: today(), reason: '账号有误，被退回。' };
  expect(body.findings).toEqual([expect.objectContaining({ code: 'P24', ...said, ...word })]);
  expect(body.findings[0].message).toContain(`曾由支付 ${failed.number} 付过`);
  const english = await by.approver.get(`/payments/${second}`, { 'Accept-Language': 'en' });
  expect(english.body.findings[0].message).toContain(`was paid before under payment ${failed.number}`);
  expect((await by.approver.get(`/payments/${first}`)).body.findings).toEqual([]);

  // It was never released: the next one tells of the first alone, and two people stand behind that as always.
  await fail(second, '先不付。');
  const third = await prepare(bill);
  expect((await by.finance.post(`/payments/${third}/release`, {})).body.findings[0].code).toBe('P03');
  await pay(third);
  const { findings } = (await by.finance.get(`/payments/${third}`)).body;
  expect(findings.map(({ payment }: { payment: string }) => payment)).toEqual([failed.number]);
});

test('whoever saw that no money had left does not say that it came back', async () => {
  const id = await prepare(await billAt(site, 'payable', { month: '2026-08' }));
  await pay(id);
  const late = await by.finance.post(`/payments/${id}/fail`, {
    reason: '没有付出。',
    seenStatus: 'released',
  });
  expect([late.status, late.body.reason]).toEqual([409, 'changed-meanwhile']);
  const { body } = await by.finance.post(`/payments/${id}/fail`, {
    reason: '退回。',
    seenStatus: 'confirmed',
  });
  expect(body.status).toBe('failed');
});

test('a payment that failed before its money left is no word about money', async () => {
  const bill = await billAt(site, 'payable', { month: '2026-09' });
  await fail(await prepare(bill), '撤销。');
  const { body } = await by.approver.get(`/payments/${await prepare(bill)}`);
  expect(body.findings).toEqual([]);
});
