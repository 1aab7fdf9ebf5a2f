import { type Client, startApp, type TestApp } from '../support/app';
import { csv, fetchTable, idNumber, sendTable } from '../support/tables';

/** The roster of a bureau as it comes and goes: with what an office knows, and no more. */
let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const HEADS = ['干部编号', '姓名', '性别', '身份证号', '原单位编码', '居住区划', '居住地址', '联系电话'];
const row = (code: string, gender: string, idNumber: string): string[] => [
  ...[code, '周新', gender, idNumber, 'U001', '350902', '东湖路1号', '13800000002', '本地', '1'],
];
const roster = (...rows: string[][]): string => csv([...HEADS, '安置方式', '能力等级'], ...rows);

interface Row {
  verdict: string;
  findings: { column: string; message: string }[];
  notes: { column: string; code: string }[];
}

test('where the home is and whom to ring may be left out; a gender against the number is a note', async () => {
  const file = roster(row('HM01', '男', '350902193001010012'), row('HM02', '女', '350902193004040049'));
  const { body } = await sendTable(site, clerk, 'cadres/import', file);
  expect(body.counts).toMatchObject({ new: 2, wrong: 0 });
  const [cadre] = (await clerk.get('/cadres?code=HM01')).body.items;
  expect(cadre).toMatchObject({ latitude: null, longitude: null });

  const doubtful = roster(row('HM03', '男', '350902193004040065'));
  const [seen] = (await sendTable(site, clerk, 'cadres/preview', doubtful)).body.rows as Row[];
  expect([seen?.verdict, seen?.notes.map(({ column, code }) => [column, code])]).toEqual([
    'new',
    [['性别', 'gender-differs']],
  ]);
});

test('an area is six digits or a known name; any other is told with its remedy, unless it stood there', async () => {
  const at = (code: string, idNumber: string, area: string): string[] =>
    row(code, '男', idNumber).map((cell) => (cell === '350902' ? area : cell));
  const file = roster(
    at('HM21', idNumber(21), '福鼎'),
    at('HM22', idNumber(22), '东侨开发区'),
    at('HM23', '3509021930', '九楼'),
  );
  const seen = (await sendTable(site, clerk, 'cadres/preview', file)).body.rows as Row[];
  expect(seen.map(({ verdict, findings }) => [verdict, findings.map(({ column }) => column)])).toEqual([
    ['new', []],
    ['wrong', ['居住区划']],
    ['wrong', ['身份证号', '居住区划']],
  ]);
  expect(seen[1]?.findings[0]).toMatchObject({
    code: 'no-area',
    message: expect.stringContaining('东侨开发区'),
    remedy: expect.stringContaining('350902'),
  });
  await sendTable(site, clerk, 'cadres/import', file, { rows: 'valid' });
  const [cadre] = (await clerk.get('/cadres?code=HM21')).body.items;
  expect(cadre.area).toBe('350982');

  // What the register took in of old stays, and a telephone can still be changed by a table.
  await clerk.patch(`/cadres/${cadre.id}`, { area: '沙埕', version: cadre.version, reason: '更正' });
  const kept = at('HM21', idNumber(21), '沙埕').map((cell) =>
    cell === '13800000002' ? '13800000003' : cell,
  );
  const { body } = await sendTable(site, clerk, 'cadres/preview', roster(kept));
  expect(body.counts).toMatchObject({ changed: 1, wrong: 0 });
});

test('what was taken out comes in again: one cell is one change, and stars change nothing', async () => {
  const { body: file } = await fetchTable(site, clerk, 'cadres/rows.csv');
  const same = await sendTable(site, clerk, 'cadres/preview', file);
  expect(same.body.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
  expect(same.body.counts.same).toBeGreaterThan(200);

  const [head = '', ...lines] = String(file).trim().split('\r\n');
  const [one = ''] = lines;
  const [code = ''] = one.split(',');
  const before = (await clerk.get(`/cadres?code=${code}`)).body.items[0];
  const level = String((before.abilityLevel + 1) % 5);
  const moved = `${head}\r\n${one.replace(/\d$/, level)}`;
  expect((await sendTable(site, clerk, 'cadres/import', moved)).body.counts).toMatchObject({ changed: 1 });
  const after = (await clerk.get(`/cadres?code=${code}`)).body.items[0];
  expect(after).toEqual({ ...before, abilityLevel: Number(level), version: before.version + 1 });
});

test('a new person needs a whole ID number', async () => {
  const file = roster(row('HM09', '男', '350902**********12'));
  const [seen] = (await sendTable(site, clerk, 'cadres/preview', file)).body.rows as Row[];
  expect([seen?.verdict, seen?.findings.map(({ column }) => column)]).toEqual(['wrong', ['身份证号']]);
});

test('of a list that was searched only what was found goes out', async () => {
  const { body } = await fetchTable(site, clerk, 'cadres/rows.csv?query=HM01');
  expect(String(body).trim().split('\r\n')).toHaveLength(2);
});
