import { type Client, startApp, type TestApp } from '../support/app';
import { gb18030 } from '../support/gb18030';
import { csv, fetchTable, sendTable, sheetOf, workbook } from '../support/tables';

/** Tables in: read leniently, tried row by row as the single calls would, taken in whole or in part. */
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

const ITEMS = ['项目编码', '项目名称', '类别', '计量单位', '标准分钟', '服务地点', '必需凭证', '适用经费'];
const item = (code: string, over: Readonly<Record<string, string>> = {}): string[] => {
  const row: Record<string, string> = {
    ...{ 项目编码: code, 项目名称: `项目${code}`, 类别: '生活照料', 计量单位: '小时', 标准分钟: '60' },
    ...{ 服务地点: '居家', 必需凭证: '签名', 适用经费: '政府购买' },
    ...over,
  };
  return ITEMS.map((name) => row[name] ?? '');
};

test('a table is previewed, comes back with its reasons, and its valid rows are taken in', async () => {
  const file = csv(
    ITEMS,
    item('DR01'),
    item('DR02', { 计量单位: '钟头' }),
    item('DR03', { 标准分钟: '2000' }),
    item('DR04', { 项目名称: '' }),
  );
  const before = (await clerk.get('/items?limit=200')).body.items.length;
  const preview = await sendTable(site, clerk, 'items/preview', file);
  expect(preview.status).toBe(200);
  expect(preview.body.counts).toEqual({ rows: 4, new: 1, changed: 0, same: 0, wrong: 3 });
  const found = preview.body.rows.map(({ line, verdict, findings }: Row) => [
    line,
    verdict,
    findings.map(({ column, code }) => `${column} ${code}`).join(),
  ]);
  expect(found).toEqual([
    [2, 'new', ''],
    [3, 'wrong', '计量单位 unknown-word'],
    [4, 'wrong', '标准分钟 integer'],
    [5, 'wrong', '项目名称 empty'],
  ]);
  expect((await clerk.get('/items?limit=200')).body.items).toHaveLength(before);

  const refused = await sendTable(site, clerk, 'items/import', file);
  expect([refused.status, refused.body.code]).toEqual([422, 'rows-refused']);
  expect(refused.body.detail).toContain('4 行中有 3 行有误');
  const imported = await sendTable(site, clerk, 'items/import', file, { rows: 'valid' });
  expect(imported.status).toBe(201);
  expect(imported.body.counts).toEqual({ rows: 4, new: 1, changed: 0, same: 0, wrong: 3 });
  expect(imported.body.wrong.map(({ key }: Row) => key)).toEqual(['DR02', 'DR03', 'DR04']);
  expect((await clerk.get('/items?code=DR01')).body.items[0].name).toBe('项目DR01');

  const { body } = await sendTable(site, clerk, 'items/checked.xlsx', file);
  const sheet = await sheetOf(body);
  const reasons = [1, 2, 3].map((row) => String(sheet.getRow(row).getCell(9).value ?? ''));
  expect(reasons).toEqual(['错误原因', '', expect.stringMatching(/^「计量单位」不认识的词.*（“钟头”）$/)]);
  expect(sheet.getRow(3).getCell(9).font.color).toEqual({ argb: 'FFC00000' });
});

interface Row {
  line: number;
  key: string;
  verdict: string;
  findings: { column: string | null; code: string; message: string }[];
  notes: { code: string }[];
}

test('the same table again is nothing new, and another content is the next version', async () => {
  const file = csv(ITEMS, item('DR11'), item('DR12'));
  const key = 'the-same-key';
  const first = await sendTable(site, clerk, 'items/import', file, { key });
  expect(first.body.counts).toMatchObject({ new: 2 });
  const again = await sendTable(site, clerk, 'items/import', file, { key });
  expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([
    201,
    'true',
    first.body,
  ]);
  const other = await sendTable(site, clerk, 'items/import', csv(ITEMS, item('DR13')), { key });
  expect(other.body.code).toBe('idempotency-mismatch');
  const fresh = await sendTable(site, clerk, 'items/import', file);
  expect(fresh.body.counts).toMatchObject({ same: 2, new: 0 });
  const changed = csv(ITEMS, item('DR11', { 标准分钟: '90' }), item('DR12', { 计量单位: '次' }));
  const { body } = await sendTable(site, clerk, 'items/preview', changed);
  expect(body.counts).toMatchObject({ changed: 1, wrong: 1 });
  expect(body.rows[1].findings).toEqual([
    { column: '计量单位', code: 'fixed', message: '已登记的内容不能这样更改', remedy: null },
  ]);
});

