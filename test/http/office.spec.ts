import { startApp } from '../support/app';
import { today } from '../support/moment';
import { endOf, make, startOf, type VisitSite, visitSite } from '../support/visits';
import { invoiceFor } from './billing';

let world: VisitSite;
beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

/** The provider has no login and tells everything by telephone and on paper. */
const behalf = { onBehalfOf: '刘主任（电话）' };

test('an office of four does all of it for a provider that never clicks, and nobody is their own witness', async () => {
  const { clerk, liaison, approver } = world.clients;
  const finance = await world.site.signIn('finance');
  const ok = <T extends { status: number; body: unknown }>({ status, body }: T) => {
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body as Record<string, never>;
  };

  const order = await world.order(0);
  const paper = startOf(order.id, '12-01 09:00', { method: 'manual', onBehalfOf: 'W10003', location: null });
  const visit = await make(clerk, paper, endOf('12-01 10:00', { signature: null, location: null }));
  expect(visit.decision?.codes).toEqual(['V03', 'V07', 'V13', 'V21']);
  for (const code of ['V03', 'V07', 'V21']) {
    const said = {
      code,
      resolution: 'confirm',
      reason: '已向本人和家属核实。',
      evidence: '签字单 2026-12-01',
    };
    expect((await clerk.post(`/visits/${visit.id}/resolve`, said)).body.findings[0].code).toBe('V19');
    ok(await liaison.post(`/visits/${visit.id}/resolve`, said));
  }

  const { contractId } = (await clerk.get(`/orders/${order.id}`)).body;
  const bill = ok(await clerk.post('/bills', { contractId, month: '2026-12', ...behalf }));
  const path = `/bills/${bill.id}`;
  ok(await clerk.post(`${path}/submit`, behalf));
  ok(await finance.post(`${path}/adjudicate`, {}));
  expect((await clerk.post(`${path}/confirm`, behalf)).body.findings[0].code).toBe('P11');
  const confirmed = ok(await liaison.post(`${path}/confirm`, behalf)) as never as {
    contractId: string;
    payable: string;
  };
  ok(await clerk.post(`${path}/invoice`, { ...(await invoiceFor(world.site, confirmed)), ...behalf }));
  expect(ok(await approver.post(`${path}/approve`, {})).status).toBe('payable');

  const payment = ok(await finance.post('/payments', { billIds: [bill.id] }));
  expect((await finance.post(`/payments/${payment.id}/release`, {})).body.findings[0].code).toBe('P03');
  ok(await approver.post(`/payments/${payment.id}/release`, {}));
  ok(await finance.post(`/payments/${payment.id}/confirm`, { paidOn: today(), reference: '国库 0001' }));
  expect((await clerk.get(path)).body.status).toBe('paid');
});
