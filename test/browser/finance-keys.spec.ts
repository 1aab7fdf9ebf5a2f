import { confirmedByClerk, state } from '../support/bill-steps';
import { describeInBrowser } from '../support/browser';
import { axe, shot } from '../support/page-tools';

describeInBrowser('finance by keyboard', (site) => {
  const found = async (number: string) => {
    const finance = await site.app.signIn('finance');
    return (await finance.get(`/bills?lines=none&number=${number}`)).body.items[0];
  };

  it('is warned that a line is marked for return, and Enter then adjudicates nothing', async () => {
    const { id } = await found('ZD-2026-10-01');
    const finance = await site.app.signIn('finance');
    const mark = { lines: [99], outcome: 'return', reason: '请补签字单。' };
    expect((await finance.post(`/bills/${id}/reviews`, mark)).status).toBeLessThan(300);
    const page = await site.as('finance');
    await page.goto(`/bills/${id}`);
    await page.getByRole('button', { name: /退回服务商 · 1 行/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 行标为退回：核定以后不再退回').waitFor();
    await page.locator('.ant-modal-confirm .ant-btn:not(.ant-btn-primary):focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.ant-modal-confirm').waitFor({ state: 'detached' });
    await state(page, '已提交');
  });

  it('makes a payment: N for a new one, J and X leave a bill out, which stays so while it is looked at', async () => {
    const shown = await found('ZD-2026-10-06');
    await (await site.app.signIn('finance')).post(`/bills/${shown.id}/adjudicate`, {});
    await confirmedByClerk(site, await found(shown.number));
    expect((await (await site.app.signIn('approver')).post(`/bills/${shown.id}/approve`, {})).status).toBe(
      200,
    );
    const page = await site.as('finance');
    await page.goto('/payments');
    await page.getByRole('link', { name: '编制付款申请' }).waitFor();
    await page.keyboard.press('n');
    await page.getByText('已勾选 1 张账单').waitFor();
    await axe(page);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('已勾选 0 张账单').waitFor();
    await page.getByRole('link', { name: shown.number }).click();
    await state(page, '可支付');
    await page.goBack();
    await page.getByText('已勾选 0 张账单').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('已勾选 1 张账单').waitFor();
    await shot(page, 'desk-payments-new');
    await page.keyboard.press('Control+Enter');
    await state(page, '已编制');
    await page.goto('/payments');
    await page.getByRole('tab', { name: /待放行.*1/ }).waitFor();
  });
});
