import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { PASSWORD } from './app';
import type { Site } from './browser';
import type { Profile } from './chromium';
import { Network } from './network';

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

  /** A clock that can be put forward; it begins two hours ago, so that an hour of work lies in the past. */
  async clock(hoursAgo = 2): Promise<void> {
    await this.context.clock.install({ time: Date.now() - hoursAgo * HOUR_MS });
  }

  async anHourLater(): Promise<void> {
    await this.context.clock.fastForward('01:00:00');
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
  const box = await page.locator('.proof canvas').boundingBox();
  if (!box) throw new Error('there is no signature box');
  await page.mouse.move(box.x + 40, box.y + 80);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++) await page.mouse.move(box.x + 40 + i * 20, box.y + 60 + (i % 3) * 20);
  await page.mouse.up();
  await page.locator('.proof .button').first().waitFor();
}

/** A picture as a telephone takes them: large, and no two of them the same. */
async function aPhoto(seed: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 100 + seed, sigma: 60 } as const;
  const channels = 3;
  return sharp({ create: { width: 3000, height: 2000, channels, background: '#556677', noise } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

export async function takePhoto(page: Page, seed = 1): Promise<void> {
  const buffer = await aPhoto(seed);
  await page.setInputFiles('.take input', { name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer });
  await page.waitForSelector('.photos img');
}

/** Sends what waits, and waits for the end of it. */
export async function sent(page: Page): Promise<void> {
  await page.waitForSelector('[data-phase=done]');
}

export interface Planned {
  visit: { id: string; orderId: string };
  cadre: { name: string; latitude: number; longitude: number };
}

/** What the worker has planned and not begun. */
export async function plannedOf(site: Site): Promise<Planned[]> {
  const { tasks } = (await (await site.app.signIn('worker')).get('/worksheet')).body;
  return tasks.filter(({ visit }: { visit: { status: string } }) => visit.status === 'planned');
}
