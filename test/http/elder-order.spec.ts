import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
let cadreId: string;
let token: string;

beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  const { items } = (await clerk.get('/cadres?limit=1')).body;
  cadreId = items[0].id;
  token = (await clerk.post(`/cadres/${cadreId}/cards`, { contactName: '郑联络', contactPhone: '0593-1' }))
    .body.token;
}, 60_000);
afterAll(() => site.close());

const browser = () => request(site.app.getHttpServer());
const open = (path: string, card = token) => browser().get(`/c/${card}/order${path}`);
const send = (form: Record<string, string>, card = token) =>
  browser().post(`/c/${card}/order`).type('form').send(form);
const linksOf = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, to]) => to ?? '');

/** The form of the check page. */
const formOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/name="(item|day|key)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  );

describe('a service asked for with a card', () => {
  it('is chosen from six large cards, then a day, then looked at', async () => {
    const menu = await open('');
    const items = linksOf(menu.text, /order\?item=(\w+)"/g);
    expect(items).toHaveLength(6);
    expect(menu.text).toContain('还有别的服务');
    expect(linksOf((await open('?page=2')).text, /order\?item=(\w+)"/g)).not.toEqual(items);
    const days = await open(`?item=${items[0]}`);
    expect(days.text).toMatch(/明天 星期./);
    expect(linksOf(days.text, /day=([\w-]+)"/g)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ...[expect.any(String), expect.any(String), 'call'],
    ]);
    const check = await open(`?item=${items[0]}&day=call`);
    expect(check.text).toContain('请看一遍');
    expect(check.text).toContain('打电话时再定');
  });

  it('becomes a need and a call for the liaison, once for two taps, and gets a number', async () => {
    const [item = ''] = linksOf((await open('')).text, /order\?item=(\w+)"/g);
    const day = linksOf((await open(`?item=${item}`)).text, /day=([\d-]+)"/g)[1] ?? '';
    const form = formOf((await open(`?item=${item}&day=${day}`)).text);
    expect(form).toMatchObject({ item, day });
    const [first, second] = await Promise.all([send(form), send(form)]);
    expect([first.status, first.headers.location]).toEqual([303, second.headers.location]);
    const number = first.headers.location?.split('/').pop() ?? '';
    expect(number).toMatch(/^XQ\d{8}-\d{4}$/);
    const done = await open(`/${number}`);
    for (const words of [number, '郑联络会给您打电话', '0593-1']) expect(done.text).toContain(words);
    const { items: needs } = (await clerk.get(`/needs?cadreId=${cadreId}&status=open`)).body;
    expect(needs.filter((need: { channel: string }) => need.channel === 'card')).toEqual([
      expect.objectContaining({
        number,
        text: expect.stringMatching(/，\d+月\d+日 星期./),
        recordedBy: expect.stringMatching(/-1$/),
      }),
    ]);
    const { items: calls } = (await clerk.get(`/call-requests?cadreId=${cadreId}&status=open`)).body;
    expect(calls).toEqual([expect.objectContaining({ reason: 'asked', told: `服务申请 ${number}` })]);
    expect((await browser().get(`/c/${token}/family`)).text).toContain(number);
    const english = (await browser().get(`/c/${token}/family?language=en`)).text;
    expect(english).toMatch(/<strong>\S+, (Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day \d+ \w+<\/strong>/);
    expect(english).not.toMatch(/\d月\d+日/);
    expect((await browser().get(`/c/${token}/print?request=${number}`)).text).toContain(number);
  });

  it('that was begun is there a week later, until it is sent', async () => {
    const [item = ''] = linksOf((await open('')).text, /order\?item=(\w+)"/g);
    const chosen = await open(`?item=${item}`);
    const cookie = String(chosen.headers['set-cookie']);
    expect(cookie).toMatch(/Max-Age=604800/);
    const kept = /songbai_order=[^;]*/.exec(cookie)?.[0] ?? '';
    const home = await browser().get(`/c/${token}`).set('Cookie', kept);
    expect(home.text).toMatch(new RegExp(`order\\?item=${item}">.*接着办`, 's'));
    const sent = await send(formOf((await open(`?item=${item}&day=call`)).text)).set('Cookie', kept);
    expect(String(sent.headers['set-cookie'])).toMatch(/songbai_order=;.*Max-Age=0/);
    const strange = 'songbai_order=%E0%A4%A.2026-01-01';
    expect((await browser().get(`/c/${token}`).set('Cookie', strange)).status).toBe(200);
  });

  it('is not taken for what is not sold, another day, another card’s number or a closed card', async () => {
    const [item = ''] = linksOf((await open('')).text, /order\?item=(\w+)"/g);
    const good = formOf((await open(`?item=${item}&day=call`)).text);
    const wrongs: Record<string, string>[] = [
      { item: 'XX' },
      { day: '2020-01-01' },
      { day: '' },
      { key: 'x' },
    ];
    for (const wrong of wrongs) {
      expect([wrong, (await send({ ...good, ...wrong })).status]).toEqual([wrong, 400]);
    }
    expect((await open('/XQ20200101-00000000')).status).toBe(404);
    for (const path of ['', `?item=${item}`, '/XQ1']) {
      expect((await open(path, 'A'.repeat(22))).text).toContain('这张卡不能用了');
    }
    expect((await send(good, 'A'.repeat(22))).status).toBe(404);
    expect((await open('?item=%3Cb%3E&page=-4')).text).not.toContain('<b>');
  });

  it('is one wish where the same is asked again, and not taken any number of times a day', async () => {
    const items = linksOf((await open('')).text, /order\?item=(\w+)"/g);
    const days = linksOf((await open(`?item=${items[0]}`)).text, /day=([\w-]+)"/g);
    const ask = async (item = '', day = '') => send(formOf((await open(`?item=${item}&day=${day}`)).text));
    const [once, again] = [await ask(items[5], 'call'), await ask(items[5], 'call')];
    expect([once.status, again.headers.location]).toEqual([303, once.headers.location]);
    const statuses: number[] = [];
    for (const item of items.slice(0, 3)) {
      for (const day of days) statuses.push((await ask(item, day)).status);
    }
    expect(statuses).toContain(303);
    expect(statuses.at(-1)).toBe(422);
  });
});
