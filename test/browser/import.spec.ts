import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe, becomes, shot } from '../support/page-tools';
import { idNumber, sheetOf, workbook } from '../support/tables';

const ROWS = 292;
const WRONG = 12;
const HEADS = [
  '编号',
  '姓名',
  '性别',
  '身份证',
  '原单位',
  '区划',
  '家庭住址',
  '经度',
  '纬度',
  '电话',
  '家属',
  '关系',
];
const MORE = ['联系人电话', '安置方式', '标签', '失能等级', '我们的备注'];

/** The office's own list: its own names of columns, a title above, twelve rows with something wrong. */
const list = (isCorrected: boolean): Promise<Buffer> =>
  workbook((sheet) => {
    sheet.mergeCells('A1:Q1');
    sheet.getCell('A1').value = '离退休干部花名册（示例）';
    sheet.addRow([...HEADS, ...MORE]);
    for (let i = 0; i < ROWS; i += 1) {
      const isWrong = !isCorrected && i % 25 === 3 && i < 25 * WRONG;
      const place = [119.545187, 26.687245];
      const family = ['李长', '孙', '13979451668'];
      const fault = isWrong ? (i % 3) + 1 : 0;
      const id = fault === 1 ? '350902192609211193' : idNumber(i);
      const who = [`D${1001 + i}`, fault === 2 ? '' : '周忠仙', '男', id];
      sheet.addRow([
        ...[...who, fault === 3 ? 'U999' : 'U001', '350902', '蕉城区东湖路191号', ...place],
        ...['13876801134', ...family, '本地', '独居、丧偶', 1, ''],
      ]);
    }
  });

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const drop = (page: Page, name: string, bytes: Buffer) =>
  page.locator('input[type=file]').setInputFiles(file(name, bytes));

describeInBrowser('a table of an office', (site) => {
  it('is checked row by row, comes back with its reasons, and is imported when it is right', async () => {
    const page = await site.as('clerk');
    await openDesk(page, '/cadres');
    await page.getByRole('link', { name: '导入', exact: true }).last().click();
    await page.getByRole('heading', { name: '导入表格' }).waitFor();
    await axe(page);
    await shot(page, 'import-start');

    await drop(page, '花名册.xlsx', await list(false));
    await page.getByText(`${ROWS - WRONG} 行可导入`).waitFor({ timeout: 60_000 });
    await page.getByText(`${WRONG} 行有误`).waitFor();
    await becomes(() => page.locator('tbody tr:has(.tag-bad)').count(), WRONG);
    await axe(page);
    await shot(page, 'import-preview');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载原文件（标出错误原因）' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('花名册-错误原因.xlsx');
    const sheet = await sheetOf(await readFile(await saved.path()));
    expect(sheet.getCell('A1').value).toBe('离退休干部花名册（示例）');
    const reasons = sheet.getColumn(18).values.slice(3).filter(Boolean);
    expect(sheet.getRow(2).getCell(18).value).toBe('错误原因');
    expect(reasons).toHaveLength(WRONG);
    for (const word of ['身份证号校验码不符', '「姓名」不能为空', '没有这个编码：U999'])
      expect(reasons.filter((reason) => String(reason).includes(word))).toHaveLength(WRONG / 3);

    await page.getByRole('button', { name: `只导入无误的 ${ROWS - WRONG} 行` }).click();
    await page.getByRole('heading', { name: `已导入 ${ROWS - WRONG} 行` }).waitFor({ timeout: 60_000 });
    await axe(page);
    await shot(page, 'import-done');

    await page.getByRole('button', { name: '继续导入' }).click();
    await drop(page, '花名册-更正.xlsx', await list(true));
    await page.getByText(`${ROWS} 行全部可以导入`).waitFor({ timeout: 60_000 });
    await page.getByText(`新增 ${WRONG}，更改 0，与已登记的相同 ${ROWS - WRONG}`).waitFor();
    await page.getByRole('button', { name: `导入全部 ${ROWS} 行` }).click();
    await page.getByRole('heading', { name: `已导入 ${WRONG} 行` }).waitFor({ timeout: 60_000 });
    const clerk = await site.app.signIn('clerk');
    expect((await clerk.get('/cadres?query=D1004')).body.items).toHaveLength(1);
  }, 180_000);

  it('may have headers of its own, which are matched by hand once and then remembered', async () => {
    const page = await site.as('manager', { language: 'en' });
    await openDesk(page, '/import?table=workers');
    const people = await workbook((sheet) => {
      sheet.addRow(['No', '姓名', '健康证到期', '入职']);
      sheet.addRow(['W95001', '林秀英', '2027/12/31', '2026年3月1日']);
    });
    await drop(page, 'people.xlsx', people);
    await page.getByText('Required columns are missing: Worker code').waitFor();
    await page.getByRole('combobox', { name: 'Imported as: No' }).click();
    await page.getByTitle('Worker code *').click();
    await page.getByText('The row is ready').waitFor();
    await axe(page);
    await shot(page, 'import-mapping-en');
    await page.reload();
    await drop(page, 'people.xlsx', people);
    await page.getByText('The row is ready').waitFor();
    await page.getByRole('button', { name: 'Import the row' }).click();
    await page.getByRole('heading', { name: '1 row imported' }).waitFor();
    const download = page.waitForEvent('download');
    await openDesk(page, '/workers');
    await page.getByRole('button', { name: 'Export as Excel' }).click();
    expect((await download).suggestedFilename()).toBe('Care workers.xlsx');
  });
});
