import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

/** That nobody comes is told to whoever has to see to it, and a visit that is moved is never lost in between. */
let site: TestApp;
let parts: OrderParts;
let by: Record<'clerk' | 'liaison' | 'manager' | 'approver', Client>;
let workers: { id: string }[];

beforeAll(async () => {
  site = await startApp();
  const [clerk, liaison] = [await site.signIn('clerk'), await site.signIn('liaison')];
  by = { clerk, liaison, manager: await site.signIn('manager'), approver: await site.signIn('approver') };
  parts = await orderParts(site, clerk);
  workers = await site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) =>
    tx.query<{ id: string }>(
      `select worker_id as id from worker_link where provider_id = $1 and certified_until >= '2026-12-31'
         and left_on is null order by code`,
      [by.manager.user.providerId],
    ),
  );
}, 120_000);
afterAll(() => site.close());

const approved = async (i: number): Promise<string> => {
  const { id } = await requestOrder(by.clerk, anOrderFor(parts, parts.cadres[i]?.id ?? ''));
  await by.approver.post(`/orders/${id}/approve`, {});
  return id;
};
const at = (day: string, time: string): string => `2026-12-${day}T${time}:00+08:00`;
const who = (i = 0): string => workers[i]?.id ?? '';
const planned = async (order: string, startsAt: string, more: object = {}) =>
  by.manager.post(`/orders/${order}/visits`, { workerId: who(), startsAt, ...more });
const move = (id: string, startsAt: string, workerId = who()) =>
  by.manager.post(`/visits/${id}/move`, { workerId, startsAt, reason: '长辈希望改时间。' });
const visit = async (id: string) => (await by.manager.get(`/visits/${id}`)).body;
const counts = (name: string): Promise<number[]> =>
  Promise.all(
    [by.manager, by.clerk, by.liaison].map(async (client) => {
      const { body } = await client.get('/worklists');
      return body.lists.find((list: { name: string }) => list.name === name)?.count ?? -1;
    }),
  );

describe('a visit that is moved', () => {
  test('is at the new time, though it touches the old one; the old one says why', async () => {
    const order = await approved(0);
    const { body: old } = await planned(order, at('03', '09:00'));
    const before = await counts('visits-dropped');
    const { status, body } = await move(old.id, at('03', '09:30'));
    expect([status, body]).toMatchObject([200, { status: 'planned', plannedAt: '2026-12-03T01:30:00.000Z' }]);
    expect(await visit(old.id)).toMatchObject({ status: 'cancelled', note: '长辈希望改时间。' });
    expect(await counts('visits-dropped')).toEqual(before);
  });

  test('stays where it was if it cannot be there', async () => {
    const [order, other] = [await approved(1), await approved(2)];
    const { body: old } = await planned(order, at('04', '09:00'));
    await planned(other, at('04', '14:00'));
    const refused = await move(old.id, at('04', '14:15'));
    expect([refused.status, refused.body.findings[0].code]).toEqual([422, 'V05']);
    expect((await move(old.id, at('04', '15:30'), '01920000-0000-7000-8000-000000000000')).status).toBe(400);
    expect(await visit(old.id)).toMatchObject({ status: 'planned', plannedAt: '2026-12-04T01:00:00.000Z' });
  });

  test('is in nobody’s way while its new time is looked for', async () => {
    const order = await approved(3);
    const { body: old } = await planned(order, at('05', '09:00'));
    const free = async (without: string): Promise<boolean> => {
      const startsAt = encodeURIComponent(at('05', '09:30'));
      const { body } = await by.manager.get(`/orders/${order}/candidates?startsAt=${startsAt}${without}`);
      return body.items.find(({ workerId }: { workerId: string }) => workerId === who()).isFree;
    };
    expect([await free(''), await free(`&without=${old.id}`)]).toEqual([false, true]);
  });
});

test('a visit that did not happen waits for the others until another is planned instead', async () => {
  const [order, other] = [await approved(4), await approved(5)];
  const { body: old } = await planned(order, at('07', '09:00'));
  const [manager, clerk, liaison] = await counts('visits-dropped');
  await by.clerk.post(`/visits/${old.id}/skip`, { reason: '家中无人应门。' });
  expect(await counts('visits-dropped')).toEqual([Number(manager) + 1, clerk, Number(liaison) + 1]);
  const foreign = await planned(other, at('08', '09:00'), { insteadOf: old.id });
  expect([foreign.status, foreign.body.errors[0].path]).toEqual([400, 'insteadOf']);
  const instead = await planned(order, at('08', '09:00'), { insteadOf: old.id });
  expect(instead.status).toBe(201);
  // The record of the new one says which it stands for, and nobody puts a third in its place.
  const [said] = await site.unitOfWork.run(
    { kind: 'system', bureauId: by.clerk.user.bureauId as string },
    (tx) =>
      tx.query<{ entry: string }>(
        `select entry from audit_log where subject_id = $1 and verb = 'visit.plan'`,
        [instead.body.id],
      ),
  );
  expect(JSON.parse(said?.entry ?? '{}').after).toMatchObject({ insteadOf: old.id });
  expect((await planned(order, at('09', '09:00'), { insteadOf: old.id })).status).toBe(409);
  expect(await counts('visits-dropped')).toEqual([manager, clerk, liaison]);
});

describe('an order at its provider', () => {
  test('that declines says so: it is not one that somebody cancelled', async () => {
    const [declined, cancelled] = [await approved(6), await approved(7)];
    const [, clerk, liaison] = await counts('orders-declined');
    await by.manager.post(`/orders/${declined}/decline`, { reason: '近期没有人手。' });
    await by.clerk.post(`/orders/${cancelled}/cancel`, { reason: '不再需要。' });
    expect(await counts('orders-declined')).toEqual([-1, Number(clerk) + 1, Number(liaison) + 1]);
    const read = async (id: string) => (await by.clerk.get(`/orders/${id}`)).body;
    expect(await read(declined)).toMatchObject({
      ...{ status: 'cancelled', isDeclined: true, endedBy: 'manager', endReason: '近期没有人手。' },
    });
    expect(await read(cancelled)).toMatchObject({ status: 'cancelled', isDeclined: false });
    const { body } = await by.clerk.get('/orders?declined=yes&limit=200');
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(declined);
    expect(body.items.every(({ isDeclined }: { isDeclined: boolean }) => isDeclined)).toBe(true);
  });

  test('that accepts is named, and what is arranged of it is counted over all weeks', async () => {
    const order = await approved(8);
    await by.manager.post(`/orders/${order}/accept`, {});
    for (const day of ['14', '21', '28']) await planned(order, at(day, '10:00'));
    const [last] = (await by.manager.get(`/visits?orderId=${order}&limit=1`)).body.items;
    await by.manager.post(`/visits/${last.id}/cancel`, { reason: '排错了。' });
    expect((await by.clerk.get(`/orders/${order}`)).body).toMatchObject({
      ...{ acceptedBy: 'manager', acceptedByName: expect.stringMatching(/\p{Script=Han}/u), comingVisits: 2 },
    });
  });
});
