import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe, shot } from '../support/page-tools';

/** As behind the bureau's proxy, by the name that telephones know; a picture of it shows no address of a test. */
const behindItsName = (page: Page): Promise<unknown> =>
  page.route('**/cards', (route) => {
    const headers = { ...route.request().headers(), 'x-forwarded-host': 'songbai.example' };
    return route.continue({ headers });
  });

describeInBrowser('a card for the fridge', (site) => {
  it('is issued, printed and revoked by the clerk, and opened by whoever holds it', async () => {
    const page = await site.as('clerk');
    await behindItsName(page);
    const [cadre] = (await (await site.app.signIn('clerk')).get('/cadres?limit=1')).body.items;
    await openDesk(page, `/cadres/${cadre.id}`);
    await page.getByRole('button', { name: '发卡' }).click();
    await page.getByLabel('联络人').fill('郑联络');
    const phone = page.getByLabel('电话', { exact: true });
    await phone.fill('无');
    await page.keyboard.press('Control+Enter');
    await page.getByText('电话应为 5～20 位数字，可带空格、- 或 +').waitFor();
    await phone.fill('０593-288 0000');
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).dblclick();
    const { path, number } = (await (await answer).json()) as { path: string; number: string };
    const row = page.getByRole('row', { name: number });
    await row.waitFor();
    expect(posts.filter((url) => url.endsWith('/cards'))).toHaveLength(1);
    expect((await (await site.app.signIn('clerk')).get(`/cadres/${cadre.id}/cards`)).body.items).toHaveLength(
      1,
    );
    await axe(page);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '打印 A5' }).click();
    expect((await download).suggestedFilename()).toBe(`${number}.pdf`);

    const holder = await site.anyone({ viewport: { width: 360, height: 740 } });
    await holder.goto(path);
    await holder.getByText('0593-288 0000').waitFor();
    await row.scrollIntoViewIfNeeded();
    expect(await page.getByText('先别打印').count()).toBe(0);
    await shot(page, 'desk-cards');

    await row.getByRole('button', { name: '收回' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /OK|确\s*定/ })
      .click();
    await row.getByRole('button', { name: '收回' }).waitFor({ state: 'detached' });
    await holder.reload();
    await holder.getByRole('heading', { name: '这张卡不能用了' }).waitFor();
  });

  it('that is lost opens nothing once the new one is there', async () => {
    const clerk = await site.app.signIn('clerk');
    const cadre = (await clerk.get('/cadres?limit=2')).body.items[1];
    const { body: lost } = await clerk.post(`/cadres/${cadre.id}/cards`, {});
    const page = await site.as('clerk');
    await openDesk(page, `/cadres/${cadre.id}`);
    await page.getByRole('button', { name: '发卡' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: `收回原卡 ${lost.number}` }).waitFor();
    await axe(page);
    await dialog.getByRole('button', { name: '确认提交' }).click();
    const row = page.getByRole('row', { name: lost.number });
    await row.getByRole('button', { name: '收回' }).waitFor({ state: 'detached' });
    const newRow = page.getByRole('row', { name: lost.number.replace(/1$/, '2') });
    await newRow.getByRole('button', { name: '收回' }).waitFor();
    const holder = await site.anyone({ viewport: { width: 360, height: 740 } });
    await holder.goto(lost.path);
    await holder.getByRole('heading', { name: '这张卡不能用了' }).waitFor();
  });

  it('is issued to many who are ticked in the list', async () => {
    const page = await site.as('clerk', { language: 'en' });
    await openDesk(page, '/cadres');
    const boxes = page.locator('tbody input[type=checkbox]');
    for (const n of [1, 2, 3]) await boxes.nth(n).check();
    await page.getByRole('button', { name: 'Issue cards to those chosen' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/All chosen have a card now, 3 in all/).waitFor();
    const printed = async (go: () => Promise<void>): Promise<string> => {
      const download = page.waitForEvent('download');
      await go();
      return (await download).suggestedFilename();
    };
    const button = page.getByRole('button', { name: 'Print all cards' });
    await button.click();
    const question = page.getByRole('dialog');
    await question.getByText(/no telephone can open 127\.0\.0\.1:\d+/).waitFor();
    await axe(page);
    const go = question.getByRole('button', { name: 'Print all the same' });
    expect(await printed(() => go.click())).toBe('cards.pdf');
    // Said once: whoever prints again has read it.
    await question.waitFor({ state: 'detached' });
    expect(await printed(() => button.click())).toBe('cards.pdf');
  });
});
