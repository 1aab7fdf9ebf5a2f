import { describeInBrowser } from '../support/browser';
import { hiddenOfMenu, openDesk } from '../support/desk-pages';

/** A room of which each of these has no part: whoever opens its address is told who may. */
const CLOSED: Record<string, string> = {
  ...{ clerk: '/audit', approver: '/users', finance: '/audit/018f6b6e-0000-7000-8000-000000000001' },
  ...{ liaison: '/overview', unit: '/contracts', manager: '/funds', supervisor: '/approvals' },
  ...{ auditor: '/orders/new', admin: '/orders', unit2: '/workers', 'unit-b': '/dispatch' },
};

/** Where each entry of the menu leads is looked at in pages.spec.ts. */
describeInBrowser('the menu', (site) => {
  it('fits a low screen with its registers folded, unless one is open', async () => {
    const page = await site.as('clerk');
    await page.setViewportSize({ width: 1366, height: 657 });
    await openDesk(page, '/');
    expect(await hiddenOfMenu(page)).toBe(0);
    expect(await page.locator('nav a[href="/units"]').count()).toBe(0);
    await page.getByText('登记', { exact: true }).click();
    await page.locator('nav a[href="/units"]').click();
    await page.getByRole('heading', { level: 1, name: '单位' }).waitFor();
    await page.reload();
    await page.locator('nav a[href="/units"]').waitFor();
  });

  it('leaves a narrow screen to the page, until somebody opens the menu', async () => {
    const page = await site.as('supervisor');
    await page.setViewportSize({ width: 360, height: 740 });
    await openDesk(page, '/');
    await page.evaluate("localStorage.removeItem('songbai.menu-folded')");
    await page.reload();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await page.locator('nav a[href="/overview"]').count()).toBe(0);
    await page.getByRole('button', { name: '展开菜单' }).click();
    await page.locator('nav a[href="/overview"]').waitFor();
  });

  it('shows a unit neither a column that is empty throughout nor a part that refuses it', async () => {
    const page = await site.as('unit');
    await openDesk(page, '/visits');
    await page.locator('.row a').first().waitFor();
    expect(await page.getByRole('columnheader', { name: '服务人员' }).count()).toBe(0);
    const unit = await site.app.signIn('unit');
    const [order] = (await unit.get('/orders?limit=1')).body.items;
    await openDesk(page, `/contracts/${order.contractId}`);
    await page.getByRole('heading', { level: 1, name: /^HT-/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.problem').count()).toBe(0);
  });

  it.each(Object.entries(CLOSED))('tells %s on %s, which is not theirs, who may', async (username, path) => {
    const page = await site.as(username);
    const asked: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 403) asked.push(response.url());
    });
    await openDesk(page, path);
    await page.getByText('您的角色不能办这件事').waitFor();
    await page.getByText('可以办理的：').waitFor();
    expect(await page.locator('.problem').count()).toBe(0);
    expect(asked).toEqual([]);
    await page.getByRole('link', { name: '回到待办' }).click();
    await page.waitForURL((url) => url.pathname === '/');
  });
});
