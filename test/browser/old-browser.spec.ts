import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInBrowser } from '../support/browser';
import { openDesk } from '../support/desk-pages';
import { newerIn } from '../support/old-browser';

const DIST = join(__dirname, '../../apps/portal/dist');

/** Mixed colours may be missing; what places things may not. `:has` is antd’s, for edges of lists. */
const NEWER_STYLE = /:where\(|:is\(|@layer|@container|\d(dvh|svh|lvh|cqw)\b|translate:|scale:/;

/** Runs in the page: the selectors and values of every rule that holds. */
const RULES = `(() => {
  const found = [];
  const walk = (rules) => [...rules].forEach((rule) =>
    rule.selectorText || !rule.cssRules ? found.push(rule.cssText) : walk(rule.cssRules));
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  return found;
})()`;

describe('the front ends as they are built', () => {
  const scripts = ['desk', 'field'].flatMap((mode) =>
    readdirSync(join(DIST, mode), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(mode, file)),
  );

  it('can be read by Chromium 87', () => {
    expect(scripts.length).toBeGreaterThan(20);
    const newer = scripts.flatMap((file) =>
      newerIn(readFileSync(join(DIST, file), 'utf8')).map((each) => `${file} ${each}`),
    );
    expect(newer).toEqual([]);
  });

  it('would be found out', () => {
    const text =
      'class A { static { go(); } } a.at(-1); w.at(); crypto.randomUUID(); structuredClone(a); /x/d; /y/g';
    expect(newerIn(text).map((each) => each.split(':')[0])).toEqual([
      ...['static block', 'at', 'randomUUID', 'structuredClone', 'flag'],
    ]);
  });
});

describeInBrowser('the styles of the desk', (site) => {
  it('are such as Chromium 87 knows', async () => {
    const page = await site.as('clerk');
    const rules = new Set<string>();
    for (const path of ['/', '/orders', '/orders/new', '/contracts/new', '/visits']) {
      await openDesk(page, path);
      for (const rule of (await page.evaluate(RULES)) as string[]) rules.add(rule);
    }
    expect(rules.size).toBeGreaterThan(500);
    // A variable that is not understood is as good as none.
    const said = [...rules].map((rule) => rule.replace(/--[\w-]+:[^;]*;/g, ''));
    expect(said.filter((rule) => NEWER_STYLE.test(rule)).slice(0, 5)).toEqual([]);
  });
});
