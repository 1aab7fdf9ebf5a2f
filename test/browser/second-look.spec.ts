import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { choose } from '../support/desk';
import { openDesk } from '../support/desk-pages';
import { axe } from '../support/page-tools';

/** Of a man. */
const ID_NUMBER = '350902192803077011';

/** The price line n, from 1. */
const line = (page: Page, n: number) => page.locator('.price-row').nth(n - 1);

/** What cannot be taken back is looked at before it is sent, and what is wrong is told where it stands. */
describeInBrowser('a second look', (site) => {
  let clerk: Client;
  beforeAll(async () => {
    clerk = await site.app.signIn('clerk');
  });

  it('asks about a cadre whose number says another gender, and whose code is another’s but for its case', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/cadres/new');
    const fields = { 编号: 'g0001', 姓名: '阮启明', 身份证号: ID_NUMBER, 住址: '蕉城区东湖路1号' };
    for (const [label, text] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByRole('radio', { name: '女' }).check();
    await page.getByLabel('原单位', { exact: true }).click();
    await page.locator('.ant-select-item-option-active').waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('区划', { exact: true }).fill('350902');
    await page.getByLabel('电话', { exact: true }).fill('13900001111');
    await page.keyboard.press('Control+Enter');
    const question = page.getByRole('dialog', { name: '请再核对一下' });
    await question.getByText('性别填的是女，与身份证号不符').waitFor();
    await question.getByText('已有编号 G0001，与这里只差大小写').waitFor();
    await axe(page);
    // Enter is no answer: it goes back.
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect((await clerk.get('/cadres?code=g0001')).body.items).toEqual([]);
    await page.getByLabel('编号', { exact: true }).fill('G0971');
    await page.keyboard.press('Control+Enter');
    await question.getByRole('button', { name: '没有错，保存' }).click();
    await page.waitForURL(/cadres\/[0-9a-f-]{36}$/);
  });

  it('tells a contract what is wrong at its step, and shows all of it before it is kept', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/contracts');
    await page.keyboard.press('n');
    await page.waitForURL(/contracts\/new$/);
    await page.getByLabel('合同编号').fill('HT-2027-77');
    await page.getByLabel('服务商', { exact: true }).click();
    await choose(page, 'P10', /P10/);
    await page.locator('#term').fill('20270101');
    await page.locator('.day-range input').nth(1).fill('2026-12-31');
    await page.getByLabel('服务区划').fill('350902，城里 福安');
    await page.keyboard.press('Control+Enter');
    await page.getByText('结束日期早于开始日期').waitFor();
    await page.getByText('不是六位行政区划代码：城里').waitFor();
    await page.getByLabel('服务区划').fill('350902，蕉城区');
    await page.locator('.day-range input').nth(1).fill('2028.12.31');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('上限（元）').fill('0');
    await page.keyboard.press('Control+Enter');
    await page.getByText('应大于零').waitFor();
    await page.locator('#ceiling:focus').waitFor();
    await page.getByLabel('上限（元）').fill('50000');
    await page.getByRole('checkbox', { name: '内容相对固定' }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '添加单价' }).click();
    await page.locator('.price-row').last().locator('input[aria-label="服务项目"]:focus').waitFor();
    await line(page, 1).getByLabel('服务项目').click();
    await choose(page, 'LC01', /LC01/);
    await line(page, 1).getByLabel('单价（元）').fill('0.00');
    await page.keyboard.press('Control+Enter');
    await line(page, 1).getByText('应大于零').waitFor();
    await line(page, 1).getByLabel('单价（元）').fill('38');
    await page.keyboard.press('Control+Enter');
    const check = page.getByRole('heading', { name: '核对后保存草稿' });
    await check.waitFor();
    const said = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    expect(said).toContain('2027-01-01 ~ 2028-12-31');
    expect(said).toContain('期限超过一年的理由 内容相对固定');
    expect(said).toContain('预算经费 未填');
    await axe(page);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/contracts\/[0-9a-f-]{36}$/);
    await page.getByText('内容相对固定').waitFor();
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.locator('.finding-message').first().waitFor();
    const findings = await page.locator('.finding-message').allInnerTexts();
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings).size).toBe(findings.length);
  });
});
