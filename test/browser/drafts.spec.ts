import type { Page } from 'playwright-core';
import { PASSWORD } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe, becomes } from '../support/page-tools';

const ID_NUMBER = '350902193002020060';

const kept = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `[localStorage, sessionStorage].flatMap((store) =>
       Object.entries(store).filter(([key]) => key.startsWith('songbai.draft')).map(([, text]) => text)).join()`,
  );

const offered = (page: Page) => page.getByText('上次没有填完');
const goOn = (page: Page) => page.getByRole('button', { name: '继续填写' }).press('Enter');

/** Whatever was begun in a form or a dialog is there again, for its person and in its tab. */
describeInBrowser('what was begun and not sent', (site) => {
  let cadreId: string;
  beforeAll(async () => {
    const clerk = await site.app.signIn('clerk');
    cadreId = (await clerk.get('/cadres?code=G0001')).body.items[0].id;
  });

  const endSessions = (): Promise<unknown> =>
    site.app.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.execute('update login_session set expires_at = $1', [new Date(0)]),
    );

  const signInAgain = async (page: Page, username: string): Promise<void> => {
    await page.waitForURL('**/sign-in*');
    await page.fill('#username', username);
    await page.fill('#password', PASSWORD);
    await page.keyboard.press('Enter');
  };

  it('a new row of a register comes back after a reload, all but the number of the identity card', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/cadres/new');
    await page.getByLabel('姓名', { exact: true }).fill('赖清泉');
    await page.getByLabel('身份证号', { exact: true }).fill(ID_NUMBER);
    await page.getByLabel('编号', { exact: true }).fill('G9310');
    await becomes(() => kept(page), expect.stringContaining('G9310'));
    expect(await kept(page)).not.toContain(ID_NUMBER);
    await page.reload();
    await offered(page).waitFor();
    await axe(page);
    await goOn(page);
    await becomes(() => page.getByLabel('姓名', { exact: true }).inputValue(), '赖清泉');
    await becomes(() => page.getByLabel('身份证号', { exact: true }).inputValue(), '');
    await page.getByText('请重填：身份证号').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '不保存，离开' }).click();
    await page.waitForURL(/cadres$/);
    await becomes(() => kept(page), '');
  });

  it('a change that was taken up does not undo what others saved meanwhile: both are shown', async () => {
    const page = await site.as('clerk');
    const clerk = await site.app.signIn('clerk');
    await openDesk(page, `/cadres/${cadreId}/edit`);
    await page.getByLabel('姓名', { exact: true }).fill('赖清源');
    await page.getByLabel('变更原因').fill('姓名登记有误');
    const { name, version } = (await clerk.get(`/cadres/${cadreId}`)).body;
    const theirs = { version, name: `${name}甲`, reason: '另一人先改' };
    expect((await clerk.patch(`/cadres/${cadreId}`, theirs)).status).toBe(200);
    for (let reloads = 0; reloads < 2; reloads++) {
      await page.reload();
      await goOn(page);
    }
    await page.keyboard.press('Control+Enter');
    await page.getByText('您填写时，有人先改了').waitFor();
    expect((await clerk.get(`/cadres/${cadreId}`)).body.name).toBe(theirs.name);
  });

  it('a change of a row comes back on top of what stands there now', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${cadreId}/edit`);
    await page.getByLabel('变更原因').fill('搬到女儿家住');
    await page.reload();
    await goOn(page);
    await becomes(() => page.getByLabel('变更原因').inputValue(), '搬到女儿家住');
    // Where the session ends, the page itself still knows what no store may hold.
    await page.getByLabel('身份证号').fill(ID_NUMBER);
    await endSessions();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/sign-in*');
    expect(await kept(page)).not.toContain(ID_NUMBER);
    await signInAgain(page, 'clerk');
    await goOn(page);
    await becomes(() => page.getByLabel('身份证号').inputValue(), ID_NUMBER);
  });

  it('a dialog keeps its text when the session ends, for its person alone', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${cadreId}`);
    await page.getByRole('button', { name: '登记变动' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('外出', { exact: true }).click();
    await dialog.locator('#source').fill('女儿来电，去福州住半个月');
    await endSessions();
    await page.keyboard.press('Control+Enter');
    await signInAgain(page, 'approver');
    await page.getByRole('button', { name: '退出' }).waitFor();
    await becomes(() => kept(page), '');
  });

  it('a dialog offers its text again after signing in, and after a slip; cancelled, it is gone', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${cadreId}`);
    await page.getByRole('button', { name: '登记变动' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('外出', { exact: true }).click();
    await dialog.locator('#source').fill('女儿来电，去福州住半个月');
    await endSessions();
    await page.keyboard.press('Control+Enter');
    await signInAgain(page, 'clerk');
    await page.getByRole('button', { name: '登记变动' }).click();
    await offered(page).waitFor();
    await axe(page);
    await goOn(page);
    await becomes(() => dialog.locator('#source').inputValue(), '女儿来电，去福州住半个月');
    await becomes(() => dialog.getByLabel('外出').isChecked(), true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '登记变动' }).click();
    await offered(page).waitFor();
    await goOn(page);
    await dialog.getByRole('button', { name: /取\s*消/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await becomes(() => kept(page), '');
  });

  it('a reason that was not taken is offered again, and gone once it was', async () => {
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${cadreId}`);
    await page.getByRole('button', { name: '查看完整信息' }).click();
    await page.getByRole('dialog').locator('textarea').fill('核对家属电话');
    await endSessions();
    await page.keyboard.press('Control+Enter');
    await signInAgain(page, 'clerk');
    await page.getByRole('button', { name: '查看完整信息' }).click();
    await goOn(page);
    await becomes(() => page.getByRole('dialog').locator('textarea').inputValue(), '核对家属电话');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByText('身份证号').waitFor();
    await becomes(() => kept(page), '');
  });

  it('what is typed beside an offer is kept too, and nothing is offered of what was sent', async () => {
    const page = await site.as('clerk');
    const open = async (): Promise<void> => {
      await openDesk(page, `/cadres/${cadreId}`);
      await page.getByRole('button', { name: '查看完整信息' }).click();
    };
    const text = page.getByRole('dialog').locator('textarea');
    await open();
    await text.fill('核对家属电话');
    await open();
    await offered(page).waitFor();
    await text.fill('寄送慰问信，核对地址');
    await open();
    await offered(page).nth(1).waitFor();
    // Leaving by the button takes back what was typed now, not what is offered.
    await text.fill('不要了');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /取\s*消/ })
      .click();
    await open();
    await offered(page).nth(1).waitFor();
    expect(await offered(page).count()).toBe(2);
    await page.getByRole('button', { name: '继续填写' }).last().press('Enter');
    await becomes(() => text.inputValue(), '核对家属电话');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByText('身份证号').waitFor();
    await becomes(() => kept(page), '');
  });
});
