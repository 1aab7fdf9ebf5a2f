import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { checked, openHome } from '../support/desk';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';
import { axe, becomes, counted, shot } from '../support/page-tools';

const rowOf = (page: Page, number: string) => page.locator('.queue-row', { hasText: number });
const resultOf = (page: Page, number: string) => page.locator('.ant-table-row', { hasText: number });

/** J until the order is the current one: those who have waited longest stand first. */
async function goTo(page: Page, number: string): Promise<void> {
  await rowOf(page, number).waitFor();
  while (!(await rowOf(page, number).getAttribute('class'))?.includes('is-current'))
    await page.keyboard.press('j');
  await page.locator('.queue-detail h2', { hasText: number }).waitFor();
}

describeInBrowser('an approver', (site) => {
  let clerk: Client;
  let parts: OrderParts;
  const status = async (id: string): Promise<string> => (await clerk.get(`/orders/${id}`)).body.status;
  const order = (i: number, over: object = {}) =>
    requestOrder(clerk, anOrderFor(parts, parts.cadres[i]?.id ?? '', { quantity: '1.00', ...over }));

  beforeAll(async () => {
    clerk = await site.app.signIn('clerk');
    parts = await orderParts(site.app, clerk);
  });

  it('sees what an order is, what it costs and what it touches, and approves with one key', async () => {
    const { id, number } = await order(0);
    const page = await site.as('approver');
    await openHome(page);
    await page.keyboard.press('1');
    await page.waitForURL('**/approvals');
    await goTo(page, number);
    await checked(page);
    await becomes(
      () => page.locator('.queue-detail dt').allInnerTexts(),
      expect.arrayContaining(['所属单位', '经办']),
    );
    const bars = page.locator('.queue-detail .bar-block');
    await bars.filter({ hasText: 'XE-' }).first().waitFor();
    await becomes(
      () => bars.allInnerTexts(),
      expect.arrayContaining([
        expect.stringMatching(/GZ-BUY .+本次/s),
        expect.stringMatching(/合同 HT-2026-10 上限.+本次/s),
        expect.stringMatching(/XE-\d .+本次/s),
      ]),
    );
    await axe(page);
    await shot(page, 'approvals');
    const count = await counted(page);
    await page.keyboard.press('a');
    await resultOf(page, number).getByText('已批准').waitFor();
    expect(await count()).toMatchObject({ clicks: 0, keys: 1, actions: 1 });
    expect(await status(id)).toBe('approved');
  });

  it('goes to another page with G and a letter, and decides nothing by it', async () => {
    const { id, number } = await order(0, { quantity: '0.50' });
    const page = await site.as('approver');
    await page.goto('/approvals');
    await goTo(page, number);
    for (const key of ['g', 'a', 'g', 'o']) await page.keyboard.press(key);
    await page.waitForURL('**/orders');
    expect(await status(id)).toBe('requested');
  });

  it('decides many at once: a result for each, and why one of them cannot be', async () => {
    const [first, second] = [await order(1), await order(2)];
    const tooMuch = await order(3, { quantity: '400.00' });
    const page = await site.as('approver');
    await page.goto('/approvals');
    const count = await counted(page);
    for (const { number } of [first, second, tooMuch]) {
      await goTo(page, number);
      await page.keyboard.press('x');
      await rowOf(page, number).locator('input:checked').waitFor();
    }
    await page.keyboard.press('a');
    await resultOf(page, tooMuch.number).getByText('没有成功').waitFor();
    expect((await count()).clicks).toBe(0);
    await page.locator('.finding', { hasText: 'O08' }).first().waitFor();
    await axe(page);
    await shot(page, 'approvals-results');
    expect([await status(first.id), await status(second.id)]).toEqual(['approved', 'approved']);
    expect(await status(tooMuch.id)).toBe('requested');
  });

  it('refuses with a reason, by keyboard', async () => {
    const { id, number } = await order(0, { quantity: '0.50' });
    const page = await site.as('approver');
    await page.goto('/approvals');
    await goTo(page, number);
    // The box keeps the focus after it, and the keys of the page go on working.
    await rowOf(page, number).locator('input').check();
    await page.keyboard.press('r');
    await page.locator('.ant-modal textarea:focus').waitFor();
    await page.keyboard.type('需求依据不足');
    await page.keyboard.press('Control+Enter');
    await resultOf(page, number).getByText('未批准').waitFor();
    expect((await clerk.get(`/orders/${id}`)).body).toMatchObject({
      ...{ status: 'refused', endedBy: 'approver', endReason: '需求依据不足' },
    });
  });

  it('enters the seal of a unit that keeps to paper', async () => {
    const cadre = parts.cadres[0];
    const { id, number } = await order(0, { quantity: '0.50', fundIds: [parts.fund(`TX-${cadre?.unit}`)] });
    const page = await site.as('approver');
    await page.goto('/approvals');
    await goTo(page, number);
    await page.getByText('须单位审批或盖章').waitFor();
    await page.keyboard.press('s');
    await page.locator('#seal-document:focus').waitFor();
    await page.keyboard.type('用款审批单第 12 号');
    await axe(page);
    await page.keyboard.press('Control+Enter');
    await resultOf(page, number).getByText('已批准').waitFor();
    expect((await clerk.get(`/orders/${id}`)).body).toMatchObject({
      status: 'approved',
      approvals: [{ party: 'bureau' }, { party: 'unit', document: '用款审批单第 12 号' }],
    });
  });
});
