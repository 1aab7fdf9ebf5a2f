import { inBureau } from '../http/billing';
import { agree, confirmedByClerk, pressOn, state } from '../support/bill-steps';
import { describeInBrowser, type Site } from '../support/browser';
import { axe, becomes, counted, scrollsSideways, shot } from '../support/page-tools';

interface Shown {
  id: string;
  number: string;
  status: string;
  approved: string;
  payable: string;
  contractId: string;
  returnReason: string | null;
  outcomes: { refused: number; cut: number; noted: number };
  adjustments: { amount: string }[];
}

const differencesOf = ({ outcomes }: Shown): number => outcomes.refused + outcomes.cut + outcomes.noted;

async function bill(site: Site, number: string): Promise<Shown> {
  const finance = await site.app.signIn('finance');
  return (await finance.get(`/bills?lines=none&number=${number}`)).body.items[0];
}

describeInBrowser('finance at the end of a month', (site) => {
  it('finds the month as tasks, with the largest cut first', async () => {
    const page = await site.as('finance');
    await page.goto('/months/2026-10');
    await page.getByRole('progressbar').waitFor();
    // The bill whose total is wrong, then the largest cut.
    const row = page.locator('.ant-table-row');
    await becomes(() => row.first().innerText(), expect.stringContaining('ZD-2026-10-08'));
    await becomes(() => row.nth(1).innerText(), expect.stringContaining('ZD-2026-10-10'));
    await becomes(() => page.locator('.tasks li').count(), 7);
    await axe(page);
    await page.getByRole('link', { name: '核定账单' }).click();
    await page.waitForURL(/bills\?.*status=submitted/);
    await page.getByRole('link', { name: 'ZD-2026-10-01' }).waitFor();
    await axe(page);
  });

  it('decides every difference with one key each, and adjudicates, without the mouse', async () => {
    const before = await bill(site, 'ZD-2026-10-06');
    const page = await site.as('finance');
    const count = await counted(page);
    await page.goto('/bills?status=submitted');
    await page.getByRole('link', { name: before.number }).waitFor();
    for (let i = 0; i < 6; i++) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '逐条处理' }).waitFor();
    await pressOn(page, 'Enter');
    for (let i = 0; i < differencesOf(before); i++) {
      await page.locator('.compare tbody tr.differs').first().waitFor();
      await pressOn(page, 'a');
    }
    await page.locator('[role=status]', { hasText: '差异已全部处理' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await agree(page, '款项随即列支');
    await state(page, '已核定');

    const { clicks, keys, seconds } = await count();
    expect(clicks).toBe(0);
    // To the bill and into it, one key a difference, two to adjudicate.
    expect(keys).toBeLessThanOrEqual(differencesOf(before) + 10);
    // 300 lines have some 60 differences in this sample: far below the ten minutes that were promised.
    expect((seconds / differencesOf(before)) * 60).toBeLessThan(600);
    expect(await bill(site, before.number)).toMatchObject({
      status: 'adjudicated',
      approved: before.approved,
    });
    const { body } = await (await site.app.signIn('approver')).get(`/bills/${before.id}/reviews`);
    expect(body.items).toHaveLength(differencesOf(before));
  });

  it('shows one difference whole: bill, visit and contract, with words for what differs', async () => {
    const { id } = await bill(site, 'ZD-2026-10-01');
    const page = await site.as('finance');
    await page.goto(`/bills/${id}/lines/4`);
    await page.locator('.compare tr.differs').first().waitFor();
    await becomes(() => page.locator('.compare tr.differs th').allInnerTexts(), ['单价', '金额']);
    await becomes(() => page.locator('.differs .differs-word').allInnerTexts(), ['▲ 多报', '▲ 多报']);
    for (const said of ['签到', '签名', '评价'])
      await page.locator('dt', { hasText: said }).first().waitFor();
    const totals = page.locator('.totals', { hasText: /11,793\.66[\s\S]*柒仟零捌元玖角壹分/ });
    await totals.waitFor();
    await axe(page);
    await shot(page, 'desk-difference');
    await page.goto(`/bills/${id}`);
    await page.locator('.chart svg').waitFor();
    await axe(page);
    await page.getByRole('button', { name: '查看数据' }).click();
    const approved = page.getByRole('row', { name: /核定 7,008\.91/ });
    await approved.first().waitFor();
  });

  it('decides a group by one stated rule, adjusts one line, and returns a bill with its reasons', async () => {
    const page = await site.as('finance');
    const { id } = await bill(site, 'ZD-2026-10-01');
    await page.goto(`/bills/${id}`);
    await page.getByRole('button', { name: '按规则一并处理' }).first().click();
    await page.getByRole('radio', { name: /本组全部/ }).check();
    await page.keyboard.press('Control+Enter');
    await page.locator('[role=status]', { hasText: '16 处待处理，共 41 处' }).waitFor();
    const finance = await site.app.signIn('finance');
    const { body } = await finance.get(`/bills/${id}/reviews`);
    expect(new Set(body.items.map(({ rule }: { rule: string }) => rule)).size).toBe(1);
    expect(body.items[0].rule).toContain('I08 V06');

    await page.goto(`/bills/${id}/lines/99`);
    await page.getByRole('button', { name: '退回' }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('textbox').fill('请补签字单。');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('/99'));
    await page.goto(`/bills/${id}`);
    await page.getByRole('button', { name: /退回服务商 · 1 行/ }).click();
    await page.getByRole('button', { name: /确 ?定/ }).click();
    await state(page, '已退回');
    expect((await bill(site, 'ZD-2026-10-01')).returnReason).toContain('请补签字单。');
  });

  it('carries out an adjustment after the bill is adjudicated', async () => {
    const shown = await bill(site, 'ZD-2026-10-05');
    const finance = await site.app.signIn('finance');
    const { body } = await finance.get(`/bills/${shown.id}/foreseen`);
    const cut = body.lines.find(
      (line: { approvedAmount: string; codes: string[] }) =>
        line.codes.includes('I07') && line.approvedAmount !== '0.00',
    );
    const page = await site.as('finance');
    await page.goto(`/bills/${shown.id}/lines/${cut.line}`);
    await page.locator('.compare tr.differs').first().waitFor();
    await page.keyboard.press('e');
    await page.getByLabel('理由').fill('凭证齐全。');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => !url.pathname.endsWith(`/${cut.line}`));
    await finance.post(`/bills/${shown.id}/adjudicate`, {});
    await page.goto(`/bills/${shown.id}`);
    await page.getByRole('button', { name: '执行' }).click();
    await page.getByLabel('依据条款').fill('服务合同 第八条');
    await page.keyboard.press('Control+Enter');
    await page.getByText('服务合同 第八条').waitFor();
    await page.getByText('待执行的调整').waitFor({ state: 'detached' });
    expect((await bill(site, shown.number)).adjustments).toHaveLength(1);
  });

  it('pays: approved by one, applied for by another, released by a third, confirmed', async () => {
    const shown = await bill(site, 'ZD-2026-10-06');
    await confirmedByClerk(site, shown);
    const approver = await site.as('approver');
    await approver.goto(`/bills/${shown.id}`);
    await approver.getByRole('button', { name: '审批' }).waitFor();
    await approver.keyboard.press('a');
    await agree(approver, '发票相符即可支付');
    await state(approver, '可支付');

    const page = await site.as('finance');
    const count = await counted(page);
    await page.goto('/payments/new');
    await page.getByText('已勾选 1 张账单').waitFor();
    await axe(page);
    await page.keyboard.press('Control+Enter');
    await state(page, '已编制');
    expect((await count()).actions).toBe(1);
    await page.getByText('由另一人放行').waitFor();
    await becomes(() => page.getByRole('button', { name: '放行' }).isDisabled(), true);

    const second = await site.as('finance2');
    await second.goto(new URL(page.url()).pathname);
    await second.getByRole('button', { name: '放行' }).waitFor();
    await second.keyboard.press('a');
    await agree(second, '编制人不能放行');
    await state(second, '已放行');
    await second.keyboard.press('a');
    await second.getByLabel('凭证号').fill('国库 2026-11-0001');
    await second.keyboard.press('Control+Enter');
    await state(second, '已到账');
    // The bureau and two units pay this bill, each named once.
    await becomes(
      () => second.locator('.section', { hasText: '按付款方' }).locator('.ant-table-row').count(),
      3,
    );
    await axe(second);
    await shot(second, 'desk-payment-confirmed');
    expect((await bill(site, shown.number)).status).toBe('paid');
  });

  it('prints the whole pack on A4, with the same figures, and hands out the files', async () => {
    const shown = await bill(site, 'ZD-2026-10-06');
    const page = await site.as('finance');
    await page.goto('/payments');
    await page.getByRole('tab', { name: '已到账' }).click();
    await page.locator('.ant-table-row a').first().click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '支付申请 XLSX' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
    await page.getByRole('link', { name: '打印整套材料' }).click();
    await page.getByText('核减说明').waitFor();
    await becomes(() => page.locator('.paper').count(), 4);
    const [whole = '', rest] = shown.payable.split('.');
    const said = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
    await becomes(() => page.locator('.paper').first().innerText(), expect.stringContaining(said));
    await becomes(() => page.locator('.paper').nth(1).innerText(), expect.stringContaining(said));
    await axe(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sider').isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12]/);
  });

  it('is whole in English and in the dark', async () => {
    const page = await site.as('finance', { language: 'en', colorScheme: 'dark' });
    const { id } = await bill(site, 'ZD-2026-10-02');
    for (const path of ['/months/2026-10', `/bills/${id}/lines/1`, '/payments']) {
      await page.goto(path);
      await page.locator('main h1').waitFor();
      await page.waitForLoadState('networkidle');
      await axe(page, { within: 'main' });
      expect([path, await scrollsSideways(page)]).toEqual([path, false]);
    }
  });

  it('draws of a bill of 5,000 lines only what is in sight', async () => {
    const { id } = await bill(site, 'ZD-2026-10-07');
    await inBureau(site.app, (tx) =>
      tx.query(
        `insert into bill_line (bureau_id, bill_id, provider_id, line, visit_number, item_id, quantity_hundredths,
           unit_price_fen, amount_fen, filed)
         select bureau_id, bill_id, provider_id, 10000 + n, 'X' || n, item_id, quantity_hundredths, unit_price_fen,
           amount_fen, filed
         from bill_line, generate_series(1, 5000) n where bill_id = $1 and line = 1`,
        [id],
      ),
    );
    const page = await site.as('finance');
    await page.goto(`/bills/${id}`);
    const table = page.locator('.ant-table-virtual');
    await table.scrollIntoViewIfNeeded();
    expect(await table.locator('.ant-table-row').count()).toBeLessThan(60);
    await table.locator('.ant-table-tbody-virtual-holder').evaluate((holder) => {
      holder.scrollTop = 10_000_000;
    });
    await table.getByRole('link', { name: '15000' }).waitFor();
    expect(await table.locator('.ant-table-row').count()).toBeLessThan(60);
    expect(await scrollsSideways(page)).toBe(false);
  });
});
