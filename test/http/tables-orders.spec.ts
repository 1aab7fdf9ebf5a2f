import type { Client } from '../support/app';
import { anOrderFor, type OrderSite, requestOrder, startOrderSite } from '../support/orders';
import { csv, fetchTable, sendTable, sheetOf } from '../support/tables';

/** What a unit asks for its people, as a list: each row is judged as the form would, after the rows above it. */
let world: OrderSite;
let people: { id: string; code: string; name: string; unitId: string; unit: string }[];
beforeAll(async () => {
  world = await startOrderSite();
  people = await world.asBureau(
    `select c.id, c.code, c.name, u.id as "unitId", u.name as unit from cadre c
     join unit u on u.bureau_id = c.bureau_id and u.id = c.responsible_unit_id
     where c.area = '350902' and c.deceased_on is null and (select count(*) from cadre o where o.name = c.name) = 1
       and not exists (select from service_order o where o.cadre_id = c.id and o.ends_on >= '2026-12-01')
     order by c.code = any($1) desc, c.code`,
    // First those of whom a hardship is on record.
    [world.parts.cadres.map(({ code }) => code)],
  );
  expect(people.length).toBeGreaterThan(14);
}, 60_000);
afterAll(() => world.site.close());

interface Row {
  line: number;
  key: string;
  verdict: string;
  findings: { column: string | null; code: string; message: string; remedy: string | null }[];
  notes: { code: string; message: string }[];
}
type Fields = Readonly<Record<string, string>>;

const HEADS = ['序号', '姓名', '服务项目', '数量', '起始日期', '终止日期', '合同号', '单价', '备注'];
const row = (i: number, over: Readonly<Record<number, string>> = {}): string[] =>
  ['1', people[i]?.name ?? '', 'LC01', '8', '2026-12-01', '2026-12-31', 'HT-2026-10', '1.00', ''].map(
    (text, at) => over[at] ?? text,
  );
const list = (...rows: string[][]): string => csv(['十二月服务申请表'], HEADS, ...rows);
const send = (what: string, file: string, fields: Fields = {}, who: Client = world.clerk) =>
  sendTable(world.site, who, `orders/${what}`, file, fields);
const verdicts = ({ rows }: { rows: Row[] }): string[] =>
  rows.map(({ verdict, findings }) => [verdict, ...findings.map(({ code }) => code)].join(' '));
const ordersOf = async (i: number) =>
  (await world.clerk.get(`/orders?cadreId=${people[i]?.id}&month=2026-12&limit=200`)).body.items;

test('a list becomes orders that wait for approval, at the prices of the contract, and only once', async () => {
  const file = list(row(0, { 8: '上午上门' }), row(1, { 3: '8小时', 1: people[1]?.code ?? '' }), row(2));
  const { body } = await send('preview', file);
  expect(verdicts(body)).toEqual(['new', 'new', 'new']);
  expect(body.summary).toBe('共 3 单，912.96 元');
  expect(body.rows[0].notes).toEqual([
    {
      column: null,
      code: 'costs',
      message: expect.stringMatching(/^304.32 元，合同 HT-2026-10（.+），列支 GZ-2026$/),
      remedy: null,
    },
  ]);
  expect(await ordersOf(0)).toEqual([]);

  const said = { onBehalfOf: '区教育局 王科员（来函）' };
  const first = await send('import', file, said);
  expect([first.status, first.body.counts]).toEqual([
    201,
    { rows: 3, new: 3, changed: 0, same: 0, wrong: 0 },
  ]);
  const [order] = await ordersOf(0);
  expect(order).toMatchObject({
    ...anOrderFor(world.parts, people[0]?.id ?? '', { quantity: '8.00', channel: 'paper', note: '上午上门' }),
    fundIds: [world.parts.fund('GZ-2026')],
    ...{ status: 'requested', amount: '304.32', orderedBy: 'clerk', findings: [], ...said },
  });
  const again = await send('import', file, said);
  expect(again.body.counts).toMatchObject({ new: 0, same: 3 });
  const { body: seen } = await send('preview', file);
  expect(seen.rows[0].notes[0].message).toBe(`已有订单 ${order.number}（待审批）`);
  expect(await ordersOf(0)).toHaveLength(1);
});

test('an order that was placed by hand is the same row; another quantity is a question, an ended one is none', async () => {
  const { number, id } = await requestOrder(world.clerk, anOrderFor(world.parts, people[3]?.id ?? ''));
  const file = list(row(3, { 3: '2' }));
  expect(verdicts((await send('preview', file)).body)).toEqual(['same']);
  const other = await send('preview', list(row(3)));
  expect(verdicts(other.body)).toEqual(['wrong ordered-otherwise']);
  expect(other.body.rows[0].findings[0].message).toBe(
    `同一人、同一项目、同一服务期已有订单 ${number}：2.00 小时，不是 8.00 小时`,
  );
  await world.approver.post(`/orders/${id}/refuse`, { reason: '先核对需求。' });
  const refused = (await send('import', file)).body;
  expect(refused.counts).toMatchObject({ new: 0, same: 1 });
  expect((await send('preview', file)).body.rows[0].notes[0]).toMatchObject({
    ...{
      code: 'ordered',
      message: `已有订单 ${number}（未批准）`,
      remedy: expect.stringContaining('手工下单'),
    },
  });
  expect(verdicts((await send('preview', list(row(3)))).body)).toEqual(['new']);
});

