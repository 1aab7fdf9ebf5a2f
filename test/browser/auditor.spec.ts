import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Money } from '@songbai/contracts';
import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { spendOfUnit } from '../support/orders';
import { axe, becomes, counted, shot } from '../support/page-tools';

interface Spent {
  id: string;
  expended: string;
}

const settled = (page: Page): Promise<void> =>
  page.locator('.ant-skeleton, .busy').first().waitFor({ state: 'detached' });

/** What the program that the desk hands out says of a proof, on a machine without Songbai. */
function checked(proof: unknown, ...kept: string[]): { status: number | null; text: string } {
  const file = join(mkdtempSync(join(tmpdir(), 'songbai-proof-')), 'audit.json');
  writeFileSync(file, JSON.stringify(proof));
  const { status, stdout } = spawnSync(process.execPath, ['scripts/verify-audit.mjs', file, ...kept]);
  return { status, text: String(stdout) };
}

describeInBrowser('who looks on', (site) => {
  let finance: Client;
  beforeAll(async () => {
    finance = await site.app.signIn('finance');
    const { items } = (await finance.get('/bills?month=2026-10')).body;
    for (const { id } of items.slice(0, 2)) {
      expect((await finance.post(`/bills/${id}/adjudicate`, {})).status).toBe(200);
    }
  });

  it('a supervisor reads the month on one page, prints it on one A4, and is at a record in three clicks', async () => {
    const page = await site.as('supervisor');
    await page.goto('/overview?month=2026-10');
    await page.locator('.overview svg').first().waitFor();
    const { body } = await (await site.app.signIn('supervisor')).get('/overview?month=2026-10');
    const cut = body.now.cut.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
    const figure = page.locator('.figure', { hasText: '核减' });
    await becomes(() => figure.innerText(), expect.stringContaining(cut));
    await becomes(() => page.locator('.figure').count(), 4);
    await becomes(() => page.locator('.exception', { hasText: '待核实的服务' }).count(), 1);
    await axe(page);
    await shot(page, 'overview');
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    // Otherwise the names of the reasons lie behind the table that follows.
    const below = await page.locator('.overview .chart').evaluate((place) => {
      const drawn = place.querySelector('svg')?.getBoundingClientRect().bottom ?? 0;
      return drawn - place.getBoundingClientRect().bottom;
    });
    expect(below).toBeLessThanOrEqual(1);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: null });
    await page.getByRole('button', { name: '查看数据' }).click();
    await page.getByRole('columnheader', { name: '原因' }).waitFor();

    const count = await counted(page);
    await page.locator('.exception', { hasText: '待核实的服务' }).click();
    await page.waitForURL('**/visits?status=held');
    await page.locator('.row a[href^="/visits/"]').first().click();
    await page.waitForURL(/visits\/[0-9a-f-]{36}/);
    expect((await count()).clicks).toBeLessThanOrEqual(3);
    await page.getByText('备注可能写到身体情况，不向单位、监督和审计显示').waitFor();
    await page.goto('/overview?month=2026-10');
    await count.reset();
    await page.locator('.overview .ant-table-row a').first().click();
    await page.waitForURL('**/bills?month=2026-10&providerId=*');
    await page.locator('.row a[href^="/bills/"]').first().click();
    await page.waitForURL(/bills\/[0-9a-f-]{36}/);
    expect((await count()).clicks).toBeLessThanOrEqual(3);
  });

  it('an auditor finds what was done, follows a record, and works the proof out in the browser', async () => {
    const page = await site.as('auditor', { permissions: ['clipboard-write', 'clipboard-read'] });
    await page.goto('/audit?subject=bill');
    const row = page.locator('.row', { hasText: '核定账单' }).first();
    await row.getByText('黄会计').waitFor();
    await becomes(() => row.innerText(), expect.stringContaining('状态 已提交 → 已核定'));
    await axe(page);
    await shot(page, 'audit');
    await row.getByRole('link', { name: '经过' }).click();
    await page.getByText('只看一条记录的经过').waitFor();
    await page.locator('.row a[href^="/audit/"]').first().click();
    await page.getByText('完好：从这一条到末尾都没有被改动').waitFor();
    await page.getByRole('button', { name: '在这台电脑上验算' }).click();
    await page.getByText('验算相符').waitFor();
    await axe(page);
    await shot(page, 'audit-proof');
    const [early] = (await (await site.app.signIn('auditor')).get('/audit?seq=3')).body.items;
    await page.goto(`/audit/${early.id}`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载证明' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^audit-\d+\.json$/);
    const proof = JSON.parse(readFileSync(await file.path(), 'utf8'));
    expect(proof.links.nextCursor).toBeNull();
    expect(checked(proof)).toEqual({ status: 0, text: expect.stringContaining('agrees') });
    const [first] = proof.links.items;
    const { length } = proof.links.items;
    expect(checked(proof, String(first.seq), first.hash).status).toBe(0);
    expect(checked(proof, String(first.seq), proof.hash).status).toBe(1);
    const cut = { ...proof, links: { ...proof.links, items: proof.links.items.slice(0, length - 1) } };
    const touched = { ...proof, entry: `${proof.entry} ` };
    for (const wrong of [cut, touched, {}]) expect(checked(wrong).status).toBe(1);
    await page.goto(`/bills/${(await finance.get('/bills?month=2026-10')).body.items[0].id}`);
    await page.getByRole('link', { name: '操作日志', exact: true }).last().click();
    await page.waitForURL('**/audit?subject=*');
  });

  it('an auditor pastes the line that was kept, and the browser works out whether the log still has it', async () => {
    const page = await site.as('auditor');
    const api = await site.app.signIn('auditor');
    const head = (await api.get('/audit/head')).body;
    const one = (await api.get('/audit?seq=3')).body;
    expect(one.items.map(({ seq }: { seq: number }) => seq)).toEqual([3]);
    await page.goto('/audit');
    const check = async (line: string, words: string): Promise<void> => {
      await page.getByLabel('核对留存的一行').fill(line);
      await page.keyboard.press('Enter');
      await page.getByText(words).waitFor();
    };
    await check(`3 ${one.items[0].hash}`, '相符：这台电脑从第 1 条算到末尾');
    await axe(page);
    await shot(page, 'audit-kept');
    await check(`第 3 条 ${head.hash}`, '第 3 条的哈希不是您留存的');
    await check(`${head.seq + 100_000} ${head.hash}`, '没有您留存的那一条');
    await check('3', '应为序号和 64 位哈希');
  });

  it('an auditor is told where the chain does not fit', async () => {
    const page = await site.as('auditor');
    await page.route('**/api/v1/audit/proof/*', async (route) => {
      const answer = await route.fetch();
      const proof = await answer.json();
      proof.entry = proof.entry.replace('bill', 'Bill');
      await route.fulfill({ response: answer, json: proof });
    });
    const { items } = (await (await site.app.signIn('auditor')).get('/audit?subject=bill&limit=1')).body;
    await page.goto(`/audit/${items[0].id}`);
    await page.getByRole('button', { name: '在这台电脑上验算' }).click();
    await page.getByText(`验算不符：第 ${items[0].seq} 条`).waitFor();
  });

  it('a unit sees its money and its people, and each opens what it is made of', async () => {
    await spendOfUnit(site.app);
    const page = await site.as('unit');
    await page.goto('/unit?year=2026');
    await page.locator('.ant-table-row').first().waitFor();
    await settled(page);
    await becomes(() => page.locator('.bar-block').count(), 3);
    await axe(page);
    await shot(page, 'unit');
    await page.locator('a[href^="/funds/"]').first().click();
    await page.getByText('明细账').waitFor();
    await page.locator('.ant-table-row', { hasText: '下达' }).first().waitFor();
    await page.locator('#as-of').fill('2025-12-31');
    await page.keyboard.press('Enter');
    await page.locator('.bar-block').nth(1).getByText('0.00').first().waitFor();
    await axe(page);
  });

  it('finance reads what a fund was spent on, and what it had left on a day', async () => {
    const [fund] = (await finance.get('/funds?limit=100')).body.items
      .filter(({ expended }: Spent) => Number(expended) > 0)
      .sort((a: Spent, b: Spent) => Number(b.expended) - Number(a.expended));
    const page = await site.as('finance');
    await page.goto(`/funds/${fund.id}`);
    await page.locator('.ant-table-row').nth(5).waitFor();
    await page.locator('#as-of').fill('2026-10-31');
    await page.keyboard.press('Enter');
    await page.locator('.bar-block').nth(1).waitFor();
    await axe(page);
    await shot(page, 'fund');
  });

  it('the account of a fund is exported whole, also where the page shows its beginning only', async () => {
    const page = await site.as('finance');
    const { items } = (await finance.get('/funds')).body;
    const { id } = items.find(({ code }: { code: string }) => code === 'GZ-BUY');
    await page.goto(`/funds/${id}`);
    await page.getByRole('button', { name: '加载更多分录' }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('明细账-GZ-BUY.csv');
    const [head = '', ...lines] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    const place = head.split(',').indexOf('已列支');
    const expended = lines.reduce(
      (sum, line) => sum.plus(Money.of(line.split(',')[place] ?? '')),
      Money.ZERO,
    );
    const stated = items.find((fund: { id: string }) => fund.id === id).expended;
    expect({ expended: expended.toString(), isMore: lines.length > 100 }).toEqual({
      expended: stated,
      isMore: true,
    });
  });

  it('an administrator makes a user, whose one-time password lets them choose their own', async () => {
    const page = await site.as('admin');
    await page.goto('/users');
    await page.locator('.row', { hasText: '林经办' }).first().waitFor();
    await axe(page);
    await shot(page, 'users');
    await page.getByRole('link', { name: '新建用户' }).click();
    // The list behind has a box for user names too.
    await page.getByRole('button', { name: '建立' }).waitFor();
    await page.getByLabel('用户名').fill('xinren');
    await page.getByLabel('姓名').fill('新经办');
    await page.getByLabel('角色', { exact: true }).fill('局经办');
    await page.locator('.ant-select-item-option-active', { hasText: '经办' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('老干部局', { exact: true }).click();
    await page.locator('.ant-select-item-option-active', { hasText: '周宁' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '建立' }).click();
    const password = await page.locator('.ant-modal .big-number code').innerText();
    await axe(page);
    await page.getByRole('button', { name: '已交付' }).click();
    await page.waitForURL(/users\/[0-9a-f-]{36}/);

    site.expectErrors(/403/);
    const other = await site.anyone();
    await other.goto('/sign-in');
    await other.getByLabel('用户名').fill('xinren');
    await other.getByLabel('密码').fill(password);
    await other.keyboard.press('Enter');
    await other.getByText('请设置本人的密码').waitFor();
    await axe(other);
    await other.getByLabel('新密码', { exact: true }).fill('gao-shan-liu-shui');
    await other.getByLabel('再输一次新密码').fill('gao-shan-liu-shui');
    await other.getByRole('button', { name: '修改' }).click();
    await other.getByRole('heading', { name: '新经办' }).waitFor();

    await page.getByRole('button', { name: '停用' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('已停用').waitFor();
  });
});
