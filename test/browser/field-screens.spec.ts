import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { axe, boxesOf, scrollsSideways, shot } from '../support/page-tools';
import { sign, Telephone, takePhoto } from '../support/telephone';

const SMALLEST = 44;
const MAIN = 60;
/** Degrees of latitude: some six hundred metres. */
const NEARBY = 0.0055;

const NARROW = { viewport: { width: 320, height: 568 } };
const LOOKS = [
  { language: 'zh', colorScheme: 'light', suffix: '', options: {} },
  { language: 'en', colorScheme: 'dark', suffix: '-en-dark', options: {} },
  { language: 'en', colorScheme: 'light', suffix: '-narrow', options: NARROW },
] as const;

interface Task {
  visit: { id: string; status: string };
  cadre: { id: string; name: string; latitude: number; longitude: number };
}

/** Each screen as it stands: no violations, nothing beyond the edge, and nothing too small for a thumb. */
async function inOrder(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await axe(page);
  expect([name, await scrollsSideways(page)]).toEqual([name, false]);
  const targets = await boxesOf(
    page.locator('button:visible, a.button:visible, .tabs a, label:has(input):visible'),
  );
  expect(targets.filter(({ height, width }) => height < SMALLEST || width < SMALLEST)).toEqual([]);
  const main = await boxesOf(page.locator('.button.main:visible'));
  expect(main.filter(({ height }) => height < MAIN)).toEqual([]);
  if (!name.endsWith('-narrow')) await shot(page, name);
}

/** Whoever needs help must not look for the button: it is above the tabs, wherever the page has been moved. */
async function expectInReach(page: Page): Promise<void> {
  const tabs = (await boxesOf(page.locator('.tabs')))[0]?.y ?? 0;
  if ((page.viewportSize()?.height ?? 0) < 700) return;
  for (const place of ['start', 'end'] as const) {
    await page.locator('main').evaluate((it, block) => it.scrollIntoView({ block }), place);
    const buttons = await boxesOf(page.locator('.bottom .button'));
    expect(buttons).toHaveLength(3);
    expect(buttons.filter(({ y, height }) => y + height > tabs)).toEqual([]);
  }
}

type Screen = (name: string) => Promise<void>;

const inTrouble = ({ page }: Telephone, at: 0 | 1): Promise<void> =>
  page.locator('.pair .button').nth(at).click();

async function signingIn(phone: Telephone, screen: Screen): Promise<void> {
  const { page } = phone;
  await page.goto('/field/');
  await page.waitForSelector('[name=username]');
  await screen('sign-in');
  await phone.standAt({ latitude: 26.66, longitude: 119.52 });
  await phone.signIn();
  await page.locator('.card').first().waitFor();
  await screen('today');
}

async function reporting(phone: Telephone, task: Task | undefined, screen: Screen): Promise<void> {
  const { page } = phone;
  await page.goto(`/field/#/visit/${task?.visit.id}`);
  await inTrouble(phone, 0);
  await screen('trouble');
  await page.locator('[type=radio]').nth(2).check();
  await page.fill('[type=datetime-local]', '2026-12-01T09:30');
  await page.locator('dialog [type=submit]').click();
  await page.locator('.notice').first().waitFor();
  await screen('reported');
}

async function visiting(phone: Telephone, task: Task | undefined, screen: Screen): Promise<void> {
  const { page } = phone;
  // In front of the wrong house: a decision that says why is more to look at.
  const { latitude = 26.66, longitude = 119.52 } = task?.cadre ?? {};
  await phone.standAt({ latitude: latitude + NEARBY, longitude });
  await page.goto(`/field/#/visit/${task?.visit.id}`);
  await page.locator('.pair').waitFor();
  await screen('visit');
  await page.locator('.button.main').click();
  await page.getByRole('timer').waitFor();
  await phone.anHourLater();
  await page.locator('[type=checkbox]').first().check();
  await page.locator('[type=checkbox]').last().focus();
  await screen('running');
  await expectInReach(page);
  await inTrouble(phone, 1);
  await screen('emergency');
  await page.locator('dialog [type=radio]').first().check();
  await page.locator('dialog [type=submit]').click();
  await page.locator('dialog .notice').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.bottom .button.main').click();
  await page.locator('.proof canvas').waitFor();
  await sign(page);
  await takePhoto(page);
  await page.fill('textarea', '精神好，血压 128/76。');
  await screen('summary');
  await page.locator('.bottom .button.main').click();
  await page.locator('.notice.grey').first().waitFor();
  await screen('saved');
}

async function afterwards(phone: Telephone, task: Task | undefined, screen: Screen): Promise<void> {
  const { page } = phone;
  await page.goto('/field/#/outbox');
  await screen('outbox-offline');
  // By now its clock is right again.
  await phone.anHourLater();
  await phone.goOnline();
  await page.waitForSelector('[data-phase=done]');
  await screen('outbox');
  await page.goto(`/field/#/visit/${task?.visit.id}`);
  await page.locator('.decision').waitFor();
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  await screen('decision');
  await page.goto('/field/#/me');
  await page.locator('progress').waitFor();
  await screen('me');
  await page.goto('/field/#/today');
  await page.locator('.button.wide').click();
  await screen('unplanned');
}

describeInBrowser('the field app', (site) => {
  let tasks: Task[];
  let phone: Telephone;
  beforeAll(async () => {
    const clerk = await site.app.signIn('clerk');
    const { items } = (await clerk.get('/items?code=LC01')).body;
    await clerk.patch(`/items/${items[0].id}`, { proofs: ['signature', 'photo'], reason: '须签名并拍照' });
    const all = (await (await site.app.signIn('worker')).get('/worksheet')).body.tasks as Task[];
    tasks = all.filter(({ visit }) => visit.status === 'planned');
    for (const { cadre } of tasks.slice(0, 3))
      await clerk.post(`/cadres/${cadre.id}/cards`, { contactName: '郑联络', contactPhone: '0593-2800001' });
  }, 120_000);
  /** As long as names and addresses become, where there is the least room for them. */
  const makeLong = async (): Promise<void> => {
    const clerk = await site.app.signIn('clerk');
    const name = '阿依古丽·买买提江·吐尔逊娜依·阿不都热合曼·努尔麦麦提·库尔班江·阿卜杜拉·艾山';
    const address =
      '蕉城区漳湾镇上塘村沿海工业路一百九十一号老干部休养所五号楼二单元一千二百零三室（电梯在北门）';
    for (const { cadre } of tasks)
      await clerk.patch(`/cadres/${cadre.id}`, { name, address, reason: '更正姓名和住址' });
  };
  beforeEach(() => site.expectErrors(/ERR_|net::|Failed to fetch/));
  afterEach(() => phone.end());

  it.each(LOOKS)(
    'is in order on every screen: $language, $colorScheme, $options',
    async (look) => {
      const { language, colorScheme, suffix, options } = look;
      phone = await Telephone.of(site, { ...options, language, colorScheme });
      const screen = (name: string): Promise<void> => inOrder(phone.page, `field-${name}${suffix}`);
      const index = LOOKS.indexOf(look);
      if (options === NARROW) await makeLong();
      const [task, other] = [tasks[2 * index], tasks[2 * index + 1]];
      await signingIn(phone, screen);
      await reporting(phone, other, screen);
      await phone.goOffline();
      // The app must not meet the server with this clock before the visit is over: it would see through it.
      await phone.clock();
      await phone.page.reload();
      await visiting(phone, task, screen);
      await afterwards(phone, task, screen);
    },
    180_000,
  );
});
