import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describeInBrowser, type Site } from '../support/browser';
import { today } from '../support/moment';
import { axe, boxesOf, counted, scrollsSideways, shot } from '../support/page-tools';

const PHONE = { width: 360, height: 740 };
const SIZES = { normal: 22, large: 26, largest: 32 } as const;

/** A card of a cadre who had a visit yesterday and expects another one. */
async function issueCard({ app }: Site): Promise<string> {
  const clerk = await app.signIn('clerk');
  const bureauId = clerk.user.bureauId as string;
  const [cadre] = await app.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    const found = await tx.query<{ id: string }>(
      `select c.id from cadre c where exists (select from visit v where v.cadre_id = c.id and v.status = 'payable')
         and exists (select from visit v where v.cadre_id = c.id and v.status = 'planned'
           and v.planned_at > $1::timestamptz + interval '1 hour') order by c.code limit 1`,
      [new Date()],
    );
    await tx.execute(
      `update visit set day = $2::date - 1, started_at = $3::timestamptz - interval '25 hours',
         ended_at = $3::timestamptz - interval '1 day'
       where id = (select id from visit where cadre_id = $1 and status = 'payable' order by number limit 1)`,
      [found[0]?.id, today(), new Date()],
    );
    return found;
  });
  const contact = { contactName: '郑联络', contactPhone: '0593-288 0000' };
  const { body } = await clerk.post(`/cadres/${cadre?.id}/cards`, contact);
  return body.path;
}

/** Every page of the elder version, by its name. */
const PAGES = {
  home: '',
  order: '/order',
  day: '/order?item=CL01',
  check: '/order?item=CL01&day=call',
  print: '/print',
} as const;

