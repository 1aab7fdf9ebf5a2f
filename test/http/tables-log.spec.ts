import { startApp, type TestApp } from '../support/app';
import { gb18030 } from '../support/gb18030';
import { csv, sendTable, sheetOf, workbook } from '../support/tables';
import { type VisitSite, visitSite } from '../support/visits';

/** The log that providers keep anyway: day and times apart, people and items by name. */
let site: TestApp;
let world: VisitSite;
let people: { code: string; name: string }[];
let workers: { code: string; name: string }[];
let places: number[];
const orders: string[] = [];
const ON = '2026-12-20';

beforeAll(async () => {
  site = await startApp();
  world = await visitSite(site);
  const busy = await world.sql<{ code: string }>(
    `select c.code from cadre c join service_order o on o.bureau_id = c.bureau_id and o.cadre_id = c.id
     join item on item.id = o.item_id where item.code = 'LC01' and o.ends_on >= '2026-12-01'`,
  );
  const free = world.parts.cadres.flatMap(({ code }, i) => (busy.some((one) => one.code === code) ? [] : i));
  places = free.slice(0, 3);
  for (const i of places) orders.push((await world.order(i, { quantity: '6.00' })).number);
  people = await world.sql('select code, name from cadre where code = any($1) order by code', [
    places.map((i) => world.parts.cadres[i]?.code),
  ]);
  workers = await world.sql(
    `select w.code, w.name from worker_link w join contract c on c.provider_id = w.provider_id
     where c.id = $1 and w.left_on is null order by w.code`,
    [world.parts.contractId],
  );
}, 60_000);
afterAll(() => site.close());

const HEADS = [
  '服务日期',
  '开始时间',
  '结束时间',
  '老干部姓名',
  '服务项目',
  '服务人员',
  '合同/订单号',
  '备注',
];

interface Row {
  line: number;
  key: string;
  verdict: string;
  findings: { column: string | null; code: string; message: string; remedy: string | null }[];
  notes: { code: string }[];
}
const verdicts = ({ rows }: { rows: Row[] }): string[] =>
  rows.map(({ verdict, findings }) => [verdict, ...findings.map(({ code }) => code)].join(' '));
const name = (i: number): string => people[i]?.name ?? '';
const worker = (i = 0): string => workers[i]?.name ?? '';
const send = (what: string, file: Buffer | string, fields: Record<string, string> = {}, who?: 'clerk') =>
  sendTable(site, world.clients[who ?? 'manager'], `visit-log/${what}`, file, { on: ON, ...fields });

test('a log with names, a title, a remark and totals is taken in, and is the same the second time', async () => {
  const spaced = [...name(1)].join('　');
  const file = csv(
    ['2026年12月上门服务登记表'],
    HEADS,
    ['2026.12.1', '8:30', '9：30', name(0), '生活照料', worker(), '', '擦身'],
    ['2026年12月2日', '上午8点半', '10点', spaced, '生活照料', worker(), '', ''],
    ['20261203', '14:00', '15:00', name(2), 'LC01', worker(), orders[2] ?? '', ''],
    ['合计', '', '', '', '', '', '', '3次'],
    ['制表人：王小明', '', '', '', '', '', '', ''],
  );
  const { status, body } = await send('preview', gb18030(file));
  expect(status).toBe(200);
  expect(body.columns.map(({ column }: { column: string | null }) => column)).toEqual([
    ...['服务日期', '开始时间', '结束时间', '老干部姓名', '服务项目', '服务人员', '订单编号', '备注'],
  ]);
  expect(verdicts(body)).toEqual(['new', 'new', 'new']);
  expect(body.skipped).toEqual([
    { line: 6, text: '合计 3次', reason: '合计行' },
    { line: 7, text: '制表人：王小明', reason: '表下的说明' },
  ]);
  const first = await send('import', gb18030(file));
  expect(first.body.counts).toMatchObject({ new: 3, wrong: 0 });
  const again = await send('import', gb18030(file));
  expect(again.body.counts).toMatchObject({ new: 0, same: 3, wrong: 0 });
  const made = await world.sql<{ at: string; to: string; method: string }>(
    `select to_char(started_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at,
       to_char(ended_at at time zone 'Asia/Shanghai', 'HH24:MI') as to, method
     from visit where order_number = any($1) order by started_at`,
    [orders],
  );
  expect(made).toEqual([
    { at: '12-01 08:30', to: '09:30', method: 'manual' },
    { at: '12-02 08:30', to: '10:00', method: 'manual' },
    { at: '12-03 14:00', to: '15:00', method: 'manual' },
  ]);
  const later = file.replace('9：30', '9：45');
  const corrected = await send('preview', later);
  expect(verdicts(corrected.body)).toEqual(['wrong recorded-otherwise', 'same', 'same']);
});

