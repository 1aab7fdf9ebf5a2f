import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';
import { csv, sendTable, sheetOf } from '../support/tables';

/** The same tables for who reads English: titles, forms, words of closed lists, reasons. */
let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

interface Table {
  name: string;
  mayImport: boolean;
  columns: { name: string; title: string; synonyms: string[] }[];
}

const fetched = (path: string, language: string) =>
  request(site.app.getHttpServer())
    .get(`/api/v1/tables${path}`)
    .set('Authorization', `Bearer ${clerk.token}`)
    .set('Accept-Language', language);
const tables = async (language: string): Promise<Table[]> => (await fetched('', language)).body.items;

const HAN = /\p{sc=Han}/u;

test('every column of every table has a title of its own in English, and in Chinese its name', async () => {
  for (const { name, columns } of await tables('en')) {
    const titles = columns.map(({ title }) => title);
    expect([name, titles.filter((title) => HAN.test(title))]).toEqual([name, []]);
    expect([name, new Set(titles).size]).toEqual([name, titles.length]);
    for (const column of columns) expect(column.synonyms).toContain(column.name);
  }
  for (const { columns } of await tables('zh'))
    expect(columns.map(({ title }) => title)).toEqual(columns.map(({ name }) => name));
});

test('the form in English is understood whole, column by column', async () => {
  for (const { name, mayImport, columns } of await tables('en')) {
    if (!mayImport) continue;
    const { body } = await fetched(`/${name}/template.xlsx`, 'en').buffer(true).responseType('blob');
    const heads = (await sheetOf(body)).getRow(1).values as string[];
    const texts = heads.slice(1).map(String);
    expect(texts).toEqual(columns.map(({ title }) => title));
    const row = texts.map(() => '1');
    const preview = await sendTable(site, clerk, `${name}/preview`, csv(texts, row), { language: 'en' });
    expect([name, preview.status, preview.body.missing]).toEqual([name, 200, []]);
    expect(preview.body.columns.map(({ column }: { column: string }) => column)).toEqual(
      columns.map((column) => column.name),
    );
  }
});

test('words of closed lists are taken in English, and a reason names the column in English', async () => {
  const heads = ['Item code', 'Item name', 'Category', 'Measure', 'Standard minutes'];
  const more = ['Place of service', 'Required proofs', 'Fund types'];
  const row = (code: string, measure: string): string[] => [
    ...[code, '陪伴聊天', '精神慰藉', measure, '60'],
    ...['at home', 'signature; photo', 'government purchase of services'],
  ];
  const file = csv([...heads, ...more], row('EN01', 'Hour'), row('EN02', 'ounce'));
  const language = 'en';
  const imported = await sendTable(site, clerk, 'items/import', file, { rows: 'valid', language });
  expect([imported.status, imported.body.counts]).toEqual([
    ...[201, { rows: 2, new: 1, changed: 0, same: 0, wrong: 1 }],
  ]);
  const [item] = (await clerk.get('/items?code=EN01')).body.items;
  expect(item).toMatchObject({ measure: 'hour', place: 'home', proofs: ['signature', 'photo'] });
  const checked = await sheetOf(
    (await sendTable(site, clerk, 'items/checked.xlsx', file, { language })).body,
  );
  expect(String(checked.getRow(3).getCell(9).value)).toMatch(/^“Measure”: /);
});
