import { addMonths, firstDayOf, monthOf } from '@songbai/contracts';
import type { Page } from 'playwright-core';
import { agree, state } from '../support/bill-steps';
import { describeInBrowser } from '../support/browser';
import { today } from '../support/moment';
import { axe, becomes, boxesOf, counted } from '../support/page-tools';

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

  it('is undone by two persons, each with a reason; the other one is told at home', async () => {
    const { name } = (await site.app.signIn('finance-b')).user;
    const presses = async (page: Page, button: string, reason: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.getByLabel('原因').fill(reason);
      await page.keyboard.press('Control+Enter');
    };
    const first = await site.as('finance-b');
    await first.goto(`/months/${OVER}`);
    await presses(first, '申请重新开启', '漏记一张账单。');
    // Whoever asked waits, and can take it back, but not agree.
    await first.getByText('等另一人同意').waitFor();
    expect(await first.getByRole('button', { name: '同意重新开启' }).count()).toBe(0);
    await presses(first, '撤回申请', '找到了。');
    await first.getByText('撤回重新开启的申请').waitFor();
    await presses(first, '申请重新开启', '又漏一张。');

    const second = await site.as('approver-b');
    await second.goto('/');
    await second.getByRole('link', { name: /1\s*申请重新开启的月份/ }).click();
    await second.getByText('由您决定').waitFor();
    const facts = await second.locator('main').innerText();
    for (const said of [`${name}`, '又漏一张。', `财务或审批的另一人（不能是 ${name} 本人）`])
      expect(facts).toContain(said);
    await axe(second, { within: 'main' });
    await presses(second, '不同意', '改记差额。');
    await second.getByText('不同意重新开启').waitFor();
    await state(second, '已结');
    await first.reload();
    await presses(first, '申请重新开启', '差额记不了。');
    await first.getByText('等另一人同意').waitFor();
    await second.reload();
    await presses(second, '同意重新开启', '情况属实。');
    await state(second, '已开启');
    await second.getByText('重新开启', { exact: true }).waitFor();
  });

  it('says first what stands against it, with the way to it, and proposals apart from decisions', async () => {
    const page = await site.as('finance');
    await page.goto('/months/2026-10');
    const blockers = page.locator('.blockers .finding');
    await blockers.first().getByRole('link', { name: '去处理' }).waitFor();
    await becomes(() => blockers.locator('.code').allInnerTexts(), ['Y01', 'Y02']);
    // In sight at once.
    for (const { y, height } of await boxesOf(blockers)) expect(y + height).toBeLessThan(800);
    // The tasks have digits, as the tiles of the home page.
    await page.locator('.tasks').waitFor();
    await page.keyboard.press('1');
    await page.waitForURL(/visits\?month=2026-10&status=held/);
    await page.goBack();
    const sums = page.locator('.month-sums tbody tr');
    await sums.first().waitFor();
    const sumsSaid = async () => (await sums.allInnerTexts()).map((row) => row.split(/\s+/).join(' '));
    await becomes(sumsSaid, ['待核定，按规则试算 10 103,416.17 95,326.33 拟 20,654.83 拟 74,671.50']);
    // The sum of the heads is not that of the lines: by how much, and of which bill.
    await page.locator('.misstated', { hasText: 'ZD-2026-10-08 总额多报 8,089.84' }).waitFor();
    const first = page.locator('.ant-table-row').first();
    await becomes(
      () => first.innerText(),
      expect.stringMatching(
        /ZD-2026-10-08[\s\S]*总额不符[\s\S]*11,737\.66\s+明细合计 3,647\.82[\s\S]*拟\s+3,481\.10/,
      ),
    );
    await page.goto('/overview?month=2026-10');
    await page.getByText('申报总额共 103,416.17，明细合计共 95,326.33，相差 8,089.84 元').waitFor();
    await page.locator('a[href*="declared=differs"]', { hasText: '查看这些账单' }).click();
    await page.getByRole('link', { name: 'ZD-2026-10-08' }).waitFor();
    await becomes(() => page.locator('.row').count(), 1);
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

  it('carries a year over as it was seen, or says what has changed and does nothing', async () => {
    const finance = await site.app.signIn('finance');
    const { bureauId } = finance.user;
    const year = Number(today().slice(0, 4)) - 2;
    await site.app.unitOfWork.run({ kind: 'system', bureauId: bureauId as string }, async (tx) => {
      await tx.query(
        `insert into fund (bureau_id, id, version, code, type, owner_unit_id, year)
         select bureau_id, gen_random_uuid(), 1, 'GZ-AID-NEXT', type, null, $1 from fund where code = 'GZ-AID'`,
        [year + 1],
      );
      await tx.query(`update fund set year = $1 where code = 'GZ-AID'`, [year]);
    });
    const page = await site.as('finance');
    await page.goto(`/funds/carry-over?year=${year}`);
    await page.getByText('没有障碍，可以结转').waitFor();
    const seen = await page
      .getByRole('row', { name: /GZ-AID/ })
      .first()
      .innerText();
    const before = /[\d,]+\.\d\d/.exec(seen)?.[0] ?? '';
    expect(before).not.toBe('');
    const { items } = (await finance.get('/funds?limit=200')).body;
    const { id } = items.find((fund: { code: string }) => fund.code === 'GZ-AID');
    const basis = { document: '调整', clause: '一' };
    expect((await finance.post(`/funds/${id}/allotments`, { amount: '1.00', basis })).status).toBe(201);
    site.expectErrors(/409/);
    await page.keyboard.press('Control+Enter');
    await agree(page, '随即记账');
    await page.getByText('您看到以后有变化，没有办理').waitFor();
    const row = await page.getByRole('row', { name: /GZ-AID \(/ }).innerText();
    expect(row).toContain(before);
    expect(row).toContain('→ GZ-AID-NEXT');
    await axe(page, { within: 'main' });
    await page.keyboard.press('Control+Enter');
    await agree(page, '随即记账');
    await page.getByText(`${year} 年已结转。`).waitFor();
  });
});
