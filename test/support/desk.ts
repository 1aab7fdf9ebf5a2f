import type { Page } from 'playwright-core';

/** The desk as somebody has it who is at work: loaded, and what waits for them in sight. */
export async function openHome(page: Page): Promise<void> {
  await page.goto('/');
  await page.locator('.tiles').waitFor();
}

/** Waits until the check panel speaks of the order as it stands. */
export const checked = (page: Page): Promise<void> =>
  page.locator('[data-check="done"] .verdict').first().waitFor();

/** Chooses from the open list of a select by typing and Enter, as soon as the first choice fits. */
export async function choose(page: Page, text: string, fits: RegExp): Promise<void> {
  await page.keyboard.type(text);
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: fits })
    .waitFor();
  await page.keyboard.press('Enter');
}
