import { startApp, type TestApp } from '../support/app';
import { csv, sendTable } from '../support/tables';

/** Several tables at the same moment, also the same one. */
let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

const HEADS = ['单位编码', '单位名称', '单位性质', '统一社会信用代码', '行政区划'];
const units = (...codes: string[]): string =>
  csv(HEADS, ...codes.map((code) => [code, `单位${code}`, '机关', '11350900003887123U', '350902']));

test('the same table from five sides is taken in once', async () => {
  const clerk = await site.signIn('clerk');
  const file = units('UR1', 'UR2', 'UR3');
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      sendTable(site, clerk, 'units/import', file, { rows: n > 3 ? 'valid' : 'all' }),
    ),
  );
  const counts = answers.map(({ status, body }) => [status, body.counts?.new ?? 0, body.counts?.same ?? 0]);
  expect(counts.filter(([, made]) => made === 3)).toEqual([[201, 3, 0]]);
  expect(counts.every(([status]) => status === 201 || status === 409 || status === 422)).toBe(true);
  const { items } = (await clerk.get('/units?query=UR&limit=200')).body;
  expect(items.filter(({ code }: { code: string }) => /^UR\d$/.test(code))).toHaveLength(3);
});

test('previews keep nothing, however many there are', async () => {
  const clerk = await site.signIn('clerk');
  const all = await Promise.all(
    ['UP1', 'UP2', 'UP3', 'UP4'].map((code) => sendTable(site, clerk, 'units/preview', units(code))),
  );
  expect(all.map(({ body }) => body.counts.new)).toEqual([1, 1, 1, 1]);
  expect((await clerk.get('/units?query=UP')).body.items).toEqual([]);
});
