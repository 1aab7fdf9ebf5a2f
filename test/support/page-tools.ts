import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { patience } from './slow';

const MOST_MS = patience(25_000);
const BETWEEN_MS = 50;

/** Reads again until it is so: what is asked for when something else is seen need not be there with it. */
export async function becomes(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const end = performance.now() + MOST_MS;
  for (;;) {
    const found = await read();
    try {
      expect(found).toEqual(wanted);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(BETWEEN_MS);
    }
  }
}

/** What a person did on a page. A filled-in text counts its characters, a chosen option two clicks. */
export interface Effort {
  clicks: number;
  taps: number;
  keys: number;
  /** Clicks, taps and runs of typing (a field filled in is one action, Enter or a letter of command is one each). */
  actions: number;
  /** Of a person at work: 0.3 s a key, 1.2 s a click or tap. No clock is asked. */
  seconds: number;
}

/** Runs in the page. Only what comes from a person's hand is counted: `isTrusted`. */
const COUNTER = `(() => {
  if (window.songbaiCounts) return;
  window.songbaiCounts = true;
  let pressed = false, pointed = null, typing = null;
  const tell = (kind, many = 1) => window.songbaiCount(kind, many);
  const on = (name, hear) => addEventListener(name, (event) => event.isTrusted && hear(event), true);
  on('pointerdown', (event) => {
    typing = null; pointed = event.target;
    tell(event.pointerType === 'touch' ? 'taps' : 'clicks'); tell('actions');
  });
  on('keydown', (event) => {
    if (event.repeat || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    pressed = true; pointed = null;
    tell('keys');
    const writes = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey &&
      event.target.matches('input, textarea, [contenteditable]');
    if (!writes) { typing = null; tell('actions'); }
    else if (typing !== event.target) { typing = event.target; tell('actions'); }
  });
  on('keyup', () => { pressed = false; });
  on('input', (event) => {
    if (pressed || !event.data) return;
    tell('keys', [...event.data].length);
    if (typing !== event.target) { typing = event.target; tell('actions'); }
  });
  addEventListener('change', (event) => {
    const byProgram = pointed !== event.target && !pressed;
    if (event.target.matches('select') && byProgram) { tell('clicks', 2); tell('actions', 2); }
    if (event.target.matches('[type=file]')) { tell('clicks'); tell('actions'); }
  }, true);
})()`;

