import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD } from './app';
import type { Site } from './browser';
import type { Profile } from './chromium';
import { Network } from './network';
import { aScene } from './scene';

const PHONE: BrowserContextOptions = {
  ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  permissions: ['geolocation'],
};
const HOUR_MS = 3_600_000;

/** A care worker's telephone with the field app: its battery dies, its network comes and goes. */
export class Telephone {
  page!: Page;
  private context!: BrowserContext;

  private constructor(
    private readonly site: Site,
    private readonly profile: Profile,
    readonly network: Network,
    private readonly language: 'zh' | 'en',
  ) {}

  static async of(
    site: Site,
    options: BrowserContextOptions & { language?: 'zh' | 'en' } = {},
  ): Promise<Telephone> {
    const { language = 'zh', ...more } = options;
    const network = await Network.to(site.url);
    const profile = site.profile({ ...PHONE, ...more, baseURL: network.url });
    const telephone = new Telephone(site, profile, network, language);
    await telephone.open();
    return telephone;
  }

  /** Opens the browser on what it remembers, and the app in it. */
  async open(): Promise<Page> {
    this.context = await this.site.prepare(await this.profile.open(), this.language);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    return this.page;
  }

  /**
   * A clock that can be put forward; it begins two hours ago, so that an hour of work lies in the past. The app is away
   * meanwhile: for a moment a page is told that it is 1970, and whatever it does then it writes down as done then.
   */
  async clock(hoursAgo = 2): Promise<void> {
    const pages = this.context.pages().map((page) => ({ page, address: page.url() }));
    for (const { page } of pages) await page.goto('about:blank');
    await this.context.clock.install({ time: Date.now() - hoursAgo * HOUR_MS });
    for (const { page, address } of pages) await page.goto(address);
  }

  anHourLater(): Promise<void> {
    return this.later(1);
  }

  async later(hours: number): Promise<void> {
    await this.context.clock.fastForward(hours * HOUR_MS);
  }

  newTab(): Promise<Page> {
    return this.context.newPage();
  }

  async signIn(username = 'worker'): Promise<void> {
    await this.page.goto('/field/');
    await this.page.fill('[name=username]', username);
    await this.page.fill('[name=password]', PASSWORD);
    await this.page.click('[type=submit]');
    await this.page.waitForSelector('[data-phase=done]');
    // Without this the app would not open the next time without a network.
    await this.page.evaluate('navigator.serviceWorker.ready');
  }

  /** Closed and opened in the ordinary way: a browser writes cookies to its disk only now and then, or when it ends. */
  async restart(): Promise<void> {
    await this.context.close();
    await this.open();
  }

  async goOffline(): Promise<void> {
    this.network.close();
    await this.context.setOffline(true);
  }

  /** In reach, and in airplane mode again in the middle of sending what matches. */
  async goOnlineUntil(head: RegExp): Promise<void> {
    this.network.breakDuring(head);
    await this.goOnline();
    await this.page.waitForSelector('[data-phase=failed]');
    await this.goOffline();
    await this.page.waitForSelector('[data-phase=offline]');
  }

  /** From now on the browser may keep so many bytes of this site in all, until the answer is called. */
  async haveRoomFor(quotaSize: number): Promise<() => Promise<void>> {
    const session = await this.context.newCDPSession(this.page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: this.network.url, quotaSize });
    return () => session.detach();
  }

  async goOnline(): Promise<void> {
    this.network.open();
    await this.context.setOffline(false);
  }

  /** The battery is empty. */
  async die(): Promise<void> {
    await this.profile.kill();
  }

  standAt(place: { latitude: number; longitude: number }): Promise<void> {
    return this.context.setGeolocation({ ...place, accuracy: 15 });
  }

  async end(): Promise<void> {
    await this.network.end();
  }
}

/** What a finger does in the signature box. */
export async function sign(page: Page): Promise<void> {
  const canvas = page.locator('.proof canvas');
  // To the middle: what lies under the bar below cannot be signed.
  await canvas.evaluate((it) => it.scrollIntoView({ block: 'center' }));
  const box = await canvas.boundingBox();
  if (!box) throw new Error('there is no signature box');
  // Loops that grow smaller, as a name in a hurry.
  const at = (i: number): [number, number] => [
    box.x + 50 + i * 6 + 14 * Math.cos(i / 1.6),
    box.y + 85 + (34 - i / 2) * Math.sin(i / 1.6),
  ];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 36; i++) await page.mouse.move(...at(i));
  await page.mouse.up();
  await page.getByRole('button', { name: /重签|Sign again/ }).waitFor();
}

/** Takes one, and does not wait for it to be kept. */
export async function givePhoto(page: Page, seed = 1): Promise<void> {
  const buffer = await aScene(3000, 2000, seed);
  await page.setInputFiles('.take input', { name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer });
}

export async function takePhoto(page: Page, seed = 1): Promise<void> {
  await givePhoto(page, seed);
  await page.waitForSelector('.photos img');
}

/** Sends what waits, and waits for the end of it. */
export async function sent(page: Page): Promise<void> {
  await page.waitForSelector('[data-phase=done]');
}

export interface Planned {
  visit: { id: string; orderId: string; day: string };
  cadre: { id: string; name: string; latitude: number; longitude: number };
}

/** What the worker has planned and not begun. */
export async function plannedOf(site: Site): Promise<Planned[]> {
  const { tasks } = (await (await site.app.signIn('worker')).get('/worksheet')).body;
  return tasks.filter(({ visit }: { visit: { status: string } }) => visit.status === 'planned');
}

/** From now on LC01 needs proofs of both kinds. */
export async function withProofs(site: Site): Promise<void> {
  const clerk = await site.app.signIn('clerk');
  const { items } = (await clerk.get('/items?code=LC01')).body;
  const change = { proofs: ['signature', 'photo'], reason: '本项目须签名并拍照' };
  const answer = await clerk.patch(`/items/${items[0].id}`, change);
  expect(answer.status).toBe(200);
}

export interface StoredVisit {
  status: string;
  signed: boolean;
  number: string | null;
  started_at: Date | null;
}

/** The visit as the server has it: one row, or none. */
export async function stored(site: Site, id: string): Promise<StoredVisit[]> {
  const { bureauId } = (await site.app.signIn('clerk')).user;
  return site.app.unitOfWork.run({ kind: 'system', bureauId: bureauId ?? '' }, (tx) =>
    tx.query('select id, status, signed, number, started_at from visit where id = $1', [id]),
  );
}

/** A visit without proofs, submitted with two quick taps. An hour, unless the telephone's clock is to stand still. */
export async function record(phone: Telephone, visitId = '', hours: 0 | 1 = 1): Promise<void> {
  const { page } = phone;
  await page.goto(`/field/#/visit/${visitId}`);
  await page.getByText('开始服务').click();
  await page.getByRole('timer').waitFor();
  if (hours > 0) await phone.anHourLater();
  await page.getByText('结束服务').click();
  await page.getByText('缺少签名、照片，仍要提交').dblclick();
  await page.getByText('已保存，联网后自动上传').waitFor();
}
