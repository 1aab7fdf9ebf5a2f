/**
 * Specs in a real Chromium, on the real server with a demo of its own:
 *
 *     describeInBrowser('a clerk', (site) => {
 *       it('places an order', async () => {
 *         const page = await site.as('clerk');             // signed in; { language: 'en', colorScheme: 'dark', … }
 *         const count = await counted(page);               // page-tools.ts; so are axe, shot, boxesOf
 *         await page.goto('/orders');
 *         …
 *         expect((await count()).actions).toBeLessThanOrEqual(8);
 *         await axe(page);
 *         await shot(page, 'orders');                      // docs/screens/orders.png, where SONGBAI_SCREENS=1
 *       });
 *     });
 *
 * Whatever a page prints as an error, throws, or is refused (but for 401, 404, 409, 422, 423, 429) fails the test it
 * happened in; `site.expectErrors(/…/)` allows it for one test. Without a Chromium (PATH or CHROMIUM) the specs are
 * skipped aloud, and fail where CI is set. `npx jest` does not build the front ends: `npm run build` does.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, startApp, type TestApp } from './app';
import { findChromium, launchChromium, Profile } from './chromium';
import { clockOfPages } from './clock';
import { patience, slowPages } from './slow';

export interface Visit extends BrowserContextOptions {
  /** Of the portal; Chinese unless said. */
  language?: 'zh' | 'en';
}

const DESK = join(__dirname, '../../apps/portal/dist/desk/index.html');
const DEFAULTS: BrowserContextOptions = {
  ...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 } },
  reducedMotion: 'reduce',
};
const TIMEOUT = patience(120_000);

/** A page that waits longer than this for something has not got it. */
const PATIENCE = patience(25_000);

/** Answers that a page may be asking for; the browser prints an error for each by itself. */
const ORDINARY = /status of (401|404|409|422|423|429)\b/;

/** The server and the browser of one file of specs. */
export class Site {
  /** What pages complained of in the test that runs. */
  private readonly errors: string[] = [];
  private expected: RegExp | undefined;
  private readonly contexts: BrowserContext[] = [];
  /** Those of profiles too. */
  private readonly watched: BrowserContext[] = [];
  private readonly profiles: Profile[] = [];
  url = '';

  private constructor(
    /** For making facts by HTTP or SQL beside the browser. */
    readonly app: TestApp,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<Site> {
    if (!existsSync(DESK)) throw new Error('the front ends are not built: npm run build');
    const app = await startApp();
    await app.app.listen(0, '127.0.0.1');
    const site = new Site(app, await launchChromium());
    site.url = await app.app.getUrl();
    return site;
  }

  /** An empty page of somebody who is signed in, in a browser context of their own. */
  async as(username: string, visit: Visit = {}): Promise<Page> {
    const context = await this.context(visit);
    await this.signIn(context, username);
    return context.newPage();
  }

  /** An empty page of somebody who is not. */
  async anyone(visit: Visit = {}): Promise<Page> {
    return (await this.context(visit)).newPage();
  }

  async context(visit: Visit = {}): Promise<BrowserContext> {
    const { language, ...options } = visit;
    const context = await this.browser.newContext({ ...DEFAULTS, baseURL: this.url, ...options });
    this.contexts.push(context);
    return this.prepare(context, language);
  }

  /** A browser that can be killed and opened again; `await site.prepare(await profile.open())` each time. */
  profile(options: BrowserContextOptions = {}): Profile {
    const profile = new Profile({ ...DEFAULTS, baseURL: this.url, ...options });
    this.profiles.push(profile);
    return profile;
  }

  /** Watches the pages of the context and sets their clock and language. */
  async prepare(context: BrowserContext, language: 'zh' | 'en' = 'zh'): Promise<BrowserContext> {
    context.setDefaultTimeout(PATIENCE);
    this.watched.push(context);
    context.on('console', (message) => {
      if (message.type() === 'error') this.note(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.note(String(error.error().stack ?? error.error())));
    await slowPages(context);
    await context.addInitScript(clockOfPages());
    await context.addInitScript(`try { localStorage.setItem('songbai.language', '${language}') } catch {}`);
    return context;
  }

  /** The browser keeps the cookie that the sign-in page would have got; the portal finds it when a page opens. */
  async signIn(context: BrowserContext, username: string): Promise<void> {
    const data = { username, password: PASSWORD };
    const answer = await context.request.post(`${this.url}/api/v1/auth/login`, { data });
    if (!answer.ok()) throw new Error(`${username} cannot sign in: ${await answer.text()}`);
  }

  /** For one test: what it provokes on purpose. */
  expectErrors(pattern: RegExp): void {
    this.expected = pattern;
  }

  private note(text: string): void {
    if (ORDINARY.test(text) || text.includes('ERR_INTERNET_DISCONNECTED')) return;
    if (!this.expected?.test(text)) this.errors.push(text);
  }

  /** After each test: closes its pages and says what they complained of. */
  async finish(): Promise<string[]> {
    const pages = this.watched.splice(0).flatMap((context) => context.pages());
    if (Reflect.get(globalThis, 'songbaiIsRed'))
      for (const page of pages) console.error(await standing(page));
    for (const context of this.contexts.splice(0)) await context.close();
    for (const profile of this.profiles.splice(0)) await profile.remove();
    this.expected = undefined;
    return this.errors.splice(0);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }
}

const MOST_SAID = 3_000;

/** What stands on a page when its test is red: nobody can look at a machine far away. */
async function standing(page: Page): Promise<string> {
  const told = page.evaluate<string>(
    `document.activeElement.outerHTML.slice(0, 200) + '\\n' + document.body.innerText.slice(0, ${MOST_SAID})`,
  );
  const late = new Promise<string>((done) => setTimeout(done, 2_000, 'it does not answer'));
  return `${page.url()}\n${await Promise.race([told.catch(String), late])}`;
}

/** A chapter of specs with one server and one browser; every test gets contexts of its own. */
export function describeInBrowser(name: string, chapter: (site: Site) => void): void {
  if (findChromium() === undefined) {
    withoutBrowser(name, chapter);
    return;
  }
  describe(name, () => {
    let started: Site | undefined;
    // The chapter names the site before it is there: its tests run when it is.
    const site = new Proxy({} as Site, {
      get: (_, key) => {
        if (!started) throw new Error('the site is there within tests and hooks only');
        const value = Reflect.get(started, key);
        return typeof value === 'function' ? value.bind(started) : value;
      },
    });
    jest.setTimeout(TIMEOUT);
    beforeAll(async () => {
      started = await Site.start();
    }, 120_000);
    afterEach(async () => expect((await started?.finish()) ?? []).toEqual([]));
    afterAll(() => started?.stop());
    chapter(site);
  });
}

function withoutBrowser(name: string, chapter: (site: Site) => void): void {
  if (process.env.CI) {
    it(name, () => {
      throw new Error('no Chromium on this machine, and CI must have one');
    });
    return;
  }
  console.warn(`${name}: skipped, there is no Chromium on this machine (PATH, CHROMIUM)`);
  const skipped = describe.skip;
  skipped(name, () => chapter({} as Site));
}
