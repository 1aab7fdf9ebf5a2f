import { type Client, startApp, type TestApp } from '../support/app';
import { csv, sendTable, workbook } from '../support/tables';
import { type VisitSite, visitSite } from '../support/visits';

/** Tables that become papers: a provider's bill, and who goes to whom when. */
let site: TestApp;
let world: VisitSite;
let cadres: { code: string; name: string }[];
let workers: { code: string; name: string }[];
const orders: { id: string; number: string }[] = [];

beforeAll(async () => {
  site = await startApp();
  world = await visitSite(site);
  for (const i of [0, 1]) orders.push(await world.order(i, { quantity: '8.00', itemCode: 'BT01' }));
  cadres = await world.sql('select code, name from cadre where id = any($1::uuid[]) order by code', [
    world.parts.cadres.slice(0, 2).map(({ id }) => id),
  ]);
  workers = await world.sql(
    `select w.code, w.name from worker_link w join contract c on c.provider_id = w.provider_id
     where c.id = $1 and w.left_on is null order by w.code`,
    [world.parts.contractId],
  );
}, 60_000);
afterAll(() => site.close());

interface Row {
  line: number;
  verdict: string;
  findings: { column: string | null; code: string; message: string; remedy: string | null }[];
  notes: { code: string; message: string }[];
}
const verdicts = ({ rows }: { rows: Row[] }): string[] =>
  rows.map(({ verdict, findings }) => [verdict, ...findings.map(({ code }) => code)].join(' '));

const who = (i: number): string => cadres[i]?.name ?? '';
const by = (i: number): string => workers[i]?.code ?? '';

test('a roster becomes planned visits, with the reason where one cannot be', async () => {
  const heads = ['日期', '时间', '服务对象', '服务内容', '护理员', '订单号'];
  const row = (day: string, time: string, i: number, worker = 0): string[] => [
    ...[day, time, who(i), '助浴', by(worker), orders[i]?.number ?? ''],
  ];
  const file = csv(
    heads,
    row('2026年12月8日', '8:30-9:30', 0),
    row('2026-12-08', '8:40', 1),
    row('2026-12-08', '8:40', 1, 1),
    row('2027-01-08', '8:40', 1, 1),
    row('2026-12-01', '8:40', 1, 1),
    row('2026-12-08', '八点', 1),
  );
  const bring = (what: string) =>
    sendTable(site, world.clients.manager, `plans/${what}`, file, { on: '2026-12-05', rows: 'valid' });
  const { body } = await bring('preview');
  expect(verdicts(body)).toEqual([
    ...['new', 'wrong V05', 'new', 'wrong V14', 'wrong future', 'wrong not-a-clock'],
  ]);
  expect(body.rows[1].findings[0].remedy).toMatch(/[\u4e00-\u9fff]/);
  const planned = async () =>
    (
      await world.sql(`select id from visit where status = 'planned' and order_id = any($1::uuid[])`, [
        orders.map(({ id }) => id),
      ])
    ).length;
  expect(await planned()).toBe(0);
  expect((await bring('import')).body.counts).toMatchObject({ new: 2, wrong: 4 });
  expect(await planned()).toBe(2);
  expect((await bring('import')).body.counts).toMatchObject({ new: 0, same: 2 });
  const clerk = await sendTable(site, world.clients.clerk, 'plans/preview', file);
  expect(clerk.status).toBe(403);
});

const ON = '2026-12-31';
const DAYS = ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-04'];
const send = (client: Client, what: string, file: Buffer | string, fields: Record<string, string> = {}) =>
  sendTable(site, client, `bill-lines/${what}`, file, { on: ON, ...fields });

/** Four visits, two of them of one person on one day. */
async function fourVisits(): Promise<void> {
  const times = ['8:30-9:30', '8:30-9:30', '8:30-9:30', '15:30-16:30'];
  const rows = DAYS.map((day, i) => {
    const n = i === 0 ? 0 : 1;
    return [day, times[i] ?? '', who(n), '助浴', by(0), orders[n]?.number ?? ''];
  });
  const log = csv(['服务日期', '服务时间', '老干部', '服务项目', '服务人员', '订单号'], ...rows);
  const { body } = await sendTable(site, world.clients.manager, 'visit-log/import', log, { on: ON });
  expect(body.counts).toMatchObject({ new: 4 });
}

/** What a provider's own office writes: no number of ours in it. */
const ownBill = (amounts: readonly string[], over: { name?: string; total?: string } = {}): Promise<Buffer> =>
  workbook((sheet) => {
    sheet.mergeCells('A1:H1');
    sheet.getCell('A1').value = '2026年12月服务费结算明细表';
    sheet.addRow(['序号', '日期', '姓名', '服务项目', '数量', '单价（元）', '金额（元）', '备注']);
    amounts.forEach((amount, i) => {
      const name = i === 0 ? (over.name ?? who(0)) : who(1);
      const result = Number(amount);
      sheet.addRow([i + 1, DAYS[i], name, '助浴', 1, result, { formula: 'E3*F3', result }]);
    });
    const sum = amounts.reduce((all, amount) => all + Number(amount), 0);
    sheet.addRow(['合计', null, null, null, 4, null, over.total ?? sum]);
  });
