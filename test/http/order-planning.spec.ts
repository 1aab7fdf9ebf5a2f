import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let parts: OrderParts;
let clerk: Client;
let manager: Client;
let workers: { id: string; code: string }[];
let orderId: string;

const asBureau = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query<T>(sql, params));
const approved = async (i: number): Promise<string> => {
  const { id } = await requestOrder(clerk, anOrderFor(parts, parts.cadres[i]?.id ?? ''));
  await (await site.signIn('approver')).post(`/orders/${id}/approve`, {});
  return id;
};

beforeAll(async () => {
  site = await startApp();
  [clerk, manager] = [await site.signIn('clerk'), await site.signIn('manager')];
  parts = await orderParts(site, clerk);
  workers = await asBureau(
    `select worker_id as id, code from worker_link where provider_id = $1 and certified_until >= '2026-12-31'
       and left_on is null order by code`,
    [manager.user.providerId],
  );
  orderId = await approved(7);
}, 120_000);
afterAll(() => site.close());

const plan = (startsAt: string, workerId = workers[0]?.id ?? '', order = orderId) =>
  manager.post(`/orders/${order}/visits`, { workerId, startsAt });
const codesIn = (body: { findings: { code: string }[] }) => body.findings.map(({ code }) => code);

describe('planning a visit', () => {
  test('makes a visit that is planned, for the worker to see', async () => {
    const { status, body } = await plan('2026-12-03T09:00:00+08:00');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ orderId, status: 'planned', workerId: workers[0]?.id, startedAt: null },
      ...{ plannedAt: '2026-12-03T01:00:00.000Z', day: '2026-12-03', itemCode: 'LC01' },
    });
    const audited = await asBureau('select verb from audit_log where subject_id = $1', [body.id]);
    expect(audited).toEqual([{ verb: 'visit.plan' }]);
  });

  test('not while the worker has something else (V05), whoever asks first', async () => {
    const busy = await plan('2026-12-03T09:30:00+08:00', undefined, await approved(8));
    expect([busy.status, codesIn(busy.body)]).toEqual([422, ['V05']]);
    const both = await Promise.all([plan('2026-12-04T09:00:00+08:00'), plan('2026-12-04T09:15:00+08:00')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await plan('2026-12-03T10:00:00+08:00')).status).toBe(201);
  });

  test('not outside the order’s days (V14), nor by somebody who may not come (V06)', async () => {
    expect(codesIn((await plan('2027-01-02T09:00:00+08:00')).body)).toContain('V14');
    const worker = workers[1]?.id ?? '';
    await asBureau(`update worker_link set certified_until = '2026-12-10' where worker_id = $1`, [worker]);
    const late = await plan('2026-12-11T09:00:00+08:00', worker);
    expect([late.status, codesIn(late.body)]).toEqual([422, ['V06']]);
    expect((await plan('2026-12-10T09:00:00+08:00', worker)).status).toBe(201);
  });

  test('nor on a day before today: what has been is told as a visit that was made', async () => {
    const { status, body } = await plan(new Date(Date.now() - 86_400_000).toISOString());
    expect([status, body.errors]).toEqual([400, [{ path: 'startsAt', message: '不能早于今天' }]]);
  });

  test('another firm’s worker is as unknown as nobody', async () => {
    const [other] = await asBureau<{ id: string }>(
      'select worker_id as id from worker_link where provider_id <> $1 limit 1',
      [manager.user.providerId],
    );
    const answers = [
      await plan('2026-12-05T09:00:00+08:00', other?.id),
      await plan('2026-12-05T09:00:00+08:00', '01920000-0000-7000-8000-000000000000'),
    ];
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([400, answers[0]?.body]);
      expect(body.errors).toMatchObject([{ path: 'workerId' }]);
    }
  });

  test('not for an order that nobody approved', async () => {
    const { id } = await requestOrder(clerk, anOrderFor(parts, parts.cadres[7]?.id ?? ''));
    expect((await plan('2026-12-06T09:00:00+08:00', undefined, id)).body.code).toBe('illegal-transition');
    expect((await (await site.signIn('manager-b')).post(`/orders/${orderId}/visits`, {})).status).toBe(400);
    const foreign = await site.signIn('manager-b');
    const body = { workerId: workers[0]?.id, startsAt: '2026-12-06T09:00:00+08:00' };
    expect((await foreign.post(`/orders/${orderId}/visits`, body)).status).toBe(404);
  });

  test('ends with its order', async () => {
    const id = await approved(9);
    const { body } = await plan('2026-12-07T15:00:00+08:00', undefined, id);
    await clerk.post(`/orders/${id}/cancel`, { reason: '不再需要。' });
    const [visit] = await asBureau('select status from visit where id = $1', [body.id]);
    expect(visit).toEqual({ status: 'cancelled' });
  });
});

describe('who could serve', () => {
  test('everybody of the provider, ranked, with reasons', async () => {
    const startsAt = encodeURIComponent('2026-12-03T09:00:00+08:00');
    const { status, body } = await manager.get(`/orders/${orderId}/candidates?startsAt=${startsAt}`);
    expect(status).toBe(200);
    const busy = body.items.find((one: { workerId: string }) => one.workerId === workers[0]?.id);
    expect(busy).toMatchObject({
      isFree: false,
      reasons: expect.arrayContaining([{ code: 'busy', message: '该时段已有安排' }]),
    });
    expect(body.items[0]).toMatchObject({ isFree: true });
    expect(body.items[0].reasons[0].code).toBe('qualified');
    const rank = (code: string) => ['qualified', 'qualified-in-part', 'unqualified'].indexOf(code);
    const ranks = body.items.map((one: { reasons: { code: string }[] }) => rank(one.reasons[0]?.code ?? ''));
    expect([...ranks].sort()).toEqual(ranks);
    expect((await clerk.get(`/orders/${orderId}/candidates`)).body.items).toHaveLength(body.items.length);
  });

  test('not for others', async () => {
    expect((await (await site.signIn('manager-b')).get(`/orders/${orderId}/candidates`)).status).toBe(404);
    expect((await (await site.signIn('worker')).get(`/orders/${orderId}/candidates`)).status).toBe(403);
  });
});
