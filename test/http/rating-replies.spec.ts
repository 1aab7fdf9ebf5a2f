import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';

let site: TestApp;
let liaison: Client;
let manager: Client;
let visit: { id: string; cadre_id: string };

beforeAll(async () => {
  site = await startApp();
  [liaison, manager] = [await site.signIn('liaison'), await site.signIn('manager')];
  const rows = await asBureau<typeof visit>(
    `select id, cadre_id from visit where status = 'payable' and provider_id = $1 and day >= '2026-10-01'
     and not exists (select from rating where rating.visit_id = visit.id) order by number limit 1`,
    [manager.user.providerId],
  );
  visit = rows[0] as typeof visit;
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: liaison.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );

const rate = async (level: number): Promise<string> => {
  const body = { visitId: visit.id, level, channel: 'phone', respondent: 'self', comment: '来晚了。' };
  return (await liaison.post('/ratings', body)).body.id;
};

describe('a low rating', () => {
  let id: string;
  beforeAll(async () => {
    id = await rate(2);
  });

  it('is answered by the provider and by the bureau, in that order for everybody who reads it', async () => {
    const first = await manager.post(`/ratings/${id}/replies`, { text: '已向老人致歉。' });
    expect([first.status, first.body.replies]).toEqual([
      201,
      [expect.objectContaining({ party: 'provider', text: '已向老人致歉。', by: 'manager' })],
    ]);
    await liaison.post(`/ratings/${id}/replies`, { text: '下周我们来看您。' });
    for (const name of ['auditor', 'supervisor', 'manager', 'finance']) {
      const { body } = await (await site.signIn(name)).get(`/ratings/${id}`);
      expect([name, body.replies.map(({ party }: { party: string }) => party)]).toEqual([
        name,
        ['provider', 'bureau'],
      ]);
    }
    const said = await asBureau<{ entry: string }>(`select entry from audit_log where verb = 'rating.reply'`);
    expect(said).toHaveLength(2);
    expect(said[0]?.entry).not.toContain('致歉');
  });

  it('is read with its reply on the page of the card', async () => {
    const { body: card } = await (await site.signIn('clerk')).post(`/cadres/${visit.cadre_id}/cards`, {});
    await asBureau(
      `update visit set day = $2, started_at = $3::timestamptz - interval '2 hours',
         ended_at = $3::timestamptz - interval '1 hour' where id = $1`,
      [visit.id, today(), new Date()],
    );
    const page = async (path: string): Promise<string> =>
      (await request(site.app.getHttpServer()).get(path)).text;
    const pathname = `/c/${card.token}`;
    expect(await page(pathname)).toContain('老干部局答复您：<strong>下周我们来看您。</strong>');
    expect(await page(`${pathname}/family`)).not.toContain('下周我们来看您');
  });

  it('of nobody’s, of another firm or bureau has no reply, and nobody else may give one', async () => {
    const reply = { text: '回复' };
    for (const name of ['manager-b', 'liaison-b'])
      expect((await (await site.signIn(name)).post(`/ratings/${id}/replies`, reply)).status).toBe(404);
    for (const name of ['auditor', 'finance', 'unit', 'worker'])
      expect((await (await site.signIn(name)).post(`/ratings/${id}/replies`, reply)).status).toBe(403);
    expect((await manager.post(`/ratings/${id}/replies`, { text: '' })).status).toBe(400);
    expect((await manager.post(`/ratings/${id}/replies`, reply, null)).status).toBe(400);
  });

  it('that was replaced is answered no more', async () => {
    const later = await rate(5);
    const { status, body } = await manager.post(`/ratings/${id}/replies`, { text: '回复' });
    expect([status, body.code]).toEqual([409, 'conflict']);
    expect((await liaison.get(`/ratings/${later}`)).body.replies).toEqual([]);
  });
});

describe('the list', () => {
  const levels = async (query: string): Promise<number[]> =>
    (await liaison.get(`/ratings?limit=200&${query}`)).body.items.map(
      ({ level }: { level: number }) => level,
    );

  it('is asked for by level, month and whether they count, as the overview counts them', async () => {
    expect(new Set(await levels('level=4'))).toEqual(new Set([4]));
    const low = await levels('level=low&month=2026-10&counts=true');
    expect(low.length).toBeGreaterThan(0);
    expect(low.every((level) => level <= 2)).toBe(true);
    const { body } = await (await site.signIn('supervisor')).get('/overview?month=2026-10');
    expect(low).toHaveLength(body.now.badRatings);
    expect(await levels('month=2020-01')).toEqual([]);
    expect((await liaison.get('/ratings?level=6')).status).toBe(400);
    expect((await liaison.get('/ratings?month=10')).status).toBe(400);
  });
});
