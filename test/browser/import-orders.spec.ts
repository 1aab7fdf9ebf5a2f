import type { Page } from 'playwright-core';
import { describeInBrowser, type Site } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe, scrollsSideways, shot } from '../support/page-tools';
import { csv, workbook } from '../support/tables';

interface Person {
  code: string;
  name: string;
}

/** People of the city with a name of their own, and without an order next month. */
async function peopleOf(site: Site, unitOnly: boolean): Promise<Person[]> {
  const client = await site.app.signIn(unitOnly ? 'unit' : 'clerk');
  return site.app.unitOfWork.run({ kind: 'system', bureauId: client.user.bureauId ?? '' }, (tx) =>
    tx.query<Person>(
      `select c.code, c.name from cadre c
       where c.area = '350902' and c.deceased_on is null and (c.responsible_unit_id = $1) is not distinct from $2
         and (select count(*) from cadre o where o.name = c.name) = 1
         and not exists (select from service_order o where o.cadre_id = c.id and o.ends_on >= '2026-12-01')
       order by c.code limit 12`,
      [client.user.unitId ?? null, unitOnly ? true : null],
    ),
  );
}

const HEADS = ['序号', '姓名', '工作单位', '服务内容', '申请数量', '月份', '合同', '单价', '备注'];
const row = (person: Person | undefined, n: number, quantity = '8', item = '生活照料'): string[] => [
  ...[String(n), person?.name ?? '', '', item, quantity, '2026年12月', 'HT-2026-10', '1.00', ''],
];
const drop = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

/** What an office sends: a title above, a sum below, somebody twice, somebody unknown, and more than a limit gives. */
const listOf = (people: readonly Person[], isCorrected = false): Promise<Buffer> =>
  workbook((sheet) => {
    sheet.mergeCells('A1:I1');
    sheet.getCell('A1').value = '十二月上门服务申请表（示例）';
    sheet.addRow(HEADS);
    for (const [i, person] of people.slice(0, 8).entries()) sheet.addRow(row(person, i + 1));
    if (isCorrected) return;
    sheet.addRow(row({ code: '', name: '无此人' }, 9));
    sheet.addRow(row(people[8], 10, '30小时'));
    sheet.addRow(row(people[9], 11, '2', '洗脚'));
    sheet.addRow(['合计', '', '', '', 11]);
  });

const despite = (page: Page) => page.getByRole('checkbox', { name: /规则不通过的行也提交审批/ });

/** The check of what was ticked comes late, after the box was unticked again; or not at all. Both are told apart. */
async function saysMeanwhile(page: Page): Promise<void> {
  const held: (() => void)[] = [];
  const send = page.getByRole('button', { name: /^导入全部|^只导入/ });
  await page.route('**/preview', async (route) => {
    if (held.length === 0) await new Promise<void>((go) => held.push(go));
    await route.continue();
  });
  await despite(page).check();
  expect(await send.isDisabled()).toBe(true);
  await despite(page).uncheck();
  await page.locator('button:enabled', { hasText: '只导入无误的 8 行' }).waitFor();
  const late = page.waitForResponse('**/preview');
  for (const go of held) go();
  await late;
  expect(await send.innerText()).toContain('8 行');
  await page.unroute('**/preview');
  await page.route('**/preview', (route) => route.abort());
  await despite(page).check();
  await page.getByRole('button', { name: '重试' }).waitFor();
  expect(await send.isDisabled()).toBe(true);
  await page.unroute('**/preview');
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('9 行可导入').waitFor();
  await despite(page).uncheck();
  await page.getByText('8 行可导入').waitFor();
}

describeInBrowser('what a unit asks for its people, as a list', (site) => {
  it('is checked row by row, costs the contract’s prices, and becomes orders that wait for approval', async () => {
    site.expectErrors(/ERR_FAILED/);
    const people = await peopleOf(site, false);
    const page = await site.as('clerk', { viewport: { width: 1280, height: 1250 } });
    await openDesk(page, '/orders');
    await page.getByRole('link', { name: '导入', exact: true }).last().click();
    await page.getByText('单价按合同，不取表中的价').waitFor();
    await drop(page, '申请表.xlsx', await listOf(people));
    await page.getByText('8 行可导入').waitFor();
    await page.getByText('3 行有误').waitFor();
    await page.getByText(/^共 8 单，[\d.]+ 元$/).waitFor();
    await page.getByText('没有这位老干部：无此人').waitFor();
    await page.getByText('没有导入的列：序号、单价').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await axe(page);
    await shot(page, 'import-orders');

    await page.getByRole('checkbox', { name: /规则不通过的行也提交审批/ }).check();
    await page.getByText('9 行可导入').waitFor();
    await page.getByRole('checkbox', { name: /规则不通过的行也提交审批/ }).uncheck();
    await page.getByText('8 行可导入').waitFor();
    await saysMeanwhile(page);
    await page.getByRole('button', { name: '只导入无误的 8 行' }).click();
    await page.getByRole('heading', { name: '已导入 8 行' }).waitFor();
    await page.getByRole('link', { name: '查看“订单”' }).click();
    await page
      .getByText(people[0]?.name ?? '')
      .first()
      .waitFor();

    await openDesk(page, '/import?table=orders');
    await drop(page, '申请表.xlsx', await listOf(people, true));
    await page.getByText('已有订单').first().waitFor();
    expect(await page.getByRole('button', { name: /^导入全部|^只导入/ }).count()).toBe(0);
  });

  it('may be sent in by the unit itself, in English, with what holds for all rows said once', async () => {
    const [person] = await peopleOf(site, true);
    const page = await site.as('unit', { language: 'en', viewport: { width: 1280, height: 1000 } });
    await openDesk(page, '/orders');
    await page.getByRole('link', { name: 'Import', exact: true }).last().click();
    await page.getByText('Prices are the contract’s').waitFor();
    const list = csv(
      ['Name', 'Service item', 'Hours', 'Contract'],
      [...[person?.name ?? '', 'LC01', '2', '']],
    );
    await drop(page, 'people.csv', Buffer.from(list));
    await page.getByText('1 row is wrong').waitFor();
    await page.getByText('the row says no days').waitFor();
    await page.getByLabel('Service month').click();
    await page.getByTitle('2026-12').click();
    await page.getByLabel('Contract', { exact: true }).click();
    await page.getByTitle('HT-2026-10').click();
    await page.getByText('The row is ready').waitFor();
    await axe(page);
    await shot(page, 'import-orders-en');
    await page.getByRole('button', { name: 'Import the row' }).click();
    await page.getByRole('heading', { name: '1 row imported' }).waitFor();
  });
});
