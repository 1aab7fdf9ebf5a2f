import { Client } from 'pg';
import { type ListRow, type ListSite, list, startListSite, verdicts } from '../support/order-lists';
import { anOrderFor, requestOrder } from '../support/orders';
import { csv, sheetOf } from '../support/tables';

/** What a unit asks for its people, as a list: each row is judged as the form would, after the rows above it. */
let site: ListSite;
beforeAll(async () => {
  site = await startListSite();
}, 60_000);
afterAll(() => site.world.site.close());

test('a list becomes orders that wait for approval, at the prices of the contract, and only once', async () => {
  const file = list(
    site.row(0, { 8: '上午上门' }),
    site.row(1, { 3: '8小时', 1: site.people[1]?.code ?? '' }),
    site.row(2),
  );
  const { body } = await site.send('preview', file);
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
  expect(await site.ordersOf(0)).toEqual([]);

  const said = { onBehalfOf: '区教育局 王科员（来函）' };
  const first = await site.send('import', file, said);
  expect([first.status, first.body.counts]).toEqual([
    201,
    { rows: 3, new: 3, changed: 0, same: 0, wrong: 0 },
  ]);
  const [order] = await site.ordersOf(0);
  expect(order).toMatchObject({
    ...anOrderFor(site.world.parts, site.people[0]?.id ?? '', {
      quantity: '8.00',
      channel: 'paper',
      note: '上午上门',
    }),
    fundIds: [site.world.parts.fund('GZ-2026')],
    ...{ status: 'requested', amount: '304.32', orderedBy: 'clerk', findings: [], ...said },
  });
  const again = await site.send('import', file, said);
  expect(again.body.counts).toMatchObject({ new: 0, same: 3 });
  const { body: seen } = await site.send('preview', file);
  expect(seen.rows[0].notes[0].message).toBe(`已有订单 ${order?.number}（待审批）`);
  expect(await site.ordersOf(0)).toHaveLength(1);
});

test('an order that was placed by hand is the same row; another quantity is a question', async () => {
  const { number, id } = await requestOrder(
    site.world.clerk,
    anOrderFor(site.world.parts, site.people[3]?.id ?? ''),
  );
  const file = list(site.row(3, { 3: '2' }));
  expect(verdicts((await site.send('preview', file)).body)).toEqual(['same']);
  const other = await site.send('preview', list(site.row(3)));
  expect(verdicts(other.body)).toEqual(['wrong ordered-otherwise']);
  expect(other.body.rows[0].findings[0].message).toBe(
    `同一人、同一项目、同一服务期已有订单 ${number}：2.00 小时，不是 8.00 小时`,
  );
  await site.world.approver.post(`/orders/${id}/refuse`, { reason: '先核对需求。' });
  const refused = (await site.send('import', file)).body;
  expect(refused.counts).toMatchObject({ new: 0, same: 1 });
  expect((await site.send('preview', file)).body.rows[0].notes[0]).toMatchObject({
    ...{
      code: 'ordered',
      message: `已有订单 ${number}（未批准）`,
      remedy: expect.stringContaining('手工下单'),
    },
  });
  expect(verdicts((await site.send('preview', list(site.row(3)))).body)).toEqual(['new']);
});

test('rows of one file compete for one limit, in their order, and are told so', async () => {
  const half = { 3: '14', 5: '2026-12-15' };
  const file = list(
    site.row(4, half),
    site.row(4, { 3: '14', 4: '2026-12-16' }),
    site.row(5),
    site.row(5, { 3: '9' }),
    site.row(5),
  );
  const { body } = await site.send('preview', file);
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

  const all = await site.send('import', file);
  expect([all.status, all.body.code]).toEqual([422, 'rows-refused']);
  expect(await site.ordersOf(4)).toEqual([]);
  const valid = await site.send('import', file, { rows: 'valid' });
  expect(valid.body.counts).toMatchObject({ new: 2, same: 1, wrong: 2 });
  expect(await site.ordersOf(4)).toHaveLength(1);
});

test('what rules speak against is asked for only where whoever files it says so, as on the form', async () => {
  const file = list(site.row(6, { 3: '30' }));
  const { body } = await site.send('preview', file);
  expect(verdicts(body)).toEqual(['wrong O08 O09']);
  const despite = { despite: 'yes' };
  const seen = (await site.send('preview', file, despite)).body.rows[0] as ListRow;
  expect([seen.verdict, seen.notes.map(({ code }) => code)]).toEqual(['new', ['costs', 'O08', 'O09']]);
  expect((await site.send('import', file, despite)).body.counts).toMatchObject({ new: 1 });
  const [order] = await site.ordersOf(6);
  expect(order?.findings.map(({ code }: { code: string }) => code)).toEqual(['O08', 'O09']);
});

