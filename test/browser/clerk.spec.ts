import type { Page } from 'playwright-core';
import { PASSWORD } from '../support/app';
import { describeInBrowser, type Site } from '../support/browser';
import { checked, choose, openHome } from '../support/desk';
import { type OrderParts, orderParts } from '../support/orders';
import { axe, becomes, counted, shot } from '../support/page-tools';

/** The aims of the design: an order in under a minute, eight actions, no mouse. */
const MOST = { actions: 8, seconds: 60 };

let cadre: OrderParts['cadres'][number];
const ordersOf = async (site: Site) =>
  (await (await site.app.signIn('clerk')).get(`/orders?cadreId=${cadre.id}&status=requested`)).body.items;

/** Cadre, item and quantity by keyboard; the rest is what is usual. */
async function fillIn(page: Page, quantity: string): Promise<void> {
  await page.locator('#order-cadre:focus').waitFor();
  await choose(page, cadre.code, new RegExp(cadre.code));
  await page.locator('#order-item:focus').waitFor();
  await choose(page, 'LC01', /LC01/);
  await page.locator('#order-quantity:focus').waitFor();
  await page.keyboard.type(quantity);
  await checked(page);
}

const REFUSED = {
  status: 401,
  json: { title: '401', status: 401, detail: '401', code: 'not-signed-in' },
};

function gate(): { released: Promise<void>; release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  return { released, release: () => release() };
}

/** Nobody is signed in; what the sign-in page asks for itself has begun a renewal, whose refusal is held back. */
async function atSignInWithARenewal(site: Site): Promise<{ page: Page; release: () => void }> {
  const page = await site.anyone();
  const { released, release } = gate();
  let asked = 0;
  await page.route('**/api/v1/auth/refresh', async (route) => {
    asked += 1;
    if (asked > 1) await released;
    await route.fulfill(REFUSED);
  });
  await page.goto('/sign-in');
  await becomes(async () => asked, 2);
  return { page, release };
}

