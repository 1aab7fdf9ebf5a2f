import { Workbook } from 'exceljs';
import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';
import { contractId, inBureau, type People, people } from './billing';

/** A visit of another firm, and what its provider alone may know of it. */
interface Foreign {
  number: string;
  day: string;
  order: string;
  cadre: string;
  findings: { code: string; facts: Record<string, string> }[];
}

let site: TestApp;
let by: People;
let foreign: Foreign[];

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  foreign = await inBureau(site, (tx) =>
    tx.query<Foreign>(
      `select distinct on (v.status) v.number, v.day::text, v.order_number as "order", cadre.name as cadre, v.findings
       from visit v join cadre on cadre.bureau_id = v.bureau_id and cadre.id = v.cadre_id
       where v.provider_id <> $1 and v.status in ('held', 'blocked', 'billed', 'payable')
       order by v.status, v.number`,
      [by.manager.user.providerId],
    ),
  );
}, 60_000);
afterAll(() => site.close());

/** All that must not be read out of an answer. */
const secrets = (): string[] =>
  foreign.flatMap(({ day, order, cadre, findings }) => [
    ...[day, order, cadre],
    ...findings.flatMap(({ facts }) => Object.values(facts).filter((fact) => fact.length > 8)),
  ]);

/** The number of the bill itself happens to read like a day. */
function heard(answer: string): string[] {
  const text = answer.replaceAll(/HT-2026-10-202612-\d+/g, '');
  return secrets().filter((secret) => text.includes(secret));
}

async function asked(): Promise<object> {
  const lines = foreign.map(({ number }) => ({
    ...{ visitNumber: number, itemCode: 'ER01', quantity: '1.00', unitPrice: '1.00', amount: '1.00' },
  }));
  const declared = `${lines.length}.00`;
  return { contractId: await contractId(site), month: '2026-12', declared, lines };
}

const codesOf = (body: { lines: { codes: string[] }[] }): string[][] => body.lines.map(({ codes }) => codes);

const onlyNotTheirs = (): string[][] => foreign.map(() => ['I11']);

test('the sample has visits of other firms that are held, and some with findings', () => {
  expect(foreign.length).toBeGreaterThan(1);
  expect(foreign.some(({ findings }) => findings.length > 0)).toBe(true);
});

test('a preview says only that they are not theirs', async () => {
  const { body } = await by.manager.post('/bills/preview', await asked());
  expect(codesOf(body)).toEqual(onlyNotTheirs());
  expect([heard(JSON.stringify(body)), body.visits]).toEqual([[], []]);
});

describe('a bill with such lines', () => {
  let id: string;

  test('says no more as a draft, nor foreseen', async () => {
    const made = await by.manager.post('/bills', await asked());
    ({ id } = made.body);
    const foreseen = await by.manager.get(`/bills/${id}/foreseen`);
    for (const { body } of [made, foreseen]) expect(codesOf(body)).toEqual(onlyNotTheirs());
    expect(heard(JSON.stringify([made.body, foreseen.body]))).toEqual([]);
  });

  test('nor when it is adjudicated; the bureau sees why', async () => {
    await by.manager.post(`/bills/${id}/submit`, {});
    const decided = await by.finance.post(`/bills/${id}/adjudicate`, {});
    expect(codesOf(decided.body).flat()).toEqual(expect.arrayContaining(['I08', 'I11']));
    const { body } = await by.manager.get(`/bills/${id}`);
    expect(codesOf(body)).toEqual(onlyNotTheirs());
    expect(heard(JSON.stringify(body))).toEqual([]);
    expect(body.lines.map((line: { visitFindings: unknown }) => line.visitFindings)).toEqual(
      foreign.map(() => null),
    );
    const listed = await by.manager.get('/bills?month=2026-12');
    expect(heard(JSON.stringify(listed.body))).toEqual([]);
  });

  test('nor on its papers, whoever prints them', async () => {
    for (const who of [by.manager, by.finance]) {
      const text = await sheetOf(who, `/bills/${id}/differences.xlsx`);
      expect(text).toContain('I11');
      expect(heard(text)).toEqual([]);
    }
  });
});

async function sheetOf(who: Client, path: string): Promise<string> {
  const { body } = await request(site.app.getHttpServer())
    .get(`/api/v1${path}`)
    .set('Authorization', `Bearer ${who.token}`)
    .responseType('blob');
  const book = new Workbook();
  await book.xlsx.load(body);
  const rows: unknown[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => rows.push(row.values)));
  return JSON.stringify(rows);
}
