import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { axe, scrollsSideways, shot } from '../support/page-tools';

const NARROW = { width: 320, height: 640 };

/** The pages that one sees before signing in, or by mistake. */
describeInBrowser('the doors of the house', (site) => {
  const whole = async (page: Page): Promise<void> => {
    await axe(page);
    expect(await scrollsSideways(page)).toBe(false);
  };

  it('lets in by a name, a password and, in the demo, a role', async () => {
    const page = await site.anyone();
    await page.goto('/sign-in');
    await page.getByText('示例：选一个角色看看').waitFor();
    await whole(page);
    await shot(page, 'sign-in', { fullPage: true });
    await page.setViewportSize(NARROW);
    await whole(page);
  });

  it('lets in in English, in the dark', async () => {
    const page = await site.anyone({ language: 'en', colorScheme: 'dark' });
    await page.goto('/sign-in');
    await page.getByText('Demo: look at it as').waitFor();
    await whole(page);
    await shot(page, 'sign-in-en-dark', { fullPage: true });
  });

  it('says that an address leads nowhere, and where home is', async () => {
    const page = await site.as('clerk');
    await page.goto('/no/such/page');
    await page.locator('.ant-result-404').waitFor();
    await whole(page);
    await shot(page, 'no-page');
    await page.locator('.ant-result a').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('tells what this is', async () => {
    const page = await site.anyone();
    await page.goto('/about');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await whole(page);
    await shot(page, 'about', { fullPage: true });
    await page.setViewportSize(NARROW);
    await whole(page);
  });

  it('asks nobody to sign in where the server cannot be asked who is here', async () => {
    site.expectErrors(/503|Unreachable|unreachable/);
    const page = await site.as('clerk');
    const refresh = '**/api/v1/auth/refresh';
    await page.route(refresh, (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.goto('/bills');
    await page.getByText('暂时连接不上服务器').waitFor();
    expect(await page.getByLabel('密码').count()).toBe(0);
    await whole(page);
    await shot(page, 'server-away');
    await page.unroute(refresh);
    await page.locator('.ant-result button').click();
    await page.getByRole('heading', { level: 1, name: '账单' }).waitFor();
  });
});
