import type { Page } from 'playwright-core';
import { repositoryFiles } from '../architecture/tree';
import { type Papers } from './matrix-papers';
import { patience } from './slow';

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

/**
 * Runs in the page: answers when nothing has been loading for three frames, since what has come may itself ask for
 * more, or with what is still missing. A heading of the page before, which stays until the next one is there, is none.
 */
const SETTLED = `new Promise((done) => {
  const end = performance.now() + ${patience(25_000)};
  const isSeen = (it) => it.getClientRects().length > 0;
  let calm = 0;
  const look = () => {
    const waits = document.querySelector('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"], .busy');
    const heads = [...document.querySelectorAll('main :is(h1, .ant-result):not([data-before])')];
    const stands = heads.some(isSeen);
    calm = stands && !waits ? calm + 1 : 0;
    if (calm > 2) done('');
    else if (performance.now() < end) requestAnimationFrame(look);
    else done(stands ? waits.outerHTML.slice(0, 200) : 'no heading');
  };
  look();
})`;

/** Nothing is being loaded any more: no skeleton, no spinner, and a heading. */
async function settled(page: Page): Promise<void> {
  const missing = await page.evaluate<string>(SETTLED);
  if (missing !== '') throw new Error(`${page.url()} is still loading: ${missing}`);
}

/** The addresses that this person's menu offers. */
export async function menuPaths(page: Page): Promise<string[]> {
  const links = await page.locator('nav a[href^="/"]').all();
  return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}

/** Rows, tiles, fields, a chart, or words that say why there is nothing: what a page has besides its heading. */
const CONTENT =
  '.row, .ant-table-row, .tile, .empty, form, .fields, .field, .section, .board, [role="tab"], .approvals';

/** What is wrong with a page that the menu leads to: it has no heading, nothing below it, or says that it failed. */
export async function troubleOn(page: Page, path: string): Promise<string[]> {
  const main = page.locator('main, #main').last();
  const heading = (await main.locator('h1').first().innerText()).trim();
  const problems = await page.locator('.problem, .ant-result-error, .ant-result-404').allInnerTexts();
  return [
    ...(heading === '' ? [`${path}: no heading`] : []),
    ...((await main.locator(CONTENT).count()) === 0 ? [`${path}: nothing below the heading`] : []),
    ...problems.map((text) => `${path}: ${text.replaceAll('\n', ' ')}`),
  ];
}

/** By how much the menu is higher than the screen. */
export const hiddenOfMenu = (page: Page): Promise<number> =>
  page.evaluate(`((it) => it.scrollHeight - it.clientHeight)(
    document.querySelector('.sider .ant-layout-sider-children'))`);
