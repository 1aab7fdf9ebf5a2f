import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';

let site: TestApp;
let clerk: Client;
let liaison: Client;
let visits: { id: string; number: string; cadre_id: string }[];
let token: string;

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );

beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  liaison = await site.signIn('liaison');
  visits = await asBureau(
    `select v.id, v.number, v.cadre_id from visit v
     where v.cadre_id = (select v.cadre_id from visit v where v.status = 'payable'
         and not exists (select from rating where rating.visit_id = v.id)
         group by v.cadre_id having count(*) >= 3 order by min(v.number) limit 1)
       and v.status = 'payable' and not exists (select from rating where rating.visit_id = v.id)
     order by v.number limit 3`,
  );
  const cadre = visits[0]?.cadre_id;
  await moveTo(
    1,
    visits.map(({ id }) => id),
  );
  token = (
    await clerk.post(`/cadres/${cadre}/cards`, { contactName: '郑联络', contactPhone: '0593-288 0000' })
  ).body.token;
}, 60_000);
afterAll(() => site.close());

const moveTo = (daysAgo: number, ids: string[]) =>
  asBureau('update visit set day = $1::date - $2::int where id = any($3)', [today(), daysAgo, ids]);
const browser = () => request(site.app.getHttpServer());
const tap = (visit: number, level: number, respondent = 'self') =>
  browser()
    .post(`/c/${token}/rate`)
    .type('form')
    .send({ visitId: visits[visit]?.id, level: String(level), respondent });
const say = (who: Client, visit: number, body: object) =>
  who.post('/ratings', { visitId: visits[visit]?.id, level: 5, channel: 'qr', respondent: 'self', ...body });
const listed = async (visit: number) =>
  (await clerk.get(`/ratings?visitId=${visits[visit]?.id}&respondent=self`)).body.items;

describe('what the card itself rated', () => {
  it('stands against what is entered at a login as said with the card, by whoever', async () => {
    expect((await tap(0, 4)).status).toBe(303);
    for (const who of [clerk, liaison]) {
      const { status, body } = await say(who, 0, { level: 5 });
      expect([status, body]).toEqual([
        201,
        expect.objectContaining({ level: 5, aside: true, counts: false, enteredBy: who.user.username }),
      ]);
    }
    const [shown, ...others] = await listed(0);
    expect(others).toEqual([]);
    expect(shown).toMatchObject({
      level: 4,
      channel: 'qr',
      enteredBy: null,
      aside: false,
    });
    expect(shown.history.map(({ level, aside, enteredBy }: Former) => [level, aside, enteredBy])).toEqual([
      [5, true, 'liaison'],
      [5, true, 'clerk'],
    ]);
    const page = await browser().get(`/c/${token}`);
    expect(page.text).toMatch(/您说：<strong><svg.*<\/svg> 满意<\/strong>/);
    const [entry] = await asBureau<{ entry: string }>(
      `select entry from audit_log where verb = 'rating.enter' order by seq desc limit 1`,
    );
    expect(JSON.parse(entry?.entry ?? '{}').after).toMatchObject({ channel: 'qr', aside: true });
  });

  it('is changed by what they say on the telephone, and says who wrote that down', async () => {
    const { body } = await say(clerk, 0, { level: 3, channel: 'phone' });
    expect(body).toMatchObject({ level: 3, aside: false, enteredBy: 'clerk', enteredByName: '林经办' });
    expect((await listed(0))[0]).toMatchObject({ id: body.id, level: 3 });
  });

  it('takes the place of what was entered before it', async () => {
    expect((await say(clerk, 1, { level: 5 })).body).toMatchObject({ aside: false, enteredBy: 'clerk' });
    await tap(1, 4);
    expect((await listed(1))[0]).toMatchObject({ level: 4, enteredBy: null, history: [{ level: 5 }] });
  });
});

interface Former {
  level: number;
  aside: boolean;
  enteredBy: string | null;
}

describe('a card', () => {
  const stored = async (visit: number): Promise<number> =>
    (await asBureau('select 1 from rating where visit_id = $1', [visits[visit]?.id])).length;

  it('that says the same again has said it once', async () => {
    await Promise.all([1, 2, 3].map(() => tap(2, 4)));
    expect((await tap(2, 4)).status).toBe(303);
    expect(await stored(2)).toBe(1);
  });

  it('changes its mind five times, and each time is on record; then somebody is to be rung', async () => {
    const levels = [2, 4, 2, 4, 2, 4, 3];
    const answers = [];
    for (const level of levels) answers.push((await tap(2, level)).status);
    expect(answers).toEqual([303, 303, 303, 303, 303, 422, 422]);
    const last = await tap(2, 4);
    expect([last.status, last.text.includes('已经改过好几回了，请打电话告诉我们')]).toEqual([422, true]);
    const [shown] = await listed(2);
    expect([shown.level, shown.history.length, await stored(2)]).toEqual([2, 5, 6]);
    // The family has its own say.
    expect((await tap(2, 5, 'family')).status).toBe(303);
  });

  it('speaks of the last month only, as its page does', async () => {
    await moveTo(32, [visits[1]?.id as string]);
    const late = await tap(1, 2);
    expect([late.status, late.text.includes('这次服务过去太久了')]).toEqual([422, true]);
    await moveTo(31, [visits[1]?.id as string]);
    expect((await tap(1, 2)).status).toBe(303);
  });
});

describe('who tries cards', () => {
  const wrong = (n: number) => browser().get(`/c/${String(n).padStart(22, 'x')}`);

  it('waits, and keeps nobody out who opened theirs before', async () => {
    const opened = await browser().get(`/c/${token}`);
    const mark = /songbai_card=[^;]+/.exec(String(opened.headers['set-cookie']))?.[0] ?? '';
    const statuses: number[] = [];
    for (let n = 0; n < 102; n += 1) statuses.push((await wrong(n)).status);
    expect([statuses.slice(0, 100).every((each) => each === 404), statuses.slice(100)]).toEqual([
      true,
      [429, 429],
    ]);
    const refused = await wrong(7);
    expect([Number(refused.headers['retry-after']) > 0, refused.text.includes('请过一会儿再打开')]).toEqual([
      true,
      true,
    ]);
    expect((await browser().post(`/c/${token}/rate`).type('form').send({})).status).toBe(429);
    expect((await browser().get(`/c/${token}`).set('Cookie', mark)).status).toBe(200);
    // The mark of one card opens the way to no other.
    expect(
      (
        await browser()
          .get(`/c/${'y'.repeat(22)}`)
          .set('Cookie', mark)
      ).status,
    ).toBe(429);
  });
});
