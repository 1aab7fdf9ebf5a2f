import { contractMachine, dayOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
let approver: Client;
let providerId: string;
let fundId: string;
beforeAll(async () => {
  site = await startApp();
  [clerk, approver] = await Promise.all([site.signIn('clerk'), site.signIn('approver')]);
  providerId = (await clerk.get('/providers?code=P10')).body.items[0].id;
  await clerk.patch(`/providers/${providerId}`, { qualifiedUntil: `${year + 3}-12-31`, reason: '续期' });
  fundId = (await clerk.get('/funds?code=GZ-BUY')).body.items[0].id;
}, 60_000);
afterAll(() => site.close());

const today = dayOf(Math.floor(Date.now() / 1000));
const year = Number(today.slice(0, 4));
const inYears = (years: number): string => `${year + years}-01-01`;

let count = 0;
const draft = (over: object = {}) => ({
  number: `HT-T-${++count}`,
  providerId,
  startsOn: today,
  endsOn: today < `${year}-02-01` ? `${year}-12-31` : `${year + 1}-01-31`,
  ceiling: '20000.00',
  areas: ['350902'],
  roundingMinutes: 15,
  minimumMinutes: 30,
  prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: today }],
  budgetFundIds: [fundId],
  ...over,
});

const create = async (over: object = {}): Promise<{ id: string; number: string }> => {
  const { body, status } = await clerk.post('/contracts', draft(over));
  expect([status, body.findings ?? body]).toEqual([201, expect.anything()]);
  return body;
};
describe('a contract', () => {
  test('goes from draft to active through two persons, and says so', async () => {
    const { body: made } = await clerk.post('/contracts', draft());
    expect(made).toMatchObject({
      ...{ status: 'draft', providerId, ceiling: '20000.00', committed: '0.00', madeBy: 'clerk' },
      prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: today, to: null }],
      ...{ buyerCode: '11350900003887123U', sellerCode: '52350902628933218U', findings: [] },
    });
    expect((await clerk.post(`/contracts/${made.id}/submit`)).body.status).toBe('submitted');
    const approved = await approver.post(`/contracts/${made.id}/approve`);
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({ status: 'active', submittedBy: 'clerk', approvedBy: 'approver' });
    expect((await clerk.get(`/contracts/${made.id}`)).body).toEqual(approved.body);
    const manager = await site.signIn('manager');
    expect((await manager.get(`/contracts/${made.id}`)).body.number).toBe(made.number);
    expect((await (await site.signIn('manager-b')).get(`/contracts/${made.id}`)).status).toBe(404);
  });

  test('that begins later is approved until its first day', async () => {
    const { id } = await create({
      ...{ startsOn: inYears(1), endsOn: `${year + 1}-12-31` },
      prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: inYears(1) }],
    });
    await clerk.post(`/contracts/${id}/submit`);
    expect((await approver.post(`/contracts/${id}/approve`)).body.status).toBe('approved');
  });

  test('known by its number, once', async () => {
    const { number } = await create();
    expect((await clerk.post('/contracts', { ...draft(), number })).body.code).toBe('conflict');
  });

  test('sent back can be revised and submitted again', async () => {
    const { id } = await create();
    await clerk.post(`/contracts/${id}/submit`);
    const returned = await approver.post(`/contracts/${id}/return`, { reason: '单价偏高' });
    expect(returned.body).toMatchObject({ status: 'draft', submittedBy: null });
    const { number: _, providerId: __, ...terms } = draft({ ceiling: '18000.00' });
    const revised = await clerk.patch(`/contracts/${id}`, {
      ...terms,
      prices: [{ itemCode: 'LC01', unitPrice: '33.00', from: today }],
    });
    expect(revised.body).toMatchObject({ ceiling: '18000.00', prices: [{ unitPrice: '33.00' }] });
    expect((await clerk.post(`/contracts/${id}/submit`)).body.status).toBe('submitted');
  });
});

describe('a draft is revised in part', () => {
  test('what is left out or null stays, but a null empties the budget’s fields; unknown fields are 400', async () => {
    const { id, ...before }: Record<string, unknown> = await create({
      termReasons: ['continuous'],
      budgetDocument: '宁财社〔2026〕12号',
    });
    const cheaper = await clerk.patch(`/contracts/${id}`, { ceiling: '18000.00', endsOn: null });
    expect(cheaper.status).toBe(200);
    const kept = [
      'startsOn',
      'endsOn',
      'areas',
      'prices',
      'roundingMinutes',
      'termReasons',
      'budgetDocument',
    ];
    for (const name of kept) expect([name, cheaper.body[name]]).toEqual([name, before[name]]);
    expect(cheaper.body.ceiling).toBe('18000.00');
    const emptied = await clerk.patch(`/contracts/${id}`, { budgetDocument: null, termReasons: null });
    expect(emptied.body).toMatchObject({ budgetDocument: null, termReasons: [], ceiling: '18000.00' });
    for (const field of ['number', 'providerId', 'status', 'x']) {
      const refused = await clerk.patch(`/contracts/${id}`, { [field]: 'x' });
      expect([refused.status, refused.body.errors]).toEqual([
        400,
        [{ path: field, message: '没有这个字段' }],
      ]);
    }
    const backwards = await clerk.patch(`/contracts/${id}`, { endsOn: '2020-01-01' });
    expect([backwards.status, backwards.body.errors[0].path]).toEqual([400, 'endsOn']);
  });
});

describe('every verb in every state', () => {
  const HOW: Record<string, string[]> = {
    draft: [],
    submitted: ['submit'],
    approved: ['submit', 'approve'],
    active: ['submit', 'approve'],
    suspended: ['submit', 'approve', 'suspend'],
    expired: ['submit', 'approve'],
    terminated: ['submit', 'approve', 'terminate'],
  };
  const people = (verb: string): Client => (verb === 'submit' || verb === 'revise' ? clerk : approver);
  const future = { startsOn: inYears(1), endsOn: `${year + 1}-12-31` };

  const bring = async (state: string): Promise<string> => {
    const later = state === 'approved' && {
      ...future,
      prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: inYears(1) }],
    };
    const { id } = await create(later || {});
    for (const verb of HOW[state] ?? []) await people(verb).post(`/contracts/${id}/${verb}`);
    if (state === 'expired') {
      const sql = `update contract set starts_on = '2020-01-01', ends_on = '2020-12-31' where id = $1`;
      const { bureauId = '' } = clerk.user;
      await site.unitOfWork.run({ kind: 'system', bureauId }, (tx) => tx.execute(sql, [id]));
    }
    expect((await clerk.get(`/contracts/${id}`)).body.status).toBe(state);
    return id;
  };

  const call = (id: string, verb: string) => {
    const { number: _, providerId: __, ...terms } = draft();
    if (verb === 'revise') return clerk.patch(`/contracts/${id}`, terms);
    if (verb === 'amend')
      return clerk.post(`/contracts/${id}/amendments`, { areas: ['350902'], reason: '试' });
    return people(verb).post(`/contracts/${id}/${verb}`);
  };

  const verbs = contractMachine.verbs.filter((verb) => verb !== 'begin' && verb !== 'expire');
  test.each([...contractMachine.states])('%s', async (state) => {
    for (const verb of verbs) {
      const { status, body } = await call(await bring(state), verb);
      const allowed = contractMachine.allows(state, verb);
      expect([state, verb, allowed ? status < 300 : status, allowed ? '' : body.code]).toEqual([
        ...[state, verb, allowed ? true : 409, allowed ? '' : 'illegal-transition'],
      ]);
    }
  });
});
