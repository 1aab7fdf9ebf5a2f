import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe } from '../support/page-tools';

const FAMILY = { name: '赖小明', relation: '女儿', phone: '13900001111' };

/** The page of one person: whom to ring, what they asked for, and what was entered wrongly. */
describeInBrowser('the page of a cadre', (site) => {
  let clerk: Client;
  let id: string;
  beforeAll(async () => {
    clerk = await site.app.signIn('clerk');
    const { items } = (await clerk.get('/cadres?code=G0002')).body;
    id = items[0].id;
    await clerk.patch(`/cadres/${id}`, { family: FAMILY, reason: '家属来电' });
  });

  it('says whom to ring, and in full can be rung', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${id}`);
    await page.getByText('女儿 赖小明 139****1111').waitFor();
    await page.getByRole('button', { name: '查看完整信息' }).click();
    await page.getByRole('dialog').locator('textarea').fill('联系家属');
    await page.keyboard.press('Control+Enter');
    const link = page.getByRole('link', { name: FAMILY.phone });
    expect(await link.getAttribute('href')).toBe(`tel:${FAMILY.phone}`);
  });

  it('asks once before a need is settled, and for the reason where it cannot be met', async () => {
    await clerk.post('/needs', { cadreId: id, text: '想学拉二胡', channel: 'phone' });
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${id}`);
    const row = page.locator('tr', { hasText: '想学拉二胡' });
    await row.getByRole('button', { name: '已满足' }).click();
    await page.getByRole('dialog').getByText('“想学拉二胡”已经办到？').waitFor();
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: '无法满足' }).click();
    await page.getByRole('dialog').locator('textarea').fill('本市没有上门教的人');
    await page.keyboard.press('Control+Enter');
    await row.getByText('本市没有上门教的人').waitFor();
    await axe(page);
    await row.getByRole('button', { name: '重新打开' }).click();
    await row.getByRole('button', { name: '已满足' }).waitFor();
  });

  it('says at the field where the gender contradicts the number, and refuses nothing', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${id}/edit`);
    const { gender } = (await clerk.get(`/cadres/${id}`)).body;
    await page
      .locator('#field-gender')
      .getByText(gender === '男' ? '女' : '男', { exact: true })
      .click();
    await page.locator('.field', { hasText: '身份证号' }).locator('.field-doubt').waitFor();
    await axe(page);
    await page.getByLabel('变更原因').fill('录错');
    await page.keyboard.press('Control+Enter');
    await page.getByText('第 3 版', { exact: true }).waitFor();
  });
});
