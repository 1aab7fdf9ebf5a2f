import type { Page } from 'playwright-core';
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

/** Whoever keeps a register enters a row, changes it, and is told where somebody else was faster. */
describeInBrowser('the registers', (site) => {
  it('a clerk enters an item by keyboard, is told what is missing at its field, and changes it', async () => {
    const page = await site.as('clerk');
    await page.goto('/items');
    // What is said stays for as long as the clock stands still: it does not go by itself before it is looked at.
    await page.clock.setFixedTime(Date.now());
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('n');
    await page.waitForURL(/items\/new$/);
    await page.locator('#field-code:focus').waitFor();
    await save(page);
    const summary = page.locator('.fault-summary');
    await summary.getByText(/还有 \d 处要改/).waitFor();
    await becomes(() => page.locator('.has-fault').count(), 4);
    await axe(page);
    await shot(page, 'desk-items-new-faults');
    await summary.getByRole('button', { name: '编号' }).click();
    await page.locator('#field-code:focus').waitFor();
    await page.keyboard.type('LC01');
    await page.getByLabel('名称', { exact: true }).fill('心理疏导');
    await page.getByLabel('类别', { exact: true }).fill('精神慰藉');
    await page.getByLabel('政府购买').check();
    await page.getByLabel('签名').check();
    await save(page);
    await page.locator('#field-code-fault', { hasText: 'LC01' }).waitFor();
    await page.getByLabel('编号', { exact: true }).fill('XS01');
    await save(page);
    await page.waitForURL(/items\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: '心理疏导' }).waitFor();
    await page.keyboard.press('e');
    await page.waitForURL(/edit$/);
    await becomes(() => page.getByLabel('编号', { exact: true }).isDisabled(), true);
    await page.getByLabel('标准时长（分钟）').fill('50');
    await page.getByLabel('变更原因').fill('标准调整');
    await dated(page, '变更依据的日期（可不填）', '2026-11-01');
    await save(page);
    await page.getByText('第 2 版', { exact: true }).waitFor();
    await page.locator('.versions', { hasText: '标准调整 · 依据日期 2026-11-01' }).waitFor();
    await becomes(
      () => page.locator('.versions .changes').first().innerText(),
      expect.stringContaining('标准时长（分钟） 60 → 50'),
    );
    // What was said when the item was entered has made room: two would lie over the page's head and title.
    await page.locator('.ant-message-notice', { hasText: '已保存为第 2 版' }).waitFor();
    await becomes(() => page.locator('.ant-message-notice').allInnerTexts(), ['已保存为第 2 版']);
    await axe(page);
    await shot(page, 'desk-items-id-versions', { fullPage: true });
  });

  it('whoever is slower sees what the other changed, and loses nothing', async () => {
    site.expectErrors(/ERR_INTERNET_DISCONNECTED/);
    const clerk = await site.app.signIn('clerk2');
    const { items } = (await clerk.get('/units?limit=2')).body;
    const [unit] = items;
    const page = await site.as('clerk');
    await page.goto(`/units/${unit.id}/edit`);
    await page.getByLabel('名称', { exact: true }).fill('蕉城区教育和体育局');
    await page.getByLabel('变更原因').fill('机构改革');
    await page.context().setOffline(true);
    await save(page);
    await page.getByText(/连不上服务器，没有提交/).waitFor();
    await page.context().setOffline(false);
    await clerk.patch(`/units/${unit.id}`, { kind: '参公单位', reason: '核对编制' });
    await save(page);
    const conflict = page.locator('.conflict');
    await conflict.getByText('参公单位').waitFor();
    await conflict.getByText(/存了第 2 版/).waitFor();
    await becomes(() => conflict.locator('tbody tr').count(), 2);
    await axe(page);
    await shot(page, 'desk-units-conflict');
    expect((await clerk.get(`/units/${unit.id}`)).body.name).toBe(unit.name);
    await page.getByRole('button', { name: '在新的一版上保留我的修改' }).click();
    await page.getByText(/已换到第 2 版/).waitFor();
    await becomes(() => page.getByLabel('类型', { exact: true }).inputValue(), '参公单位');
    await save(page);
    await page.waitForURL(/units\/[0-9a-f-]{36}$/);
    expect((await clerk.get(`/units/${unit.id}`)).body).toMatchObject({
      ...{ name: '蕉城区教育和体育局', kind: '参公单位', version: 3 },
    });
  });

  it('a credit code that somebody has already is told below it, and asked about before it is saved', async () => {
    const clerk = await site.app.signIn('clerk');
    const [taken] = (await clerk.get('/units?code=U002')).body.items;
    const page = await site.as('clerk');
    await page.goto('/units/new');
    await page.getByLabel('编号', { exact: true }).fill('U877');
    await page.getByLabel('名称', { exact: true }).fill('某分局');
    await page.getByLabel('类型', { exact: true }).fill('机关');
    await page.getByLabel('区划', { exact: true }).fill('350902');
    const field = page.getByLabel('统一社会信用代码');
    await field.fill(`${taken.creditCode.slice(0, -1)}${taken.creditCode.endsWith('0') ? '1' : '0'}`);
    await save(page);
    await page.locator('#field-creditCode-fault', { hasText: '校验位不对' }).waitFor();
    await field.fill(taken.creditCode.toLowerCase());
    await page.locator('.field-doubt', { hasText: `U002 ${taken.name}` }).waitFor();
    await save(page);
    const question = page.getByRole('dialog');
    await question.getByText(/一家只有一个代码/).waitFor();
    await axe(page);
    await question.getByRole('button', { name: '回去修改' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await clerk.get('/units?code=U877')).body.items).toEqual([]);
    await save(page);
    await question.getByRole('button', { name: '没有错，保存' }).click();
    await page.waitForURL(/units\/[0-9a-f-]{36}$/);
    // Of two offices under one code each says so of the other, and none of itself.
    await page.goto(`/units/${taken.id}/edit`);
    await page.locator('.field-doubt', { hasText: 'U877' }).waitFor();
    await becomes(() => page.locator('.field-doubt').count(), 1);
  });

  it('what was entered is not lost by leaving: it asks, and Escape goes back', async () => {
    const page = await site.as('clerk');
    await page.goto('/units/new');
    await page.getByLabel('名称', { exact: true }).fill('某局');
    await page.keyboard.press('Escape');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('填了还没保存').waitFor();
    await axe(page);
    await dialog.getByRole('button', { name: '留下继续填' }).click();
    await becomes(() => page.getByLabel('名称', { exact: true }).inputValue(), '某局');
    await page.getByRole('menuitem', { name: '订单', exact: true }).click();
    await dialog.getByRole('button', { name: '不保存，离开' }).click();
    await page.waitForURL(/orders$/);
    await page.goto('/units/new');
    await page.locator('#field-code:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/units$/);
  });

  it('a clerk enters a cadre; the ID number is checked, and then nobody sees it whole', async () => {
    const page = await site.as('clerk');
    await page.goto('/cadres/new');
    await page.getByLabel('编号', { exact: true }).fill('G0301');
    await page.getByLabel('姓名', { exact: true }).fill('王建国');
    await page.getByLabel('男', { exact: true }).check();
    await page.getByLabel('身份证号').fill('350902193311050030');
    await chosen(page, '原单位', 'U001');
    await page.getByLabel('区划', { exact: true }).fill('城里');
    await page.getByLabel('电话', { exact: true }).fill('13859302716');
    await page.getByLabel('住址').fill('蕉城区东湖路96号');
    await page.getByLabel('住处坐标').fill('119.54');
    // The family may be left out, but once begun it is given whole.
    await page.getByLabel('家属姓名').fill('王晓燕');
    await save(page);
    await page.locator('#field-place-fault', { hasText: '应为“经度,纬度”' }).waitFor();
    await becomes(() => page.getByLabel('住处坐标').inputValue(), '119.54');
    await page.locator('#field-area-fault', { hasText: '填六位行政区划代码' }).waitFor();
    // By its name it is found all the same.
    await page.getByLabel('区划', { exact: true }).fill('蕉城');
    await page.getByLabel('住处坐标').fill('２６.68， 119.54');
    await page.locator('#field-family-phone-fault').waitFor();
    await page.getByLabel('与本人关系').fill('女儿');
    await page.getByLabel('家属电话').fill('13950528831');
    await page.locator('#field-idNumber-fault', { hasText: '末位校验不对' }).waitFor();
    await axe(page);
    await page.getByLabel('身份证号').fill('350902193311050036');
    await shot(page, 'desk-cadres-new-filled', { fullPage: true });
    await save(page);
    await page.waitForURL(/cadres\/[0-9a-f-]{36}$/);
    await page.getByText('350902**********36').waitFor();
    await page.getByText('119.54,26.68').waitFor();
    await page.keyboard.press('e');
    await page.waitForURL(/edit$/);
    await page.getByText('现为 138****2716；不改请留空').waitFor();
    expect(await page.content()).not.toMatch(/350902193311050036|13859302716|13950528831/);
    await page.getByLabel('家属电话').fill('13950528832');
    await page.getByLabel('变更原因').fill('换了电话');
    await save(page);
    await page.locator('#field-family-name-fault').waitFor();
    await page.getByLabel('家属姓名').fill('王晓燕');
    await page.getByLabel('与本人关系').fill('女儿');
    await save(page);
    await page.getByText('个人信息有变动（内容不在此显示）').waitFor();
    await shot(page, 'desk-cadres-id-versions', { fullPage: true });
  });

  it('a person who is on record already is refused at the field, with the code', async () => {
    const page = await site.as('clerk');
    await page.goto('/cadres/new');
    await page.getByLabel('编号', { exact: true }).fill('G0302');
    await page.getByLabel('姓名', { exact: true }).fill('王建国');
    await page.getByLabel('男', { exact: true }).check();
    await page.getByLabel('身份证号').fill('350902193311050036');
    await chosen(page, '原单位', 'U001');
    await page.getByLabel('区划', { exact: true }).fill('350902');
    await page.getByLabel('电话', { exact: true }).fill('13859302716');
    await page.getByLabel('住址').fill('蕉城区东湖路96号');
    await save(page);
    await page.locator('#field-idNumber-fault', { hasText: '已登记为 G0301' }).waitFor();
    // Somebody else's number was typed there: that row is put right, with a reason.
    const clerk = await site.app.signIn('clerk');
    const [first] = (await clerk.get('/cadres?code=G0301')).body.items;
    expect(first.area).toBe('350902');
    await page.goto(`/cadres/${first.id}/edit`);
    await page.getByLabel('身份证号').fill('350902193001010012');
    await page.getByLabel('变更原因').fill('原来录错，已核对身份证');
    await save(page);
    await page.getByText('350902**********12').waitFor();
  });

  it('a cadre is found by initials in the order form and in the list', async () => {
    const page = await site.as('liaison');
    await page.goto('/orders/new');
    await page.locator('#cadre:focus, [role=combobox]:focus').first().waitFor();
    await page.keyboard.type('wjg');
    await page.locator('.ant-select-item-option', { hasText: '王建国' }).waitFor();
    await shot(page, 'order-new-pinyin');
    await page.goto('/cadres?query=wangjianguo');
    await page.getByRole('link', { name: 'G0301' }).waitFor();
  });
});
