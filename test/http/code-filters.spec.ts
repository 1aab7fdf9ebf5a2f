import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

/** What a folder brought may have blanks within: to be asked for as it stands; its ends were trimmed. */
describe('a filter by a code or a number', () => {
  const paths = [
    ...['items', 'units', 'cadres', 'providers', 'workers', 'limits', 'funds'].map(
      (path) => `/${path}?code=`,
    ),
    ...['contracts', 'bills', 'needs', 'visits'].map((path) => `/${path}?number=`),
    '/visits?code=',
  ];

  test.each(paths)('%s takes any that may be on record', async (path) => {
    const { status, body } = await clerk.get(`${path}${encodeURIComponent(`甲 一 ${'0'.repeat(80)}`)}`);
    expect([status, body.items]).toEqual([200, []]);
  });

  test.each(paths)('%s takes none that is empty', async (path) => {
    expect((await clerk.get(`${path}%20`)).status).toBe(400);
  });

  test('finds the row, blanks around it or not', async () => {
    const { items } = (await clerk.get('/items?code=%20LC01%20')).body;
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['LC01']);
  });
});
