import type { Page } from 'playwright-core';
import type { Client } from '../support/app';
import { describeInBrowser } from '../support/browser';
import { spendOfUnit } from '../support/orders';

/** What a page calls a number, the number, and where it leads. */
interface Numbered {
  label: string;
  count: number;
  href: string;
}

/** Counted up to here; beyond it the number says so. */
const MOST = 1_000;

const readFrom = async (page: Page, links: string, numbers: string): Promise<Numbered[]> => {
  const found = await page.locator(links).all();
  return Promise.all(
    found.map(async (link) => ({
      label: await link.innerText(),
      href: (await link.getAttribute('href')) ?? '',
      count: Number(/\d[\d,]*/.exec(await link.locator(numbers).first().innerText())?.[0].replace(/,/g, '')),
    })),
  );
};

/** Of a list that a page shows: all rows of it, as the same person asks for them. */
async function rowsOf(client: Client, asked: string): Promise<number> {
  const url = new URL(asked);
  url.searchParams.set('limit', '200');
  let found = 0;
  for (;;) {
    const { body } = await client.get(`${url.pathname.replace('/api/v1', '')}${url.search}`);
    found += body.items.length;
    if (body.nextCursor === null) return found;
    url.searchParams.set('cursor', body.nextCursor);
  }
}

/** Opens what a number leads to, and counts what the page there asks for. */
async function opened(page: Page, client: Client, { href }: Numbered): Promise<number> {
  const wanted = [...new URL(href, 'http://here').searchParams];
  const isItsList = (asked: string): boolean => {
    const { pathname, searchParams } = new URL(asked);
    const isAll = wanted.every(([key, value]) => searchParams.get(key) === value);
    return /^\/api\/v1\/[a-z-]+$/.test(pathname) && wanted.length > 0 && isAll;
  };
  const answer = page.waitForResponse((response) => isItsList(response.url()));
  await page.goto(href);
  const { items } = (await (await answer).json()) as { items: unknown[] };
  if (items.length > 0) await page.locator('main tbody tr:not([aria-hidden])').first().waitFor();
  return rowsOf(client, (await answer).url());
}

/** Every number that leads to a list leads to exactly as many rows. */
describeInBrowser('the numbers of the first pages', (site) => {
  const compare = async (username: string, path: string, links: string, numbers: string): Promise<number> => {
    const [page, client] = [await site.as(username), await site.app.signIn(username)];
    await page.goto(path);
    await page.locator(links).first().waitFor();
    const all = await readFrom(page, links, numbers);
    const lists = all.filter(({ href, count }) => href.includes('?') && count < MOST);
    for (const each of lists) {
      expect(`${username} ${each.label}: ${await opened(page, client, each)}`).toBe(
        `${username} ${each.label}: ${each.count}`,
      );
    }
    return lists.length;
  };

  it.each(['clerk', 'approver', 'manager', 'finance'])('what waits for %s', async (username) => {
    expect(await compare(username, '/', '.tile', '.tile-count')).toBeGreaterThan(0);
  });

  it('a unit’s page has a last line with the sums of its people', async () => {
    await spendOfUnit(site.app);
    const page = await site.as('unit');
    // A year that is none is this one.
    await page.goto('/unit?year=abcd');
    await page.getByRole('heading', { name: '2026 年老干部' }).waitFor();
    await page.locator('.ant-table-row').first().waitFor();
    for (const column of [2, 3, 4, 5]) {
      const fen = async (row: string): Promise<number[]> =>
        (await page.locator(`${row} td:nth-child(${column})`).allInnerTexts()).map((text) =>
          Math.round(Number(text.replace(/,/g, '')) * 100),
        );
      const [sum] = await fen('.ant-table-summary');
      expect([column, sum]).toEqual([
        column,
        (await fen('.ant-table-row')).reduce((all, one) => all + one, 0),
      ]);
      if (column < 4) expect(sum).toBeGreaterThan(0);
    }
  });

  it('of the overview: exceptions, visits, ratings, funds and bills', async () => {
    const path = '/overview?month=2026-10';
    expect(await compare('supervisor', path, '.exception', 'b')).toBeGreaterThan(2);
    expect(await compare('approver', path, '.overview a[href^="/funds?"]', ':scope')).toBeGreaterThan(2);
    const page = await site.as('supervisor');
    const client = await site.app.signIn('supervisor');
    await page.goto(path);
    await page.locator('.figure').first().waitFor();
    const figures = await readFrom(page, '.figure', '.figure-value');
    const counted = figures.filter(({ href }) => /^\/(visits|ratings)\?/.test(href));
    expect(counted).toHaveLength(2);
    for (const each of counted) expect(await opened(page, client, each)).toBe(each.count);
    await page.goto(path);
    const said = await page.getByText('张待核定').innerText();
    const waiting = { label: said, count: 0, href: '/bills?month=2026-10&status=submitted' };
    expect(await page.locator(`a[href="${waiting.href}"]`).count()).toBe(1);
    expect(said).toContain(`${await opened(page, client, waiting)} 张`);
  });
});
