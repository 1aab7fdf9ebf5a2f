import { setTimeout as sleep } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { type Client, startApp, type TestApp } from '../support/app';
import { csv, fetchTable, sendTable, sheetOf, workbook } from '../support/tables';

/** Each table by itself, out and in again; and files that are too much. */
let site: TestApp;
let clerk: Client;
let finance: Client;
let manager: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  finance = await site.signIn('finance');
  manager = await site.signIn('manager');
}, 60_000);
afterAll(() => site.close());

interface Row {
  line: number;
  verdict: string;
  findings: { column: string | null; code: string; message: string }[];
  notes: { code: string }[];
}

const verdicts = ({ rows }: { rows: Row[] }): unknown[] =>
  rows.map(({ verdict, findings }) => [verdict, ...findings.map(({ column, code }) => `${column} ${code}`)]);

test.each([
  ['units', 'clerk'],
  ['providers', 'clerk'],
  ['workers', 'clerk'],
  ['items', 'clerk'],
  ['limits', 'clerk'],
])('what is taken out of %s is the same when it comes in again, masked as it may be', async (name, who) => {
  const client = await site.signIn(who);
  const all = await sheetOf((await fetchTable(site, client, `${name}/rows.xlsx`)).body);
  const listed = (await client.get(`/${name}?limit=200`)).body.items.length;
  expect(all.rowCount - 1).toBe(listed);
  const { body } = await fetchTable(site, client, `${name}/rows.csv`);
  const { body: preview } = await sendTable(site, client, `${name}/preview`, body);
  expect(preview.missing).toEqual([]);
  expect(preview.counts).toEqual({ rows: listed, new: 0, changed: 0, same: listed, wrong: 0 });
});

const CADRE = {
  ...{ 干部编号: 'G9001', 姓名: '周忠仙', 性别: '男', 身份证号: '350902193004040030', 原单位编码: 'U001' },
  ...{ 居住区划: '350902', 居住地址: '蕉城区东湖路191号', 经度: '119.545187', 纬度: '26.687245' },
  ...{ 联系电话: '13876801134', 家属姓名: '李长', 家属关系: '孙', 家属电话: '13979451668' },
  ...{ 安置方式: '本地', 状况标签: '独居、丧偶', 能力等级: '1' },
};

test('cadres are entered, changed, and refused with every reason at once', async () => {
  const heads = Object.keys(CADRE);
  const row = (over: object): string[] => Object.values({ ...CADRE, ...over });
  const file = csv(
    heads,
    row({}),
    row({ 干部编号: 'G9002', 身份证号: '350902192609211193', 安置方式: '本市' }),
    row({ 干部编号: 'G9003', 原单位编码: 'U999' }),
    row({ 干部编号: 'G9004', 能力等级: '7', 联系电话: '' }),
    row({ 干部编号: 'G0001', 身份证号: '350902192609211176' }),
  );
  const { body } = await sendTable(site, clerk, 'cadres/preview', file);
  expect(verdicts(body)).toEqual([
    ['new'],
    ['wrong', '身份证号 id-check-digit', '安置方式 unknown-word'],
    ['wrong', '原单位编码 known-code'],
    ['wrong', '联系电话 empty', '能力等级 out-of-range'],
    ['wrong', expect.stringMatching(/身份证号/)],
  ]);
  await sendTable(site, clerk, 'cadres/import', file, { rows: 'valid' });
  const moved = csv(heads, row({ 居住地址: '蕉城区西湖路2号', 家属电话: '13979450000' }));
  expect((await sendTable(site, clerk, 'cadres/import', moved)).body.counts).toMatchObject({ changed: 1 });
  const [cadre] = (await clerk.get('/cadres?code=G9001')).body.items;
  expect(cadre).toMatchObject({ address: '蕉城区西湖路2号', tags: ['独居', '丧偶'], version: 2 });
  const full = await clerk.post(`/cadres/${cadre.id}/reveal`, { reason: '核对' }, null);
  expect(full.body.family).toEqual({ name: '李长', relation: '孙', phone: '13979450000' });
});

