import type { Page } from 'playwright-core';
import type { Client } from './app';
import type { Site } from './browser';
import { axe } from './page-tools';

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
  // The keys of the page are its own again when the question is gone.
  await page.locator('.ant-modal-confirm').waitFor({ state: 'detached' });
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

/** With appeals open the confirmation has no key, says what it gives up, and goes back at Enter. */
export async function givesUpNothing(page: Page, count: number): Promise<void> {
  const dialog = page.locator('.ant-modal-confirm');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: '确认核定金额' }).click();
  await page.getByText(`${count} 项申诉尚未答复`).waitFor();
  await page.getByRole('button', { name: `确认金额，撤回 ${count} 项申诉` }).waitFor();
  expect(await dialog.count()).toBe(1);
  await dialog.locator('.ant-btn:not(.ant-btn-primary):focus').waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await state(page, '有异议');
}

/** A file that the server would refuse is refused at choosing, beside the field. */
export async function takesNoLargeFile(page: Page): Promise<void> {
  const buffer = Buffer.alloc(11 * 1024 * 1024);
  const file = { name: '录像.pdf', mimeType: 'application/pdf', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('录像.pdf 为 11.0 MB，超过 10 MB').waitFor();
}

/** Finance answers all appeals of a bill at once. */
export async function answerTogether(site: Site, id: string, count: number): Promise<void> {
  const asked = await site.as('finance');
  await asked.goto(`/bills/${id}`);
  await asked.locator('.appeal-head img').waitFor();
  expect(await asked.locator('.appeal-head').count()).toBe(1);
  await asked.getByLabel('全选待答复的').check();
  await asked.getByRole('button', { name: `一并答复 ${count} 项` }).click();
  await asked.getByLabel('理由').fill('同一次服务只结算一次。');
  await asked.keyboard.press('Control+Enter');
  await state(asked, '已核定');
  await axe(asked, { within: 'main' });
  const { body } = await (await site.app.signIn('finance')).get(`/bills/${id}`);
  expect(body.appeals).toHaveLength(count);
  for (const { answer, file } of body.appeals)
    expect([answer, file.name]).toEqual(['rejected', '签字单.png']);
}