test('whose headers differ is understood: other names, a title above, GBK, and a mapping of one’s own', async () => {
  const heads = ['编码 *', '名称', '服务类别', '计量', '标准时长', '地点', '凭证', '经费', '我们的备注'];
  const rows = csv(['服务项目一览表'], heads, [...item('DR21', { 适用经费: '政府购买、特需经费' }), '好']);
  const gbk = await sendTable(site, clerk, 'items/preview', gb18030(rows));
  expect(gbk.body).toMatchObject({ headLine: 2, missing: [], counts: { rows: 1, new: 1, wrong: 0 } });
  expect(gbk.body.columns[0]).toEqual({
    ...{ index: 0, header: '编码 *', samples: ['DR21'], column: '项目编码' },
  });
  expect(gbk.body.columns[8].column).toBeNull();
  const strange = csv(
    ['A', '名称', '类别', '计量单位', '标准分钟', '服务地点', '适用经费'],
    [...['DR22', '照料', '生活照料', '小时', '60', '居家', '政府购买']],
  );
  const unknown = await sendTable(site, clerk, 'items/preview', strange);
  expect(unknown.body).toMatchObject({ missing: ['项目编码'], counts: { rows: 1, new: 0 }, rows: [] });
  const told = await sendTable(site, clerk, 'items/import', strange, { mapping: '{"项目编码":0}' });
  expect(told.body.counts).toMatchObject({ new: 1 });
  const wrong = await sendTable(site, clerk, 'items/preview', strange, { mapping: '{"价钱":0}' });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'mapping.价钱']);
});

test('a workbook may have merged cells, blank rows and dates that are numbers', async () => {
  const [provider] = (await clerk.get('/providers')).body.items;
  const bytes = await workbook((sheet) => {
    sheet.mergeCells('A1:F1');
    sheet.getCell('A1').value = '护理员花名册';
    sheet.addRow(['工号', '姓名', '服务商', '健康证到期', '入职', '离职']);
    sheet.addRow(['W90001', '甲', provider.code, new Date(Date.UTC(2027, 11, 31)), '2026年3月1日', null]);
    sheet.addRow([]);
    sheet.addRow(['W90002', '乙', null, '2027/12/31', '2026.3.1', '2026-02-01']);
    sheet.addRow(['W90003', '丙', provider.code, { formula: 'A1', result: undefined }, '2026-03-01', null]);
    sheet.mergeCells('C3:C5');
    sheet.getCell('D3').numFmt = 'yyyy-mm-dd';
  });
  const { body } = await sendTable(site, clerk, 'workers/preview', bytes);
  expect(body).toMatchObject({ sheet: '花名册', headLine: 2, missing: [] });
  expect(
    body.rows.map(({ line, verdict, findings }: Row) => [line, verdict, findings.map((f) => f.code)]),
  ).toEqual([
    [3, 'new', []],
    [5, 'wrong', ['end-before-start']],
    [6, 'wrong', ['no-result']],
  ]);
  const imported = await sendTable(site, clerk, 'workers/import', bytes, { rows: 'valid' });
  expect(imported.body.counts).toMatchObject({ new: 1, wrong: 2 });
  expect((await clerk.get('/workers?code=W90001')).body.items[0]).toMatchObject({
    ...{ certifiedUntil: '2027-12-31', joinedOn: '2026-03-01', providerId: provider.id },
  });
  const checked = await sheetOf((await sendTable(site, clerk, 'workers/checked.xlsx', bytes)).body);
  expect(checked.getCell('G2').value).toBe('错误原因');
  expect(checked.getCell('D3').numFmt).toBe('yyyy-mm-dd');
  expect(checked.getCell('D3').value).toBeInstanceOf(Date);
});

