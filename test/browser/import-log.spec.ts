import type { Page } from 'playwright-core';
import { describeInBrowser, type Site } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { axe, scrollsSideways, shot } from '../support/page-tools';
import { csv, workbook } from '../support/tables';

interface Known {
  number: string;
  day: string;
  cadre: string;
  code: string;
  item: string;
  worker: string;
}

/** An order under way that nothing else could be taken for, and somebody of its provider. */
async function knownOrder(site: Site): Promise<Known> {
  const clerk = await site.app.signIn('clerk');
  const manager = await site.app.signIn('manager');
  const bureauId = clerk.user.bureauId ?? '';
  return site.app.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    const [found] = await tx.query<Known>(
      `select o.number, (o.starts_on + 1)::text as day, c.name as cadre, c.code, item.name as item, w.name as worker
       from service_order o
       join cadre c on c.bureau_id = o.bureau_id and c.id = o.cadre_id
       join item on item.bureau_id = o.bureau_id and item.id = o.item_id
       join worker_link w on w.bureau_id = o.bureau_id and w.provider_id = o.provider_id and w.left_on is null
       where o.status = 'in-service' and o.provider_id = $1
         and (select count(*) from service_order p join cadre d on d.id = p.cadre_id
           where d.name = c.name and p.item_id = o.item_id) = 1
         and (select count(*) from worker_link x where x.provider_id = w.provider_id and x.name = w.name) = 1
       order by o.number, w.code limit 1`,
      [manager.user.providerId],
    );
    if (!found) throw new Error('the demo has no such order');
    return found;
  });
}

const HEADS = [
  '服务日期',
  '开始时间',
  '结束时间',
  '老干部',
  '服务项目',
  '护理员',
  '订单号',
  '情况说明',
  '天气',
];
const row = (known: Known, from: string, to: string, who = known.cadre): string[] => [
  ...[known.day, from, to, who, known.item, known.worker, '', '擦身', '晴'],
];

const drop = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

describeInBrowser('the log of a provider', (site) => {
  it('is brought in by its manager: the guess is shown, a wrong row says why, and twice is once', async () => {
    const known = await knownOrder(site);
    const page = await site.as('manager');
    await openDesk(page, '/visits');
    await page.getByRole('link', { name: '导入', exact: true }).last().click();
    await page.getByText('服务登记表（按姓名）').first().waitFor();
    await page.getByText('同名的两人、合适的两个订单，都不会代您选').waitFor();
    const log = await workbook((sheet) => {
      sheet.mergeCells('A1:I1');
      sheet.getCell('A1').value = '上门服务登记表';
      sheet.addRow(HEADS);
      sheet.addRow(row(known, '上午6:00', '6点半'));
      sheet.addRow(row(known, '6:40', '7:00', '查无此人'));
      sheet.addRow(['合计', '', '', '', '', '', '', '2次']);
    });
    await drop(page, '登记表.xlsx', log);
    await page.getByText('1 行可导入').waitFor();
    await page.getByText('护理员 → 服务人员').waitFor();
    await page.getByText('没有导入的列：天气').waitFor();
    await page.getByText('第 5 行，合计行：合计 2次').waitFor();
    await page.getByText('没有这位老干部：查无此人').waitFor();
    await axe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await shot(page, 'import-log');
    await page.getByRole('button', { name: '只导入无误的 1 行' }).click();
    await page.getByRole('heading', { name: '已导入 1 行' }).waitFor();
    await page.getByRole('button', { name: '继续导入' }).click();
    await drop(page, '登记表.csv', Buffer.from(csv(HEADS, row(known, '6:00', '6:30'))));
    await page.getByText('没有新的内容：1 行都已登记过').waitFor();
    expect(await page.getByRole('button', { name: /^导入全部/ }).count()).toBe(0);

    // Found by the name of whom it was for; and no position is not a wrong one.
    await openDesk(page, `/visits?query=${encodeURIComponent(known.cadre)}`);
    await page.getByRole('row').filter({ hasText: '没有定位' }).first().waitFor();
    expect(await page.getByRole('row').filter({ hasText: known.cadre }).count()).toBeGreaterThan(0);
  });

  it('may be brought in by the clerk for the provider, in English, with a column laid by hand', async () => {
    const known = await knownOrder(site);
    const page = await site.as('clerk', { language: 'en' });
    await openDesk(page, '/import?table=visit-log');
    const heads = ['Date', 'From', 'To', 'Who', 'Service', 'Carer'];
    const file = Buffer.from(csv(heads, row(known, '4:00', '4:30').slice(0, 6)));
    await drop(page, 'log.csv', file);
    await page.getByText('Required columns are missing: Cadre name/Cadre code').waitFor();
    await page.getByRole('combobox', { name: 'Imported as: Who' }).click();
    await page.getByTitle('Cadre name', { exact: true }).click();
    await page.getByText('The row is ready').waitFor();
    await axe(page);
    await shot(page, 'import-log-en');
    await page.reload();
    await drop(page, 'log.csv', file);
    await page.getByText('The row is ready').waitFor();
    await page.getByRole('button', { name: 'Import the row' }).click();
    await page.getByRole('heading', { name: '1 row imported' }).waitFor();
    const clerk = await site.app.signIn('clerk');
    const { body } = await clerk.get(`/visits?from=${known.day}&to=${known.day}&limit=200`);
    expect(body.items.filter(({ method }: { method: string }) => method === 'manual')).not.toHaveLength(0);
  });

  it('and each other table is explained, with a form to fill in', async () => {
    const page = await site.as('manager');
    await openDesk(page, '/tables');
    await page.getByRole('heading', { name: '账单明细' }).waitFor();
    await page.locator('#visit-log summary').click();
    await page.locator('#visit-log').getByText('时刻，如 8:30、下午2:00').first().waitFor();
    await axe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await shot(page, 'tables');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载“服务登记表（按姓名）”模板' }).click();
    expect((await download).suggestedFilename()).toBe('服务登记表（按姓名）导入模板.xlsx');
  });

  it('a bill of the provider’s own is matched line by line before it is filed', async () => {
    const known = await knownOrder(site);
    const page = await site.as('clerk');
    await openDesk(page, '/import?table=bill-lines');
    const heads = ['序号', '日期', '开始时间', '姓名', '服务项目', '数量', '单价（元）', '金额（元）'];
    const line = ['1', known.day, '6:00', known.cadre, known.item, '1', '10', '10'];
    await page.getByLabel('代谁办理').fill('刘主任（电话）');
    await page.getByLabel('代谁办理').press('Enter');
    await drop(page, '结算.csv', Buffer.from(csv(heads, line, ['合计', '', '', '', '', '1', '', '10'])));
    await page.getByText('1 行，申报 10.00 元').waitFor();
    await axe(page);
    await shot(page, 'import-bill');
    await page.getByRole('button', { name: '导入全部 1 行' }).click();
    await page.getByRole('link', { name: /^打开账单/ }).click();
    await page.getByRole('button', { name: '提交' }).first().waitFor();
  });
});
