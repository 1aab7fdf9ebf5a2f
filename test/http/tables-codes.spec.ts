import { type Client, startApp, type TestApp } from '../support/app';
import { csv, fetchTable, idNumber, sendTable } from '../support/tables';

/** To people a code in small letters is the code: a table makes no second row of it. The interface takes either. */
let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const HEADS = ['项目编码', '项目名称', '类别', '计量单位', '标准分钟', '服务地点', '适用经费'];
const item = (code: string, name: string): string[] => [
  code,
  name,
  '生活照料',
  '小时',
  '60',
  '居家',
  '政府购买',
];

interface Row {
  verdict: string;
  findings: { column: string | null; code: string; message: string }[];
}

test('a row whose code differs in case only is about the row that is registered', async () => {
  await sendTable(site, clerk, 'items/import', csv(HEADS, item('CC01', '陪聊')));
  const changed = await sendTable(site, clerk, 'items/import', csv(HEADS, item('cc01', '陪伴聊天')));
  expect(changed.body.counts).toMatchObject({ new: 0, changed: 1 });
  const { items } = (await clerk.get('/items?query=CC01')).body;
  expect(items.map(({ code, name }: { code: string; name: string }) => [code, name])).toEqual([
    ['CC01', '陪伴聊天'],
  ]);
  const again = await sendTable(site, clerk, 'items/preview', csv(HEADS, item('Cc01', '陪伴聊天')));
  expect(again.body.counts).toMatchObject({ new: 0, same: 1 });
  expect(again.body.rows[0].notes[0].message).toBe('按已登记的编号 CC01 办理（只差大小写）');
});

test('two new rows of a file that differ in case only are one too many', async () => {
  const { body } = await sendTable(
    site,
    clerk,
    'items/preview',
    csv(HEADS, item('CD01', '甲'), item('cd01', '乙')),
  );
  expect(
    (body.rows as Row[]).map(({ verdict, findings }) => [verdict, ...findings.map(({ code }) => code)]),
  ).toEqual([['new'], ['wrong', 'code-twice']]);
  expect(body.rows[1].findings[0]).toMatchObject({
    column: '项目编码',
    message: expect.stringContaining('CD01'),
  });
});

test('where both stand in the register each is its own, and the interface goes on taking either', async () => {
  const body = {
    name: '丙',
    category: '生活照料',
    measure: 'hour',
    standardMinutes: 60,
    place: 'home',
    proofs: ['signature'],
    fundTypes: ['government-purchase'],
  };
  for (const code of ['CE01', 'ce01'])
    expect((await clerk.post('/items', { code, ...body })).status).toBe(201);
  const file = csv(HEADS, item('ce01', '丁'), item('CE01', '戊'));
  expect((await sendTable(site, clerk, 'items/import', file)).body.counts).toMatchObject({
    changed: 2,
    wrong: 0,
  });
  const { items } = (await clerk.get('/items?query=ce01')).body;
  expect(items.map(({ code, name }: { code: string; name: string }) => `${code} ${name}`).sort()).toEqual([
    'CE01 戊',
    'ce01 丁',
  ]);
  const strange = await sendTable(site, clerk, 'items/preview', csv(HEADS, item('Ce01', '己')));
  expect(strange.body.counts).toMatchObject({ new: 1 });
});

test('so are units and people that a row refers to', async () => {
  const heads = [
    '干部编号',
    '姓名',
    '性别',
    '身份证号',
    '原单位编码',
    '居住区划',
    '居住地址',
    '联系电话',
    '安置方式',
    '能力等级',
  ];
  const row = ['GC01', '周新', '男', idNumber(40), 'u001', '350902', '东湖路1号', '13800000002', '本地', '1'];
  expect((await sendTable(site, clerk, 'cadres/preview', csv(heads, row))).body.counts).toMatchObject({
    new: 1,
  });
  const [cadre] = (await clerk.get('/cadres?code=G0001')).body.items;
  const orders = ['干部编号', '项目', '数量', '月份', '合同'];
  const order = ['g0001', 'lc01', '1', '2026-12', 'ht-2026-10'];
  const seen = (await sendTable(site, clerk, 'orders/preview', csv(orders, order))).body.rows[0] as Row;
  expect(seen.findings.map(({ code }) => code).filter((code) => !/^O\d\d$/.test(code))).toEqual([]);
  expect(cadre.code).toBe('G0001');
});

test('the record of an export says what was searched for, and of people whom it had, not their names', async () => {
  const auditor = await site.signIn('auditor');
  const after = async () => {
    const { items } = (await auditor.get('/audit?limit=20')).body;
    return items.find(({ verb }: { verb: string }) => verb === 'table.export').after;
  };
  const [cadre] = (await clerk.get('/cadres?code=G0001')).body.items;
  const rows = (table: string, query?: string) =>
    fetchTable(
      site,
      clerk,
      `${table}/rows.csv${query === undefined ? '' : `?query=${encodeURIComponent(query)}`}`,
    );
  await rows('items', '照料');
  expect(await after()).toMatchObject({ table: 'items', search: '照料' });
  await rows('cadres', cadre.name);
  const found = await after();
  expect(found).toMatchObject({
    table: 'cadres',
    search: `${cadre.name[0]}***`,
    found: expect.arrayContaining(['G0001']),
  });
  expect(JSON.stringify(found)).not.toContain(cadre.name);
  await rows('cadres');
  expect(await after()).not.toHaveProperty('search');
});