describeInBrowser('a clerk', (site) => {
  beforeAll(async () => {
    const parts = await orderParts(site.app, await site.app.signIn('clerk'));
    const [first] = parts.cadres;
    if (!first) throw new Error('the demo has no cadre with a mark');
    cadre = first;
  });

  it('signs in with the role switcher of the demo, sees what waits, and each count is its list', async () => {
    const page = await site.anyone();
    await page.goto('/orders?status=requested');
    await page.getByRole('button', { name: /^clerk · / }).click();
    await page.locator('input[type=password]:focus').waitFor();
    await page.keyboard.type(PASSWORD);
    await axe(page);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/orders?status=requested');
    await page.getByRole('link', { name: '待办' }).click();
    const tile = page.locator('.tile', { hasText: '等我认定的服务' });
    await tile.waitFor();
    await page.locator('.home .row, .home .ant-table-row').first().waitFor();
    await shot(page, 'home-clerk');
    const count = await tile.locator('.tile-count').innerText();
    await tile.click();
    await page.getByText(`已显示 ${count} 条`, { exact: true }).waitFor();
    await page.getByLabel('换一个角色（仅示例）').click();
    await page.getByTitle(/approver$/).click();
    await page.getByRole('heading', { name: '陈科长 · 老干部局审批' }).waitFor();
  });

  it('places an order by keyboard alone, in eight actions', async () => {
    const before = (await ordersOf(site)).length;
    const page = await site.as('clerk');
    await openHome(page);
    const count = await counted(page);
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await fillIn(page, '1');
    const amount = await page.locator('.big-amount .money').innerText();
    await axe(page);
    await shot(page, 'order-new');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/submitted');
    const effort = await count();
    const number = await page.locator('.big-number').innerText();
    const placed = await ordersOf(site);
    expect(placed).toHaveLength(before + 1);
    expect(placed[0]).toMatchObject({ number, amount, quantity: '1.00', itemCode: 'LC01', findings: [] });
    expect(effort.clicks).toBe(0);
    expect(effort.actions).toBeLessThanOrEqual(MOST.actions);
    expect(effort.seconds).toBeLessThan(MOST.seconds);
    await axe(page);
    await shot(page, 'order-submitted');
  });

  it('whose session ends signs in again and finds the order as it was', async () => {
    const page = await site.as('clerk');
    await page.goto('/orders/new');
    await fillIn(page, '１');
    await page.context().clearCookies();
    await page.route('**/api/v1/orders', (route) => route.fulfill(REFUSED), { times: 1 });
    await page.keyboard.press('Control+Enter');
    await page.getByText(/登录已失效，请重新登录/).waitFor();
    await becomes(() => page.getByLabel('用户名').inputValue(), 'clerk');
    await page.locator('input[type=password]:focus').waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/orders/new');
    await checked(page);
    await becomes(() => page.locator('#order-quantity').inputValue(), '１');
  });

  it('whose order is under way when a colleague signs in at the same desk does not place it as theirs', async () => {
    const page = await site.as('clerk');
    await page.goto('/orders/new');
    await fillIn(page, '1');
    const { released, release } = gate();
    let sent = 0;
    await page.route('**/api/v1/orders', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      sent += 1;
      if (sent > 1) return route.abort();
      await released;
      return route.fulfill(REFUSED);
    });
    await page.keyboard.press('Control+Enter');
    await becomes(async () => sent, 1);
    // The session ends in another tab while the order is under way.
    const left = (await site.app.signIn('clerk')).user.id;
    await page.evaluate(`new BroadcastChannel('songbai.session').postMessage({ left: '${left}' })`);
    await page.getByLabel('用户名').fill('clerk2');
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('#order-cadre:focus').waitFor();
    const renewed = page.waitForResponse('**/api/v1/auth/refresh');
    release();
    await renewed;
    await page.getByRole('link', { name: '订单', exact: true }).click();
    await page.locator('.row').first().waitFor();
    expect(sent).toBe(1);
  });

  it('stays signed in where a renewal from before is refused only afterwards', async () => {
    const { page, release } = await atSignInWithARenewal(site);
    await page.getByLabel('用户名').fill('clerk');
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出' }).waitFor();
    const answered = page.waitForResponse('**/api/v1/auth/refresh');
    release();
    await answered;
    await page.getByRole('link', { name: '下单' }).click();
    await page.locator('#order-cadre:focus').waitFor();
    expect(new URL(page.url()).pathname).toBe('/orders/new');
  });

  it('is told at once what stands against an order, with clause and remedy, and may think again', async () => {
    const before = (await ordersOf(site)).length;
    const page = await site.as('clerk', { language: 'en' });
    await page.goto(`/orders/new?cadreId=${cadre.id}`);
    await page.locator('#order-item:focus').waitFor();
    await choose(page, 'LC01', /LC01/);
    await page.locator('#order-quantity:focus').waitFor();
    await page.keyboard.type('999');
    await page.locator('.verdict.is-bad').waitFor();
    const finding = page.locator('.finding', { hasText: 'O08' }).first();
    await becomes(() => finding.innerText(), expect.stringMatching(/Basis .+\n+What to do .+/));
    // O09 does not say which limit it was: it stands beside it, with the way there.
    const limit = page.getByRole('link', { name: 'XE-1', exact: true });
    expect(await limit.getAttribute('href')).toMatch(/^\/limits\/[0-9a-f-]{36}$/);
    await axe(page);
    await shot(page, 'order-refused-en');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await ordersOf(site)).toHaveLength(before);
  });

  it('places one order where the answer to the first press was lost', async () => {
    const before = (await ordersOf(site)).length;
    site.expectErrors(/ERR_FAILED/);
    const page = await site.as('clerk');
    let lost = 0;
    await page.route('**/api/v1/orders', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await page.goto('/orders/new');
    await fillIn(page, '0.5');
    await page.keyboard.press('Control+Enter');
    await page.getByText('连接不上服务器').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/submitted');
    expect(lost).toBe(1);
    expect(await ordersOf(site)).toHaveLength(before + 1);
  });
});