const PRICES = ['10', '10.00', '9999', '10'];

test('a provider’s own bill is matched line by line before it is filed, and is whole or not at all', async () => {
  await fourVisits();
  const { manager } = world.clients;
  const wrong = await send(manager, 'preview', await ownBill(PRICES, { name: '无此人' }));
  expect(verdicts(wrong.body)).toEqual([
    ...['wrong unknown-cadre', 'wrong bill-incomplete', 'wrong bill-incomplete', 'wrong bill-incomplete'],
  ]);
  expect(wrong.body.rows[1].findings[0].message).toContain('第 3 行');
  const { body } = await send(manager, 'preview', await ownBill(PRICES));
  expect(verdicts(body)).toEqual(['new', 'new', 'new', 'new']);
  expect(body.skipped).toMatchObject([{ line: 7, reason: '合计行' }]);
  expect(body.papers).toMatchObject([
    { id: null, summary: expect.stringContaining('4 行，申报 10029.00 元') },
  ]);
  expect(body.rows.every(({ notes }: Row) => notes.length > 0)).toBe(true);
});

test('it is filed once, as a bill that its provider then submits', async () => {
  const { manager } = world.clients;
  const file = await ownBill(PRICES);
  const before = (await manager.get('/bills?month=2026-12')).body.items.length;
  const filed = await send(manager, 'import', file);
  expect(filed.body.counts).toMatchObject({ new: 4, wrong: 0 });
  const [paper] = filed.body.papers;
  const { body: bill } = await manager.get(`/bills/${paper.id}`);
  expect(bill).toMatchObject({ number: paper.number, status: 'draft', declared: '10029.00' });
  const lines: { itemCode: string; amount: string; visitNumber: string }[] = bill.lines;
  expect(lines.map(({ amount }) => amount)).toEqual(['10.00', '10.00', '9999.00', '10.00']);
  expect(new Set(lines.map(({ visitNumber }) => visitNumber)).size).toBe(4);
  const again = await send(manager, 'import', file);
  expect(again.body.counts).toMatchObject({ new: 0, same: 4 });
  expect(again.body.papers).toMatchObject([{ id: paper.id, number: paper.number }]);
  expect((await manager.get('/bills?month=2026-12')).body.items).toHaveLength(before + 1);
});

test('a clerk says for whom; a sum that is not that of the lines is what the provider asks for', async () => {
  const { clerk } = world.clients;
  const file = await ownBill(['11', '11', '11', '11'], { total: '45' });
  const unsaid = await send(clerk, 'preview', file);
  expect(unsaid.body.rows[0].findings[0].message).toBe('须写明代谁办理');
  const fields = { onBehalfOf: '刘主任（电话）', contract: 'HT-2026-10', month: '2026-12' };
  const other = await send(clerk, 'preview', file, fields);
  expect(other.body.counts).toMatchObject({ new: 4, wrong: 0 });
  expect(other.body.papers[0].summary).toContain('申报 45.00 元');
});

test('the month’s own table of lines is read as it stands; what the rules refuse they say', async () => {
  const visits = await world.sql<{ number: string }>(
    `select number from visit where order_id = any($1::uuid[]) and started_at is not null order by started_at`,
    [orders.map(({ id }) => id)],
  );
  const heads = ['账单号', '行号', '记录号', '项目编码', '数量', '单价', '金额'];
  const line = (n: number, visit: string): string[] => [
    'ZD-1',
    String(n),
    visit,
    'BT01',
    '1.00',
    '10.00',
    '10.00',
  ];
  const file = csv(heads, line(1, visits[0]?.number ?? ''), line(2, 'JL-NOBODY'), [
    'ZD-1',
    '3',
    'X',
    'BT99',
    '1',
    '1',
    '1',
  ]);
  const { manager } = world.clients;
  const bad = await send(manager, 'preview', file);
  expect(verdicts(bad.body)).toEqual([
    'wrong bill-incomplete',
    'wrong bill-incomplete',
    'wrong unknown-item',
  ]);
  const good = file.split('\r\n').slice(0, 3).join('\r\n');
  const { body } = await send(manager, 'preview', good);
  expect(verdicts(body)).toEqual(['new', 'new']);
  expect(body.rows[1].notes.map(({ code }: { code: string }) => code)).toContain('I06');
  const lone = csv(heads, line(1, 'JL-NOBODY'));
  const unknown = await send(manager, 'preview', lone);
  expect(verdicts(unknown.body)).toEqual(['wrong which-contract']);
});