test('what is no table is refused with a reason', async () => {
  const refusal = async (file: Buffer | string): Promise<string> => {
    const { status, body } = await sendTable(site, clerk, 'items/preview', file);
    return `${status} ${body.code} ${body.detail}`;
  };
  expect(await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toMatch(/^422 unreadable-table .*\.xls/);
  expect(await refusal('PK\u0003\u0004nothing')).toMatch(/不是可读的/);
  expect(await refusal(Buffer.from([0, 1, 2]))).toMatch(/空字节/);
  expect(await refusal(csv(ITEMS))).toMatch(/没有内容/);
  expect(await refusal(`${csv(ITEMS, item('DR31'))}\r\n"${'x,'.repeat(9)}`)).toMatch(/引号没有闭合/);
  const many = csv(ITEMS, ...Array.from({ length: 5_001 }, (_, i) => item(`DR${i}`)));
  expect(await refusal(many)).toMatch(/最多 5000 行/);
});

interface Firm {
  id: string;
  code: string;
}

test('only whom a table is for brings it in, and nobody in another’s name', async () => {
  const file = csv(ITEMS, item('DR41'));
  expect((await sendTable(site, finance, 'items/preview', file)).status).toBe(403);
  expect((await sendTable(site, manager, 'items/import', file)).status).toBe(403);
  expect((await sendTable(site, clerk, 'nothing/preview', file)).status).toBe(404);
  const mine: Firm[] = (await manager.get('/providers')).body.items;
  const firms: Firm[] = (await clerk.get('/providers')).body.items;
  const other = firms.find(({ code }) => !mine.some((firm) => firm.code === code));
  const heads = ['人员编号', '服务商编码', '姓名', '健康证有效期止', '入职日期'];
  const rows = csv(heads, ['W91001', other?.code ?? '', '甲', '2027-12-31', '2026-03-01']);
  const { body } = await sendTable(site, manager, 'workers/preview', rows);
  expect(body.rows[0].findings).toEqual([
    expect.objectContaining({ column: '服务商编码', code: 'known-code' }),
  ]);
  const theirs = csv(heads, ['W91001', '', '甲', '2027-12-31', '2026-03-01']);
  const imported = await sendTable(site, manager, 'workers/import', theirs);
  expect(imported.body.counts).toMatchObject({ new: 1, wrong: 0 });
  expect((await manager.get('/workers?code=W91001')).body.items[0].providerId).toBe(mine[0]?.id);
});

test('the template opens, explains itself, and its example is not taken in', async () => {
  const { body } = await fetchTable(site, clerk, 'items/template.xlsx');
  const sheet = await sheetOf(body);
  expect(sheet.getRow(1).values).toEqual([undefined, ...ITEMS]);
  expect(sheet.getCell('D2').dataValidation).toMatchObject({
    type: 'list',
    formulae: ['"小时,次,餐,日,月"'],
  });
  const help = await sheetOf(body, 1);
  expect(help.getRow(2).getCell(1).value).toBe('项目编码');
  const empty = await sendTable(site, clerk, 'items/preview', body);
  expect([empty.status, empty.body.detail]).toEqual([422, '表中没有内容']);
});

test('what another bureau has is as unknown as what nobody has, and their codes are theirs', async () => {
  const neighbour = await site.signIn('clerk-b');
  const heads = ['单位编码', '单位名称', '单位性质', '统一社会信用代码', '行政区划', '主管部门编码'];
  const unit = (code: string, above = ''): string =>
    csv(heads, [code, '新单位', '机关', '11350900003887123U', '350902', above]);
  const entered = await sendTable(site, neighbour, 'units/import', unit('U-THEIRS'));
  expect(entered.body.counts).toMatchObject({ new: 1 });
  const said = async (above: string): Promise<string> => {
    const { body } = await sendTable(site, clerk, 'units/preview', unit('U901', above));
    return JSON.stringify(body.rows).replaceAll(above, 'CODE');
  };
  expect(await said('U-THEIRS')).toBe(await said('U-NOBODY'));
  expect(await said('U-THEIRS')).toContain('known-code');
  const own = await sendTable(site, clerk, 'units/import', unit('U-THEIRS'));
  expect(own.body.counts).toMatchObject({ new: 1 });
});

test('a date may be the bare number of a spreadsheet, and a cell may have several lines', async () => {
  const [provider] = (await clerk.get('/providers')).body.items;
  const heads = ['人员编号', '服务商编码', '姓名', '健康证有效期止', '入职日期'];
  const bytes = await workbook((sheet) => {
    sheet.addRow(heads);
    sheet.addRow(['W92001', provider.name, '甲', 46752, 46082]);
  });
  const { body } = await sendTable(site, clerk, 'workers/import', bytes);
  expect(body.counts).toMatchObject({ new: 1, wrong: 0 });
  expect((await clerk.get('/workers?code=W92001')).body.items[0]).toMatchObject({
    ...{ certifiedUntil: '2027-12-31', joinedOn: '2026-03-01' },
  });
  const lines = csv(['花名册'], ITEMS, item('DR51', { 类别: '"生活\n照料"' }));
  expect((await sendTable(site, clerk, 'items/preview', lines)).body.counts).toMatchObject({
    rows: 1,
    new: 1,
  });
});
