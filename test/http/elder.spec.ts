import request from 'supertest';
import { COLOURS, SIZES, STYLE } from '../../apps/api/src/elder/elder-look';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';

let site: TestApp;
let clerk: Client;
let cadre: { id: string; code: string; name: string };
let token: string;
let cardId: string;

beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  const rows = await asBureau<typeof cadre>(
    `select c.id, c.code, c.name from cadre c where (select count(*) from visit v where v.cadre_id = c.id
       and v.status = 'payable' and v.day > '2026-10-10') >= 2
       and not exists (select from visit v where v.cadre_id = c.id and v.status = 'planned') order by c.code limit 1`,
  );
  cadre = rows[0] as typeof cadre;
  // The page asks about the last days: the sample month is moved to them.
  await asBureau(
    `update visit set day = $2::date - 1, started_at = $3::timestamptz - interval '1 day',
       ended_at = $3::timestamptz - interval '23 hours'
     where cadre_id = $1 and status = 'payable'`,
    [cadre.id, today(), new Date()],
  );
  const issued = await issue({ contactName: '郑联络', contactPhone: '0593-288 0000' });
  ({ token, id: cardId } = issued.body);
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );
const issue = (body: object = {}) => clerk.post(`/cadres/${cadre.id}/cards`, body);

const browser = () => request(site.app.getHttpServer());
const open = (query = '', card = token) => browser().get(`/c/${card}${query}`);
const send = (verb: string, form: Record<string, string>, card = token) =>
  browser().post(`/c/${card}/${verb}`).type('form').send(form);

const cookieOf = ({ headers }: { headers: object }, name: string): string =>
  new RegExp(`songbai_${name}=[^;]*`).exec(String((headers as Record<string, unknown>)['set-cookie']))?.[0] ??
  '';

/** The fields of the form with the three buttons. */
const question = (html: string) => ({
  visitId: /name="visitId" value="([^"]+)"/.exec(html)?.[1] ?? '',
  respondent: /name="respondent" value="([^"]+)"/.exec(html)?.[1] ?? '',
});

