import { BILL_STATUSES, type BillStatus, type BillVerb, billMachine } from '@songbai/billing';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';
import { billAt, inBureau, invoiceFor, type People, people, type Reached, type Shown } from './billing';

/**
 * Every (state, verb) pair of the bill's machine over HTTP: what the table has leads on, everything else is a
 * 409.
 */
let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

type Call = (bill: Shown) => Promise<{ status: number; body: Shown & { code?: string; detail?: string } }>;

const verb =
  (who: (people: People) => Client, name: string, body: object = {}): Call =>
  (bill) =>
    who(by).post(`/bills/${bill.id}/${name}`, body);

const CALLS: Record<string, Call> = {
  submit: verb(({ manager }) => manager, 'submit'),
  withdraw: verb(({ manager }) => manager, 'withdraw'),
  review: verb(({ finance }) => finance, 'reviews', { lines: [1], outcome: 'agree', reason: '按规则核减。' }),
  adjudicate: verb(({ finance }) => finance, 'adjudicate'),
  return: verb(({ finance }) => finance, 'return', { reason: '请补齐签字单。' }),
  confirm: verb(({ manager }) => manager, 'confirm'),
  appeal: verb(({ manager }) => manager, 'appeal', { line: 1, reason: '做满了。' }),
  answer: verb(({ finance }) => finance, 'answer', { line: 1, answer: 'rejected', reason: '凭证不足。' }),
  invoice: async (bill) => by.manager.post(`/bills/${bill.id}/invoice`, await invoiceFor(site, bill)),
  approve: verb(({ approver }) => approver, 'approve'),
  adjust: verb(({ finance }) => finance, 'adjustments', { kind: 'deduct', amount: '0.01', clause: '第八条' }),
  recover: verb(({ finance2 }) => finance2, 'adjustments', {
    kind: 'recover',
    amount: '0.01',
    clause: '第八条',
    evidence: '退款回单 1',
  }),
  prepare: (bill) => by.finance.post('/payments', { billIds: [bill.id] }),
};

/** Verbs that the public interface has no call of its own for: they follow from others. */
const FOLLOWING: readonly BillVerb[] = ['match', 'settle', 'pay', 'unpay'];

/** Half of what it claims is cut, so that there is something to appeal. */
const CUT = { minutes: 30, month: '2026-05' } as const;

async function billIn(status: BillStatus): Promise<Shown> {
  if (status === 'returned') return follow('submitted', 'return');
  if (status === 'disputed') return follow('adjudicated', 'appeal');
  if (status !== 'paid') return claimed(status);
  const bill = await claimed('payable');
  const { body } = await by.finance.post('/payments', { billIds: [bill.id] });
  await by.finance2.post(`/payments/${body.id}/release`, {});
  await by.finance.post(`/payments/${body.id}/confirm`, { paidOn: today(), reference: '国库 1' });
  return (await by.finance.get(`/bills/${bill.id}`)).body;
}

async function follow(from: Reached, name: string): Promise<Shown> {
  const { status, body } = (await CALLS[name]?.(await claimed(from))) ?? {};
  expect([name, status]).toEqual([name, 200]);
  return body as Shown;
}

/** The provider's own line claims the whole of a visit that counts half. */
async function claimed(status: Reached): Promise<Shown> {
  const { serve, contractId } = await import('./billing');
  const [visitNumber] = await serve(site, { count: 1, ...CUT });
  const line = { visitNumber, itemCode: 'ER01', quantity: '1.00', unitPrice: '18.72', amount: '18.72' };
  const asked = { contractId: await contractId(site), month: CUT.month, declared: '18.72', lines: [line] };
  let bill = (await by.manager.post('/bills', asked)).body as Shown;
  for (const step of ['submit', 'adjudicate', 'confirm', 'approve', 'invoice']) {
    if (bill.status === status) break;
    const { body } = (await CALLS[step]?.(bill)) ?? {};
    bill = body as Shown;
  }
  expect(bill.status).toBe(status);
  return bill;
}

