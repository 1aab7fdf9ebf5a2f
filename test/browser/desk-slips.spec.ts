import { describeInBrowser } from '../support/browser';
import { axe, becomes, scrollsSideways, shot } from '../support/page-tools';

describeInBrowser('a manager who reloads, follows a link, or is on the way', (site) => {
  it('finds unticked what was unticked before the page was loaded anew', async () => {
    const page = await site.as('manager');
    await page.goto('/bills/new?month=2026-10');
    // The first one is that of the heading, for all of them.
    const tick = page.locator('table').getByRole('checkbox').nth(1);
    const said = page.locator('[role=status]', { hasText: '已勾选' });
    await said.waitFor();
    const count = Number(/\d+/.exec(await said.innerText())?.[0]);
    expect(count).toBeGreaterThan(1);
    const amount = await page
      .locator('table tbody tr.ant-table-row')
      .first()
      .locator('.money')
      .last()
      .innerText();
    await tick.uncheck();
    await page.getByText(`已勾选 ${count - 1} 行`).waitFor();
    // Whoever has just unticked it knows; whoever comes back, or another at the same desk, is told.
    const left = page.getByRole('status').filter({ hasText: '仍未勾选' });
    expect(await left.count()).toBe(0);
    await page.reload();
    await page.getByText(`已勾选 ${count - 1} 行`).waitFor();
    expect(await tick.isChecked()).toBe(false);
    await left.getByText(`上次取消勾选的 1 行（${amount} 元）仍未勾选，不会入这张账单。`).waitFor();
    await axe(page);
    await shot(page, 'desk-bills-new-left-out');
    await page.getByRole('link', { name: '账单', exact: true }).click();
    await page.waitForURL(/\/bills$/);
    await page.goBack();
    await left.getByRole('button', { name: '全部重新勾选' }).click();
    await page.getByText(`已勾选 ${count} 行`).waitFor();
    await becomes(() => left.count(), 0);
    await page.reload();
    await page.getByText(`已勾选 ${count} 行`).waitFor();
    expect(await left.count()).toBe(0);
  });

  it('sees why a list is short, and clears that with one click', async () => {
    const page = await site.as('clerk');
    await page.goto('/bills?awaiting=me');
    const chip = page.getByRole('button', { name: '仅等我办的（清除）' });
    await chip.waitFor();
    await axe(page);
    await chip.click();
    await chip.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  });

  it('has the whole header in sight on a telephone', async () => {
    for (const language of ['zh', 'en'] as const) {
      const page = await site.as('manager', { language, viewport: { width: 360, height: 740 } });
      await page.goto('/');
      await page.locator('.header').waitFor();
      await page.locator('main h1').first().waitFor();
      expect([language, await scrollsSideways(page)]).toEqual([language, false]);
      const width = await page.locator('.header').evaluate((header) => header.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
    }
  });
});
