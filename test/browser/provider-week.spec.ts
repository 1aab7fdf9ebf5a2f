import { state } from '../support/bill-steps';
import { describeInBrowser, type Site } from '../support/browser';
import { axe, becomes } from '../support/page-tools';

/** The provider's week where it does not go as planned. */
interface Planned {
  id: string;
  number: string;
  orderId: string;
}

const DAY = '2026-12-08';

/** A visit of the order of that number, at 09:00 of the day. */
async function planOf(site: Site, number: string, time = '09:00'): Promise<Planned> {
  const manager = await site.app.signIn('manager');
  const [order] = (await manager.get(`/orders?number=${number}`)).body.items;
  await manager.post(`/orders/${order.id}/accept`, {});
  const startsAt = `${DAY}T${time}:00+08:00`;
  const { body } = await manager.get(
    `/orders/${order.id}/candidates?startsAt=${encodeURIComponent(startsAt)}`,
  );
  const workerId = body.items.find(({ isFree }: { isFree: boolean }) => isFree).workerId;
  const planned = await manager.post(`/orders/${order.id}/visits`, { workerId, startsAt });
  if (planned.status !== 201) throw new Error(JSON.stringify(planned.body));
  return planned.body;
}

const statusOf = async (site: Site, id: string): Promise<string> =>
  (await (await site.app.signIn('manager')).get(`/visits/${id}`)).body.status;

describeInBrowser('a provider and what comes between', (site) => {
  it('files what is shown, or nothing: a second window is told which bill has the lines', async () => {
    const [first, second] = [await site.as('manager'), await site.as('manager')];
    for (const page of [first, second]) {
      await page.goto('/bills/new?month=2026-10');
      await page.locator('[role=status]', { hasText: '已勾选' }).waitFor();
    }
    await first.locator('tbody .ant-table-row .ant-checkbox-input').first().uncheck();
    await first.keyboard.press('Control+Enter');
    await state(first, '已提交');
    const number = /账单 (\S+)/.exec(await first.locator('h1').innerText())?.[1] ?? '';
    await second.keyboard.press('Control+Enter');
    await second.locator('.problem', { hasText: `账单 ${number} 上已有服务记录` }).waitFor();
    await second.locator('[role=status]', { hasText: '已勾选 1 行' }).waitFor();
    await second.locator('.filters', { hasText: '2026-10 · 未入账 1' }).waitFor();
    await axe(second, { within: 'main' });
    // The line that was left out on purpose still waits: nothing was filed beside what was seen.
    const { body } = await (await site.app.signIn('manager')).get('/bills/unbilled');
    expect(body.items.find(({ month }: { month: string }) => month === '2026-10').visits).toBe(1);
  });

  it('moves a visit in one go, and gives nothing up before', async () => {
    const visit = await planOf(site, 'DD-2026-000008');
    const page = await site.as('manager');
    await page.goto(`/dispatch?day=${DAY}`);
    const chip = page.locator('.chip-planned', { hasText: '09:00' }).first();
    await chip.click();
    await page.getByRole('button', { name: /改 ?期/ }).click();
    const dialog = page.locator('.ant-modal', { hasText: '改期' });
    await dialog.getByText('确定新时间以前不变').waitFor();
    await dialog.locator('.ant-radio-wrapper-checked', { hasText: '有空' }).waitFor();
    await axe(page, { within: '.ant-modal' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await statusOf(site, visit.id)).toBe('planned');
    await chip.click();
    await page.getByRole('button', { name: /改 ?期/ }).click();
    await dialog.getByLabel('改期原因').fill('长辈上午要去医院。');
    await dialog.getByLabel('时间').click();
    await page.locator('.ant-select-item', { hasText: '10:30' }).click();
    await dialog.locator('.ant-radio-wrapper-checked', { hasText: '有空' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('.chip-planned', { hasText: '10:30' }).first().waitFor();
    expect(await statusOf(site, visit.id)).toBe('cancelled');
  });

  it('is warned before and after where more is planned than the order has left', async () => {
    const { orderId } = await planOf(site, 'DD-2026-000008', '11:00');
    const { app } = site;
    const bureauId = (await app.signIn('finance')).user.bureauId as string;
    await app.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      tx.execute('update service_order set quantity_hundredths = used_hundredths + 100 where id = $1', [
        orderId,
      ]),
    );
    const page = await site.as('manager');
    await page.goto(`/dispatch?day=${DAY}`);
    const card = page.locator('li[draggable]', { hasText: 'DD-2026-000008' });
    await card.locator('.tag-bad', { hasText: /超出订单 [\d.]+ (次|小时)，超出部分不支付/ }).waitFor();
    await axe(page, { within: 'main' });
    const plan = card.getByRole('button', { name: /安 ?排/ });
    await plan.click();
    await page.locator('.candidates .ant-radio-wrapper-checked').waitFor();
    await axe(page, { within: '.ant-modal' });
    // The week that is shown is offered, not today.
    await becomes(() => page.getByLabel('日期').inputValue(), expect.stringContaining('2026-12-07'));
    const send = page.locator('.ant-modal-footer .ant-btn-primary');
    await becomes(() => send.isDisabled(), true);
    await page.getByLabel('知道不支付，仍要安排').check();
    await becomes(() => send.isDisabled(), false);
    await page.keyboard.press('Escape');
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await page.waitForFunction(
      `document.activeElement?.getAttribute('aria-label') === '安排 DD-2026-000008'`,
    );
  });

  it('is told that nobody was there, and plans another time instead', async () => {
    const visit = await planOf(site, 'DD-2026-000008', '17:00');
    await (await site.app.signIn('clerk')).post(`/visits/${visit.id}/skip`, { reason: '家中无人应门。' });
    const page = await site.as('manager');
    await page.goto('/');
    await page.getByRole('link', { name: '没做成、待另约的服务' }).click();
    await page.locator('td', { hasText: '家中无人应门。' }).first().waitFor();
    await axe(page, { within: 'main' });
    await page.goto(`/dispatch?day=${DAY}`);
    await page.locator('.chip-missed', { hasText: '17:00' }).click();
    await page.getByText('家中无人应门。').waitFor();
    await page.getByRole('button', { name: '另约时间' }).click();
    await page.locator('.candidates .ant-radio-wrapper-checked').waitFor();
    await page.getByLabel('知道不支付，仍要安排').check();
    await page.keyboard.press('Control+Enter');
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await page.goto('/');
    await page.locator('.tiles').waitFor();
    expect(await page.getByRole('link', { name: '没做成、待另约的服务' }).count()).toBe(0);
  });

  it('declines by whom and what, and the clerk reads why', async () => {
    const page = await site.as('manager');
    await page.goto('/dispatch');
    const waiting = page.locator('.section', { hasText: '待接的订单' }).locator('li').last();
    const number = await waiting.locator('a').innerText();
    await waiting.getByRole('button', { name: /谢 ?绝/ }).click();
    await page.locator('.ant-modal', { hasText: number }).waitFor();
    await page.getByLabel('原因').fill('近期没有人手。');
    await page.keyboard.press('Control+Enter');
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    const clerk = await site.as('clerk');
    await clerk.goto('/');
    await clerk.getByRole('link', { name: '近 30 天服务商谢绝' }).click();
    await clerk.getByRole('link', { name: number }).click();
    await clerk.locator('h1', { hasText: number }).waitFor();
    await clerk.getByText('近期没有人手。').waitFor();
    await clerk.locator('.tag-bad', { hasText: '服务商谢绝' }).first().waitFor();
    await axe(clerk, { within: 'main' });
  });
});