const STATES = Object.keys(BILL_STATUSES) as BillStatus[];

test('every verb of the machine has a call, or follows from one', () => {
  expect([...Object.keys(CALLS), ...FOLLOWING].sort()).toEqual([...billMachine.verbs].sort());
});

describe.each(STATES)('a bill that is %s', (state) => {
  let bill: Shown;
  beforeAll(async () => {
    bill = await billIn(state);
    expect(bill.status).toBe(state);
  });

  const refused = Object.keys(CALLS).filter((name) => !billMachine.allows(state, name as BillVerb));
  test.each(refused)('refuses to %s, in words', async (name) => {
    const answer = await CALLS[name]?.(bill);
    expect([answer?.status, answer?.body.code]).toEqual([409, 'illegal-transition']);
    expect(answer?.body.detail).toContain(`账单现为“${BILL_STATUSES[state].zh}”`);
    expect((await by.finance.get(`/bills/${bill.id}`)).body.status).toBe(state);
  });

  const allowed = Object.keys(CALLS).filter((name) => billMachine.allows(state, name as BillVerb));
  if (allowed.length === 0) return;
  test.each(allowed)('may %s', async (name) => {
    const fresh = await billIn(state);
    const answer = await CALLS[name]?.(fresh);
    expect(answer?.status).toBeLessThan(300);
    const { status } = (await by.finance.get(`/bills/${fresh.id}`)).body;
    const next = billMachine.next(state, name as BillVerb);
    // An answer to the only appeal settles it; an approved bill with its invoice is payable at once.
    const further = { answer: 'adjudicated', invoice: state === 'approved' ? 'payable' : next }[name] ?? next;
    expect(status).toBe(further);
  });
});

test('an approved bill whose invoice came before is payable at once', async () => {
  const bill = await claimed('confirmed');
  await CALLS.invoice?.(bill);
  expect((await CALLS.approve?.(bill))?.body.status).toBe('payable');
});

test('to confirm withdraws what is still appealed', async () => {
  const bill = await billIn('disputed');
  const confirmed = await CALLS.confirm?.(bill);
  const { username, name } = by.manager.user;
  const deed = { line: 1, by: username, byName: name, answeredBy: username, answeredByName: name };
  expect(confirmed?.body).toMatchObject({
    status: 'confirmed',
    appeals: [{ ...deed, answer: 'withdrawn', answerReason: '服务商确认了金额，申诉随之撤回' }],
  });
  const inEnglish = await by.finance.get(`/bills/${bill.id}`, { 'Accept-Language': 'en' });
  expect(inEnglish.body.appeals[0].answerReason).toBe(
    'The provider confirmed the amount; the appeal was withdrawn by it',
  );
  const [said] = await inBureau(site, (tx) =>
    tx.query<{ entry: string }>(
      `select entry from audit_log where subject_id = $1 and verb = 'bill.confirm'`,
      [bill.id],
    ),
  );
  expect(JSON.parse(said?.entry ?? '').after).toMatchObject({ withdrawnAppeals: 1 });
});

test('P04: a line that was approved in full has nothing to appeal; a line that is not there cannot be', async () => {
  const bill = await billAt(site, 'adjudicated', { month: '2026-04' });
  const refusal = await CALLS.appeal?.(bill);
  expect(refusal).toMatchObject({ status: 422, body: { findings: [{ code: 'P04' }] } });
  const unknown = await by.manager.post(`/bills/${bill.id}/appeal`, { line: 99, reason: '。' });
  expect(unknown.status).toBe(400);
});

test('a visit of a returned bill may be billed anew', async () => {
  const bill = await billAt(site, 'submitted', { month: '2026-03' });
  await CALLS.return?.(bill);
  const again = await by.manager.post('/bills', { contractId: bill.contractId, month: '2026-03' });
  expect(again.body).toMatchObject({ status: 'draft', lines: [{ codes: [] }] });
});
