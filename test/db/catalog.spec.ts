import { MANIFEST, tablesOf } from '@songbai/migrations';
import { NAME, RULES, TABLES, WRONGS } from './catalog-rules';
import { type Opened, openDatabase } from './world';

let db: Opened;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());

/** The first column of each row, as text: a test shows the names of what breaks its rule. */
const firstColumn = (rows: Record<string, unknown>[]): string[] =>
  rows.map((row) => String(Object.values(row)[0]));

const given = (sql: string, tables: string[]): unknown[] => (sql.includes('$1') ? [tables] : []);

test('the manifest names every table and nothing else', async () => {
  const rows = await db.all.query(`select ${NAME} from ${TABLES} where c.relkind in ('r', 'p')`);
  expect(firstColumn(rows).sort()).toEqual(Object.keys(MANIFEST).sort());
});

test.each(Object.entries(RULES))('%s', async (_, sql) => {
  expect(firstColumn(await db.all.query(sql, given(sql, tablesOf('bureau'))))).toEqual([]);
});

test('every rule notices when it is broken', async () => {
  const silent: string[] = [];
  const runner = db.all.createQueryRunner();
  await runner.startTransaction();
  try {
    for (const wrong of WRONGS) await runner.query(wrong);
    for (const [rule, sql] of Object.entries(RULES)) {
      const rows = await runner.query(sql, given(sql, [...tablesOf('bureau'), 'bad']));
      if (rows.length === 0) silent.push(rule);
    }
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  expect(silent).toEqual([]);
});
