import type { BrowserContext, Page } from 'playwright-core';
import { PASSWORD } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { axe, becomes } from '../support/page-tools';

/** Who somebody is, on a computer that others use as well. */
describeInBrowser('people', (site) => {
  const signInAs = async (page: Page, username: string, password: string): Promise<void> => {
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.locator('button[type=submit]').click();
  };
  const otherTab = async (context: BrowserContext, username: string): Promise<Page> => {
    const tab = await context.newPage();
    await tab.goto('/');
    await tab.getByRole('button', { name: '退出' }).click();
    await signInAs(tab, username, PASSWORD);
    await tab.locator('.header').waitFor();
    return tab;
  };
  /** As a browser without channels has it, which finds out when it renews. */
  const WITHOUT_CHANNELS = 'delete window.BroadcastChannel';

  it('a tab says that somebody else has signed in in another, and does nothing more for either', async () => {
    site.expectErrors(/401/);
    const page = await site.as('finance');
    await page.goto('/bills');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const tab = await otherTab(page.context(), 'approver');
    // Who signs out does so for the whole browser; who comes back takes it over from who came in between.
    await page.getByText('登录已失效').waitFor();
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    const notice = tab.getByRole('dialog', { name: '这台电脑上已换人登录' });
    await notice.getByText('黄会计').first().waitFor();
    await axe(tab);
    await notice.getByRole('button').click();
    await tab.locator('.header').getByText('黄会计').waitFor();
    expect(new URL(page.url()).pathname).toBe('/bills');
  });

  it('and when it renews, where the tabs cannot tell each other', async () => {
    site.expectErrors(/401/);
    const page = await site.as('clerk');
    await page.addInitScript(WITHOUT_CHANNELS);
    await page.goto('/contracts');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const sent: string[] = [];
    const tab = await otherTab(page.context(), 'approver');
    page.on('request', (request) => sent.push(request.headers().authorization ?? ''));
    // Signing out has ended the session of this tab as well: its next question is the moment of renewal.
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    const notice = page.getByRole('dialog', { name: '这台电脑上已换人登录' });
    await notice.getByText('陈科长').first().waitFor();
    await axe(page);
    expect(await page.locator('.header .who, .header .role-switcher').innerText()).toContain('林经办');
    const own = new Set(sent.filter((each) => each !== ''));
    expect(own.size).toBeLessThanOrEqual(1);
    await notice.getByRole('button').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tab.close();
    await becomes(() => page.locator('.header').innerText(), expect.stringContaining('陈科长'));
  });

  it('a new password is looked at where it is typed, and says which rule it breaks', async () => {
    const page = await site.as('liaison');
    await page.goto('/password');
    await page.getByText('我的登录').waitFor();
    await page.getByText('本机').waitFor();
    await page.getByLabel('现在的密码').fill(PASSWORD);
    const next = page.getByLabel('新密码', { exact: true });
    for (const [typed, said] of [
      ['elevenchars', '还差 1 个字符'],
      ['my liaison 2026', '不能含用户名 liaison'],
      [PASSWORD, '不能与现在的密码相同'],
    ] as const) {
      await next.fill(typed);
      await next.blur();
      await page.getByText(said).waitFor();
    }
    await axe(page);
  });

  it('an administrator hands over a password that can be read from paper, and sees who is signed in', async () => {
    const page = await site.as('admin');
    await page.goto('/users?query=liaison');
    await page.getByRole('link', { name: 'liaison', exact: true }).click();
    await page.getByText('登录中').waitFor();
    await page.getByRole('button', { name: '结束全部登录' }).waitFor();
    await axe(page);
    await page.getByRole('button', { name: '重置密码' }).click();
    await page.locator('.ant-popover, .ant-modal').getByRole('button', { name: /确/ }).click();
    await page.getByText('松柏登录凭据').waitFor();
    expect(await page.locator('.big-number code').innerText()).toMatch(/^(\w{4}-){3}\w{4}$/);
    await axe(page);
    // At home: whose one-time password is still to be replaced.
    await page.goto('/');
    await page.getByRole('heading', { name: '还没有换掉一次性密码' }).waitFor();
    await page.getByRole('row', { name: /liaison/ }).waitFor();
    await axe(page, { within: 'main' });
  });

  it('who waits is told for how long', async () => {
    site.expectErrors(/401|429/);
    const page = await site.anyone();
    await page.goto('/sign-in');
    for (let tries = 0; tries < 6; tries++) {
      const answer = page.waitForResponse('**/auth/login');
      await signInAs(page, 'auditor', `wrong password ${tries}`);
      await answer;
      await page.locator('.problem').waitFor();
      await page.locator('button[type=submit]:not(.ant-btn-loading)').waitFor();
    }
    await page.getByText(/请在 \d+ 秒后再试/).waitFor();
    await becomes(() => page.locator('button[type=submit]').isDisabled(), true);
    await axe(page);
  });
});
