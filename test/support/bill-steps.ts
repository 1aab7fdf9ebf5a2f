import type { Page } from 'playwright-core';
import type { Client } from './app';
import type { Site } from './browser';

/** Waits until the paper on the page is in a state, in its words. */
export const state = (page: Page, words: string): Promise<void> =>
  page.locator('.page-head .tag', { hasText: words }).waitFor();

/** Presses, and waits until the page of another difference, or the bill, stands there. */
export async function pressOn(page: Page, key: string): Promise<void> {
  const before = page.url();
  await page.keyboard.press(key);
  await page.waitForURL((url) => url.toString() !== before);
  const line = /lines\/(\d+)$/.exec(page.url())?.[1];
  await page.locator('h1', { hasText: line ? `#${line}` : /^[^#]*$/ }).waitFor();
}

/** Answers a question with Enter: its main button has the focus. */
export async function agree(page: Page, question: string): Promise<void> {
  await page.getByText(question).waitFor();
  await page.locator('.ant-modal-confirm .ant-btn-primary:focus').waitFor();
  await page.keyboard.press('Enter');
}

/** A correct invoice and the provider's word, entered by the clerk for a provider that does not click. */
export async function confirmedByClerk(
  site: Site,
  shown: { id: string; contractId: string; payable: string },
): Promise<void> {
  const clerk: Client = await site.app.signIn('clerk');
  const onBehalfOf = '刘主任（电话）';
  expect((await clerk.post(`/bills/${shown.id}/confirm`, { onBehalfOf })).status).toBe(200);
  const { body: contract } = await clerk.get(`/contracts/${shown.contractId}`);
  const invoice = {
    ...{ number: '26352000000000000006', issuedOn: '2026-11-02', total: shown.payable, onBehalfOf },
    ...{ buyerCode: contract.buyerCode, sellerCode: contract.sellerCode },
  };
  expect((await clerk.post(`/bills/${shown.id}/invoice`, invoice)).status).toBe(200);
}
