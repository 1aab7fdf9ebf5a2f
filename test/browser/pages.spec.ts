import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import {
  addressOf,
  goWithin,
  hiddenOfMenu,
  menuPaths,
  openDesk,
  PICTURED_AT_WORK,
  pictureOf,
  READERS,
  routePaths,
  routesOf,
  troubleOn,
} from '../support/desk-pages';
import { peopleOf, type SaidWords, saidWords, wrongWords } from '../support/desk-words';
import { makeMatrixWorld, type Papers } from '../support/matrix-world';
import { axeFindings, cutTables, scrollsSideways, shot } from '../support/page-tools';

const NOT_FOR_YOU = '您的角色不能办这件事';
/** A unit of the small bureau has no funds, and none of the papers below the entries of its menu. */
const SMALL = 'unit-b';
/** Each page is looked at whole once, and again where it is somebody's own. */
const OWN = ['/', '/import', '/unit'];

describeInBrowser('every page of the desk', (site) => {
  let papers: Papers;
  let said: SaidWords;
  const visited = new Set<string>();
  const looked = new Set<string>();
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

  /** What any page is asked, whoever opened it. */
  const faultsOf = async (page: Page, path: string): Promise<string[]> => {
    const wrong = await wrongWords(page, 'zh', said);
    const isThere = !(await page.locator('.ant-result-404, .ant-result-error').isVisible());
    return [
      ...(wrong.length > 0 ? [`${path}: ${wrong.join(' | ')}`] : []),
      ...(isThere ? [] : [`${path}: no page`]),
      ...((await scrollsSideways(page)) ? [`${path}: scrolls sideways`] : []),
      ...(await cutTables(page)).map((table) => `${path}: cut off: ${table}`),
    ];
  };

  it.each([...READERS, SMALL])(
    'is whole for %s, and every entry of the menu leads to something',
    async (username) => {
      const page = await site.as(username);
      await openDesk(page, '/');
      const menu = await menuPaths(page);
      expect([username, await hiddenOfMenu(page)]).toEqual([username, 0]);
      expect(menu.length).toBeGreaterThan(2);
      const problems: string[] = [];
      const routes = username === SMALL ? [] : routesOf(username, menu);
      for (const path of new Set([...menu, ...routes])) {
        await goWithin(page, addressOf(path, papers));
        problems.push(...(await faultsOf(page, path)));
        if (menu.includes(path)) problems.push(...(await troubleOn(page, path)));
        await picture(page, path);
        visited.add(path);
        const key = OWN.includes(path) ? `${username} ${path}` : path;
        if (looked.has(key)) continue;
        looked.add(key);
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
