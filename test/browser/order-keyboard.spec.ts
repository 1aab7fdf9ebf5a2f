import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { checked, choose, openHome } from '../support/desk';
import { axe, becomes, counted, shot } from '../support/page-tools';

/** An order that is not the guided one: two funds, a limit nearly used up, and a refusal on the way. */
const MOST_SECONDS = 60;

interface Person {
  id: string;
  name: string;
  code: string;
}

const kept = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `Object.entries(localStorage).flatMap(([key, text]) => (key.startsWith('songbai.draft') ? [text] : []))`,
  );

/** What is typed is kept a moment later. */
async function keptOne(page: Page, part: string): Promise<string> {
  for (;;) {
    const text = (await kept(page)).join();
    if (text.includes(part)) return text;
    await page.waitForTimeout(100);
  }
}

describeInBrowser('an order by keyboard', (site) => {
  let clerk: Client;
  let person: Person;
  beforeAll(async () => {
    clerk = await site.app.signIn('clerk');
    const { items } = (await clerk.get('/cadres?query=lbx')).body;
    person = items.find(({ name }: Person) => name === '林宝信');
    expect(person).toBeDefined();
  });

  it('finds the cadre by initials, takes two funds, is refused and put right: no mouse, under a minute', async () => {
    const page = await site.as('clerk');
    await openHome(page);
    const count = await counted(page);
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.locator('#order-cadre:focus').waitFor();
    await choose(page, 'ｌｂｘ', /林宝信/);
    await page.locator('#order-item:focus').waitFor();
    await choose(page, 'ｌｃ０１', /LC01/);
    await page.locator('#order-quantity:focus').waitFor();
    await page.keyboard.type('60');
    await page.locator('.verdict.is-bad').waitFor();
    expect(await page.locator('.finding').count()).toBeGreaterThan(0);
    await becomes(() => page.locator('aside .finding').first().isVisible(), true);
    await page.locator('#order-quantity').press('Control+a');
    await page.keyboard.type('2');
    await checked(page);
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      if (await page.locator('#order-funds:focus').count()) break;
    }
    await page.locator('#order-funds:focus').waitFor();
    const before = await page.locator('.ant-select-selection-item').count();
    await choose(page, 'GZ-BUY', /GZ-BUY/);
    await page.keyboard.press('Escape');
    await checked(page);
    await becomes(() => page.locator('.ant-select-selection-item').count(), before + 1);
    expect(await page.locator('aside .bar-block').count()).toBeGreaterThan(1);
    await shot(page, 'order-two-funds');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/submitted');
    const effort = await count();
    expect(effort.clicks).toBe(0);
    expect(effort.seconds).toBeLessThan(MOST_SECONDS);
    const number = await page.locator('.big-number').innerText();
    const { items } = (await clerk.get(`/orders?cadreId=${person.id}&limit=1`)).body;
    expect(items[0]).toMatchObject({ number, quantity: '2.00' });
    expect(items[0].fundIds).toHaveLength(2);
    // Filed: nothing of it is kept.
    await becomes(() => kept(page), []);
  });

  it('is offered again after a reload, by ids alone, and gone when it is thrown away or one signs out', async () => {
    const page = await site.as('clerk');
    await page.goto('/orders/new');
    await page.locator('#order-cadre:focus').waitFor();
    await choose(page, person.code, /林宝信/);
    await page.locator('#order-item:focus').waitFor();
    await choose(page, 'LC01', /LC01/);
    await page.locator('#order-quantity:focus').waitFor();
    await page.keyboard.type('３');
    await checked(page);
    const text = await keptOne(page, '３');
    expect(text).toContain(person.id);
    expect(text).not.toContain(person.name);
    await page.reload();
    await page.getByText('上次没有填完').waitFor();
    await axe(page);
    await shot(page, 'order-draft-offered');
    await page.getByRole('button', { name: '继续填写' }).press('Enter');
    await checked(page);
    await becomes(() => page.locator('#order-quantity').inputValue(), '３');
    await page.getByText(person.name).first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: '放弃' }).press('Enter');
    await page.getByText('上次没有填完').waitFor({ state: 'detached' });
    await becomes(() => kept(page), []);
    await page.locator('#order-cadre').focus();
    await choose(page, person.code, /林宝信/);
    await keptOne(page, person.id);
    await page.getByRole('button', { name: '退出' }).press('Enter');
    await page.waitForURL('**/sign-in*');
    await becomes(() => kept(page), []);
  });

  it('a contract that was begun is offered again as well, with its days', async () => {
    const page = await site.as('clerk');
    await page.goto('/contracts/new');
    await page.getByLabel('合同编号').fill('HT-DRAFT-1');
    await page.locator('#term').fill('20270101');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2027-12-31');
    await page.keyboard.press('Tab');
    await keptOne(page, '2027-12-3');
    await keptOne(page, 'HT-DRAFT-1');
    await page.reload();
    await page.getByRole('button', { name: '继续填写' }).press('Enter');
    await becomes(() => page.getByLabel('合同编号').inputValue(), 'HT-DRAFT-1');
    await becomes(() => page.locator('#term').inputValue(), '2027-01-01');
    await becomes(() => page.locator('.day-range input').nth(1).inputValue(), '2027-12-31');
  });

  it('lists find what is typed in full width', async () => {
    const page = await site.as('clerk');
    await page.goto('/cadres');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(
      person.code.replace(/[A-Z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    );
    await page.keyboard.press('Enter');
    await page.getByText('已显示 1 条', { exact: true }).waitFor();
    await page.locator('.row', { hasText: person.name }).waitFor();
  });
});
