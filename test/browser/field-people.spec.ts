import { PASSWORD } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { sent, Telephone } from '../support/telephone';

const DAY = 24;

describeInBrowser('whose telephone it is', (site) => {
  let phone: Telephone;
  beforeEach(async () => {
    site.expectErrors(/ERR_|net::|Failed to fetch|401|403/);
    phone = await Telephone.of(site);
  });
  afterEach(() => phone.end());

  const enter = async (username: string): Promise<void> => {
    await phone.page.fill('[name=username]', username);
    await phone.page.fill('[name=password]', PASSWORD);
    await phone.page.click('[type=submit]');
  };

  it('is for care workers, and says so', async () => {
    await phone.page.goto('/field');
    await enter('clerk');
    await phone.page.getByText('这个账号不是服务人员').waitFor();
    await phone.page.fill('[name=password]', 'wrong');
    await phone.page.fill('[name=username]', 'worker');
    await phone.page.click('[type=submit]');
    await phone.page.locator('.notice.red').waitFor();
    expect(new URL(phone.page.url()).pathname).toBe('/field/');
    const { headers } = await site.app.app.inject('/field/worker.js');
    expect([headers['cache-control'], headers['content-type']]).toEqual([
      ...['no-cache', expect.stringMatching(/javascript/)],
    ]);
  });

  it('sends one worker’s records only as that worker', async () => {
    const unplanned = async (): Promise<number> => {
      const { body } = await (await site.app.signIn('worker')).get('/visits?assignee=me&limit=200');
      return body.items.filter(({ plannedAt }: { plannedAt: string | null }) => plannedAt === null).length;
    };
    const before = await unplanned();
    await phone.signIn();
    await phone.goOffline();
    const { page } = phone;
    await page.locator('.button.wide').click();
    await page.locator('.choice').first().click();
    await page.getByText('结束服务').click();
    await page.locator('.bottom .button.main').click();
    await page.getByText('已保存，联网后自动上传').waitFor();
    await page.context().clearCookies();
    await phone.goOnline();
    await page.reload();
    await page.waitForSelector('[data-phase=failed]');
    await page.getByRole('button', { name: '登录' }).click();
    await enter('worker-b');
    await page.getByText('这台手机上还有郭珍的记录').waitFor();
    await enter('worker');
    await sent(page);
    await page.goto('/field/#/outbox');
    await page.getByText('没有等待上传的内容').waitFor();
    expect(await unplanned()).toBe(before + 1);
  });

  it('begins nothing after a week without the server, and shows all that it has', async () => {
    await phone.signIn();
    await phone.clock(-8 * DAY);
    await phone.goOffline();
    const { page } = phone;
    await page.reload();
    await page.getByText('已有 7 天没有联网').waitFor();
    await page.locator('.card').first().waitFor();
    expect(await page.getByRole('button', { name: '开始' }).count()).toBe(0);
    expect(await page.locator('.button.wide').count()).toBe(0);
    await page.locator('.card .open').first().click();
    await page.getByRole('button', { name: '紧急' }).waitFor();
    expect(await page.getByRole('button', { name: '开始服务' }).count()).toBe(0);
  });

  it('lets a newer version in when the person says so, not in a visit, and keeps what is not sent', async () => {
    await phone.signIn();
    const { page } = phone;
    await page.reload();
    await sent(page);
    await page.locator('.button.wide').click();
    await page.locator('.choice').first().click();
    await page.getByRole('timer').waitFor();
    phone.network.bringNewerBuild();
    await page.evaluate('navigator.serviceWorker.ready.then((registration) => registration.update())');
    await page.waitForFunction('navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)');
    await page.goto('/field/#/today');
    await page.getByRole('heading', { name: '正在服务' }).waitFor();
    expect(await page.getByText('新版本已就绪').count()).toBe(0);
    await page.getByRole('button', { name: '继续' }).click();
    await page.route('**/visits/sync', (route) => route.abort());
    await page.getByText('结束服务').click();
    await page.locator('.bottom .button.main').click();
    await page.getByText('回到今日').click();
    await page.getByText('新版本已就绪').waitFor();
    await page.getByRole('button', { name: '现在更新' }).click();
    await page.waitForFunction(
      `caches.keys().then((names) => names.join() === 'songbai-field-0123456789abcdef')`,
    );
    await page.getByText('已保存，待上传').waitFor();
    expect(await page.getByText('新版本已就绪').count()).toBe(0);
    await page.unroute('**/visits/sync');
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await sent(page);
    await page.goto('/field/#/outbox');
    await page.getByText('没有等待上传的内容').waitFor();
  });
});
