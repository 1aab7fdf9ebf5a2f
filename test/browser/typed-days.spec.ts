import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { checked, choose } from '../support/desk';
import { openDesk } from '../support/desk-pages';
import { type OrderParts, orderParts } from '../support/orders';
import { axe, becomes, boxesOf, scrollsSideways } from '../support/page-tools';

/** As clerks write the twenty-fifth of November. */
const WRITTEN = [
  '20261125',
  '2026.11.25',
  '2026/11/25',
  '2026年11月25日',
  '２０２６－１１－２５',
  '1125',
  '11-25',
];
const LONG_UNIT = '宁德市蕉城区人民政府东侨经济技术开发区老干部活动中心暨老年大学筹建工作领导小组办公室';

async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** What is typed counts, or is said to be wrong; it never turns into something else. */
describeInBrowser('what a clerk types', (site) => {
  let clerk: Client;
  let parts: OrderParts;
  beforeAll(async () => {
    clerk = await site.app.signIn('clerk');
    parts = await orderParts(site.app, clerk);
  });

  it('is a day in every way in which days are written, and no other day', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/orders/new?cadreId=${parts.cadres[0]?.id}`);
    await page.locator('#order-item:focus').waitFor();
    await choose(page, 'LC01', /LC01/);
    await page.locator('#order-quantity:focus').waitFor();
    await page.keyboard.type('1');
    const [from, to] = [page.locator('#order-from'), page.locator('#order-to')];
    for (const text of WRITTEN) {
      await from.focus();
      await retype(page, text);
      await page.keyboard.press('Tab');
      expect([text, await from.inputValue()]).toEqual([text, '2026-11-25']);
    }
    await to.focus();
    await retype(page, '2026-11-24');
    await page.keyboard.press('Tab');
    await page.getByText('结束日期早于开始日期').first().waitFor();
    await becomes(() => to.inputValue(), '2026-11-24');
    await to.focus();
    await retype(page, '1399');
    await page.keyboard.press('Tab');
    await page.getByText('看不懂这个日期').waitFor();
    await becomes(() => to.inputValue(), '1399');
    await becomes(() => page.getByRole('button', { name: '提交订单' }).isDisabled(), true);
    await axe(page);
    await to.focus();
    await retype(page, '1128');
    // Without leaving the field.
    await checked(page);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/submitted');
    const { body } = await clerk.get(`/orders/${page.url().split('/').at(-2)}`);
    expect(body).toMatchObject({ startsOn: '2026-11-25', endsOn: '2026-11-28' });
    await page.getByText('2026-11-25 ~ 11-28').waitFor();
  });

  it('may be picked in the calendar, with the focus where it was', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/orders/new');
    const from = page.locator('#order-from');
    await from.fill('2026-11-20');
    await from.click();
    await page.locator('.ant-picker-dropdown td[title="2026-11-26"]').click();
    await becomes(() => from.inputValue(), '2026-11-26');
    await becomes(() => page.locator('.ant-picker-dropdown').count(), 0);
    await page.locator('#order-from:focus').waitFor();
    await from.click();
    await page.locator('.ant-picker-dropdown td[title="2026-11-26"]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.ant-picker-dropdown').waitFor({ state: 'detached' });
  });

  it('never pushes the check out of sight, however long the name', async () => {
    const unit = {
      code: 'U960',
      name: LONG_UNIT,
      kind: '机关',
      creditCode: '11350900003887123U',
      area: '350902',
    };
    const made = await clerk.post('/units', unit);
    expect([made.status, made.body]).toMatchObject([201, { name: LONG_UNIT }]);
    const cadre = {
      ...{
        code: 'G0960',
        name: '阮启明',
        gender: '男',
        idNumber: '350902192803077038',
        unitId: made.body.id,
      },
      ...{ area: '350902', address: '蕉城区东湖路1号', phone: '13900001111', settlement: 'local' },
      ...{ abilityLevel: 2, tags: ['困难'] },
    };
    const { body: person, status } = await clerk.post('/cadres', cadre);
    expect([status, person]).toMatchObject([201, { code: 'G0960' }]);
    const page = await site.as('clerk');
    await openDesk(page, `/orders/new?cadreId=${person.id}`);
    await page.getByText(LONG_UNIT).first().waitFor();
    await page.locator('#order-item:focus').waitFor();
    await choose(page, 'LC01', /LC01/);
    await page.locator('#order-quantity:focus').waitFor();
    await page.keyboard.type('1');
    await checked(page);
    expect(await scrollsSideways(page)).toBe(false);
    const [aside] = await boxesOf(page.locator('.with-aside > :last-child'));
    const fields = await boxesOf(page.locator('.with-aside > :first-child .ant-select'));
    expect(fields.length).toBeGreaterThan(2);
    for (const { x, width } of fields) expect(x + width).toBeLessThanOrEqual(aside?.x ?? 0);
    const [amount] = await boxesOf(page.locator('.big-amount'));
    expect(amount?.text).toMatch(/^¥ \d+\.\d\d$/);
    expect(amount?.x).toBeGreaterThan(aside?.x ?? 0);
  });
});
