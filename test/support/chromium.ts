import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

/** First the one without windows: the same engine, which draws no tabs and menus that nobody sees around each page. */
const NAMES = [
  ...['chromium-headless-shell', 'chromium', 'chromium-browser'],
  ...['google-chrome', 'google-chrome-stable'],
];
const PLACES = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Root has no sandbox in a container, and nothing that a test does may reach out of the machine. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** CHROMIUM, else the first one on the PATH or in a usual place; undefined where there is none. */
export function findChromium(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((n) => join(folder, n)));
  const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : [...onPath, ...PLACES];
  return places.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: ARGUMENTS });
}

/** A browser with a memory of its own, as on somebody's telephone: it is killed, opened again, and remembers. */
export class Profile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'songbai-profile-'));
  private context: BrowserContext | undefined;

  constructor(private readonly options: BrowserContextOptions) {}

  /** Starts the browser on the profile; what it stored before is there. */
  async open(): Promise<BrowserContext> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...{ executablePath: findChromium(), args: ARGUMENTS },
      ...this.options,
    });
    return this.context;
  }

  /** As when the battery runs out: no page hears of it, nothing is written any more. */
  async kill(): Promise<void> {
    const context = this.context;
    const browser = context?.browser();
    if (!context || !browser) throw new Error('the profile is not open');
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const main = processInfo.find(({ type }) => type === 'browser');
    if (!main) throw new Error('the browser does not say which process it is');
    const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
    process.kill(main.id, 'SIGKILL');
    await closed;
    this.context = undefined;
  }

  /** Ends it in the ordinary way and removes the profile. */
  async remove(): Promise<void> {
    await this.context?.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
