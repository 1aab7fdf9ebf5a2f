import { describeInBrowser } from '../support/browser';
import { axe, shot } from '../support/page-tools';
import { plannedOf, sent, Telephone } from '../support/telephone';

describeInBrowser('what the server does not take', (site) => {
  let phone: Telephone;
  beforeEach(() => site.expectErrors(/ERR_|net::|Failed to fetch/));
  afterEach(() => phone.end());

  it('keeps what the server refuses, with its words and the ways out of it', async () => {
    const [task] = await plannedOf(site);
    const id = task?.visit.id ?? '';
    phone = await Telephone.of(site);
    await phone.signIn();
    await phone.goOffline();
    const { page } = phone;
    await page.goto(`/field/#/visit/${id}`);
    await page.getByRole('button', { name: '有情况' }).click();
    await page.getByLabel('长辈今天不要服务').check();
    await page.getByRole('button', { name: '报告' }).click();
    await page.getByText('长辈今天不要服务').waitFor();
    const manager = await site.app.signIn('manager');
    expect((await manager.post(`/visits/${id}/cancel`, { reason: '家属来电取消' })).status).toBe(200);
    await phone.goOnline();
    await page.getByText('1 项需要您处理').click();
    await page.getByText('不能“记为未服务”').waitFor();
    await axe(page);
    await page.getByRole('link', { name: '我的' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText('不能退出').waitFor();
    await page.getByText('1 项需要您处理').click();
    await page.getByRole('button', { name: '再试一次' }).click();
    await sent(page);
    await page.getByText('不能“记为未服务”').waitFor();
    await page.getByRole('button', { name: '单位已补录' }).click();
    await page.getByRole('button', { name: '确定，不再上传' }).click();
    await page.getByText('没有等待上传的内容').waitFor();
    await page.getByRole('link', { name: '我的' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('用户名').waitFor();
    expect(await page.evaluate(`indexedDB.databases().then((all) => all.length)`)).toBeLessThanOrEqual(1);
  });

  it('keeps a visit that the office has entered otherwise meanwhile, and does not hold up the next one', async () => {
    const [first, second] = await plannedOf(site);
    phone = await Telephone.of(site);
    await phone.signIn();
    await phone.goOffline();
    const { page } = phone;
    for (const task of [first, second]) {
      await page.goto(`/field/#/visit/${task?.visit.id}`);
      await page.getByText('开始服务').click();
      await page.getByText('结束服务').click();
      await page.locator('.bottom .button.main').click();
      await page.getByText('已保存，联网后自动上传').waitFor();
    }
    const manager = await site.app.signIn('manager');
    const { id, orderId, workerId } = (await manager.get(`/visits/${first?.visit.id}`)).body;
    const startedAt = new Date(Math.floor(Date.now() / 1000 - 7200) * 1000).toISOString();
    const entered = { id, orderId, startedAt, method: 'manual', onBehalfOf: workerId };
    expect((await manager.post('/visits', entered)).status).toBe(201);
    await phone.goOnline();
    await page.getByText('1 项需要您处理').click();
    const refused = page.locator('.card', { hasText: '服务器没有接受' });
    await refused.getByText('这次服务已有另一份记录').waitFor();
    await page.getByText('其余已上传').waitFor();
    expect(await refused.count()).toBe(1);
    expect((await manager.get(`/visits/${id}`)).body.startedAt).toBe(startedAt);
    expect((await manager.get(`/visits/${second?.visit.id}`)).body.endedAt).not.toBeNull();
    await axe(page);
    await shot(page, 'field-refused');
  });
});
