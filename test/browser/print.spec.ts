import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { makeMatrixWorld, type Papers } from '../support/matrix-world';
import { becomes } from '../support/page-tools';

/** What an office prints of the desk: on paper it is white, and nothing is cut off at the right edge. */
const PRINTED: [string, (papers: Papers) => string, number][] = [
  ['an order', ({ order }) => `/orders/${order}`, 2],
  ['a bill', ({ bill }) => `/bills/${bill}`, 3],
  ['the contracts', () => '/contracts', 1],
  ['a contract', ({ contract }) => `/contracts/${contract}`, 2],
  ['a month', () => '/months/2026-10', 3],
  ['a payment', ({ payment }) => `/payments/${payment}`, 1],
  ['a whole pack', ({ payment }) => `/payments/${payment}/print`, 5],
  ['a fund', ({ fund }) => `/funds/${fund}`, 2],
];

/** The printable width of A4 in CSS pixels. */
const SHEET = { width: 703, height: 1000 };

/** Runs in the page: what stands out of the sheet, or is hidden at its edge. */
const CUT = `[...document.querySelectorAll(
  'main .ant-table-content, main .ant-table-body, main .paper-table, main svg')]
  .filter((it) => it.scrollWidth > it.clientWidth + 1 || it.getBoundingClientRect().right > innerWidth + 1)
  .map((it) => it.className + ' ' + (it.innerText ?? '').slice(0, 60))`;

/** Runs in the page: numbers that go on in a second line. */
const BROKEN = `[...document.querySelectorAll('.paper .is-whole, .paper .money')]
  .filter((it) => {
    const range = document.createRange();
    range.selectNodeContents(it);
    const lines = [...range.getClientRects()].map(({ top, bottom }) => Math.round((top + bottom) / 2));
    return Math.max(...lines) - Math.min(...lines) > 8;
  })
  .map((it) => it.innerText)`;

describeInBrowser('paper', (site) => {
  let papers: Papers;
  beforeAll(async () => {
    ({ papers } = (await makeMatrixWorld(site.app)).a);
  }, 120_000);

  it.each(PRINTED)('%s is white, whole, and not longer than it must be', async (_, address, most) => {
    // A dark screen: paper is white all the same.
    const page = await site.as('finance', { colorScheme: 'dark' });
    await openDesk(page, address(papers));
    const pdf = (await page.pdf({ format: 'A4', printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(most);
    await asPaper(page);
    expect(await page.evaluate(CUT)).toEqual([]);
    expect(await shareOfWhite(page)).toBeGreaterThan(0.7);
  });

  it('an application for payment names accounts whole to finance and who releases, and breaks no number', async () => {
    const address = `/payments/${papers.payment}/print`;
    const page = await site.as('finance');
    await openDesk(page, address);
    await asPaper(page);
    const application = page.locator('.paper').first();
    expect(await application.innerText()).toMatch(/\n.*银行.* \d{4}( \d{4})+( \d+)?\n/);
    expect(await application.innerText()).not.toContain('*');
    expect(await page.locator('.paper .is-whole').count()).toBeGreaterThan(5);
    expect(await page.evaluate(BROKEN)).toEqual([]);
    const approver = await site.as('approver');
    await openDesk(approver, address);
    await becomes(() => approver.locator('.paper').first().innerText(), expect.not.stringContaining('*'));
    const clerk = await site.as('clerk');
    await openDesk(clerk, address);
    await becomes(
      () => clerk.locator('.paper').first().innerText(),
      expect.stringMatching(/本件供查阅，不作付款依据[\s\S]*\*{4}/),
    );
  });
});

/** The screen as a sheet. The browser tells of printing only where it prints, so this tells it. */
async function asPaper(page: Page): Promise<void> {
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(SHEET);
}

async function shareOfWhite(page: Page): Promise<number> {
  const { data } = await sharp(await page.screenshot())
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.reduce((sum, grey) => sum + (grey > 250 ? 1 : 0), 0) / data.length;
}
