import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { axe, becomes, shot } from '../support/page-tools';

const save = (page: Page): Promise<void> => page.keyboard.press('Control+Enter');
const chosen = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(text);
  await page.locator('.ant-select-item-option', { hasText: text }).first().click();
};
const dated = async (page: Page, label: string, day: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).fill(day);
};
const WIDE = { viewport: { width: 1920, height: 1080 } };

/** What is asked before a fund is raised or cut; neither Enter nor Escape answers it, and nothing is posted. */
async function wentBack(page: Page, question: Locator): Promise<void> {
  await question.getByText('Allotted 1,000.00 → -500.00 yuan').waitFor();
  await question.getByText('By 示例〔2026〕10号 一').waitFor();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await page.getByLabel('Amount (negative to cut)').fill('1000.01');
  await save(page);
  await question.getByText('a nought too many').waitFor();
  await axe(page);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
}

/** Each register by those who keep it; others read it, and are told who may. */
describeInBrowser('who keeps which register', (site) => {
  it('a provider manager enters a worker of the own firm, who then has a history', async () => {
    const page = await site.as('manager');
    await page.goto('/workers/new');
    await page.getByLabel('编号', { exact: true }).fill('W10901');
    await page.getByLabel('姓名', { exact: true }).fill('阿卜杜热合曼·买买提艾力');
    // The firm of this manager serves two bureaus.
    await page.getByLabel('为哪个局服务').click();
    await page.locator('.ant-select-item-option-active').waitFor();
    await page.keyboard.press('Enter');
    await dated(page, '证书有效至', '20270630');
    await dated(page, '入职', '2026-11-01');
    site.expectErrors(/status of 400/);
    await dated(page, '离职（可不填）', '2026-10-01');
    await save(page);
    await page.locator('#field-leftOn-fault').waitFor();
    await axe(page);
    await page.getByLabel('离职（可不填）').fill('');
    await save(page);
    await page.waitForURL(/workers\/[0-9a-f-]{36}$/);
    await page.getByText('首次登记').waitFor();
    await axe(page);
    await shot(page, 'desk-workers-id-long');
  });

  it('the bureau’s finance opens a fund, and is told at its field why it cannot cut that far', async () => {
    const page = await site.as('finance', { language: 'en', colorScheme: 'dark', ...WIDE });
    await page.goto('/funds');
    // However slow the machine: what is said goes when it is taken away, not when its three seconds are over.
    await page.clock.setFixedTime(Date.now());
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('n');
    await page.locator('#field-code:focus').waitFor();
    await page.getByLabel('Code', { exact: true }).fill('GZ-2026-X');
    await chosen(page, 'Fund type', 'government purchase');
    await page.getByLabel('Allotted', { exact: true }).fill('1000');
    await page.getByLabel('Document').fill('示例〔2026〕9号');
    await page.getByLabel('Clause').fill('二');
    await save(page);
    await page.waitForURL(/funds\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: 'GZ-2026-X' }).waitFor();
    const praise = page.locator('.ant-message-success');
    await praise.waitFor();
    await page.keyboard.press('n');
    await page.waitForURL(/allot$/);
    await page.getByLabel('Amount (negative to cut)').fill('-1500');
    await page.getByText('Then allotted -500.00').waitFor();
    await page.getByLabel('Document').fill('示例〔2026〕10号');
    await page.getByLabel('Clause').fill('一');
    await save(page);
    const question = page.getByRole('dialog', { name: 'GZ-2026-X · Change the allotment' });
    await wentBack(page, question);
    await page.getByLabel('Amount (negative to cut)').fill('-1500');
    await save(page);
    await question.getByRole('button', { name: 'Do it' }).click();
    await page.locator('#field-amount-fault').waitFor();
    // The field says what it may be; why, and which orders hold the rest, is said once.
    await becomes(
      () => page.locator('#field-amount-fault').innerText(),
      expect.stringContaining('At most 1,000.00 yuan can be cut'),
    );
    await becomes(() => page.getByText('has only 1,000.00').count(), 1);
    // "Saved" was said of the fund, and would be read as of the cut that is refused.
    await praise.waitFor({ state: 'detached' });
    await axe(page);
    await shot(page, 'desk-funds-allot-refused-en-dark');
    await page.getByLabel('Amount (negative to cut)').fill('-250.5');
    await save(page);
    await question.getByRole('button', { name: 'Do it' }).click();
    await page.waitForURL(/funds\/[0-9a-f-]{36}$/);
    const { items } = (await (await site.app.signIn('finance')).get('/funds?code=GZ-2026-X')).body;
    expect(items).toMatchObject([{ allotted: '749.50', available: '749.50' }]);
  });

  it('an allotment by a paper of last month counts from then, in the books of this one', async () => {
    const finance = await site.app.signIn('finance');
    const [{ id }] = (await finance.get('/funds?code=GZ-BUY')).body.items;
    const stood = async (day: string): Promise<number> =>
      Number((await finance.get(`/funds/${id}/balance?asOf=${day}`)).body.allotted);
    const days = ['2026-10-11', '2026-10-12'] as const;
    const before = [await stood(days[0]), await stood(days[1])];
    const page = await site.as('finance');
    await page.goto(`/funds/${id}/allot`);
    await page.getByLabel('金额').fill('12.34');
    await page.getByLabel('依据文件').fill('示例〔2026〕11号');
    await page.getByLabel('条款').fill('一');
    const day = page.getByLabel('从哪天起算（可不填）');
    await day.fill('2027-01-01');
    await save(page);
    await page.locator('#field-effectiveOn-fault', { hasText: '还没到的日子' }).waitFor();
    await day.fill('2026-10-12');
    await page.keyboard.press('Enter');
    await save(page);
    const question = page.getByRole('dialog');
    await question.getByText('从 2026-10-12 起算，记入 2026-11 的账').waitFor();
    await axe(page);
    await question.getByRole('button', { name: '办理' }).click();
    await page.waitForURL(/funds\/[0-9a-f-]{36}$/);
    const gained = [await stood(days[0]), await stood(days[1])].map((yuan, i) => yuan - (before[i] ?? 0));
    expect(gained.map((yuan) => yuan.toFixed(2))).toEqual(['0.00', '12.34']);
  });

  it('a unit’s finance opens a fund of the own unit, and enters what a cadre needs', async () => {
    const page = await site.as('unit');
    await page.goto('/funds/new');
    await page.getByLabel('编号', { exact: true }).fill('U-2026-X');
    expect(await page.getByLabel('所属').count()).toBe(0);
    await chosen(page, '经费类型', '公用经费');
    await page.getByLabel('指标').fill('500.00');
    await page.getByLabel('依据文件').fill('示例〔2026〕9号');
    await page.getByLabel('条款').fill('二');
    await save(page);
    await page.waitForURL(/funds\/[0-9a-f-]{36}$/);
    const unit = await site.app.signIn('unit');
    const { items } = (await unit.get('/funds?code=U-2026-X')).body;
    expect(items[0].ownerUnitId).toBe(unit.user.unitId);
    const cadre = (await unit.get('/cadres?limit=1')).body.items[0];
    await page.goto('/needs/new');
    await page.locator('#need-cadre:focus').waitFor();
    await save(page);
    await page.getByText('请先选老干部').waitFor();
    await page.locator('#need-cadre').fill(cadre.code);
    await page.locator('.ant-select-item-option', { hasText: cadre.name }).click();
    await page.getByLabel('说了什么、要什么').fill('想每周有人陪着去医院');
    await save(page);
    await page.waitForURL(/cadres\/[0-9a-f-]{36}$/);
    await page.getByRole('link', { name: '更正' }).first().click();
    await page.getByLabel('说了什么、要什么').fill('每两周一次');
    await page.getByLabel('变更原因').fill('家属更正');
    await axe(page);
    await save(page);
    await page.getByText('每两周一次').waitFor();
  });

  it('a limit has its days, and tells what binds beside it', async () => {
    const page = await site.as('clerk');
    const clerk = await site.app.signIn('clerk');
    const [limit] = (await clerk.get('/limits')).body.items;
    await page.goto('/limits/new');
    await page.getByLabel('编号', { exact: true }).fill('XE-91');
    await chosen(page, '经费类型（可不填）', '政府购买');
    await page.getByLabel('限额', { exact: true }).fill('abc');
    await page.getByLabel('依据', { exact: true }).fill('示例〔2026〕1号 一');
    await dated(page, '生效日期（可不填）', '2026-12-01');
    await save(page);
    await page.locator('#field-cap-fault', { hasText: '请填数字' }).waitFor();
    await page.getByLabel('限额', { exact: true }).fill('800');
    await save(page);
    await page.waitForURL(/limits\/[0-9a-f-]{36}$/);
    await page.getByText('2026-12-01').first().waitFor();
    const made = (await clerk.get('/limits?code=XE-91')).body.items[0];
    expect(made).toMatchObject({ cap: '800.00', validFrom: '2026-12-01', validTo: null, category: null });
    await axe(page);
    await shot(page, 'desk-limits-id-dated', { fullPage: true });
    expect((await clerk.get(`/limits/${limit.id}`)).body.version).toBe(limit.version);
  });

  it('a provider replies to a low rating, and the overview’s figure opens just those', async () => {
    const page = await site.as('supervisor');
    await page.goto('/ratings?level=low&counts=true&month=2026-10');
    await page.locator('.row').first().waitFor();
    const rows = await page.locator('.row').count();
    await becomes(() => page.locator('.row .tag-bad').count(), rows);
    const manager = await site.as('manager');
    await manager.goto('/ratings?level=low');
    await manager.locator('.row a').first().click();
    await manager.getByLabel('答复内容').fill('已向老人致歉，今后由郭珍上门。');
    await axe(manager);
    await save(manager);
    await manager.locator('.timeline', { hasText: '已向老人致歉' }).waitFor();
    await becomes(() => manager.getByLabel('答复内容').inputValue(), '');
    await shot(manager, 'desk-ratings-id-replied', { fullPage: true });
  });

  it('those who keep it not read it, and are told who may', async () => {
    const page = await site.as('auditor', { language: 'en' });
    await page.goto('/units');
    await page.locator('.row a').first().click();
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    expect(await page.getByRole('link', { name: /Change/ }).count()).toBe(0);
    await page.goto('/units/new');
    await page.getByText('Your role may not do this').waitFor();
    await page.getByText('Who may: Bureau clerk').waitFor();
    await axe(page);
    const contact = await site.as('unit');
    await contact.goto('/units');
    await contact.locator('.row a').first().click();
    await contact.getByRole('heading', { level: 1 }).waitFor();
    expect(await contact.getByRole('heading', { name: '历次版本' }).count()).toBe(0);
  });
});
