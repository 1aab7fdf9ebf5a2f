import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let parts: OrderParts;
let clerk: Client;
let approver: Client;
let manager: Client;

beforeAll(async () => {
  site = await startApp();
  [clerk, approver, manager] = [
    await site.signIn('clerk'),
    await site.signIn('approver'),
    await site.signIn('manager'),
  ];
  parts = await orderParts(site, clerk);
}, 120_000);
afterAll(() => site.close());

const cadre = (i: number) => parts.cadres[i]?.id ?? '';
const order = (i: number, over: object = {}) => anOrderFor(parts, cadre(i), over);
const request = (i: number, over: object = {}) => requestOrder(clerk, order(i, over));
const approved = async (i: number, over: object = {}) => {
  const { id } = await request(i, over);
  const answer = await approver.post(`/orders/${id}/approve`, {});
  expect(answer.body).toMatchObject({ status: 'approved' });
  return answer.body;
};

const asBureau = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query<T>(sql, params));
const reservedOf = async (code: string) => {
  const [row] = await asBureau<{ reserved: string }>(
    'select reserved from ledger.balance where fund_id = $1',
    [parts.fund(code)],
  );
  return Number(row?.reserved);
};

describe('what the provider says', () => {
  test('accepts; declines, and the funds are free again', async () => {
    const accepted = await approved(4);
    const { body } = await manager.post(`/orders/${accepted.id}/accept`);
    expect(body.status).toBe('accepted');
    expect((await manager.post(`/orders/${accepted.id}/decline`, { reason: '没人。' })).status).toBe(409);

    const before = await reservedOf('GZ-BUY');
    const declined = await approved(4);
    const answer = await manager.post(`/orders/${declined.id}/decline`, { reason: '人手不足。' });
    expect(answer.body).toMatchObject({ status: 'cancelled', endedBy: 'manager', remainingQuantity: '0.00' });
    expect(answer.body.funding).toEqual([{ fundId: parts.fund('GZ-BUY'), amount: '0.00' }]);
    expect(await reservedOf('GZ-BUY')).toBe(before);
    const foreign = await site.signIn('manager-b');
    expect((await foreign.post(`/orders/${accepted.id}/accept`)).status).toBe(404);
  });
});

describe('cancelling', () => {
  test('before any visit gives back all: funds, ceiling, limits', async () => {
    const stateOf = () =>
      asBureau(
        `select (select reserved from ledger.balance where fund_id = $1) as reserved,
           (select committed from ledger.commitment where contract_id = $2) as committed,
           (select coalesce(sum(used), 0) from ledger.limit_window where cadre_id = $3) as used`,
        [parts.fund('GZ-BUY'), parts.contractId, cadre(5)],
      );
    const before = await stateOf();
    const { id } = await approved(5);
    expect(await stateOf()).not.toEqual(before);
    const { body } = await clerk.post(`/orders/${id}/cancel`, { reason: '干部外出。' });
    expect(body).toMatchObject({ status: 'cancelled', endReason: '干部外出。' });
    expect(await stateOf()).toEqual(before);
    expect((await clerk.post(`/orders/${id}/cancel`, { reason: 'x' })).status).toBe(409);
  });

  test('keeps what visits used and may still be billed', async () => {
    const made = await approved(6, { quantity: '4.00' });
    await asBureau(
      `insert into visit (bureau_id, id, number, order_number, order_id, cadre_id, item_id, worker_code,
         started_at, ended_at, signed, method, uploaded_at, day, status, quantity_hundredths, decided_seq, filed)
       select bureau_id, gen_random_uuid(), 'T-' || number, number, id, cadre_id, item_id, 'W', '2026-12-02T01:00Z',
         '2026-12-02T02:00Z', true, 'mobile', '2026-12-02T03:00Z', '2026-12-02', 'payable', 100, 9000001, '{}'
       from service_order where id = $1`,
      [made.id],
    );
    await asBureau('update service_order set used_hundredths = 100 where id = $1', [made.id]);
    const { body } = await manager.post(`/orders/${made.id}/cancel`, { reason: '停业。' });
    const quarter = (Number(made.amount) / 4).toFixed(2);
    expect(body).toMatchObject({ status: 'cancelled', usedQuantity: '1.00', remainingQuantity: '0.00' });
    expect(body.funding).toEqual([{ fundId: parts.fund('GZ-BUY'), amount: quarter }]);
    const [leg] = await asBureau<{ kept: string }>(
      `select o.quantity_hundredths - r.unused as kept from ledger.reservation r
         join service_order o on o.id = r.order_id where o.id = $1 and r.ordinal = 0`,
      [made.id],
    );
    expect(leg?.kept).toBe('100');
  });

  test('a request that nobody approved has nothing to give back', async () => {
    const { id } = await request(6);
    expect((await clerk.post(`/orders/${id}/cancel`, { reason: '下错了。' })).body.status).toBe('cancelled');
  });
});
