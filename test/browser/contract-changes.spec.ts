import { describeInBrowser } from '../support/browser';
import { choose } from '../support/desk';
import { openDesk } from '../support/desk-pages';
import { axe, shot } from '../support/page-tools';

/** What both sides agreed to change while a contract runs. */
describeInBrowser('a change of a contract', (site) => {
  it('raises a price from a day on and adds an area; the approver reads it in words', async () => {
    const clerk = await site.app.signIn('clerk');
    const { items } = (await clerk.get('/contracts?number=HT-2026-11')).body;
    const [{ id, areas }] = items;
    const page = await site.as('clerk');
    await openDesk(page, `/contracts/${id}`);
    await page.getByRole('button', { name: '提出变更' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('年度调价');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('至少填一项要变的').waitFor();
    await dialog.getByLabel('服务区划').fill(`${areas.join(' ')}，350981`);
    await dialog.getByRole('button', { name: '添加单价' }).click();
    await dialog.getByLabel('服务项目').click();
    await choose(page, 'LC01', /LC01/);
    await dialog.getByLabel('单价（元）').fill('39.50');
    await dialog.getByLabel('自', { exact: true }).fill('20261201');
    await dialog.getByLabel('理由').fill('年度调价，双方协商一致');
    await axe(page);
    await shot(page, 'contract-change');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const words = /服务区划 .*350981.*；新单价 LC01 生活照料 38\.04 → 39\.50 自 2026-12-01 起/;
    await page.getByRole('cell', { name: words }).waitFor();

    const other = await site.as('approver');
    await openDesk(other, `/contracts/${id}`);
    const row = other.locator('tr', { hasText: words });
    await row.getByRole('button', { name: '批准', exact: true }).click();
    await other.locator('.ant-modal-confirm').getByText(words).waitFor();
    await other.keyboard.press('Enter');
    await row.getByText('已批准').waitFor();
    const { prices, areas: now } = (await clerk.get(`/contracts/${id}`)).body;
    expect(now).toEqual([...areas, '350981']);
    expect(prices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ itemCode: 'LC01', unitPrice: '39.50', from: '2026-12-01' }),
      ]),
    );
  });
});