test('a list of cadres goes out as it is seen, with a record of who took it', async () => {
  const { body, headers } = await fetchTable(site, clerk, 'cadres/rows.xlsx');
  expect(headers['content-type']).toContain('spreadsheetml');
  const sheet = await sheetOf(body);
  const text = JSON.stringify(sheet.getSheetValues());
  expect(text).toContain('********');
  expect(text).not.toMatch(/\d{17}[\dX]/);
  const auditor = await site.signIn('auditor');
  const { items } = (await auditor.get('/audit?limit=20')).body;
  const entry = items.find(({ verb }: { verb: string }) => verb === 'table.export');
  expect(entry.after).toMatchObject({ table: 'cadres', kind: 'xlsx' });
  expect((await fetchTable(site, manager, 'cadres/rows.xlsx')).status).toBe(403);
});

test('units may name each other in any order; limits and funds move the ledger', async () => {
  const unitHeads = ['单位编码', '单位名称', '单位性质', '统一社会信用代码', '行政区划', '主管部门编码'];
  const credit = '11350900003887123U';
  const units = csv(
    unitHeads,
    ['U801', '下级', '机关', credit, '350902', 'U802'],
    [...['U802', '上级', '机关', credit, '350902', '']],
  );
  expect((await sendTable(site, clerk, 'units/import', units)).body.counts).toMatchObject({
    new: 2,
    wrong: 0,
  });
  const limitHeads = ['限额编号', '经费类型', '类别', '周期', '计量', '上限', '依据'];
  const limits = csv(limitHeads, ['XE-81', '政府购买', '', '月', '元', '"1,200.00"', '示例 一']);
  expect((await sendTable(site, clerk, 'limits/import', limits)).body.counts).toMatchObject({ new: 1 });
  const fundHeads = ['经费编码', '经费类型', '归属编码', '年度', '指标金额', '依据文件', '依据条款'];
  const fund = (amount: string, type = '政府购买'): string =>
    csv(fundHeads, ['GZ-81', type, '', '2026', amount, '示例〔2026〕3号', '第一条']);
  const importFund = async (file: string) => (await sendTable(site, finance, 'funds/import', file)).body;
  expect((await importFund(fund('1000.00'))).counts).toMatchObject({ new: 1 });
  expect((await importFund(fund('1500.00'))).counts).toMatchObject({ changed: 1 });
  expect((await importFund(fund('1500.00'))).counts).toMatchObject({ same: 1 });
  const [stored] = (await finance.get('/funds?code=GZ-81')).body.items;
  expect(stored).toMatchObject({ allotted: '1500.00', available: '1500.00' });
  const other = await sendTable(site, finance, 'funds/preview', fund('1500.00', '公用经费'));
  expect(verdicts(other.body)).toEqual([['wrong', '经费类型 fixed']]);
});

test('a provider’s log becomes visits, each once, and says how they were judged', async () => {
  const orders = (await manager.get('/orders?status=in-service&limit=50')).body.items;
  const [order] = orders;
  const workers = (await manager.get(`/workers?providerId=${order.providerId}`)).body.items;
  const worker = workers.find(({ leftOn }: { leftOn: string | null }) => leftOn === null);
  const day = `${order.startsOn.slice(0, 8)}02`;
  const heads = ['服务单号', '工号', '上门时间', '离开时间', '说明'];
  const file = csv(
    heads,
    [order.number, worker.code, `${day} 06:00`, `${day.replaceAll('-', '/')} 07:00:00`, '擦身'],
    ['DD-NO', worker.code, `${day} 08:00`, `${day} 09:00`, ''],
    [order.number, worker.code, `${day} 10:00`, `${day} 09:00`, ''],
  );
  const { body } = await sendTable(site, manager, 'visits/preview', file);
  expect(verdicts(body)).toEqual([
    ['new'],
    ['wrong', '订单编号 known-code'],
    ['wrong', '签退时间 end-before-start'],
  ]);
  expect(body.rows[0].notes.length).toBeGreaterThan(0);
  const count = async (): Promise<number> =>
    (await manager.get(`/visits?orderId=${order.id}&limit=200`)).body.items.length;
  const before = await count();
  const first = await sendTable(site, manager, 'visits/import', file, { rows: 'valid' });
  expect(first.body.counts).toMatchObject({ new: 1, wrong: 2 });
  const again = await sendTable(site, manager, 'visits/import', file, { rows: 'valid' });
  expect(again.body.counts).toMatchObject({ new: 0, same: 1, wrong: 2 });
  expect(await count()).toBe(before + 1);
});

