import { formatLocal } from '@songbai/contracts';
import { PASSWORD } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { axe } from '../support/page-tools';
import {
  givePhoto,
  plannedOf,
  record,
  type StoredVisit,
  sent,
  sign,
  stored,
  Telephone,
  takePhoto,
  withProofs,
} from '../support/telephone';

const MINUTE_MS = 60_000;
const DAY_HOURS = 24;
const TEN_MINUTES = 1 / 6;
const PATIENCE_HOURS = 121 / 3600;

const startOf = (visit: StoredVisit | undefined): number => visit?.started_at?.getTime() ?? Number.NaN;

describeInBrowser('a telephone that is out of reach', (site) => {
  let phone: Telephone;
  beforeAll(() => withProofs(site));
  beforeEach(() => site.expectErrors(/ERR_|net::|Failed to fetch|401|AbortError|signal is aborted/));
  afterEach(() => phone.end());

  it('opens without a network with all that it had, rooms that were never opened too', async () => {
    const [first, second, third] = await plannedOf(site);
    phone = await Telephone.of(site);
    await phone.signIn();
    await phone.goOffline();
    await phone.clock();
    await phone.page.reload();
    await record(phone, first?.visit.id);
    await phone.goOnline();
    await phone.page.getByRole('heading', { name: '待核实' }).waitFor();
    // Its clock is an hour behind, which it has learnt by now: what it says of itself is right.
    const told = await phone.page.locator('[data-phase=done] .said').innerText();
    expect(
      [-60, 0, 60].map((ago) => formatLocal(Math.floor(Date.now() / 1000) - ago).slice(11, 16)),
    ).toContain(told.slice(-5));
    await phone.goOffline();
    await phone.page.goto(`/field/#/visit/${second?.visit.id}`);
    await phone.page.getByText('开始服务').click();
    await phone.page.getByText('结束服务').click();
    await takePhoto(phone.page);
    await phone.page.locator('.bottom .button.main').click();
    await phone.page.getByText('已保存，联网后自动上传').waitFor();
    await phone.restart();

    await phone.goOffline();
    const { page } = phone;
    await page.goto('/field/');
    await page
      .locator('.card', { hasText: third?.cadre.name ?? '-' })
      .first()
      .waitFor();
    await page.getByRole('link', { name: '我的' }).click();
    await page.locator('progress').waitFor();
    await page.goto(`/field/#/visit/${third?.visit.id}`);
    await page.getByRole('button', { name: '开始服务' }).waitFor();
    expect(await page.locator('a[href^="tel:"], a[href^="geo:"]').count()).toBeGreaterThan(0);
    await page.goto(`/field/#/visit/${first?.visit.id}`);
    await page.getByRole('heading', { name: '待核实' }).waitFor();
    await page.goto('/field/#/outbox');
    await page.getByText('1 张照片待上传').waitFor();
    await axe(page);
    await phone.goOnline();
    await page.getByText('没有等待上传的内容').waitFor();
    expect((await stored(site, second?.visit.id ?? ''))[0]?.status).not.toBe('photo-pending');
  });

  it('goes into airplane mode in the middle of a photo, and sends it whole later', async () => {
    const [task] = await plannedOf(site);
    phone = await Telephone.of(site);
    await phone.signIn();
    await phone.goOffline();
    const { page } = phone;
    await page.goto(`/field/#/visit/${task?.visit.id}`);
    await page.getByText('开始服务').click();
    await page.getByText('结束服务').click();
    await sign(page);
    await takePhoto(page, 7);
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('已保存，联网后自动上传').waitFor();
    await phone.goOnlineUntil(/POST \/api\/v1\/photos/);
    expect((await stored(site, task?.visit.id ?? ''))[0]?.status).toBe('photo-pending');
    await page.goto('/field/#/outbox');
    await page.getByText('1 张照片待上传').waitFor();
    await phone.goOnline();
    await page.getByText('没有等待上传的内容').waitFor();
    expect((await stored(site, task?.visit.id ?? ''))[0]?.status).not.toBe('photo-pending');
  });

  it('gives up a request that a dead network swallows, and sends it anew', async () => {
    const [task] = await plannedOf(site);
    phone = await Telephone.of(site);
    await phone.signIn();
    await phone.goOffline();
    await phone.clock();
    const { page } = phone;
    await page.reload();
    await record(phone, task?.visit.id);
    phone.network.stall(true);
    await phone.goOnline();
    await page.waitForSelector('[data-phase=syncing]');
    phone.network.stall(false);
    await phone.later(PATIENCE_HOURS);
    await sent(page);
    expect((await stored(site, task?.visit.id ?? ''))[0]?.status).toBe('held');
  });

  it('keeps three days of records when the session has run out, and sends them after signing in', async () => {
    const [task] = await plannedOf(site);
    const id = task?.visit.id ?? '';
    phone = await Telephone.of(site);
    await phone.signIn();
    await phone.goOffline();
    await phone.clock(3 * DAY_HOURS);
    const { page } = phone;
    await page.reload();
    await record(phone, id);
    await phone.later(70);
    await site.app.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.execute(
        `update login_session set expires_at = $1
         where id = (select id from login_session order by created_at desc limit 1)`,
        [new Date()],
      ),
    );
    await phone.goOnline();
    await page.getByText('请重新登录，才能上传').waitFor();
    expect((await stored(site, id))[0]?.status).toBe('planned');
    await page.getByRole('button', { name: '登录' }).click();
    await page.fill('[name=username]', 'worker');
    await page.fill('[name=password]', PASSWORD);
    await page.click('[type=submit]');
    await sent(page);
    const [visit] = await stored(site, id);
    const days = (Date.now() - startOf(visit)) / (DAY_HOURS * 60 * MINUTE_MS);
    expect([visit?.status === 'planned', days.toFixed(1)]).toEqual([false, '3.0']);
  });

  it('records in the server’s time, though its clock is ten minutes ahead and in another zone', async () => {
    const [task, other] = await plannedOf(site);
    const id = task?.visit.id ?? '';
    phone = await Telephone.of(site, { timezoneId: 'UTC' });
    await phone.clock(-TEN_MINUTES);
    await phone.signIn();
    const { page } = phone;
    await page.getByText('手机时间快了 10 分钟').waitFor();
    await record(phone, id, 0);
    await sent(page);
    const [visit] = await stored(site, id);
    const early = Math.abs(Date.now() - startOf(visit));
    expect([visit?.status === 'planned', early < 2 * MINUTE_MS]).toEqual([false, true]);
    await page.goto(`/field/#/visit/${other?.visit.id}`);
    await page.getByRole('button', { name: '有情况' }).click();
    await page.getByLabel('改时间').check();
    await page.getByLabel('希望改到').fill('2027-01-04T09:30');
    await page.getByRole('button', { name: '报告' }).click();
    await page.getByText(/改时间，希望改到 .*09:30/).waitFor();
  });

  it('says that it has no room, keeps what it had, and goes on when there is room', async () => {
    const [task] = await plannedOf(site);
    phone = await Telephone.of(site);
    const makeRoom = await phone.haveRoomFor(1_200_000);
    await phone.signIn();
    await phone.goOffline();
    const { page } = phone;
    await page.goto(`/field/#/visit/${task?.visit.id}`);
    await page.getByText('开始服务').click();
    await page.getByText('结束服务').click();
    const isFull = page.getByText('刚才的操作没有保存');
    let photos = 0;
    for (; photos < 20 && !(await isFull.isVisible()); photos++) {
      await givePhoto(page, photos);
      await page.locator('.photos img').nth(photos).or(isFull).first().waitFor();
    }
    await axe(page);
    const kept = await page.locator('.photos img').count();
    expect([kept > 0, kept < photos]).toEqual([true, true]);
    await page.getByRole('button', { name: '知道了' }).click();
    await makeRoom();
    await page.reload();
    await page
      .locator('.photos img')
      .nth(kept - 1)
      .waitFor();
    await givePhoto(page, 99);
    await page.locator('.photos img').nth(kept).waitFor();
    expect(await isFull.count()).toBe(0);
  });
});