describe('the page', () => {
  it('is plain HTML in Chinese with one small script of our own, without address, birthday or money', async () => {
    const { status, text, headers } = await open();
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      ...[200, 'text/html; charset=utf-8', 'no-store'],
    ]);
    expect(text).toContain('<html lang="zh-CN"');
    expect(text).toContain(`${cadre.name[0]}老，您好`);
    expect(text).toContain('tel:05932880000');
    expect(text).toContain('满意吗');
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="/c/elder.js" defer>']);
    expect(text).not.toMatch(/\son\w+=|https?:|元|¥/);
    expect(text).not.toContain(cadre.name);
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
  });

  it.each([
    ['0593-2887766转8001', '<a class="ring" href="tel:05932887766,8001">'],
    ['问门卫老张', '<p><svg'],
  ])(
    'dials an extension after the number, and nothing that is no number: %s',
    async (contactPhone, shown) => {
      const { body } = await issue({ contactName: '郑联络', contactPhone });
      const { text } = await open('', body.token);
      expect(text).toContain(shown);
      expect(text).toContain(contactPhone);
    },
  );

  it('says who comes next, and when, in words: all of that day', async () => {
    expect((await open()).text).toContain('还没有安排');
    await asBureau(
      `insert into visit (bureau_id, id, number, order_number, order_id, cadre_id, item_id, worker_code, worker_link_id,
         worker_id, provider_id, signed, method, day, status, filed, planned_at)
       select bureau_id, gen_random_uuid(), 'PLAN-' || n, order_number, order_id, cadre_id, item_id, worker_code,
         worker_link_id, worker_id, provider_id, false, 'mobile', $2::date + 9 + n / 3, 'planned', '{}',
         ($2::date + 9 + n / 3 + time '09:30') at time zone 'Asia/Shanghai'
       from (select * from visit where cadre_id = $1 and worker_link_id is not null limit 1) one,
         generate_series(1, 3) n`,
      [cadre.id, today()],
    );
    // Each word of the time is whole: none of them breaks on a narrow telephone.
    const told = (await open()).text.replace(/<span class="whole">([^<]*)<\/span>/g, '$1');
    const next = told.match(/\d+月\d+日 星期[日一二三四五六] 上午9点半<\/strong><br>.护工　/g) ?? [];
    // Two may come at one time; of the day after, nothing yet.
    expect([next.length, new Set(next).size]).toEqual([2, 1]);
  });

  it('takes an opinion in one tap, and asks no more for a week', async () => {
    const first = question((await open()).text);
    const { status, headers } = await send('rate', { ...first, level: '4' });
    expect([status, headers.location]).toEqual([303, `/c/${token}?done=rated`]);
    const after = await open('?done=rated');
    expect(after.text).toContain('谢谢您，已经记下了。');
    expect(after.text).toMatch(/您说：<strong><svg.*<\/svg> 满意<\/strong>/);
    // Once a week is enough for the very old; whoever wants to may speak of another visit.
    expect(after.text).not.toContain('满意吗');
    const other = /visit=([0-9a-f-]{36})">.*评一评/.exec(after.text)?.[1] ?? '';
    expect(other).not.toBe(first.visitId);
    expect(question((await open(`?visit=${other}`)).text).visitId).toBe(other);
    const { items } = (await clerk.get(`/ratings?visitId=${first.visitId}`)).body;
    expect(items).toEqual([
      expect.objectContaining({ level: 4, channel: 'qr', respondent: 'self', history: [] }),
    ]);
    const [entry] = await asBureau<{ actor: string }>(
      `select actor from audit_log where verb = 'rating.enter' order by seq desc limit 1`,
    );
    expect(entry?.actor).toBe(cardId);
  });

  it('lets the opinion be changed, and keeps the first one', async () => {
    const { text } = await open();
    const again = /visit=([0-9a-f-]{36})/.exec(text)?.[1] ?? '';
    expect(question((await open(`?visit=${again}`)).text).visitId).toBe(again);
    await send('rate', { visitId: again, respondent: 'self', level: '2' });
    const { items } = (await clerk.get(`/ratings?visitId=${again}`)).body;
    expect(items[0]).toMatchObject({ level: 2, history: [expect.objectContaining({ level: 4 })] });
    expect((await clerk.get(`/call-requests?cadreId=${cadre.id}`)).body.items).toEqual([
      expect.objectContaining({ reason: 'low-rating', ratingId: items[0].id }),
    ]);
    await clerk.post(
      `/call-requests/${(await clerk.get(`/call-requests?cadreId=${cadre.id}`)).body.items[0].id}/reach`,
      {},
    );
  });

  it('asks the family beside the cadre, in five words and two languages', async () => {
    const page = await open('/family');
    expect(page.text).toMatch(/<html lang="zh-CN" class="ordinary"/);
    for (const word of ['非常满意', '基本满意', '非常不满意', '长辈版']) expect(page.text).toContain(word);
    const asked = question(page.text);
    expect(asked.respondent).toBe('family');
    const sent = await send('rate', { ...asked, level: '5' });
    expect(sent.headers.location).toBe(`/c/${token}/family?done=rated`);
    const { items } = (await clerk.get(`/ratings?visitId=${asked.visitId}&respondent=family`)).body;
    expect(items).toEqual([expect.objectContaining({ level: 5, respondent: 'family' })]);
    const english = await open('/family?language=en&done=rated');
    expect(english.text).toMatch(/<html lang="en"/);
    expect(english.text).toContain('Thank you, it has been noted.');
    const kept = cookieOf(english, 'language');
    expect((await open('/family').set('Cookie', kept)).text).toContain('Visits to come');
  });

  it('takes no other level, no other respondent and nobody else’s visit', async () => {
    const { visitId } = question((await open('/family')).text);
    for (const form of [
      { visitId, level: '5' },
      { visitId, level: '' },
      { visitId: 'x', level: '4' },
    ]) {
      expect((await send('rate', form)).status).toBe(400);
    }
    await send('rate', { visitId, respondent: 'liaison', level: '4' });
    const { items } = (await clerk.get(`/ratings?visitId=${visitId}&respondent=liaison`)).body;
    expect(items.filter(({ channel }: { channel: string }) => channel === 'qr')).toEqual([]);
    const [other] = await asBureau<{ id: string }>('select id from visit where cadre_id <> $1 limit 1', [
      cadre.id,
    ]);
    expect((await send('rate', { visitId: other?.id ?? '', level: '4' })).status).toBe(404);
  });

  it('says in plain words why an opinion is not taken', async () => {
    const [planned] = await asBureau<{ id: string }>(`select id from visit where number = 'PLAN-1'`);
    const { status, text } = await send('rate', { visitId: planned?.id ?? '', level: '4' });
    expect([status, text.includes('已安排，尚未开始')]).toEqual([422, true]);
  });

  it('asks for a call, once, until somebody rang', async () => {
    expect((await send('call', {})).headers.location).toContain('done=call');
    await send('call', {});
    const page = await open('?done=call');
    expect(page.text).toContain('好的，我们会给您打电话。');
    expect(page.text).not.toContain('请打电话给我');
    const { items } = (await clerk.get(`/call-requests?cadreId=${cadre.id}&status=open`)).body;
    expect(items).toEqual([expect.objectContaining({ reason: 'asked', cadreName: cadre.name })]);
    await clerk.post(`/call-requests/${items[0].id}/reach`, {});
    expect((await open()).text).toContain('请打电话给我');
  });
});

describe('its look', () => {
  const brightness = (colour: string): number => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = parts.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  it.each(Object.entries(COLOURS))('shows %s with a contrast of 7 to 1', (_, [ink, ground]) => {
    const [dark = 0, light = 0] = [brightness(ink), brightness(ground)].sort((a, b) => a - b);
    expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(7);
  });

  it('has no text under 22 px, and lengths that follow the text', () => {
    const sizes = [...STYLE.matchAll(/font-size:([\d.]+)rem/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
    // The three sizes and that of the ordinary version.
    expect(STYLE.match(/font-size:[\d.]+(?!rem|[\d.])/g)).toHaveLength(Object.keys(SIZES).length + 1);
    for (const { pixels } of Object.values(SIZES)) expect(pixels).toBeGreaterThanOrEqual(22);
  });

  it('grows when asked, and stays so', async () => {
    const chosen = await open('?size=largest');
    expect(chosen.text).toContain('class="largest"');
    const kept = await open().set('Cookie', cookieOf(chosen, 'size'));
    expect(kept.text).toContain('class="largest"');
    expect((await open('?size=huge')).text).toContain('class="normal"');
    // A change of size stays on the page.
    expect((await open('/order?page=1&size=large')).text).toMatch(
      /href="[^"]*\/order\?page=1&amp;size=largest"/,
    );
  });
});
