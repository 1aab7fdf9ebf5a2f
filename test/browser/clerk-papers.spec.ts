import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { choose } from '../support/desk';
import { type OrderParts, orderParts } from '../support/orders';
import { axe, becomes, shot } from '../support/page-tools';
import { SIGNATURE } from '../support/visits';

const SCAN = Buffer.from(SIGNATURE.slice(SIGNATURE.indexOf(',') + 1), 'base64');

/** The quickest hand there is: Enter as soon as a question is on the page, before one of its buttons has the focus. */
const enterOnceAsked = async (page: Page): Promise<void> =>
  await page.evaluate(`new MutationObserver((_, seen) => {
    if (document.querySelector('.ant-modal-confirm-btns button') === null) return;
    seen.disconnect();
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }).observe(document.body, { childList: true, subtree: true })`);

/** Where the focus is as soon as a dialog has it: what is typed from then on must not be lost. */
const noteFirstFocus = async (page: Page): Promise<void> =>
  await page.evaluate(`addEventListener('focusin', ({ target }) => {
    if (target.closest('.ant-modal')) setTimeout(() => (window.noted ??= document.activeElement.tagName), 0);
  })`);

/** What else the bureau enters: life events, what was found out about held visits, contracts. */
describeInBrowser('the papers of the bureau', (site) => {
  let parts: OrderParts;
  beforeAll(async () => {
    parts = await orderParts(site.app, await site.app.signIn('clerk'));
  });

  it('a life event takes effect at once, and says what it did', async () => {
    const clerk = await site.app.signIn('clerk');
    const { items } = (await clerk.get('/orders?status=accepted&limit=200')).body;
    const order = items.find(({ endsOn }: { endsOn: string }) => endsOn > '2026-11-30');
    const page = await site.as('clerk');
    await page.goto(`/cadres/${order.cadreId}`);
    await page.getByRole('button', { name: '登记变动' }).click();
    await page.getByLabel('去世').check();
    await page.getByRole('button', { name: '家属来电' }).click();
    await axe(page);
    await page.keyboard.press('Control+Enter');
    // One press by habit declares nobody dead.
    const question = page.getByRole('dialog', { name: /去世？$/ });
    await question.getByText(/停掉 [1-9]\d* 张订单/).waitFor();
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect((await clerk.get(`/orders/${order.id}`)).body.status).toBe('accepted');
    await page.getByRole('dialog').getByLabel('来源').focus();
    await page.keyboard.press('Control+Enter');
    await question.getByRole('button', { name: '登记去世' }).click();
    const did = page.locator('.did');
    await did.getByText(order.number).waitFor();
    await becomes(() => did.innerText(), expect.stringMatching(/释放 [\d,.]+ 元/));
    await page.getByText(/去世$/).first().waitFor();
    await shot(page, 'cadre-life-event');
    expect((await clerk.get(`/orders/${order.id}`)).body.status).toBe('cancelled');
    // And the way back, with its reason: the orders stay ended.
    await page.getByRole('button', { name: '更正：没有去世' }).click();
    await page.getByRole('dialog').getByText('停掉的订单不恢复').waitFor();
    await page.locator('.ant-modal textarea:focus').waitFor();
    await page.keyboard.type('家属来电更正，误听');
    await page.keyboard.press('Control+Enter');
    await page.getByText('去世 (已更正)').waitFor();
    const { body: cadre } = await clerk.get(`/cadres/${order.cadreId}`);
    expect(cadre.deceasedOn).toBeNull();
    await page.getByText('家属来电更正，误听').waitFor();
  });

  it('a liaison clears a hold with what was found out, and goes on to the next', async () => {
    const page = await site.as('liaison');
    await page.goto('/visits?status=held');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/visits\/[0-9a-f-]{36}$/);
    const id = page.url().split('/').at(-1);
    await page.getByRole('heading', { name: '订的是什么' }).waitFor();
    await page.getByRole('button', { name: '查看完整信息' }).waitFor();
    await page.getByRole('button', { name: '已电话向本人核实' }).click();
    await axe(page);
    await shot(page, 'visit-held', { fullPage: true });
    await page.getByRole('button', { name: '情况属实，予以认可' }).click();
    await page.getByText('已核实', { exact: true }).waitFor();
    const { body } = await (await site.app.signIn('liaison')).get(`/visits/${id}`);
    expect(body.resolutions).toMatchObject([
      { resolution: 'confirm', reason: '已电话向本人核实', by: 'liaison' },
    ]);
    await page.getByRole('button', { name: '下一条待核实' }).waitFor();
    await page.keyboard.press('j');
    await page.waitForURL((url) => !url.pathname.endsWith(`/${id}`));
  });

  it('a liaison gives the word of a provider that telephoned, and takes no other step for it', async () => {
    const finance = await site.app.signIn('finance');
    const [bill] = (await finance.get('/bills?status=submitted&limit=1')).body.items;
    await finance.post(`/bills/${bill.id}/adjudicate`, {});
    const page = await site.as('liaison');
    await page.goto(`/bills/${bill.id}`);
    await page.getByLabel('代服务商办理，填写对方是谁').fill('刘主任（电话）');
    await axe(page);
    expect(await page.getByRole('button', { name: /提交|撤回|申诉|登记发票/ }).count()).toBe(0);
    await page.getByRole('button', { name: '确认核定金额' }).click();
    await page.locator('.ant-modal-confirm .ant-btn-primary').click();
    await page.locator('.page-head .tag', { hasText: '服务商已确认' }).waitFor();
  });

  it('a reveal needs a reason, shows everything once, and is in the audit log', async () => {
    const page = await site.as('clerk');
    const cadre = parts.cadres[2];
    await page.goto(`/cadres/${cadre?.id}`);
    await noteFirstFocus(page);
    await page.getByRole('button', { name: '查看完整信息' }).click();
    await page.locator('.ant-modal textarea:focus').waitFor();
    expect(await page.evaluate('noted')).toBe('TEXTAREA');
    await page.keyboard.type('回访核对电话');
    await page.keyboard.press('Control+Enter');
    await page
      .locator('.ant-modal-confirm')
      .getByText(/^\d{17}[\dX]$/)
      .waitFor();
    const { body } = await (await site.app.signIn('auditor')).get(`/audit?subject=cadre&limit=200`);
    const entry = body.items.find(({ verb }: { verb: string }) => verb === 'cadre.reveal');
    expect(entry).toMatchObject({ subjectId: cadre?.id });
  });

  it('a contract goes from draft to approval by two people', async () => {
    const clerk = await site.app.signIn('clerk');
    const { body: model } = await clerk.get(`/contracts/${parts.contractId}`);
    const terms = {
      ...{ startsOn: '2026-12-01', endsOn: '2027-11-30', ceiling: '50000.00', areas: model.areas },
      ...{
        roundingMinutes: 15,
        minimumMinutes: 30,
        prices: [{ itemCode: 'LC01', unitPrice: '38.00', from: '2026-12-01' }],
      },
      ...{ number: 'HT-2027-91', providerId: model.providerId },
    };
    const { body: draft } = await clerk.post('/contracts', terms);
    const page = await site.as('clerk');
    await page.goto(`/contracts/${draft.id}`);
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.locator('.page-head .tag', { hasText: '待审' }).waitFor();
    const other = await site.as('approver');
    await other.goto('/contracts?status=submitted');
    await other.getByRole('link', { name: 'HT-2027-91' }).click();
    await other.getByRole('button', { name: '批准' }).waitFor();
    await axe(other);
    await other.getByText('期限超过一年的理由').waitFor();
    await enterOnceAsked(other);
    await other.keyboard.press('a');
    await other.locator('.page-head .tag', { hasText: '已批准' }).waitFor();
    await other.goto(`/contracts/${parts.contractId}`);
    await other.locator('svg text').first().waitFor();
    await shot(other, 'contract', { fullPage: true });
    await other.getByRole('button', { name: '查看数据' }).click();
    await other.getByRole('cell', { name: '2026-10', exact: true }).waitFor();
    await axe(other);
  });

  it('a paper record that was begun is the same visit after a reload; its signature is asked for again', async () => {
    const page = await site.as('clerk');
    const visitId = () =>
      page.evaluate<string>(
        `JSON.parse(Object.entries(sessionStorage).find(([key]) => key.endsWith('.paper-visit'))[1]).content.id`,
      );
    await page.goto('/visits/new');
    await page.getByLabel('开始时间').fill('0800');
    await page
      .getByLabel('纸上的签名')
      .and(page.locator('input'))
      .setInputFiles({ name: '签名.png', mimeType: 'image/png', buffer: SCAN });
    await page.locator('img.signature-scan').waitFor();
    const id = await visitId();
    await page.reload();
    await page.getByRole('button', { name: '继续填写' }).press('Enter');
    await page.getByText('签名图片不保存在浏览器里').waitFor();
    await page.getByLabel('结束时间').fill('0900');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await visitId()).toBe(id);
  });

  it('a paper record is entered for a worker and judged at once', async () => {
    const clerk = await site.app.signIn('clerk');
    const { items } = (await clerk.get('/orders?status=accepted&limit=200')).body;
    const order = items.find(({ itemCode }: { itemCode: string }) => itemCode === 'LC01');
    const page = await site.as('clerk');
    await page.goto('/visits/new');
    await page.getByLabel('订单', { exact: true }).click();
    await page.keyboard.type(order.number);
    const offered = page.locator('.ant-select-item-option', { hasText: order.number });
    // What is done comes first: the end of a long line is cut off.
    await becomes(() => offered.innerText(), expect.stringMatching(/^生活照料 · .* · DD-/));
    await offered.click();
    await page.getByLabel('服务人员', { exact: true }).click();
    await choose(page, 'W10001', /W10001/);
    await page.getByLabel('开始时间').fill('0800');
    // Somebody mistypes the day's end: that is told before anything is in the books.
    await page.getByLabel('结束时间').fill('23:59');
    await page.keyboard.press('Control+Enter');
    await page.getByText('结束时间还没有到').waitFor();
    const before = (await clerk.get(`/visits?orderId=${order.id}`)).body.items;
    expect(before.filter(({ startedAt }: { startedAt: string | null }) => startedAt)).toEqual([]);
    await page.getByLabel('结束时间').fill('9:00');
    await page.getByText('共 1 小时 0 分').waitFor();
    await page
      .getByLabel('纸上的签名')
      .and(page.locator('input'))
      .setInputFiles({ name: '签名.png', mimeType: 'image/png', buffer: SCAN });
    await page.locator('img.signature-scan').waitFor();
    await axe(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('已录入').waitFor();
    const number = await page.locator('.big-number').innerText();
    const { body } = await clerk.get(`/visits?number=${number}`);
    expect(body.items).toMatchObject([{ method: 'manual', onBehalfOf: 'W10001', orderId: order.id }]);
    expect(body.items[0]).toMatchObject({ signed: true, enteredBy: 'clerk' });
    expect(body.items[0].decision.codes).toContain('V13');
    expect(body.items[0].decision.codes).not.toContain('V07');
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByText('录入人（代服务人员）').waitFor();
    await becomes(() => page.locator('main').innerText(), expect.stringContaining('林经办'));
  });
});
