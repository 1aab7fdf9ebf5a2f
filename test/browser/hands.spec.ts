import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { checked, choose } from '../support/desk';
import { openDesk } from '../support/desk-pages';
import { anOrderFor, orderParts, requestOrder } from '../support/orders';
import { axe, becomes, scrollsSideways } from '../support/page-tools';

const LONG_TAG = '喜欢下棋听戏也喜欢有人陪着在院子里走一走说说从前的事每天下午都要';

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');

/** Whoever types fast, holds keys down and never looks at the mouse. */
describeInBrowser('hands on the keyboard', (site) => {
  let clerk: Client;
  beforeAll(async () => {
    clerk = await site.app.signIn('clerk');
  });

  it('type into the first field of a dialog, and a blank closes nothing', async () => {
    const { items } = (await clerk.get('/cadres?code=G0001')).body;
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${items[0].id}`);
    await page.getByRole('button', { name: '登记需求' }).click();
    const field = page.getByRole('dialog').locator('textarea');
    await page.locator('[role="dialog"] textarea:focus').waitFor();
    await page.keyboard.type('腿疼 想请人来');
    await becomes(() => field.inputValue(), '腿疼 想请人来');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '登记变动' }).click();
    await page.locator('[role="dialog"] input[type="radio"]:focus').waitFor();
  });

  it('leave a field with suggestions by Tab as it stands', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/units/new');
    await page.getByLabel('类型', { exact: true }).click();
    await page.keyboard.type('机关');
    await page.locator('.ant-select-dropdown:visible').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('11350900003887999X');
    await becomes(() => page.getByLabel('类型', { exact: true }).inputValue(), '机关');
    await openDesk(page, '/cadres/new');
    const tags = page.getByLabel('标签（可不填）');
    await tags.click();
    await page.keyboard.type(LONG_TAG);
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:visible').waitFor();
    await page.keyboard.press('Tab');
    await becomes(() => tags.evaluate((it) => it === it.ownerDocument.activeElement), false);
    await becomes(() => page.locator('.ant-select-selection-item').allInnerTexts(), [LONG_TAG]);
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('send a form once, however often they press', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/units/new');
    const sent: string[] = [];
    await page.route('**/api/v1/units', async (route) => {
      if (route.request().method() === 'POST') {
        sent.push(route.request().url());
        await new Promise((done) => setTimeout(done, 300));
      }
      await route.continue();
    });
    const fields = {
      编号: 'U951',
      名称: '蕉城区图书馆',
      类型: '事业单位',
      统一社会信用代码: '11350900003887123U',
    };
    for (const [label, text] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByLabel(/区划/).first().fill('350902');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+Enter');
    await page.waitForURL(/units\/[0-9a-f-]{36}$/);
    expect(sent).toHaveLength(1);
  });

  it('decide on one order where a key is held down', async () => {
    const parts = await orderParts(site.app, clerk);
    const asked = [];
    for (const quantity of ['0.50', '0.75', '1.00'])
      asked.push(await requestOrder(clerk, anOrderFor(parts, parts.cadres[1]?.id ?? '', { quantity })));
    const page = await site.as('approver');
    await openDesk(page, '/approvals');
    const [first] = asked;
    await page
      .locator('.queue-row', { hasText: first?.number ?? '-' })
      .locator('b')
      .first()
      .click();
    await page.locator('.queue-detail h2', { hasText: first?.number ?? '-' }).waitFor();
    await checked(page);
    await page.keyboard.down('a');
    await page
      .locator('.ant-table-row', { hasText: first?.number ?? '-' })
      .getByText('已批准')
      .waitFor();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.down('a');
      await page.waitForTimeout(50);
    }
    await page.keyboard.up('a');
    const states = await Promise.all(
      asked.map(async ({ id }) => (await clerk.get(`/orders/${id}`)).body.status),
    );
    expect(states).toEqual(['approved', 'requested', 'requested']);
  });

  it('go on in the page after a way of the frame, which the tab of the browser names', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/');
    await page.locator('nav a[href="/cadres"]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '老干部', exact: true }).waitFor();
    await becomes(() => focused(page), 'main');
    await becomes(() => page.title(), '老干部 · 松柏');
    await page.locator('nav a[href="/funds"]').focus();
    for (const key of ['g', 'o']) await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: '订单', exact: true }).waitFor();
    await becomes(() => focused(page), 'main');
    await becomes(() => page.title(), '订单 · 松柏');
  });

  it('are told of somebody in hospital before they order care at home', async () => {
    const { items } = (await clerk.get('/cadres?code=G0004')).body;
    const at = new Date().toISOString();
    const event = { kind: 'admission', at, source: '家属电话告知' };
    expect((await clerk.post(`/cadres/${items[0].id}/events`, event)).status).toBe(201);
    const page = await site.as('clerk');
    await openDesk(page, `/orders/new?cadreId=${items[0].id}`);
    await page.locator('#order-item:focus').waitFor();
    await choose(page, 'LC01', /LC01/);
    await page.locator('#order-quantity:focus').waitFor();
    await page.keyboard.type('1');
    await checked(page);
    await page.locator('.verdict.is-noted', { hasText: '住院' }).waitFor();
    expect(await page.locator('.verdict.is-good').count()).toBe(0);
    await axe(page);
  });
});
