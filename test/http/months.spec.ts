import { dayOf, monthOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { dayAfter, onDay } from '../support/moment';

let site: TestApp;
let finance: Client;
let approver: Client;
let requested: string[];

/** The month in which an approval of this moment is posted. */
const MONTH = monthOf(dayOf(Date.now() / 1000));
const SAMPLE = '2026-10';

beforeAll(async () => {
  site = await startApp();
  [finance, approver] = [await site.signIn('finance'), await site.signIn('approver')];
  const rows = await asBureau<{ id: string }>(
    `select id from service_order where status = 'requested' and findings = '[]' and not exists (
       select from order_fund f
       join fund on fund.bureau_id = f.bureau_id and fund.id = f.fund_id
       where f.order_id = service_order.id and fund.owner_unit_id is not null) order by number`,
  );
  requested = rows.map(({ id }) => id);
  await approver.post(`/orders/${requested[0]}/approve`, {});
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: finance.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );
/** Closes the month on the first day on which that can be done. */
const close = (month: string, key?: string | null) =>
  finance.post(`/months/${month}/close`, undefined, key, onDay(dayAfter(month)));
const reopen = (who: Client, said: object) =>
  who.post(`/months/${MONTH}/reopen`, said, undefined, onDay(dayAfter(MONTH)));
const codes = (body: { findings: { code: string }[] }): string[] => body.findings.map(({ code }) => code);

describe('the month of the demo', () => {
  it('is a task list with what stands against closing', async () => {
    const { status, body } = await finance.get(`/months/${SAMPLE}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ month: SAMPLE, state: 'open', events: [], reopening: null });
    const task = (name: string) => body.tasks.find((each: { task: string }) => each.task === name);
    expect(task('unadjudicated')).toMatchObject({
      count: 10,
      blocking: true,
      done: false,
      title: '核定账单',
    });
    expect(task('held').count).toBeGreaterThan(0);
    expect(task('unbilled')).toMatchObject({ blocking: false, done: false });
    expect(body.blockers.map(({ code }: { code: string }) => code)).toEqual(['Y01', 'Y02']);
    const [sums] = await asBureau<Record<string, string>>(
      `select sum(d_allotted)::text as allotted, sum(d_reserved)::text as reserved from ledger.journal
       where period = $1`,
      [SAMPLE],
    );
    expect(body.totals.allotted.replace('.', '')).toBe(sums?.allotted);
    expect(body.totals.reserved.replace('.', '')).toBe(sums?.reserved);
  });

  it('does not close while work is left, and says what', async () => {
    const { status, body } = await finance.post(`/months/${SAMPLE}/close`);
    expect([status, body.code, codes(body)]).toEqual([422, 'refused', ['Y01', 'Y02']]);
  });

  it('is written down for hledger, with its closing balances', async () => {
    const { status, text, headers } = await finance.get(`/months/${SAMPLE}/journal.hledger`);
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toContain('funds:GZ-BUY:available');
    expect(text).toContain(`${SAMPLE} 期末余额核对`);
    expect(text).not.toContain('undefined');
    const asserted = Number(/funds:GZ-BUY:reserved {2}0\.00 CNY = ([\d.]+) CNY/.exec(text)?.[1]);
    const [sum] = await asBureau<{ reserved: string }>(
      `select sum(d_reserved)::text as reserved from ledger.journal j join fund f on f.bureau_id = j.bureau_id
         and f.id = j.fund_id where f.code = 'GZ-BUY' and j.period <= $1`,
      [SAMPLE],
    );
    expect(asserted).toBe(Number(sum?.reserved) / 100);
  });
});

describe('what ended orders no longer need', () => {
  it('is released when their month closes, and what unbilled visits may still ask is kept', async () => {
    await asBureau(`update visit set status = 'blocked' where status = 'held' and day < '2026-11-01'`);
    await asBureau(`update bill set status = 'returned', return_reason = '重报' where month = $1`, [SAMPLE]);
    const { status, body } = await close(SAMPLE);
    expect([status, body.state]).toEqual([200, 'closed']);
    const [left] = await asBureau<Record<string, string>>(
      `select count(*) filter (where o.status = 'completed') as completed,
         count(*) filter (where o.status in ('approved', 'accepted', 'in-service')) as going,
         coalesce(sum(r.amount - r.expended - r.released) filter (where o.status = 'completed'), 0) as kept
       from service_order o left join ledger.reservation r on r.bureau_id = o.bureau_id and r.order_id = o.id
       where o.ends_on <= '2026-10-31'`,
    );
    expect(Number(left?.completed)).toBeGreaterThan(500);
    expect(left?.going).toBe('0');
    const [unbilled] = await asBureau<{ asked: string }>(
      `select sum(ceil(v.quantity_hundredths * p.unit_price_fen / 100.0)) as asked from visit v
       join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
       join price p on p.bureau_id = o.bureau_id and p.contract_id = o.contract_id and p.item_id = v.item_id
         and v.day between p.from_on and coalesce(p.to_on, 'infinity')
       where o.ends_on <= '2026-10-31' and v.status in ('payable', 'part')`,
    );
    expect(Number(left?.kept)).toBeGreaterThan(0);
    expect(Number(left?.kept)).toBeLessThanOrEqual(Number(unbilled?.asked));
    const [wrong] = await asBureau<{ count: string }>(
      `select count(*) from ledger.balance b where b.reserved <> (
         select coalesce(sum(r.amount - r.expended - r.released), 0) from ledger.reservation r
         where r.bureau_id = b.bureau_id and r.fund_id = b.fund_id)`,
    );
    expect(wrong?.count).toBe('0');
  });
});

describe('closing and reopening', () => {
  it('closes the month, after which nothing is posted into it', async () => {
    const { status, body } = await close(MONTH);
    expect([status, body.state, body.events.length]).toEqual([200, 'closed', 1]);
    const approved = await approver.post(`/orders/${requested[1]}/approve`, {});
    expect([approved.status, approved.body.code]).toEqual([423, 'month-closed']);
    const again = await close(MONTH);
    expect([again.status, again.body.code, again.body.detail]).toEqual([
      ...[409, 'illegal-transition', '账期现为“已结”，不能“结账”。'],
    ]);
  });

  it('tells those who may agree, until whoever asked takes it back or another refuses', async () => {
    const [finance2, clerk] = [await site.signIn('finance2'), await site.signIn('clerk')];
    const waits = async () => {
      const lists = await Promise.all(
        [finance, finance2, approver, clerk].map((who) => who.get('/worklists')),
      );
      const of = ({ body }: (typeof lists)[number]) =>
        body.lists.find(({ name }: { name: string }) => name === 'months-to-reopen')?.count;
      return lists.map(of);
    };
    const drop = (who: Client, reason = '改记差额。', seen: object = {}) =>
      who.post(`/months/${MONTH}/reopen/drop`, { reason, ...seen }, undefined, onDay(dayAfter(MONTH)));
    const nothing = await drop(finance2);
    expect([nothing.status, nothing.body.code]).toEqual([409, 'conflict']);
    expect(await waits()).toEqual([0, 0, 0, undefined]);

    expect((await reopen(finance, { reason: '\u200b\u3000', agreesTo: null })).status).toBe(400);
    const waiting = await reopen(finance, { reason: '漏记。', agreesTo: null });
    expect(await waits()).toEqual([0, 1, 1, undefined]);
    expect((await approver.get('/months?awaiting=me')).body.items).toMatchObject([
      { month: MONTH, state: 'closed', reopening: { by: 'finance', byName: '黄会计', reason: '漏记。' } },
    ]);
    const taken = await drop(finance);
    expect([taken.status, taken.body.state, taken.body.reopening]).toEqual([200, 'closed', null]);
    // What was taken back cannot be agreed to; and who asks where another has asked does not agree by that.
    const seen = { reason: '同意。', agreesTo: waiting.body.reopening.at };
    expect((await reopen(approver, seen)).body.reason).toBe('changed-meanwhile');
    const anew = await reopen(approver, { reason: '同意。', agreesTo: null });
    expect(anew.body).toMatchObject({ state: 'closed', reopening: { by: 'approver' } });
    expect((await reopen(finance, { reason: '漏记。', agreesTo: null })).status).toBe(409);
    // A page that shows a request of another moment: the one that is open is not refused by it.
    const before = new Date(Date.parse(anew.body.reopening.at) - 1000).toISOString();
    const stale = await drop(finance, '不必。', { seen: before });
    expect([stale.status, stale.body.reason]).toEqual([409, 'changed-meanwhile']);
    const refused = await drop(finance, '不必。', { seen: anew.body.reopening.at });
    expect(refused.body.events.slice(1)).toMatchObject([
      { action: 'ask-reopen', by: 'finance', reason: '漏记。' },
      { action: 'take-back-reopen', by: 'finance', reason: '改记差额。' },
      { action: 'ask-reopen', by: 'approver', reason: '同意。' },
      { action: 'refuse-reopen', by: 'finance', reason: '不必。' },
    ]);
    expect([await waits(), (await drop(finance)).status]).toEqual([[0, 0, 0, undefined], 409]);
  });

  it('reopens it when one has asked and another agrees', async () => {
    const asked = await reopen(finance, { reason: '漏记一张订单。' });
    expect([asked.status, asked.body.state]).toEqual([200, 'closed']);
    expect(asked.body.reopening).toMatchObject({ by: 'finance', reason: '漏记一张订单。' });
    const alone = await reopen(finance, { reason: '漏记一张订单。' });
    expect([alone.status, codes(alone.body)]).toEqual([422, ['Y04']]);
    const agreed = await reopen(await site.signIn('finance2'), { reason: '同意。' });
    expect([agreed.status, agreed.body.state, agreed.body.reopening]).toEqual([200, 'open', null]);
    expect((await approver.post(`/orders/${requested[1]}/approve`, {})).status).toBe(200);
    const open = await reopen(finance, { reason: '再来。' });
    expect([open.status, open.body.code]).toEqual([409, 'illegal-transition']);
  });

  it('answers a replay byte for byte', async () => {
    const first = await close(MONTH, 'close-1');
    const again = await close(MONTH, 'close-1');
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect((await close(MONTH, null)).body.code).toBe('idempotency-key-required');
  });

  it('neither closes nor reopens a month that was never opened', async () => {
    expect((await finance.get('/months/2031-01')).body).toMatchObject({ state: 'not-opened', blockers: [] });
    expect((await close('2031-01')).status).toBe(409);
    expect((await finance.post('/months/2031-01/reopen', { reason: 'x' })).status).toBe(409);
  });

  it('writes down who did it', async () => {
    const rows = await asBureau<{ verb: string }>(
      `select verb from audit_log where verb like 'month.%' order by seq`,
    );
    expect(rows.map(({ verb }) => verb)).toEqual([
      ...['month.close', 'month.close', 'month.ask-reopen', 'month.take-back-reopen'],
      ...['month.ask-reopen', 'month.refuse-reopen', 'month.ask-reopen', 'month.reopen', 'month.close'],
    ]);
  });
});

describe('who may', () => {
  it('is finance; others look on, and whoever is no office sees no month', async () => {
    for (const name of ['clerk', 'approver', 'unit', 'manager', 'auditor', 'worker']) {
      const client = await site.signIn(name);
      expect([name, (await client.post(`/months/${SAMPLE}/close`)).status]).toEqual([name, 403]);
      expect([name, (await client.post('/years/2020/carry-over')).status]).toEqual([name, 403]);
    }
    expect((await (await site.signIn('auditor')).get(`/months/${SAMPLE}`)).status).toBe(200);
    const supervisor = await site.signIn('supervisor');
    expect((await supervisor.get(`/months/${SAMPLE}/journal.hledger`)).status).toBe(200);
    expect((await (await site.signIn('manager')).get(`/months/${SAMPLE}`)).status).toBe(403);
  });

  it('is each bureau for itself', async () => {
    const { body } = await (await site.signIn('finance-b')).get(`/months/${SAMPLE}`);
    expect(body.tasks.every(({ count }: { count: number }) => count === 0)).toBe(true);
  });

  it.each(['2026-13', '2026', 'october', '0000-01', '2026-10x'])('no month is called %s', async (month) => {
    const { status, body } = await finance.get(`/months/${month}`);
    expect([status, body.errors]).toMatchObject([
      400,
      [{ path: 'month', message: expect.stringContaining('2026-10') }],
    ]);
    expect((await finance.post(`/months/${month}/close`)).status).toBe(400);
    expect((await finance.post(`/years/${month.slice(0, 3)}/carry-over`)).status).toBe(400);
    expect((await finance.post('/years/1987/carry-over')).status).toBe(404);
  });
});