test('rows of one file compete for one limit, in their order, and are told so', async () => {
  const half = { 3: '14', 5: '2026-12-15' };
  const file = list(row(4, half), row(4, { 3: '14', 4: '2026-12-16' }), row(5), row(5, { 3: '9' }), row(5));
  const { body } = await send('preview', file);
  expect(verdicts(body)).toEqual([
    'new',
    'wrong taken-above O08 O09',
    'new',
    'wrong twice-otherwise',
    'same',
  ]);
  expect(body.rows[1].findings[0].message).toBe('单独看这一行可以下单；前面第 3 行先占用后就不够了');
  expect(body.rows[1].findings[1].message).toContain('已用 14.00，本单 14.00');
  expect(body.summary).toBe('共 2 单，836.88 元');

  const all = await send('import', file);
  expect([all.status, all.body.code]).toEqual([422, 'rows-refused']);
  expect(await ordersOf(4)).toEqual([]);
  const valid = await send('import', file, { rows: 'valid' });
  expect(valid.body.counts).toMatchObject({ new: 2, same: 1, wrong: 2 });
  expect(await ordersOf(4)).toHaveLength(1);
});

test('what rules speak against is asked for only where whoever files it says so, as on the form', async () => {
  const file = list(row(6, { 3: '30' }));
  const { body } = await send('preview', file);
  expect(verdicts(body)).toEqual(['wrong O08 O09']);
  const despite = { despite: 'yes' };
  const seen = (await send('preview', file, despite)).body.rows[0] as Row;
  expect([seen.verdict, seen.notes.map(({ code }) => code)]).toEqual(['new', ['costs', 'O08', 'O09']]);
  expect((await send('import', file, despite)).body.counts).toMatchObject({ new: 1 });
  const [order] = await ordersOf(6);
  expect(order.findings.map(({ code }: { code: string }) => code)).toEqual(['O08', 'O09']);
});

test('everything that is wrong with a row is said at once, also beside a cell that cannot be read', async () => {
  const file = list(
    row(7, { 1: '无此人', 2: '洗脚', 6: 'HT-NO' }),
    row(7, { 3: '八', 1: '无此人', 4: '' }),
    row(7, { 3: '0', 4: '2026-12-31', 5: '2026-12-01' }),
    row(7, { 3: '8次' }),
    row(7, { 4: '', 5: '' }),
    row(7, { 4: '' }),
    row(7, { 6: '' }),
  );
  const { body } = await send('preview', file);
  expect(verdicts(body)).toEqual([
    'wrong no-such-cadre unknown-item unknown-contract',
    'wrong not-a-number no-such-cadre no-first-day',
    'wrong too-small end-before-start',
    'wrong measure-differs',
    'wrong no-days',
    'wrong no-first-day',
    'wrong several-contracts',
  ]);
  expect(body.rows[6].findings[0].message).toMatch(/HT-2026-01（.+）、HT-2026-10（.+）/);
  const english = await send('preview', file, { language: 'en' });
  for (const { findings } of english.body.rows as Row[])
    for (const { message, remedy } of findings)
      expect(
        `${message} ${remedy ?? ''}`.replace(/“[^”]*”|\("[^)]*"\)|无此人|洗脚|（[^）]*）/g, ''),
      ).not.toMatch(/[\u4e00-\u9fff]/);
  const checked = await sheetOf((await send('checked.xlsx', file)).body);
  expect(String(checked.getRow(3).getCell(10).value).split('\n')).toHaveLength(3);
});

test('days, contract and fund may be left to the page, to the contract’s provider and to what usually pays', async () => {
  const heads = ['姓名', '项目', '时长', '服务机构', '经费来源'];
  const [provider] = await world.asBureau<{ name: string }>(
    `select l.name from provider_link l join contract c on c.provider_link_id = l.id where c.number = 'HT-2026-10'`,
  );
  const file = csv(
    heads,
    [people[8]?.name ?? '', 'LC01', '4', provider?.name ?? '', 'GZ-BUY'],
    [people[9]?.name ?? '', 'LC01', '4', '', 'GZ-AID、GZ-BUY'],
    [people[9]?.name ?? '', 'LC01', '4', '', '政府购买'],
  );
  const { body } = await send('preview', file, { month: '2026-12', contract: 'HT-2026-10' });
  expect(verdicts(body)).toEqual(['new', 'new', 'wrong several-funds']);
  expect(body.rows[1].notes[0].message).toMatch(/列支 GZ-AID、GZ-BUY$/);
  expect(body.rows[2].findings[0].message).toBe('有 2 项政府购买：GZ-2026、GZ-BUY');
  await send('import', file, { month: '2026-12', contract: 'HT-2026-10', rows: 'valid' });
  expect((await ordersOf(8))[0]).toMatchObject({ startsOn: '2026-12-01', endsOn: '2026-12-31' });
  const wrong = await send('preview', file, { month: '12月' });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'month']);
});

