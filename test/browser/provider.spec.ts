import { agree, answerTogether, givesUpNothing, state, takesNoLargeFile } from '../support/bill-steps';
import { describeInBrowser, type Site } from '../support/browser';
import { axe, becomes, counted, scrollsSideways, shot } from '../support/page-tools';
import { SIGNATURE } from '../support/visits';

interface Line {
  line: number;
  amount: string;
  approvedAmount: string;
}
interface Shown {
  id: string;
  number: string;
  status: string;
  payable: string;
  lines: Line[];
}

const P10 = 'ZD-2026-10-10';

async function billNumbered(site: Site, number: string): Promise<Shown> {
  const manager = await site.app.signIn('manager');
  const { body } = await manager.get(`/bills?number=${number}`);
  return body.items[0];
}

describeInBrowser('a provider and its week', (site) => {
  it('accepts an order and plans a visit, by the menu and by dragging', async () => {
    const page = await site.as('manager');
    await page.goto('/dispatch');
    const waiting = page.locator('.section', { hasText: '待接的订单' });
    await waiting
      .getByRole('button', { name: /接 ?单/ })
      .first()
      .waitFor();
    await page.locator('.chip').first().waitFor();
    await axe(page);
    const count = await counted(page);
    const before = await waiting.locator('li').count();
    await waiting
      .getByRole('button', { name: /接 ?单/ })
      .first()
      .click();
    await waiting
      .locator('li')
      .nth(before - 1)
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /安 ?排 DD-2026-000008/ }).click();
    await page.locator('.candidates .ant-radio-wrapper-checked').waitFor();
    await axe(page, { within: '.ant-modal' });
    await shot(page, 'desk-dispatch-plan');
    const planned = page.waitForResponse(
      (answer) => answer.url().endsWith('/visits') && answer.status() === 201,
    );
    await page.keyboard.press('Control+Enter');
    await planned;
    // One press accepts; a visit is planned with the best person by a press and a key.
    expect(await count()).toMatchObject({ clicks: 2, keys: 1 });
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '下一周' }).click();
    const cell = page.locator('.board-table tbody tr', { hasText: '郭珍' }).locator('td').nth(5);
    await page.locator('li[draggable]', { hasText: 'DD-2026-000008' }).dragTo(cell);
    await page.locator('.candidates .ant-radio-wrapper-checked', { hasText: '郭珍' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('outlines who would be in two places, and says so', async () => {
    const page = await site.as('manager');
    await page.goto('/dispatch');
    await page.locator('.chip').first().waitFor();
    const { app } = site;
    const bureauId = (await app.signIn('finance')).user.bureauId as string;
    const twin = await app.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      tx.query<{ day: string }>(
        `with chosen as (
           select id, worker_id, planned_at from visit where status = 'planned' order by day, number limit 1
         )
         update visit set planned_at = chosen.planned_at, day = (chosen.planned_at at time zone 'Asia/Shanghai')::date,
           worker_id = chosen.worker_id
         from chosen where visit.id = (select v.id from visit v, chosen
           where v.status = 'planned' and v.id <> chosen.id order by v.day desc, v.number limit 1)
         returning visit.day::text`,
      ),
    );
    await page.goto(`/dispatch?day=${twin[0]?.day}`);
    await page.locator('.chip.is-conflict').first().waitFor();
    expect(await page.locator('.chip.is-conflict').count()).toBeGreaterThanOrEqual(2);
    await becomes(
      () => page.locator('.chip.is-conflict').first().innerText(),
      expect.stringContaining('冲突'),
    );
    await axe(page, { within: 'main' });
  });

  it('is served by the clerk where it does not click, once somebody of it is named', async () => {
    const clerk = await site.app.signIn('clerk');
    const { body } = await clerk.get('/contracts?number=HT-2026-10');
    const page = await site.as('clerk');
    await page.goto(`/bills/new?month=2026-10&contractId=${body.items[0].id}`);
    const behalf = page.getByRole('textbox', { name: /代服务商办理/ });
    await behalf.waitFor();
    expect(await page.locator('[role=status]', { hasText: '已勾选' }).count()).toBe(0);
    await behalf.fill('刘主任（电话）');
    await behalf.press('Enter');
    await page.locator('[role=status]', { hasText: '已勾选 5 行' }).waitFor();
    await axe(page, { within: 'main' });
  });

  it('bills a month from verified visits with one key, and nothing retyped', async () => {
    const page = await site.as('manager');
    const count = await counted(page);
    await page.goto('/bills/new?month=2026-10');
    await page.locator('[role=status]', { hasText: '已勾选' }).waitFor();
    const said = await page.locator('[role=status]', { hasText: '已勾选' }).innerText();
    await axe(page, { within: 'main' });
    await page.keyboard.press('Control+Enter');
    await state(page, '已提交');
    expect(await count()).toMatchObject({ keys: 1, clicks: 0 });
    const total = await page.locator('.totals .money').first().innerText();
    expect(said).toContain(`${total.replace(/,/g, '')} 元`);
    // Who goes back is not offered the same lines again, but told which bill has them.
    const number = /账单 (\S+)/.exec(await page.locator('h1').innerText())?.[1] ?? '';
    await page.goBack();
    await page.locator('.empty a', { hasText: number }).waitFor();
    expect(await page.locator('.problem').count()).toBe(0);
    await axe(page, { within: 'main' });
  });

  it('appeals a whole group with one reason and a picture, and is answered at once', async () => {
    const { id } = await billNumbered(site, P10);
    await (await site.app.signIn('finance')).post(`/bills/${id}/adjudicate`, {});
    const page = await site.as('manager');
    await page.goto(`/bills/${id}`);
    const group = page.locator('.group', { hasText: '重复申报' }).first();
    await group.locator('summary').press('Enter');
    // Words before codes, and who and when before the number of the visit.
    await becomes(() => group.locator('h3').innerText(), expect.stringMatching(/^重复申报\s+I02/));
    await becomes(
      () => group.locator('.group-lines li').first().innerText(),
      expect.stringMatching(/\p{L}{2,}\s+JL\d+\s[\s\S]*\d{4}-\d\d-\d\d 周. \d\d:\d\d–\d\d:\d\d · \p{L}+/u),
    );
    await group.getByLabel(/本组可申诉的 \d+ 行/).check();
    await group.locator('.group-lines input:checked').nth(1).waitFor();
    const count = await group.locator('.group-lines input:checked').count();
    expect(count).toBeGreaterThan(1);
    await axe(page, { within: 'main' });
    // The first of them is refused once: it is named, and only it is sent again.
    const sent: number[] = [];
    await page.route('**/appeal', async (route) => {
      if (sent.push(route.request().postDataJSON().line) > 1) return route.continue();
      const detail = '账单正在处理，请稍后再试。';
      const json = { type: 'about:blank', title: '冲突', status: 409, code: 'busy', detail };
      await route.fulfill({ status: 409, contentType: 'application/problem+json', json });
    });
    await page.locator('main h1').click();
    await page.keyboard.press('a');
    await page.getByLabel('理由').fill('服务已完成，附家属签字。');
    await takesNoLargeFile(page);
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: '签字单.png', mimeType: 'image/png' },
      buffer: Buffer.from(SIGNATURE.split(',')[1] ?? '', 'base64'),
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText(`已提交 ${count - 1}/${count} 行 · 1 行没有成功`).waitFor();
    await page.getByText('账单正在处理，请稍后再试。').waitFor();
    await axe(page, { within: '.ant-modal' });
    await shot(page, 'desk-appeal-together');
    await page.getByRole('button', { name: '重试未成功的 1 行' }).click();
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    expect([sent.length, sent[count]]).toEqual([count + 1, sent[0]]);
    await state(page, '有异议');
    await givesUpNothing(page, count);

    await answerTogether(site, id, count);
  });

  it('sees what was refused and why, appeals one line, and confirms the amount', async () => {
    const { id, lines } = await billNumbered(site, P10);
    const line = lines.find(({ amount, approvedAmount }) => amount !== approvedAmount)?.line;
    const page = await site.as('manager');
    await page.goto(`/bills/${id}`);
    await page.locator('.group .finding').first().waitFor();
    await axe(page, { within: 'main' });
    await shot(page, 'desk-bill-of-provider');
    await page.goto(`/bills/${id}/lines/${line}`);
    await page.getByRole('button', { name: `对第 ${line} 行申诉` }).waitFor();
    await page.locator('.compare tr').nth(1).waitFor();
    await page.keyboard.press('a');
    await page.getByLabel('理由').fill('服务已完成，附家属签字。');
    await page.keyboard.press('Control+Enter');
    await state(page, '有异议');
    const asked = await site.as('finance');
    await asked.goto(`/bills/${id}`);
    await asked.getByRole('button', { name: /答 ?复/ }).click();
    await asked.getByLabel('理由').fill('凭证不足。');
    await asked.keyboard.press('Control+Enter');
    await state(asked, '已核定');
    await page.goto(`/bills/${id}`);
    await page.getByText('凭证不足。').waitFor();
    await page.keyboard.press('Control+Enter');
    await agree(page, '确认应付');
    await state(page, '已确认');
  });

  it('enters the tax invoice: what does not fit is said, then it fits', async () => {
    const { id, payable } = await billNumbered(site, P10);
    await (await site.app.signIn('approver')).post(`/bills/${id}/approve`, {});
    const page = await site.as('manager');
    await page.goto(`/bills/${id}`);
    const enter = async (button: string, number: string, total: string, said: string): Promise<void> => {
      await page.getByRole('button', { name: button }).click();
      // Nothing of ours stands there but the day: what is typed is what is checked.
      for (const label of ['发票号码', '价税合计'])
        await becomes(() => page.getByLabel(label).inputValue(), '');
      await page.getByLabel('发票号码').fill(number);
      await page.getByLabel('价税合计').fill(total);
      await page.locator('.ant-modal [role=status]', { hasText: said }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('.ant-modal').waitFor({ state: 'detached' });
    };
    await enter('登记发票', '2635 2000 0000 0000 010', '1.00', '与应付相差 -');
    await page.locator('.finding', { hasText: 'T05' }).waitFor();
    await page.getByText('号码现有 19 个字符，须为 20 位数字').waitFor();
    await shot(page, 'desk-invoice-wrong');
    await enter('更换发票', '26352000000000000011', payable, '与应付相符');
    await state(page, '可支付');
    await page.getByText('发票与应付金额、双方代码相符').waitFor();
    expect((await billNumbered(site, P10)).payable).toBe(payable);
  });

  it('is whole in English and in the dark, and on a wide screen', async () => {
    const page = await site.as('manager', {
      language: 'en',
      colorScheme: 'dark',
      viewport: { width: 1920, height: 1080 },
    });
    const { id } = await billNumbered(site, P10);
    for (const path of ['/dispatch', `/bills/${id}`, '/ratings']) {
      await page.goto(path);
      await page.locator('main h1').waitFor();
      await page.waitForLoadState('networkidle');
      await axe(page, { within: 'main' });
      expect([path, await scrollsSideways(page)]).toEqual([path, false]);
    }
  });
});
