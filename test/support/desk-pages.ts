import type { Page } from 'playwright-core';
import { repositoryFiles } from '../architecture/tree';
import { type Papers } from './matrix-papers';

/** Every address of the desk's router, as its rooms write it: "/orders/:id". */
export function routePaths(): string[] {
  const files = repositoryFiles().filter(({ path }) =>
    /^apps\/portal\/src\/desk\/(?!app\/|kit\/)[^/]+\/[^/]+\.tsx?$/.test(path),
  );
  const paths = files.flatMap(({ text }) =>
    [...text.matchAll(/\bpath: '([^']+)',\s*(?:lazy|Component):/g)].map(([, path]) => `/${path}`),
  );
  return ['/', ...new Set(paths)].sort();
}

/** Who is asked to look at the pages. */
export const READERS = [
  ...['clerk', 'approver', 'finance', 'liaison', 'unit', 'manager', 'supervisor', 'auditor', 'admin'],
];

/** Pages that are not below an entry of the menu, or not for all who have the entry. */
const OWN: Record<string, string[]> = {
  '/bills/new': ['manager'],
  '/contracts/new': ['clerk'],
  '/contracts/:id/revise': ['clerk'],
  '/orders/new': ['clerk', 'liaison', 'unit'],
  '/orders/:id/submitted': ['clerk'],
  '/payments/new': ['finance'],
  '/funds/carry-over': ['finance'],
};

/** The routes that this person may open: what the menu offers, and what lies below it. */
export const routesOf = (username: string, menu: readonly string[]): string[] =>
  routePaths().filter((path) => {
    if (OWN[path]) return OWN[path].includes(username);
    return menu.includes(path) || menu.some((entry) => entry !== '/' && path.startsWith(`${entry}/`));
  });

/** The name of a route's picture: "desk-orders-id". */
export const pictureOf = (path: string): string =>
  path === '/' ? 'desk-home' : `desk${path.replaceAll(/[/:]+/g, '-')}`;

/** Pages that show more in the picture of another spec: there is something to do on them. */
export const PICTURED_AT_WORK = ['desk-payments-new'];

const NOUNS: Record<string, keyof Papers> = {
  orders: 'order',
  bills: 'bill',
  payments: 'payment',
  cadres: 'cadre',
  contracts: 'contract',
  visits: 'visit',
  units: 'unit',
  providers: 'provider',
  workers: 'worker',
  items: 'item',
  limits: 'limit',
  needs: 'need',
  funds: 'fund',
  calls: 'call',
  ratings: 'rating',
  users: 'user',
  audit: 'entry',
};

/** The address with the ids of papers that everybody here may see. */
export function addressOf(path: string, papers: Papers): string {
  const noun = NOUNS[path.split('/')[1] ?? ''];
  return path
    .replace(':month', '2026-10')
    .replace(':line', '1')
    .replace(/:(\w+)/, () => (noun ? papers[noun] : 'none'));
}

/** Goes there and waits until the page has what it asked for. */
export async function openDesk(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}

/** The same without loading the desk anew, as a link within it does. */
export async function goWithin(page: Page, address: string): Promise<void> {
  if (new URL(page.url()).pathname === address) return settled(page);
  await page.evaluate(`document.querySelectorAll('main h1, main .ant-result')
      .forEach((it) => it.setAttribute('data-before', ''));
    history.pushState(null, '', ${JSON.stringify(address)});
    dispatchEvent(new PopStateEvent('popstate', { state: null }))`);
  await settled(page);
}

/** Nothing is being loaded any more: no skeleton, no spinner, and a heading. */
async function settled(page: Page): Promise<void> {
  // Not those of the page before, which stays while the next one is loaded.
  await page.locator('main :is(h1, .ant-result):not([data-before])').first().waitFor();
  const waiting = page.locator('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"], .busy');
  do {
    while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'detached' });
    // What has come may itself ask for more.
    await page.evaluate('new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))');
  } while ((await waiting.count()) > 0);
}

/** The addresses that this person's menu offers. */
export async function menuPaths(page: Page): Promise<string[]> {
  const links = await page.locator('nav a[href^="/"]').all();
  return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}