test('times may lie on both sides of midnight, stand in one cell, or be numbers of a spreadsheet', async () => {
  const row = (day: string, from: string, to: string): string[] => [
    ...[day, from, to, name(0), '生活照料', worker(), '', ''],
  ];
  const file = csv(
    HEADS,
    row('2026-12-04', '22:30', '0:30'),
    row('2026-12-05', '8:00-9:00', ''),
    row('2026-12-06', '10:00', '9:00'),
    row('2026-12-06', '8:00', ''),
    row('', '8:00', '9:00'),
    row('2026-12-07', '2026-12-08 8:00', '9:00'),
    row('2026-12-07', '八点', '9:00'),
  );
  const { body } = await send('preview', file);
  expect(verdicts(body)).toEqual([
    ...['new', 'new', 'wrong ends-before', 'wrong no-end', 'wrong no-day', 'wrong days-differ'],
    'wrong not-a-clock',
  ]);
  for (const { verdict, findings } of body.rows as Row[])
    if (verdict === 'wrong') expect(findings[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  const book = await workbook((sheet) => {
    sheet.mergeCells('A1:H1');
    sheet.getCell('A1').value = '上门服务登记';
    sheet.addRow(HEADS);
    const day = new Date(Date.UTC(2026, 11, 9));
    sheet.addRow([day, 0.354166666666667, 0.395833333333333, name(1), '生活照料', worker(), null, null]);
    sheet.addRow([null, new Date(Date.UTC(1899, 11, 30, 14)), '下午3:00', name(2), '生活照料', worker()]);
    sheet.mergeCells('A3:A4');
    sheet.getCell('B4').numFmt = 'hh:mm';
    sheet.getCell('A3').numFmt = 'yyyy-mm-dd';
  });
  const read = await send('preview', book);
  expect(verdicts(read.body)).toEqual(['new', 'new']);
  expect(read.body.rows.map(({ key }: Row) => key)).toEqual([
    `2026-12-09 08:30 ${name(1)} 生活照料 ${worker()}`,
    `2026-12-09 14:00 ${name(2)} 生活照料 ${worker()}`,
  ]);
});

test('nobody is chosen where two could be meant: people, orders, and what nobody knows', async () => {
  const [a, b] = people;
  await world.sql('update cadre set name = $1 where code = any($2)', ['林同名', [a?.code, b?.code]]);
  const [first, second] = workers;
  await world.sql('update worker_link set name = $1 where code = any($2)', [
    '陈同名',
    [first?.code, second?.code],
  ]);
  await world.order(places[2] ?? 0, { quantity: '2.00' });
  const row = (over: Record<number, string>): string[] =>
    ['2026-12-10', '8:00', '9:00', '林同名', '生活照料', first?.code ?? '', '', ''].map(
      (text, i) => over[i] ?? text,
    );
  const file = csv(
    HEADS,
    row({}),
    row({ 3: `林同名（${a?.code}）` }),
    row({ 3: '无此人', 1: '8:10' }),
    row({ 3: `${b?.code}`, 4: '洗脚', 1: '8:20' }),
    row({ 3: name(2), 1: '8:30' }),
    row({ 3: name(2), 6: 'HT-2026-10', 1: '8:40' }),
    row({ 3: name(2), 6: orders[2] ?? '', 5: '陈同名', 1: '8:50' }),
    row({ 3: name(2), 6: orders[0] ?? '', 1: '8:55' }),
    row({ 3: `${a?.code}`, 0: '2027-01-05', 1: '8:56' }),
    row({ 6: orders[0] ?? '', 1: '10:00', 2: '11:00' }),
  );
  const { body } = await send('preview', file, { on: '2027-01-06' });
  expect(verdicts(body)).toEqual([
    'wrong several-cadres',
    'new',
    'wrong unknown-cadre',
    'wrong unknown-item',
    'wrong several-orders',
    'wrong several-orders',
    'wrong several-workers',
    'wrong order-of-other',
    'wrong no-order',
    'new',
  ]);
  const [said] = body.rows[0].findings;
  expect(said.message).toContain([a?.code, b?.code].sort().join('、'));
  expect(said.remedy).toContain('干部编号');
  expect(body.rows[4].findings[0].message).toContain(orders[2]);
  expect(body.rows[8].findings[0].remedy).toContain(orders[0]);
  await saysWhy(file);
});

async function saysWhy(file: string): Promise<void> {
  const checked = await sheetOf((await send('checked.xlsx', file)).body);
  expect(checked.getRow(2).getCell(9).value).toContain('有 2 位老干部叫 林同名');
  const english = await sendTable(site, world.clients.manager, 'visit-log/preview', file, {
    ...{ on: '2027-01-06', language: 'en' },
  });
  expect(english.body.rows[0].findings[0].message).toMatch(/^2 cadres are called/);
}

test('a clerk brings a provider’s log in, headers are English, and codes stand in columns of their own', async () => {
  const heads = ['Date', 'Start', 'End', 'Client code', 'Service', 'Staff no', 'Notes', 'Mood'];
  const [, second] = workers;
  const row = [
    '2026-12-12',
    '9:00',
    '10:00',
    people[2]?.code ?? '',
    'LC01',
    second?.code ?? '',
    'ok',
    'good',
  ];
  const body = (await send('preview', csv(heads, [...row, '']), {}, 'clerk')).body;
  expect(verdicts(body)).toEqual(['wrong several-orders']);
  const mapping = JSON.stringify({ 订单编号: 7 });
  const told = csv(heads, [...row.slice(0, 7), orders[2] ?? '']);
  const made = await send('import', told, { mapping }, 'clerk');
  expect(made.body.counts).toMatchObject({ new: 1, wrong: 0 });
  const lacking = await send('preview', csv(heads.slice(0, 3), ['2026-12-12', '9:00', '10:00']), {}, 'clerk');
  expect(lacking.body.missing).toEqual(['服务项目', '老干部姓名/干部编号', '服务人员/人员编号']);
});
