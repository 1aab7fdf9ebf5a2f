import type { Page } from 'playwright-core';
import { describeInBrowser, type Site } from '../support/browser';
import { axe, becomes, counted } from '../support/page-tools';
import {
  plannedOf,
  record,
  sent,
  sign,
  stored,
  Telephone,
  takePhoto,
  withProofs,
} from '../support/telephone';

async function visitsOf(site: Site, orderId: string): Promise<number> {
  const { body } = await (await site.app.signIn('worker')).get(`/visits?orderId=${orderId}`);
  return body.items.filter(({ endedAt }: { endedAt: string | null }) => endedAt !== null).length;
}

/** The syncs that the page sends from now on. */
function syncsOf(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/visits/sync')) sent.push(request.method());
  });
  return sent;
}

/** In bytes, of what waits on the telephone. */
const photoSizes = (page: Page): Promise<number[]> =>
  page.evaluate(`new Promise((resolve) => {
    indexedDB.open('songbai-field').onsuccess = ({ target: { result: db } }) => {
      db.transaction('blobs').objectStore('blobs').getAll().onsuccess = ({ target: { result: rows } }) => {
        db.close();
        resolve(rows.map(({ file }) => file.size));
      };
    };
  })`);

/** What is done, as far as the telephone has it written down of the visit under way. */
const ticked = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    indexedDB.open('songbai-field').onsuccess = ({ target: { result: db } }) => {
      db.transaction('outbox').objectStore('outbox').getAll().onsuccess = ({ target: { result: rows } }) => {
        db.close();
        resolve(rows.find(({ step }) => step === 'open').body.tasks.length);
      };
    };
  })`);

describeInBrowser('a care worker', (site) => {
  const telephones: Telephone[] = [];
  const telephone = async (
    ...more: Parameters<typeof Telephone.of> extends [Site, ...infer R] ? R : never
  ) => {
    const made = await Telephone.of(site, ...more);
    telephones.push(made);
    return made;
  };
  beforeAll(() => withProofs(site));
  beforeEach(() => site.expectErrors(/ERR_|Failed to fetch|net::|422|404/));
  afterEach(async () => {
    for (const each of telephones.splice(0)) await each.end();
  });

  it('makes a visit without a network, in three taps; the battery dies; it is stored once and decided', async () => {
    const [task] = await plannedOf(site);
    if (!task) throw new Error('the worker has nothing planned');
    const phone = await telephone();
    await phone.signIn();
    await phone.restart();
    await phone.clock();
    await phone.standAt(task.cadre);
    await phone.goOffline();
    const { page } = phone;
    await page.goto('/field/');
    const count = await counted(page);
    await page.locator('.card', { hasText: task.cadre.name }).first().locator('.button.main').tap();
    await page.getByRole('timer').waitFor();
    await phone.anHourLater();
    await page.getByText('结束服务').tap();
    await page.getByText('核对并提交').waitFor();
    expect((await count()).taps).toBe(2);
    await sign(page);
    await takePhoto(page);
    expect(Math.max(...(await photoSizes(page)))).toBeLessThanOrEqual(300_000);
    await count.reset();
    await page.getByRole('button', { name: '提交', exact: true }).tap();
    await page.getByText('已保存，联网后自动上传').waitFor();
    expect((await count()).taps).toBe(1);
    await phone.die();

    const again = await phone.open();
    await phone.goOffline();
    await again.goto('/field/');
    await again.getByText('已保存，待上传').waitFor();
    expect((await stored(site, task.visit.id))[0]?.status).toBe('planned');
    await phone.goOnline();
    await again.getByRole('link', { name: '上传' }).tap();
    // The page before shows earlier visits of the same cadre, decided long ago.
    await again.waitForURL(/outbox/);
    await sent(again);
    await again.locator('.card', { hasText: task.cadre.name }).getByText('可支付').first().waitFor();
    expect(await stored(site, task.visit.id)).toEqual([
      expect.objectContaining({ status: 'payable', signed: true }),
    ]);
    await again.goto(`/field/#/visit/${task.visit.id}`);
    await again.getByText('1.00 小时').waitFor();
    await axe(again);
  });

  it('goes on with a visit that was under way when the battery died', async () => {
    const [task] = await plannedOf(site);
    const phone = await telephone();
    await phone.signIn();
    await phone.goOffline();
    await phone.page.goto(`/field/#/visit/${task?.visit.id}`);
    await phone.page.getByText('开始服务').click();
    await phone.page.getByRole('timer').waitFor();
    await phone.page.locator('[type=checkbox]').first().check();
    await becomes(() => ticked(phone.page), 1);
    await phone.die();
    const page = await phone.open();
    await phone.goOffline();
    await page.goto('/field/');
    await page.getByRole('button', { name: '继续' }).click();
    await becomes(() => page.getByRole('timer').innerText(), expect.not.stringMatching(/^00:00$/));
    await becomes(() => page.locator('[type=checkbox]').first().isChecked(), true);
    await page.getByRole('button', { name: '有情况' }).click();
    await page.getByRole('button', { name: '报告' }).click();
    await page.getByText('请先选一项').waitFor();
    await page.getByLabel('误点了开始').check();
    await page.getByRole('button', { name: '报告' }).click();
    await page.getByText('已报告：误点了开始').waitFor();
    expect((await stored(site, task?.visit.id ?? ''))[0]?.status).toBe('planned');
  });

  it('stores a visit once, though the answer was lost, the finger tapped twice and two tabs were open', async () => {
    const [first, second] = await plannedOf(site);
    const phone = await telephone();
    await phone.signIn();
    await phone.goOffline();
    await phone.clock(5);
    const { page } = phone;
    await page.reload();
    const orderId = first?.visit.orderId ?? '';
    const before = await visitsOf(site, orderId);
    await record(phone, first?.visit.id);
    phone.network.loseAnswerTo(/POST \/api\/v1\/visits\/sync/);
    const syncs = syncsOf(page);
    await phone.goOnline();
    await page.waitForSelector('[data-phase=failed], [data-phase=done]');
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await page.getByText('待核实').waitFor();
    await sent(page);
    expect([phone.network.lost, syncs.length > 1]).toEqual([1, true]);
    expect(await visitsOf(site, orderId)).toBe(before + 1);
    await axe(page);

    await phone.goOffline();
    await record(phone, second?.visit.id, 0);
    const other = await phone.newTab();
    const ofBoth = [syncsOf(page), syncsOf(other)];
    await other.goto('/field/#/outbox');
    await other.getByText('已保存，待上传').waitFor();
    await phone.goOnline();
    await other.getByText('没有等待上传的内容').waitFor();
    await sent(page);
    await sent(other);
    expect(ofBoth.flat()).toHaveLength(1);
    expect(await stored(site, second?.visit.id ?? '')).toHaveLength(1);
  });
});
