import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { gb18030 } from '../support/gb18030';
import {
  type Cells,
  copyOf,
  readCells,
  removeTempFolders,
  tablesIn,
  tempFolder,
  textOf,
} from '../support/month-folder';
import { freshDatabase, type TestDatabase } from '../support/postgres';
import { cleanUp, type Ended, expectSettled, month, newHome, OCTOBER, processesOf } from '../support/program';
import { asSuper, type Query, rowsOf, snapshot, tablesOf } from '../support/snapshot';

jest.setTimeout(180_000);

const home = newHome();
const databases: TestDatabase[] = [];
afterAll(async () => {
  await cleanUp();
  for (const database of databases) await database.drop();
  removeTempFolders();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase();
  databases.push(database);
  return database;
}

/** The command over another server; its home then holds the key file only. */
const run = (folder: string, out: string, { ownerUrl }: TestDatabase): Promise<Ended> =>
  month(folder, out, { SONGBAI_HOME: home, DATABASE_URL: ownerUrl });

const result = (out: string): unknown => JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
const EXPECTED = JSON.parse(readFileSync(join(OCTOBER, 'expected.json'), 'utf8'));

/** The same table with its columns and rows turned about, always in the same way. */
function mixed(cells: Cells): Cells {
  const [header = [], ...rows] = cells;
  const order = header.map((_, i) => (i * 7 + 3) % header.length);
  const columns = new Set(order).size === header.length ? order : header.map((_, i) => header.length - 1 - i);
  const turned = rows.map((row, i) => ({ row, at: (i * 7919) % 10_007 })).sort((a, b) => a.at - b.at);
  return [header, ...turned.map(({ row }) => row)].map((row) => columns.map((i) => row[i] ?? ''));
}

const withBlanks = (text: string): string =>
  text.replace(/\n/g, '\r\n').replace(/((?:.*\r\n){9})/g, '$1\r\n , \r\n');

/** Every table in another of the forms in which an office may have it. */
function writeMixed(folder: string): void {
  const forms: ((text: string) => string | Buffer)[] = [
    gb18030,
    (text) => text,
    (text) => `\uFEFF${withBlanks(text)}`,
    (text) => gb18030(withBlanks(text)),
    (text) => text.replaceAll(',', ' , '),
  ];
  tablesIn(folder).forEach((table, i) => {
    const form = forms[i % forms.length] ?? gb18030;
    writeFileSync(join(folder, `${table}.csv`), form(textOf(mixed(readCells(folder, table)))));
  });
}

describe('on a database that DATABASE_URL names', () => {
  let database: TestDatabase;
  const first = join(tempFolder(), 'first');
  beforeAll(async () => {
    database = await newDatabase();
  });

  test('GB18030, no byte order mark, columns and rows in another order, blank lines: the same month', async () => {
    const folder = copyOf(OCTOBER);
    writeMixed(folder);
    const { status, stderr } = await run(folder, first, database);
    expect([status, stderr]).toEqual([0, expect.stringContaining('5384 行')]);
    expect(result(first)).toEqual(EXPECTED);
    expect(processesOf(home)).toEqual([]);
  });

  test('another bureau with the same codes is another world beside it', async () => {
    const folder = copyOf(OCTOBER);
    const other = asOtherBureau(folder);
    const before = await ofBureau(database, OURS);
    const before2 = await ofBureau(database, other);
    expect([Object.keys(before).length > 20, Object.values(before2).every(({ rows }) => rows === 0)]).toEqual(
      [true, true],
    );

    const out = join(tempFolder(), 'other');
    expectSettled(await run(folder, out, database));
    expect(result(out)).toEqual(EXPECTED);
    expect(await ofBureau(database, OURS)).toEqual(before);
    const theirs = await ofBureau(database, other);
    const counts = (tables: Tables) => Object.entries(tables).map(([table, { rows }]) => [table, rows]);
    expect(counts(theirs)).toEqual(counts(before));
  });
});

test('one workbook with a sheet per table, in another order: the same month', async () => {
  const database = await newDatabase();
  const folder = copyOf(OCTOBER);
  const workbook = new Workbook();
  for (const table of tablesIn(folder).reverse()) {
    const sheet = workbook.addWorksheet(table);
    for (const row of mixed(readCells(folder, table))) sheet.addRow(row.map(asCell));
    rmSync(join(folder, `${table}.csv`));
  }
  await workbook.xlsx.writeFile(join(folder, '2026年10月.xlsx'));
  const out = join(tempFolder(), 'workbook');
  expectSettled(await run(folder, out, database));
  expect(result(out)).toEqual(EXPECTED);
  expect(rowsOf(await snapshot(database.superUrl))['public.visit']).toBe(1861);
});

/** As somebody types them: short numbers as numbers, long ones as text. */
const asCell = (text: string): string | number =>
  /^(0|[1-9]\d{0,9})(\.\d*[1-9])?$/.test(text) ? Number(text) : text;

const OURS = '11350900003887123U';
const OTHER = '12350902166558589P';

/** The folder as another buyer's, whose invoices have other numbers. */
function asOtherBureau(folder: string): string {
  for (const table of tablesIn(folder)) {
    const cells = readCells(folder, table).map((row) => row.map((cell) => (cell === OURS ? OTHER : cell)));
    const at = table === 'einvoices' ? (cells[0]?.indexOf('发票号码') ?? -1) : -1;
    for (const row of cells.slice(1)) if (at >= 0) row[at] = row[at]?.replace(/^\d/, '9') ?? '';
    writeFileSync(join(folder, `${table}.csv`), textOf(cells));
  }
  return OTHER;
}

type Tables = Record<string, { rows: number; digest: string }>;

/** Every row of one bureau, by table. */
function ofBureau({ superUrl }: TestDatabase, creditCode: string): Promise<Tables> {
  return asSuper(superUrl, async (query) => {
    const tables: Tables = {};
    for (const table of await bureauTables(query)) {
      const [row] = await query(
        `select count(*)::int as rows, coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest
         from ${table} t where bureau_id = (select id from bureau where credit_code = $1)`,
        [creditCode],
      );
      tables[table] = { rows: Number(row?.rows), digest: String(row?.digest) };
    }
    return tables;
  });
}

async function bureauTables(query: Query): Promise<string[]> {
  const found = await query(
    `select attrelid::regclass::text as name from pg_attribute where attname = 'bureau_id' and not attisdropped`,
  );
  const names = new Set(found.map(({ name }) => String(name)));
  return (await tablesOf(query)).filter((table) => names.has(table.replace(/^public\./, '')));
}
