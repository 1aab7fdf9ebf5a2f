import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

/** A unit keeps funds of a unit’s kinds, and has to agree to what is spent from them. */
let site: TestApp;
let parts: OrderParts;
let clerk: Client;
let approver: Client;
let unit: Client;
let fundId: string;

beforeAll(async () => {
  site = await startApp();
  [clerk, approver] = [await site.signIn('clerk'), await site.signIn('approver')];
  unit = await site.signIn('unit');
  parts = await orderParts(site, clerk);
  const fund = { code: 'TX-U', type: 'special-need', year: 2026, allotted: '500.00' };
  const { status, body } = await unit.post('/funds', { ...fund, basis: { document: '文', clause: '一' } });
  expect([status, body.ownerUnitId]).toEqual([201, unit.user.unitId]);
  fundId = body.id;
}, 120_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query<T>(sql, params));

const ordered = () => {
  const cadre = parts.cadres.find(({ unitId }) => unitId === unit.user.unitId);
  return requestOrder(clerk, anOrderFor(parts, cadre?.id ?? '', { quantity: '0.50', fundIds: [fundId] }));
};

test('the bureau alone does not spend a fund that a unit owns; the unit is asked, and agrees', async () => {
  const { id } = await ordered();
  const alone = await approver.post(`/orders/${id}/approve`, {});
  expect(alone.body).toMatchObject({ status: 'requested', funding: [], approvals: [{ party: 'bureau' }] });
  const waiting = (await unit.get('/orders?awaiting=me')).body.items;
  expect(waiting.map((order: { id: string }) => order.id)).toContain(id);
  expect((await unit.get(`/funds/${fundId}`)).body.reserved).toBe('0.00');
  const both = await unit.post(`/orders/${id}/approve`, {});
  expect(both.body).toMatchObject({ status: 'approved', funding: [{ fundId }] });
});

test('or its seal on paper is entered', async () => {
  const { id } = await ordered();
  const seal = { document: '用款审批单第18号' };
  const { body } = await approver.post(`/orders/${id}/approve`, { seal });
  expect(body).toMatchObject({
    status: 'approved',
    approvals: [{ party: 'bureau' }, { party: 'unit', document: seal.document }],
  });
});

test('the unit may refuse what its fund would pay', async () => {
  const { id } = await ordered();
  const { body } = await unit.post(`/orders/${id}/refuse`, { reason: '经费另有安排。' });
  expect(body).toMatchObject({ status: 'refused', endedBy: 'unit' });
});

test('the database approves no such order without the unit', async () => {
  const { id } = await ordered();
  const past = asBureau(
    `update service_order set status = 'approved', approved_by = 'approver', approved_at = now() where id = $1`,
    [id],
  );
  await expect(past).rejects.toMatchObject({ constraint: 'service_order_units_agree' });
});