test('nothing in a file runs as a formula, going in or coming out', async () => {
  const heads = ['项目编码', '项目名称', '类别', '计量单位', '标准分钟', '服务地点', '适用经费'];
  const bytes = await workbook((sheet) => {
    sheet.addRow(heads);
    sheet.addRow(['GS01', '=HYPERLINK("x")', '生活照料', '小时', '60', '居家', '政府购买']);
    sheet.addRow([{ formula: '"GS"&"02"', result: 'GS02' }, '照料', '照料', '小时', 60, '居家', '政府购买']);
  });
  expect((await sendTable(site, clerk, 'items/import', bytes)).body.counts).toMatchObject({ new: 2 });
  const text = (await fetchTable(site, clerk, 'items/rows.csv')).body.toString();
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  const sheet = await sheetOf((await fetchTable(site, clerk, 'items/rows.xlsx')).body);
  const row = sheet.getColumn(1).values.indexOf('GS01');
  expect([sheet.getRow(row).getCell(2).formula, sheet.getRow(row).getCell(2).value]).toEqual([
    undefined,
    '=HYPERLINK("x")',
  ]);
});

test('a workbook that unpacks to more than it should, and a file of more than 10 MB, are refused', async () => {
  const bomb = await sendTable(site, clerk, 'items/preview', zipOf('xl/workbook.xml', 200 * 1024 * 1024));
  expect([bomb.status, bomb.body.detail]).toEqual([422, expect.stringContaining('超过 40 MB')]);
  const large = await sendTable(site, clerk, 'items/preview', Buffer.alloc(11 * 1024 * 1024, 0x20));
  expect([large.status, large.body.code]).toEqual([413, 'too-large']);
});

/** A zip of one file of spaces. */
function zipOf(name: string, size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size, 0x20), { level: 9 });
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(1000, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([head, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

test('five thousand rows are read and tried, and the server answers others meanwhile', async () => {
  const heads = ['项目编码', '项目名称', '类别', '计量单位', '标准分钟', '服务地点', '适用经费'];
  const bytes = await workbook((sheet) => {
    sheet.addRow(heads);
    for (let i = 0; i < 5_000; i += 1)
      sheet.addRow([`WQ${i}`, '照料', '照料', i % 10 === 0 ? '小时' : '钟头', 60, '居家', '政府购买']);
  });
  const asked: number[] = [];
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      asked.push((await finance.get('/items?limit=1')).status);
      await sleep(10);
    }
  })();
  const { body } = await sendTable(site, clerk, 'items/preview', bytes).finally(() => {
    isDone = true;
  });
  await others;
  expect(body.counts).toEqual({ rows: 5_000, new: 500, changed: 0, same: 0, wrong: 4_500 });
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.every((status) => status === 200)).toBe(true);
}, 60_000);

test('a unit may be named by its name, and a row that stands there twice is one', async () => {
  const [unit] = (await clerk.get('/units?limit=1')).body.items;
  const heads = Object.keys(CADRE);
  const row = (code: string, idNumber = ''): string[] =>
    Object.values({ ...CADRE, 干部编号: code, 身份证号: idNumber, 原单位编码: unit.name });
  const [one, other] = ['350902193001010012', '35090219300303005X'];
  const file = csv(heads, row('G9101', one), row('G9101', one), row('G9102', other));
  const { body } = await sendTable(site, clerk, 'cadres/import', file);
  expect(body.counts).toEqual({ rows: 3, new: 2, changed: 0, same: 1, wrong: 0 });
  expect((await clerk.get('/cadres?code=G9101')).body.items[0].unitId).toBe(unit.id);
  const again = await sendTable(site, clerk, 'cadres/preview', file);
  expect(again.body.counts).toMatchObject({ same: 3 });
});
