import { addDays, dayOf, monthOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { dayAfter, NOW, onDay } from '../support/moment';

/** Months are closed when they are over, one after the other, and reopened from the last one back. */
let site: TestApp;
let finance: Client;
let finance2: Client;
const MONTH = monthOf(dayOf(Date.now() / 1000));
const SAMPLE = '2026-10';

beforeAll(async () => {
  site = await startApp();
  [finance, finance2] = [await site.signIn('finance'), await site.signIn('finance2')];
  await ofBureau('select ledger.open_period($1, $2)', [finance.user.bureauId, MONTH]);
  await ofBureau(`update visit set status = 'blocked' where status = 'held'`);
  await ofBureau(`update bill set status = 'returned', return_reason = '重报' where status = 'submitted'`);
}, 60_000);
afterAll(() => site.close());

const ofBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: finance.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );
const live = () =>
  ofBureau(
    `select id from service_order where status in ('approved', 'accepted', 'in-service') and ends_on >= $1`,
    [dayAfter(SAMPLE)],
  );
const close = (month: string, when: Record<string, string>) =>
  finance.post(`/months/${month}/close`, undefined, undefined, when);
const reopen = (month: string, who = finance) =>
  who.post(`/months/${month}/reopen`, { reason: '漏记。' }, undefined, onDay(dayAfter(MONTH)));
const brief = ({
  status,
  body,
}: {
  status: number;
  body: { findings?: { code: string }[]; state?: string };
}) => [...[status, body.state ?? body.findings?.map(({ code }) => code).join(' ')]];

test('Y08, Y09: a month that runs is not closed, nor one before which another is open; no order is ended', async () => {
  const before = await live();
  expect(before.length).toBeGreaterThan(0);
  const running = await close(MONTH, NOW);
  expect(brief(running)).toEqual([422, 'Y08 Y09']);
  expect(running.body.findings).toMatchObject([
    { firstDay: dayAfter(MONTH), remedy: expect.stringContaining(`${dayAfter(MONTH)} 起可以结账`) },
    { months: expect.stringContaining(SAMPLE) },
  ]);
  const last = onDay(addDays(dayAfter(MONTH), -1));
  expect(brief(await close(MONTH, last))).toEqual([422, 'Y08 Y09']);
  expect(brief(await close(MONTH, onDay(dayAfter(MONTH))))).toEqual([422, 'Y09']);
  expect(await live()).toEqual(before);
  const { body } = await finance.get(`/months/${MONTH}`);
  expect([body.state, body.blockers.map(({ code }: { code: string }) => code)]).toEqual([
    'open',
    ['Y08', 'Y09'],
  ]);
});

test('in their order they close, and their live orders go on', async () => {
  const before = await live();
  expect(brief(await close(SAMPLE, NOW))).toEqual([200, 'closed']);
  expect(await live()).toEqual(before);
  expect(brief(await close(MONTH, onDay(dayAfter(MONTH))))).toEqual([200, 'closed']);
});

test('what an order that ended took and kept is all that is left of it', async () => {
  const [row] = await ofBureau<{ id: string }>(
    `select o.id from service_order o where o.status = 'completed' and o.used_hundredths < o.quantity_hundredths
       and not exists (select from visit v where v.order_id = o.id and v.status in ('held', 'started')) limit 1`,
  );
  const { body } = await (await site.signIn('clerk')).get(`/orders/${row?.id}`);
  expect(body).toMatchObject({ status: 'completed', remainingQuantity: '0.00' });
});

test('Y10: beneath a closed month nothing is reopened; the last one is, and closes again as it was', async () => {
  expect(brief(await reopen(SAMPLE))).toEqual([422, 'Y10']);
  expect((await reopen(SAMPLE)).body.findings[0].months).toBe(MONTH);
  await reopen(MONTH);
  expect(brief(await reopen(MONTH, finance2))).toEqual([200, 'open']);
  expect(brief(await close(MONTH, NOW))).toEqual([422, 'Y08']);
  const money = () =>
    ofBureau<object>('select fund_id, allotted, reserved, expended, paid from ledger.balance order by 1');
  const before = await money();
  expect(brief(await close(MONTH, onDay(dayAfter(MONTH))))).toEqual([200, 'closed']);
  expect(await money()).toEqual(before);
});

test('the database holds to the end of the month, whoever writes', async () => {
  await expect(
    ofBureau(
      `select ledger.close($1, gen_random_uuid(), '2019-01', 'finance', '2019-01-31T12:00:00+08:00')
      from ledger.open_period($1, '2019-01')`,
      [finance.user.bureauId],
    ),
  ).rejects.toMatchObject({ constraint: 'period_event_over' });
});
