import { addDays } from '@songbai/contracts';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { today } from '../support/moment';
import { axe, becomes } from '../support/page-tools';
import { plannedOf, sent, stored, Telephone } from '../support/telephone';

/** A finger that taps twice before the page has drawn anything. */
const SENT_TWICE = `(() => {
  const form = document.querySelector('dialog form');
  form.requestSubmit();
  form.requestSubmit();
})()`;

/** A word into the note, and the button below it within the same moment. */
const TYPED_AND_SENT = `(() => {
  const note = document.querySelector('textarea');
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
  set.call(note, '门锁坏了');
  note.dispatchEvent(new Event('input', { bubbles: true }));
  document.querySelector('.bottom .button.main').click();
})()`;

const reportsOn = (page: Page): Promise<{ verb: string; text: string; step: string }[]> =>
  page.evaluate(`new Promise((resolve) => {
    indexedDB.open('songbai-field').onsuccess = ({ target: { result: db } }) => {
      db.transaction('outbox').objectStore('outbox').getAll().onsuccess = ({ target: { result: rows } }) => {
        db.close();
        resolve(rows.filter(({ kind }) => kind === 'report').map(({ verb, text, step }) => ({ verb, text, step })));
      };
    };
  })`);

async function signsOut(page: Page): Promise<void> {
  await page.getByRole('link', { name: '我的' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
}

describeInBrowser('a finger that taps twice, and words typed in a hurry', (site) => {
  let phone: Telephone;
  beforeEach(async () => {
    site.expectErrors(/ERR_|net::|Failed to fetch|409/);
    phone = await Telephone.of(site);
    await phone.signIn();
  });
  afterEach(() => phone.end());

  it('says once that nobody is at home, and once that somebody fell; then the worker signs out', async () => {
    const [task] = await plannedOf(site);
    const id = task?.visit.id ?? '';
    const { page } = phone;
    await page.goto(`/field/#/visit/${id}`);
    await page.getByRole('button', { name: '紧急' }).click();
    await page.getByLabel('跌倒').check();
    await page.evaluate(SENT_TWICE);
    await page.getByText('已记录，联网后').waitFor();
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '有情况' }).click();
    await page.getByLabel('家中无人').check();
    await page.evaluate(SENT_TWICE);
    await page.getByText('已报告：家中无人').waitFor();
    await sent(page);
    await becomes(
      () => reportsOn(page),
      expect.arrayContaining([
        { verb: 'emergency', text: '跌倒', step: 'sent' },
        { verb: 'skip', text: '家中无人', step: 'sent' },
      ]),
    );
    expect(await reportsOn(page)).toHaveLength(2);
    expect((await stored(site, id))[0]?.status).toBe('missed');
    const { items } = (await (await site.app.signIn('liaison')).get('/call-requests?status=open')).body;
    const told = items.flatMap(({ reason, told }: { reason: string; told: string }) =>
      reason === 'emergency' ? [told] : [],
    );
    expect(told).toEqual(['跌倒']);
    await signsOut(page);
  });

  it('has nothing to settle where the office wrote down the same already', async () => {
    const [task] = await plannedOf(site);
    const id = task?.visit.id ?? '';
    const { page } = phone;
    await phone.goOffline();
    await page.goto(`/field/#/visit/${id}`);
    await page.getByRole('button', { name: '有情况' }).click();
    await page.getByLabel('家中无人').check();
    await page.getByRole('button', { name: '报告' }).click();
    await page.getByText('已报告：家中无人').waitFor();
    const liaison = await site.app.signIn('liaison');
    expect((await liaison.post(`/visits/${id}/skip`, { reason: '门卫来电：家中无人' })).status).toBe(200);
    await phone.goOnline();
    await sent(page);
    await becomes(() => reportsOn(page), [expect.objectContaining({ step: 'sent' })]);
    await signsOut(page);
  });

  it('puts a visit off to a time that is still to come, and to no other', async () => {
    const [task] = await plannedOf(site);
    const { page } = phone;
    await page.goto(`/field/#/visit/${task?.visit.id}`);
    await page.getByRole('button', { name: '有情况' }).click();
    await page.getByLabel('改时间').check();
    const send = page.getByRole('button', { name: '报告' });
    for (const at of ['', '2020-01-01T03:00']) {
      await page.fill('[type=datetime-local]', at);
      await send.click();
      await page.getByText('请选一个还没到的时间').waitFor();
    }
    expect(await reportsOn(page)).toEqual([]);
    await page.fill('[type=datetime-local]', '2026-12-05T09:30');
    await send.click();
    await page.getByText(/已报告：改时间，希望改到 12月5日.* 09:30/).waitFor();
    await sent(page);
  });

  it('shows whom to ring at the home, and keeps it nowhere', async () => {
    const task = (await plannedOf(site)).find(
      ({ visit: { day } }) => day === today() || day === addDays(today(), 1),
    );
    const clerk = await site.app.signIn('clerk');
    const why = { reason: '核对号码' };
    const { phone: number } = (await clerk.post(`/cadres/${task?.cadre.id}/reveal`, why)).body;
    const { page } = phone;
    await page.goto(`/field/#/visit/${task?.visit.id}`);
    await page.getByRole('button', { name: '长辈家电话' }).click();
    const call = page.getByRole('link', { name: '打给长辈' });
    expect(await call.getAttribute('href')).toBe(`tel:${number}`);
    await axe(page);
    await page.reload();
    await page.getByRole('button', { name: '长辈家电话' }).waitFor();
    await phone.goOffline();
    await page.getByRole('button', { name: '长辈家电话' }).click();
    await page.getByText('没有网络，看不到号码').waitFor();
  });

  it('keeps the last letter of a note, though the button below is pressed at once', async () => {
    const [task] = await plannedOf(site);
    await phone.restart();
    const { page } = phone;
    await page.goto('/field/');
    await phone.goOffline();
    await page.goto(`/field/#/visit/${task?.visit.id}`);
    await page.getByText('开始服务').click();
    await page.getByText('结束服务').click();
    await page.getByLabel('备注').waitFor();
    await page.evaluate(TYPED_AND_SENT);
    await page.getByText('已保存，联网后自动上传').waitFor();
    await page.getByText('门锁坏了').waitFor();
  });
});