describeInBrowser('the pages of a card', (site) => {
  let path: string;
  beforeAll(async () => {
    path = await issueCard(site);
  });
  const phone = (options = {}): Promise<Page> => site.anyone({ viewport: PHONE, ...options });

  it.each(Object.keys(SIZES) as (keyof typeof SIZES)[])('are read at the size %s', async (size) => {
    const page = await phone();
    await page.goto(`${path}?size=${size}`);
    for (const [name, rest] of Object.entries(PAGES)) {
      await page.goto(path + rest);
      await axe(page, { contrast: 'AAA' });
      expect([name, await scrollsSideways(page)]).toEqual([name, false]);
      const smallest = await smallestText(page);
      expect([name, smallest >= SIZES[size], smallest]).toEqual([name, true, smallest]);
      await expectLargeTargets(page, name);
      if (size === 'normal') await shot(page, `elder-${name}`, { fullPage: true });
    }
  });

  it('have the number to ring and the wish for a call in one place', async () => {
    const page = await phone();
    const places = new Set<string>();
    for (const rest of [...Object.values(PAGES), '/order/XQ0']) {
      if (rest === '/order/XQ0') site.expectErrors(/404/);
      await page.goto(path + rest);
      const boxes = await boxesOf(page.locator('a[href^="tel:"], button:has-text("请打电话给我")'));
      expect(boxes).toHaveLength(2);
      places.add(JSON.stringify(boxes.map(({ x, y, width, height }) => [x, y, width, height])));
    }
    expect([...places]).toHaveLength(1);
  });

  it('are used without scripts: an opinion in one tap, a service in four, a call in one', async () => {
    const page = await phone({ javaScriptEnabled: false, hasTouch: true, isMobile: true });
    await page.goto(path);
    expect(await page.locator('[data-aloud]').isVisible()).toBe(false);
    await page.getByRole('button', { name: '满意', exact: true }).tap();
    await page.getByRole('status').filter({ hasText: '谢谢您' }).waitFor();
    await page.getByRole('link', { name: '我要叫服务' }).tap();
    await page.getByRole('link', { name: '家政保洁' }).tap();
    await page.getByRole('link', { name: /^明天/ }).tap();
    await page.getByRole('button', { name: '对，就这样' }).tap();
    await page.getByRole('status').filter({ hasText: '郑联络会给您打电话' }).waitFor();
    const first = page.url();
    await page.goBack();
    await page.getByRole('button', { name: '对，就这样' }).tap();
    await page.getByRole('status').filter({ hasText: '郑联络会给您打电话' }).waitFor();
    expect(page.url()).toBe(first);
    await page.getByRole('link', { name: '回首页' }).tap();
    await page.getByText('已记下，会打给您').waitFor();
    await page.getByText(/^您要的家政保洁.*等电话。$/).waitFor();
    await page.getByRole('link', { name: '普通版（给家属）' }).tap();
    await page.getByText(/家政保洁，\d+月/).waitFor();
    await page.getByRole('link', { name: '长辈版（大字）' }).tap();
    await page.getByRole('heading', { level: 1, name: /^.老，您好$/ }).waitFor();
  });

  it('are used with a keyboard alone', async () => {
    const page = await phone();
    const count = await counted(page);
    await page.goto(path);
    for (const wanted of ['我要叫服务', /^\d+号 家政保洁$/, /^后天/, '对，就这样']) {
      await tabTo(page, wanted);
      const before = page.url();
      await page.keyboard.press('Enter');
      await page.waitForURL(({ href }) => href !== before);
    }
    await page.getByRole('heading', { level: 1, name: '收到了' }).waitFor();
    await shot(page, 'elder-done', { fullPage: true });
    await axe(page, { contrast: 'AAA' });
    expect((await count()).clicks).toBe(0);
  });

  it.each([
    ['320 px', { viewport: { width: 320, height: 568 } }, 'normal'],
    ['320 px in the largest text', { viewport: { width: 320, height: 568 } }, 'largest'],
    ['200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, 'largest'],
  ])('fit at %s', async (_, options, size) => {
    const page = await site.anyone(options);
    await page.goto(`${path}?size=${size}`);
    for (const rest of [...Object.values(PAGES), '/family', '/family?language=en']) {
      await page.goto(path + rest);
      expect([rest, await scrollsSideways(page)]).toEqual([rest, false]);
      // Words stay whole: on one line, as long as there is room for them.
      for (const { height } of await boxesOf(page.locator('.screen .wide', { hasText: '印一张大字单' })))
        expect(height).toBeLessThan(3.5 * SIZES[size as 'normal']);
      await page.locator('html').evaluate((root) => {
        const { fontSize } = root.ownerDocument.defaultView.getComputedStyle(root);
        root.style.fontSize = `${Number.parseFloat(fontSize) * 2}px`;
      });
      expect([rest, 'twice', await scrollsSideways(page)]).toEqual([rest, 'twice', false]);
    }
  });

  it('show the family more at once, in either language', async () => {
    const page = await phone();
    for (const language of ['zh', 'en']) {
      await page.goto(`${path}/family?language=${language}`);
      await axe(page, { contrast: 'AAA' });
      expect(await page.locator('form.five').count()).toBeGreaterThan(0);
      await shot(page, `family-${language}`, { fullPage: true });
    }
    const text = await page.locator('main').innerText();
    const chinese = text.match(/[一-龥]+/g) ?? [];
    // Names of persons and services are data; the name of the other version is said in its own language.
    const data = await page.locator('.row').allInnerTexts();
    const known = `${data.join('')}郑联络长辈版中文${await page.getByRole('heading', { level: 1 }).innerText()}`;
    expect(chinese.filter((word) => !known.includes(word))).toEqual([]);
  });

  it('print on paper: black on white, the telephone the largest', async () => {
    const page = await phone();
    await page.goto(`${path}/print`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.screen:visible').count()).toBe(0);
    const sizeOf = (locator: string): Promise<number> =>
      page
        .locator(locator)
        .first()
        .evaluate((it) => Number.parseFloat(it.ownerDocument.defaultView.getComputedStyle(it).fontSize));
    // CSS pixels: 96 to the inch, where a point is 72.
    expect(await sizeOf('.phone')).toBeGreaterThanOrEqual((28 * 96) / 72);
    expect(await sizeOf('.card')).toBeGreaterThanOrEqual((18 * 96) / 72);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1000);
  });

  it('read themselves aloud where the browser can, with a script of a few hundred bytes', async () => {
    const page = await phone();
    const answer = await page.request.get('/c/elder.js');
    expect(gzipSync(await answer.body()).length).toBeLessThan(15_000);
    await page.goto(path);
    expect(await page.locator('script').count()).toBe(1);
    const aloud = page.locator('[data-aloud]');
    expect(await aloud.isVisible()).toBe(true);
    await page.addInitScript(
      'delete window.speechSynthesis; Object.defineProperty(window, "speechSynthesis", {})',
    );
    await page.reload();
    expect(await aloud.isVisible()).toBe(false);
  });

  it('close kindly when the card is gone', async () => {
    const page = await phone();
    await page.goto(`/c/${'A'.repeat(22)}`);
    expect(await page.getByRole('heading').innerText()).toBe('这张卡不能用了');
    await axe(page, { contrast: 'AAA' });
    await shot(page, 'elder-closed');
  });
});

/** The smallest text that is seen, in CSS pixels. */
const smallestText = (page: Page): Promise<number> =>
  page.evaluate(`Math.min(...[...document.querySelectorAll('main *')]
    .filter((it) => it.offsetParent && [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((it) => parseFloat(getComputedStyle(it).fontSize)))`);

const TARGETS = 'main a:visible, main button:visible';

async function expectLargeTargets(page: Page, name: string): Promise<void> {
  const boxes = await boxesOf(page.locator(TARGETS));
  expect(boxes.length).toBeGreaterThan(0);
  for (const { text, height, width } of boxes) {
    const what = `${name}: ${text}`;
    expect([what, height >= 64 && width >= 64]).toEqual([what, true]);
  }
  for (const { text, height } of await boxesOf(page.locator('.rate'))) {
    expect([text, height >= 100]).toEqual([text, true]);
  }
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const across = Math.max(a.x - (b.x + b.width), b.x - (a.x + a.width));
      const down = Math.max(a.y - (b.y + b.height), b.y - (a.y + a.height));
      const what = `${name}: ${a.text} / ${b.text}`;
      expect([what, Math.max(across, down) >= 12]).toEqual([what, true]);
    }
  }
}

/** Presses Tab until what has this name is in focus, with a ring of 3 px around it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const text = (await focused.innerText()).trim();
    if (typeof name === 'string' ? text !== name : !name.test(text)) continue;
    const ring: string = await focused.evaluate(
      (it) => it.ownerDocument.defaultView.getComputedStyle(it).outlineWidth,
    );
    expect(Number.parseFloat(ring)).toBeGreaterThanOrEqual(3);
    return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}
