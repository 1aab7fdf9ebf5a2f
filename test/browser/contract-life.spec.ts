import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe, becomes, shot } from '../support/page-tools';

/** What clerk and approver tell each other by a contract: sent back and why, drafted after another, refused and why. */
describeInBrowser('the life of a contract', (site) => {
  const modelOf = async () =>
    (await (await site.app.signIn('clerk')).get('/contracts?number=HT-2026-11')).body.items[0];

  it('is drafted after another one, with what differs shown before it is kept and to its approver', async () => {
    const model = await modelOf();
    const page = await site.as('clerk');
    await openDesk(page, `/contracts/${model.id}`);
    await page.getByRole('link', { name: '按此合同起草' }).click();
    await page.getByLabel('合同编号').fill('HT-2027-11');
    await becomes(() => page.locator('#term').inputValue(), '2027-01-01');
    await page.locator('#term').fill('20270201');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('上限（元）').fill('66000');
    await page.keyboard.press('Control+Enter');
    const lines = page.locator('.price-row');
    await becomes(() => lines.count(), model.prices.length);
    // What begins with the contract goes on doing so.
    await becomes(() => lines.first().getByLabel('自', { exact: true }).inputValue(), '2027-02-01');
    const first = lines.filter({ hasText: 'LC01' }).getByLabel('单价（元）');
    await first.fill('41.04');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '与原合同相比 HT-2026-11' }).waitFor();
    const rows = async () =>
      (await page.locator('.ant-table-row').allInnerTexts()).map((text) =>
        text.split(/\s*\t\s*|\n+/).join(' '),
      );
    await becomes(
      () => rows(),
      [
        expect.stringContaining('期限 2026-01-01 ~ 2026-12-31 2027-02-01 ~ 2027-12-31'),
        expect.stringContaining('60,000.00 66,000.00 +10.0%'),
        expect.stringMatching(/单价（元） LC01 生活照料 38\.04 41\.04 \+7\.9%/),
      ],
    );
    await page.getByText(`另有 ${model.prices.length - 1} 项单价不变`).waitFor();
    await axe(page);
    await shot(page, 'contract-compared', { fullPage: true });
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/contracts\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.locator('.page-head .tag', { hasText: '待审' }).waitFor();

    const other = await site.as('approver');
    await openDesk(other, page.url());
    await other.getByRole('heading', { name: '与原合同相比 HT-2026-11' }).waitFor();
    await other.getByText('没有填预算经费，上限未与可用金额核对').waitFor();
    await becomes(() => other.locator('.rules .tag-good').count(), 3);
    await other.getByText('等待审批').waitFor();
    await axe(other);
  });

  it('comes back with its reason: on the clerk’s first page, in its own queue, on its page', async () => {
    const [clerk, approver] = [await site.app.signIn('clerk'), await site.app.signIn('approver')];
    const [draft] = (await clerk.get('/contracts?number=HT-2027-11')).body.items;
    const reason = '单价高于去年，请补充询价记录';
    await approver.post(`/contracts/${draft.id}/return`, { reason });
    const price = (unitPrice: string, from: string, to?: string) => ({
      itemCode: 'LC01',
      unitPrice,
      from,
      to,
    });
    const prices = [price('38.04', '2027-02-01', '2027-06-30'), price('43.00', '2027-07-01')];
    await clerk.patch(`/contracts/${draft.id}`, { prices });
    const page = await site.as('clerk');
    await openDesk(page, '/');
    await page.getByRole('link', { name: /退回的合同/ }).click();
    await page.getByRole('link', { name: 'HT-2027-11' }).click();
    await page.getByText('陈科长退回了这份合同').waitFor();
    await becomes(
      () => page.locator('.ant-alert').innerText(),
      expect.stringMatching(new RegExp(`${reason}[\\s\\S]*修改后再提交审批`)),
    );
    const steps = page.locator('.timeline li');
    const heads = async () => (await steps.allInnerTexts()).map((text) => text.split('\n')[0]);
    await becomes(heads, [
      '起草合同 林经办',
      '提交合同审批 林经办',
      '退回合同 陈科长',
      '修改合同草稿 林经办',
    ]);
    // A price that goes up on the way is no price that stays.
    await page.getByRole('cell', { name: '38.04 自 2027-02-01 起、43.00 自 2027-07-01 起' }).waitFor();
    await becomes(() => steps.nth(2).innerText(), expect.stringContaining(`理由：${reason}`));
    await axe(page);
    await shot(page, 'contract-returned', { fullPage: true });
  });

  it('tells which contracts are nearly used up, from the first page on', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/');
    await page.getByRole('link', { name: /快用完的合同/ }).click();
    const row = page.locator('.ant-table-row', { hasText: '99.6%' });
    await row.getByRole('link', { name: 'HT-2026-07' }).click();
    await page.getByText('上限已用 99.6%，还剩 11.63 元').waitFor();
  });

  it('tells why a change was refused, and what stands now beside what is wished', async () => {
    const [clerk, approver] = [await site.app.signIn('clerk'), await site.app.signIn('approver')];
    const { id } = await modelOf();
    const propose = async (body: object): Promise<string> =>
      (await clerk.post(`/contracts/${id}/amendments`, body)).body.amendments.at(-1).id;
    const refused = await propose({ ceiling: '62000.00', reason: '年度调价' });
    const why = '调价幅度须先报财政局备案';
    await approver.post(`/contracts/${id}/amendments/${refused}/refuse`, { reason: why });
    await propose({ ceiling: '63000.00', reason: '已备案' });
    const page = await site.as('approver');
    await openDesk(page, `/contracts/${id}`);
    await page.getByRole('cell', { name: `年度调价 · 未批准：${why}` }).waitFor();
    await page.locator('.timeline li', { hasText: '不批准合同变更' }).getByText(`理由：${why}`).waitFor();
    const change = '上限（元） 60,000.00 → 63,000.00';
    const row = page.locator('tr', { hasText: change });
    const rules = page.locator('.rules li');
    await rules.first().waitFor();
    await becomes(
      () => rules.allInnerTexts(),
      [
        expect.stringMatching(/通过 累计增加 不超过原合同上限的百分之十/),
        expect.stringMatching(/通过 已占用 新上限不低于占用与列支 [\d,.]+ 元/),
        expect.stringMatching(/未核对 预算/),
        expect.stringMatching(/通过 两人 由 林经办 提出/),
      ],
    );
    await axe(page);
    await shot(page, 'contract-amended', { fullPage: true });
    await row.getByRole('button', { name: '批准', exact: true }).click();
    await page.locator('.ant-modal-confirm').getByText(change).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.page').getByText('63,000.00', { exact: true }).first().waitFor();
    await page.locator('.timeline li', { hasText: '批准合同变更 陈科长' }).last().waitFor();
  });
});