test('everything that is wrong with a row is said at once, also beside a cell that cannot be read', async () => {
  const file = list(
    site.row(7, { 1: '无此人', 2: '洗脚', 6: 'HT-NO' }),
    site.row(7, { 3: '八', 1: '无此人', 4: '' }),
    site.row(7, { 3: '0', 4: '2026-12-31', 5: '2026-12-01' }),
    site.row(7, { 3: '8次' }),
    site.row(7, { 4: '', 5: '' }),
    site.row(7, { 4: '' }),
    site.row(7, { 6: '' }),
  );
  const { body } = await site.send('preview', file);
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
  const english = await site.send('preview', file, { language: 'en' });
  for (const { findings } of english.body.rows as ListRow[])
    for (const { message, remedy } of findings)
      expect(
        `${message} ${remedy ?? ''}`.replace(/“[^”]*”|\("[^)]*"\)|无此人|洗脚|（[^）]*）/g, ''),
      ).not.toMatch(/[\u4e00-\u9fff]/);
  const checked = await sheetOf((await site.send('checked.xlsx', file)).body);
  expect(String(checked.getRow(3).getCell(10).value).split('\n')).toHaveLength(3);
});

test('days, contract and fund may be left to the page, to the provider and to what usually pays', async () => {
  const heads = ['姓名', '项目', '时长', '服务机构', '经费来源'];
  const [provider] = await site.world.asBureau<{ name: string }>(
    `select l.name from provider_link l join contract c on c.provider_link_id = l.id where c.number = 'HT-2026-10'`,
  );
  const file = csv(
    heads,
    [site.people[8]?.name ?? '', 'LC01', '4', provider?.name ?? '', 'GZ-BUY'],
    [site.people[9]?.name ?? '', 'LC01', '4', '', 'GZ-AID、GZ-BUY'],
    [site.people[9]?.name ?? '', 'LC01', '4', '', '政府购买'],
  );
  const { body } = await site.send('preview', file, { month: '2026-12', contract: 'HT-2026-10' });
  expect(verdicts(body)).toEqual(['new', 'new', 'wrong several-funds']);
  expect(body.rows[1].notes[0].message).toMatch(/列支 GZ-AID、GZ-BUY$/);
  expect(body.rows[2].findings[0].message).toBe('有 2 项政府购买：GZ-2026、GZ-BUY');
  await site.send('import', file, { month: '2026-12', contract: 'HT-2026-10', rows: 'valid' });
  expect((await site.ordersOf(8))[0]).toMatchObject({ startsOn: '2026-12-01', endsOn: '2026-12-31' });
  const wrong = await site.send('preview', file, { month: '12月' });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'month']);
});

test('the same list from several sides at one moment is placed once', async () => {
  const file = list(site.row(12), site.row(13));
  const answers = await Promise.all([1, 2, 3].map(() => site.send('import', file)));
  const made = answers.map(({ status, body }) => (status === 201 ? body.counts.new : status));
  expect(made.filter((count) => count === 2)).toHaveLength(1);
  expect(made.every((count) => [0, 2, 409].includes(count))).toBe(true);
  expect(await site.ordersOf(12)).toHaveLength(1);
});

const MEANWHILE: [string, number, number[]][] = [
  ['1.00', 10, [14, 10]],
  ['8.00', 11, [11, 14]],
];
test.each(MEANWHILE)(
  'a list waits for who is ordering %s of the same, and goes back',
  async (quantity, at, rows) => {
    const order = anOrderFor(site.world.parts, site.people[at]?.id ?? '', { quantity, endsOn: '2026-12-30' });
    const { id } = await requestOrder(site.world.clerk, order);
    const other = new Client({ connectionString: site.world.site.database.superUrl });
    await other.connect();
    try {
      await other.query('begin');
      await other.query(`select next_paper_number($1, 'order', 2026)`, [site.world.parts.bureauId]);
      const answer = site.send('import', list(...rows.map((i) => site.row(i))));
      for (let waiting = 0; waiting === 0; ) waiting = (await other.query(WHO_WAITS)).rows[0].count;
      await other.query(`update service_order set ends_on = '2026-12-31' where id = $1`, [id]);
      await other.query('commit');
      const { status, body } = await answer;
      expect([status, body.code]).toEqual([409, 'conflict']);
      expect([await site.ordersOf(14), await site.ordersOf(at)]).toMatchObject([[], [{ quantity }]]);
    } finally {
      await other.end();
    }
  },
);

const WHO_WAITS =
  'select count(*)::int from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