/** Counts from now on, over reloads too. `await count()` says what was done, `count.reset()` begins again. */
export async function counted(page: Page): Promise<(() => Promise<Effort>) & { reset(): Promise<void> }> {
  const done = { clicks: 0, taps: 0, keys: 0, actions: 0 };
  await page.exposeBinding('songbaiCount', (_, kind: keyof typeof done, many: number) => {
    done[kind] += many;
  });
  await page.addInitScript(COUNTER);
  await page.evaluate(COUNTER);
  const count = async (): Promise<Effort> => {
    // Calls from the page arrive in order, so those of earlier events are here when this is answered.
    await page.evaluate('window.songbaiCount("keys", 0)');
    const seconds = done.keys * 0.3 + (done.clicks + done.taps) * 1.2;
    return { ...done, seconds: Math.round(seconds * 10) / 10 };
  };
  const reset = async (): Promise<void> => {
    await count();
    Object.assign(done, { clicks: 0, taps: 0, keys: 0, actions: 0 });
  };
  return Object.assign(count, { reset });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** WCAG 2.2 AA without a violation, on the page or a part of it; `contrast: 'AAA'` asks for 7 to 1 as well. */
export async function axe(
  page: Page,
  options: { contrast?: 'AA' | 'AAA'; within?: string } = {},
): Promise<void> {
  expect(await axeFindings(page, options)).toEqual([]);
}

/** Elements named of a rule that many break. */
const SHOWN = 3;

/** What takes nine tenths of the time on a page with a table. */
const COLOURS = ['color-contrast', 'color-contrast-enhanced'];

/** Runs in the page. Rows that are made like one above, element by element with class and style, have its colours. */
const MARK_ALIKE = `(() => {
  const made = (it) => it.tagName + [...it.attributes].map(({ name, value }) =>
    name === 'class' || name === 'style' ? name + value : name).sort();
  const seen = new Set();
  for (const row of document.querySelectorAll('tbody tr, .ant-table-row')) {
    row.removeAttribute('data-alike');
    const all = [row.parentElement, row, ...row.querySelectorAll('*')].map(made).join();
    if (seen.has(all)) row.setAttribute('data-alike', '');
    seen.add(all);
  }
})()`;

/** What axe finds, a line for each element. Colours are looked at once in rows that are alike, all else in each. */
export async function axeFindings(
  page: Page,
  { contrast = 'AA', within, rules }: { contrast?: 'AA' | 'AAA'; within?: string; rules?: string[] } = {},
): Promise<string[]> {
  const builder = async () => {
    // Half a megabyte, which it would send into the page twice for every check.
    const isThere = await page.evaluate<boolean>('typeof axe !== "undefined"');
    // All in the page itself: the other way opens a tab that nobody closes when a check fails.
    const made = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) }).setLegacyMode(true);
    return within ? made.include(within) : made;
  };
  // What is right need not be told in full, which takes half of the time.
  const resultTypes: 'violations'[] = ['violations'];
  const others = rules?.filter((rule) => !COLOURS.includes(rule));
  const structure = (await builder()).options({
    resultTypes,
    runOnly: others ? { type: 'rule', values: others } : { type: 'tag', values: TAGS },
    ...(!others && { rules: { 'color-contrast': { enabled: false } } }),
  });
  const { violations } = await structure.analyze();
  if (!rules || rules.length > (others?.length ?? 0)) {
    await page.evaluate(MARK_ALIKE);
    const values = contrast === 'AAA' ? COLOURS : COLOURS.slice(0, 1);
    const colours = (await builder()).exclude('[data-alike]').options({ resultTypes, runOnly: values });
    violations.push(...(await colours.analyze()).violations);
  }
  return violations.flatMap(({ id, help, nodes }) => [
    ...nodes.slice(0, SHOWN).map(({ target, any, html }) => {
      const why = any.map(({ message }) => message).join('; ');
      return `${id}: ${help}; ${target.join(' ')}; ${why}; ${html.slice(0, 160)}`;
    }),
    ...(nodes.length > SHOWN ? [`${id}: ${nodes.length - SHOWN} more`] : []),
  ]);
}

const SCREENS = join(__dirname, '../../docs/screens');
const MOST_BYTES = 150_000;

/** docs/screens/<name>.png, only where SONGBAI_SCREENS=1; small, since they lie in the repository. */
export async function shot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  if (process.env.SONGBAI_SCREENS !== '1') return;
  await page.evaluate('document.fonts.ready');
  // The bars that stay in sight would stand in the middle of the whole page.
  if (options.fullPage) await page.evaluate('scrollTo(0, 0)');
  const taken = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css', ...options });
  const small = await sharp(taken).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
  if (small.length > MOST_BYTES) throw new Error(`${name}.png has ${small.length} bytes`);
  const file = join(SCREENS, `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, small);
}

/** A box on the screen in CSS pixels, with the words in it. */
export interface Box {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The boxes of all visible elements that the locator means. */
export async function boxesOf(locator: Locator): Promise<Box[]> {
  const boxes = await Promise.all(
    (await locator.all()).map(async (each) => {
      const box = await each.boundingBox();
      return box && box.width > 0 ? { text: (await each.innerText()).trim(), ...box } : null;
    }),
  );
  return boxes.filter((box) => box !== null);
}

/** The tables whose last columns lie outside of what is seen, each by its first words. */
export const cutTables = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('main .ant-table-content, main .ant-table-body')]
    .filter((it) => it.scrollWidth > it.clientWidth + 1)
    .map((it) => it.innerText.replace(/\\s+/g, ' ').slice(0, 60) + ' +' + (it.scrollWidth - it.clientWidth))`);

/** True where something stands out to the right, so that a reader would have to move the page sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');
