import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import {
  addressOf,
  goWithin,
  menuPaths,
  openDesk,
  PICTURED_AT_WORK,
  pictureOf,
  READERS,
  routePaths,
  routesOf,
} from '../support/desk-pages';
import { peopleOf, type SaidWords, saidWords, wrongWords } from '../support/desk-words';
import { makeMatrixWorld, type Papers } from '../support/matrix-world';
import { axeFindings, cutTables, scrollsSideways, shot } from '../support/page-tools';

const NOT_FOR_YOU = '您的角色不能办这件事';

describeInBrowser('every page of the desk', (site) => {
  let papers: Papers;
  let said: SaidWords;
  const visited = new Set<string>();
  const pictured = new Set<string>();
  /** The picture of a page is of somebody who may use it. */
  const picture = async (page: Page, path: string): Promise<void> => {
    const name = (await page.getByText(NOT_FOR_YOU).isVisible()) ? 'no-permission' : pictureOf(path);
    if (pictured.has(name)) return;
    pictured.add(name);
    if (!PICTURED_AT_WORK.includes(name)) await shot(page, name);
  };
  beforeAll(async () => {
    ({ papers } = (await makeMatrixWorld(site.app)).a);
    said = saidWords(await peopleOf(site.app));
  }, 120_000);

  it.each(READERS)(
    'is whole for %s',
    async (username) => {
      const page = await site.as(username);
      await openDesk(page, '/');
      const problems: string[] = [];
      for (const path of routesOf(username, await menuPaths(page))) {
        await goWithin(page, addressOf(path, papers));
        const wrong = await wrongWords(page, 'zh', said);
        if (wrong.length > 0) problems.push(`${path}: ${wrong.join(' | ')}`);
        if (await page.locator('.ant-result-404, .ant-result-error').isVisible())
          problems.push(`${path}: no page`);
        if (await scrollsSideways(page)) problems.push(`${path}: scrolls sideways`);
        problems.push(...(await cutTables(page)).map((table) => `${path}: cut off: ${table}`));
        await picture(page, path);
        if (visited.has(path)) continue;
        visited.add(path);
        problems.push(...(await axeFindings(page)).map((finding) => `${path}: ${finding}`));
      }
      expect(problems).toEqual([]);
    },
    180_000,
  );

  it('was opened by somebody, and by somebody who may use it', () => {
    expect(routePaths().filter((path) => !visited.has(path))).toEqual([]);
    expect(routePaths().filter((path) => !pictured.has(pictureOf(path)))).toEqual([]);
  });
});