test('two of one name are told apart by code, unit, ID number or year of birth, and nobody is chosen otherwise', async () => {
  const [a, b] = [people[10], people.slice(14).find(({ unitId }) => unitId !== people[10]?.unitId)];
  await world.asBureau(`update cadre set name = '林同名' where id = any($1::uuid[])`, [[a?.id, b?.id]]);
  const born = (await world.clerk.get(`/cadres/${a?.id}`)).body.birthYear;
  const { idNumber } = (await world.clerk.post(`/cadres/${b?.id}/reveal`, { reason: '核对' }, null)).body;
  const heads = ['姓名', '单位', '出生年月', '身份证', '项目', '数量', '月份', '合同'];
  const who = (unit = '', birth = '', id = ''): string[] => [
    ...['林同名', unit, birth, id, 'LC01', '1', '2026年12月', 'HT-2026-10'],
  ];
  const file = csv(
    heads,
    who(),
    who(a?.unit),
    who('', '', idNumber),
    who(a?.unit, '1901年'),
    who('市气象局'),
    who(a?.unit, `${born}年3月`),
  );
  const { body } = await send('preview', file);
  expect(verdicts(body)).toEqual([
    ...['wrong several-cadres', 'new', 'new', 'wrong several-cadres', 'wrong several-cadres', 'same'],
  ]);
  const other = csv(
    heads,
    [...who('市气象局')].map((text, i) => (i === 0 ? (people[11]?.name ?? '') : text)),
  );
  expect(verdicts((await send('preview', other)).body)).toEqual(['wrong other-unit']);
});

test('a unit orders for its own people and from its own funds; others are as unknown as nobody', async () => {
  const own = (await world.unit.get('/cadres?limit=200')).body.items as { id: string }[];
  const isOurs = ({ id }: { id: string }) => own.some((one) => one.id === id);
  const [ours, theirs] = [people.filter(isOurs).at(-1), people.find((one) => !isOurs(one))];
  const heads = ['姓名', '项目', '数量', '月份', '合同', '经费', '需求编号'];
  const line = (name = '', fund = '', need = ''): string[] => [
    name,
    'LC01',
    '1',
    '2026-12',
    'HT-2026-10',
    fund,
    need,
  ];
  const file = csv(heads, line(ours?.code), line(theirs?.code), line('查无此人'), line(ours?.code, 'GZ-BUY'));
  const { body } = await send('preview', file, {}, world.unit);
  expect(verdicts(body)).toEqual(['new', 'wrong no-such-cadre', 'wrong no-such-cadre', 'wrong unknown-fund']);
  const said = (at: number) => JSON.stringify(body.rows[at].findings);
  expect(said(1).replaceAll(theirs?.code ?? '', 'X')).toBe(said(2).replaceAll('查无此人', 'X'));
  const made = await send('import', csv(heads, line(ours?.code)), {}, world.unit);
  expect(made.body.counts).toMatchObject({ new: 1 });
  const { items } = (await world.unit.get(`/orders?cadreId=${ours?.id}&month=2026-12`)).body;
  expect(items[0]).toMatchObject({ channel: 'online', orderedBy: 'unit', status: 'requested' });
});

test('whoever may not order may not bring orders in; the form is there for whoever may', async () => {
  const statuses = async (name: string) => {
    const who = await world.site.signIn(name);
    const { status } = await send('preview', list(row(0)), {}, who);
    return [name, status, (await fetchTable(world.site, who, 'orders/template.xlsx')).status];
  };
  const found = [];
  for (const name of ['liaison', 'unit', 'approver', 'finance', 'manager', 'auditor'])
    found.push(await statuses(name));
  expect(found).toEqual([
    ['liaison', 200, 200],
    ['unit', 200, 200],
    ['approver', 403, 403],
    ['finance', 403, 200],
    ['manager', 403, 200],
    ['auditor', 403, 403],
  ]);
  const template = await sheetOf((await fetchTable(world.site, world.clerk, 'orders/template.xlsx')).body);
  expect(template.getCell('A1').value).toBe('老干部姓名');
});

test('the same list from several sides at one moment is placed once', async () => {
  const file = list(row(12), row(13));
  const answers = await Promise.all([1, 2, 3].map(() => send('import', file)));
  const made = answers.map(({ status, body }) => (status === 201 ? body.counts.new : status));
  expect(made.filter((count) => count === 2)).toHaveLength(1);
  expect(made.every((count) => [0, 2, 409].includes(count))).toBe(true);
  expect(await ordersOf(12)).toHaveLength(1);
});
