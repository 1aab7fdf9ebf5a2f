import { describeInBrowser } from '../support/browser';
import {
  addressOf,
  goWithin,
  menuPaths,
  openDesk,
  READERS,
  routePaths,
  routesOf,
} from '../support/desk-pages';
import { peopleOf, type SaidWords, saidWords, wrongWords } from '../support/desk-words';
import { makeMatrixWorld, type Papers } from '../support/matrix-world';
import { axeFindings, cutTables, scrollsSideways } from '../support/page-tools';

/** What the structure is found to be in pages.spec.ts holds here too; colours and lengths of words do not. */
const OF_THE_LOOK = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

describeInBrowser('every page of the desk, in English and in the dark', (site) => {
  let papers: Papers;
  let said: SaidWords;
  const visited = new Set<string>();
  beforeAll(async () => {
    ({ papers } = (await makeMatrixWorld(site.app)).a);
    said = saidWords(await peopleOf(site.app));
  }, 120_000);

  it.each(READERS)(
    'is whole for %s, who opens what nobody has before',
    async (username) => {
      const page = await site.as(username, { language: 'en', colorScheme: 'dark' });
      await openDesk(page, '/');
      const problems: string[] = [];
      const mine = routesOf(username, await menuPaths(page)).filter((path) => !visited.has(path));
      for (const path of mine) {
        visited.add(path);
        await goWithin(page, addressOf(path, papers));
        const wrong = await wrongWords(page, 'en', said);
        if (wrong.length > 0) problems.push(`${path}: ${wrong.join(' | ')}`);
        if (await scrollsSideways(page)) problems.push(`${path}: scrolls sideways`);
        problems.push(...(await cutTables(page)).map((table) => `${path}: cut off: ${table}`));
        problems.push(
          ...(await axeFindings(page, { rules: OF_THE_LOOK })).map((finding) => `${path}: ${finding}`),
        );
      }
      expect(problems).toEqual([]);
    },
    180_000,
  );

  it('was opened by somebody', () => {
    expect(routePaths().filter((path) => !visited.has(path))).toEqual([]);
  });

  it('would be found with a Chinese word, a code or a hole in it', async () => {
    const page = await site.as('clerk', { language: 'en' });
    await openDesk(page, '/orders');
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
      '<p>订单</p><h2>再来</h2><p>周忠仙</p><p>in-service</p><p>due NaN</p><p lang="zh">中文</p>')`);
    expect(await wrongWords(page, 'en', said)).toEqual(['订单', '再来', 'due NaN']);
    expect(await wrongWords(page, 'zh', said)).toEqual(
      expect.arrayContaining(['Orders', 'in-service', 'due NaN']),
    );
  });
});
