import { addMonths, firstDayOf, monthOf } from '@songbai/contracts';
import { agree, state } from '../support/bill-steps';
import { describeInBrowser } from '../support/browser';
import { today } from '../support/moment';
import { axe, boxesOf, counted } from '../support/page-tools';

/** The month before this one: it is over, so it may be closed. */
const OVER = addMonths(firstDayOf(monthOf(today())), -1).slice(0, 7);

describeInBrowser('the close of a month', (site) => {
  beforeAll(async () => {
    const { bureauId } = (await site.app.signIn('finance-b')).user;
    await site.app.unitOfWork.run({ kind: 'system', bureauId: bureauId as string }, (tx) =>
      tx.query('select ledger.open_period($1, $2)', [bureauId, OVER]),
    );
  });

  it('is two keys where nothing stands against it', async () => {
    const page = await site.as('finance-b');
    const count = await counted(page);
    await page.goto(`/months/${OVER}`);
    await state(page, '已开启');
    await page.keyboard.press('Control+Enter');
    await agree(page, '结账后本账期不再记账');
    await state(page, '已结');
    expect(await count()).toMatchObject({ keys: 2, clicks: 0 });
    await page.locator('.timeline li').first().waitFor();
    await axe(page, { within: 'main' });
  });

  it('is undone by two persons, each with a reason', async () => {
    const asks = async (who: string, button: string, reason: string) => {
      const page = await site.as(who);
      await page.goto(`/months/${OVER}`);
      await page.getByRole('button', { name: button }).click();
      await page.getByLabel('原因').fill(reason);
      await page.keyboard.press('Control+Enter');
      return page;
    };
    const first = await asks('finance-b', '申请重新开启', '漏记一张账单。');
    const { name } = (await site.app.signIn('finance-b')).user;
    await first.getByText(`${name} 申请重新开启，理由：漏记一张账单。`).waitFor();
    await state(first, '已结');
    // Whoever asked is told whose turn it is, and cannot agree.
    await first.getByText('您提出的申请，由财务或审批的另一人同意。').waitFor();
    expect(await first.getByRole('button', { name: '同意重新开启' }).isDisabled()).toBe(true);
    const second = await asks('approver-b', '同意重新开启', '情况属实。');
    await state(second, '已开启');
    await second.getByText('重新开启', { exact: true }).waitFor();
  });

  it('says first what stands against it, with the way to it, and proposals apart from decisions', async () => {
    const page = await site.as('finance');
    await page.goto('/months/2026-10');
    const blockers = page.locator('.blockers .finding');
    await blockers.first().getByRole('link', { name: '去处理' }).waitFor();
    expect(await blockers.locator('.code').allInnerTexts()).toEqual(['Y01', 'Y02']);
    // In sight at once.
    for (const { y, height } of await boxesOf(blockers)) expect(y + height).toBeLessThan(800);
    const sums = page.locator('.month-sums tbody tr');
    await sums.first().waitFor();
    expect((await sums.allInnerTexts()).map((row) => row.split(/\s+/))).toEqual([
      ['待核定，按规则试算', '10', '103,416.17', '95,326.33', '拟', '20,654.83', '拟', '74,671.50'],
    ]);
    // The sum of the heads is not that of the lines: by how much, and of which bill.
    await page.locator('.misstated', { hasText: 'ZD-2026-10-08 总额多报 8,089.84' }).waitFor();
    const first = await page.locator('.ant-table-row').first().innerText();
    expect(first).toMatch(
      /ZD-2026-10-08[\s\S]*总额不符[\s\S]*11,737\.66\s+明细合计 3,647\.82[\s\S]*拟\s+3,481\.10/,
    );
    await page.goto('/overview?month=2026-10');
    await page.getByText('申报总额共 103,416.17，明细合计共 95,326.33，相差 8,089.84 元').waitFor();
    await page.getByRole('link', { name: '查看这些账单' }).click();
    await page.getByRole('link', { name: 'ZD-2026-10-08' }).waitFor();
    expect(await page.locator('.row').count()).toBe(1);
    await axe(page);
  });

  it('is refused with every reason at once, and what to do about each', async () => {
    const page = await site.as('finance');
    await page.goto('/months/2026-10');
    await state(page, '已开启');
    await page.keyboard.press('Control+Enter');
    await agree(page, '现在结账会被拒绝');
    await page.locator('.problem .finding', { hasText: 'Y02' }).waitFor();
    const codes = await page.locator('.problem .finding .code').allInnerTexts();
    expect(codes).toEqual(['Y01', 'Y02']);
    await state(page, '已开启');
  });
});
