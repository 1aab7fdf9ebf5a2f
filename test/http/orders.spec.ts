import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let parts: OrderParts;
let clerk: Client;
let approver: Client;
let manager: Client;

beforeAll(async () => {
  site = await startApp();
  [clerk, approver, manager] = [
    await site.signIn('clerk'),
    await site.signIn('approver'),
    await site.signIn('manager'),
  ];
  parts = await orderParts(site, clerk);
}, 120_000);
afterAll(() => site.close());

const cadre = (i: number) => parts.cadres[i]?.id ?? '';
const order = (i: number, over: object = {}) => anOrderFor(parts, cadre(i), over);
const request = (i: number, over: object = {}) => requestOrder(clerk, order(i, over));
const codesIn = (body: { findings: { code: string }[] }) => body.findings.map(({ code }) => code);

const asBureau = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query<T>(sql, params));
const reservedOf = async (code: string) => {
  const [row] = await asBureau<{ reserved: string }>(
    'select reserved from ledger.balance where fund_id = $1',
    [parts.fund(code)],
  );
  return Number(row?.reserved);
};

describe('asking for an order', () => {
  test('is refused where its last day lies in a closed month, and so is approving one from before', async () => {
    const days = { startsOn: '2026-02-01', endsOn: '2026-02-28' };
    const { id } = await request(0, days);
    await asBureau(`select ledger.open_period($1, '2026-02')`, [parts.bureauId]);
    await asBureau(`select ledger.close($1, gen_random_uuid(), '2026-02', 'test', now())`, [parts.bureauId]);
    const asked = [
      await clerk.post('/orders', order(0, days)),
      await approver.post(`/orders/${id}/approve`, {}),
    ];
    for (const { status, body } of asked) expect([status, body.code]).toEqual([423, 'month-closed']);
  });

  test('a preview says amount, funding and what would refuse it, and stores nothing', async () => {
    const before = await asBureau('select count(*) from service_order');
    const { status, body } = await clerk.post('/orders/preview', order(0));
    expect(status).toBe(200);
    expect(body).toEqual({
      amount: expect.stringMatching(/^\d+\.\d\d$/),
      funding: [{ fundId: parts.fund('GZ-BUY'), amount: body.amount }],
      findings: [],
      notes: [],
    });
    const refused = await clerk.post('/orders/preview', order(0, { quantity: '400.00' }));
    expect(codesIn(refused.body)).toEqual(['O08', 'O09']);
    expect(refused.body.funding).toEqual([]);
    expect(await asBureau('select count(*) from service_order')).toEqual(before);
  });

  test('stores it as requested, with a number of its own and all that was said', async () => {
    const said = { channel: 'paper', onBehalfOf: '干部长女', note: '出院后需要照料。' };
    const { status, body } = await clerk.post('/orders', order(0, said));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...order(0, said),
      number: expect.stringMatching(/^DD-\d{4}-\d{6}$/),
      ...{ status: 'requested', orderedBy: 'clerk', usedQuantity: '0.00', remainingQuantity: '2.00' },
      ...{ approvals: [], findings: [], funding: [], needId: null },
    });
    expect((await clerk.get(`/orders/${body.id}`)).body).toEqual(body);
    const [row] = await asBureau<{ note: Buffer }>('select note from service_order where id = $1', [body.id]);
    expect(row?.note.toString('utf8')).not.toContain('出院');
    const audited = await asBureau<{ verb: string }>('select verb from audit_log where subject_id = $1', [
      body.id,
    ]);
    expect(audited).toEqual([{ verb: 'order.request' }]);
  });

  test('keeps what would refuse it, in the words of the reader; persons still to come are no reason', async () => {
    const over = { startsOn: '2026-12-20', endsOn: '2027-01-10', fundIds: [parts.fund('TX-U001')] };
    const { body } = await clerk.post('/orders', order(0, over), undefined, { 'Accept-Language': 'en' });
    expect(codesIn(body)).toEqual(expect.arrayContaining(['O01', 'O05']));
    expect(codesIn(body)).not.toContain('O13');
    expect(body.findings[0].message).toMatch(/^Contract HT-2026-10/);
    const empty = await clerk.post('/orders', order(0, { fundIds: [] }));
    expect(codesIn(empty.body)).toEqual(['O05']);
  });

  test('what the bureau does not have is unreadable, and all of it is said', async () => {
    const unknown = '01920000-0000-7000-8000-000000000000';
    const { status, body } = await clerk.post(
      '/orders',
      order(0, { cadreId: unknown, contractId: unknown, itemCode: 'XX', fundIds: [unknown], needId: null }),
    );
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      ...['cadreId', 'contractId', 'itemCode', 'fundIds.0'],
    ]);
    const needless = await clerk.post('/orders', order(0, { needId: unknown }));
    expect(needless.body.errors).toMatchObject([{ path: 'needId' }]);
    const backwards = await clerk.post('/orders', order(0, { endsOn: '2026-11-30', itemCode: 'NONE' }));
    expect(backwards.body.errors).toMatchObject([{ path: 'itemCode' }, { path: 'endsOn' }]);
  });

  test('another bureau’s cadre is as unknown as nobody', async () => {
    const other = await site.signIn('clerk-b');
    const { status, body } = await other.post('/orders', order(0));
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toContain('cadreId');
  });

  test('a unit orders for its own cadres, from its own funds, and for no others', async () => {
    const unit = await site.signIn('unit');
    const own = parts.cadres.find(({ unitId }) => unitId === unit.user.unitId);
    const fundIds = [parts.fund(`TX-${own?.unit}`)];
    const made = await unit.post('/orders', anOrderFor(parts, own?.id ?? '', { fundIds }));
    expect(made.status).toBe(201);
    expect(made.body.orderedBy).toBe('unit');
    const foreign = parts.cadres.find(({ unitId }) => unitId !== unit.user.unitId);
    const refused = await unit.post('/orders', anOrderFor(parts, foreign?.id ?? ''));
    expect(refused.body.errors).toMatchObject([{ path: 'cadreId' }, { path: 'fundIds.0' }]);
  });

  test('numbers that came in a folder are passed over', async () => {
    const { number } = await request(0);
    const next = number.replace(/\d{6}$/, (digits) => String(Number(digits) + 1).padStart(6, '0'));
    await asBureau(
      `insert into service_order (bureau_id, id, number, cadre_id, contract_id, item_id, provider_id,
         starts_on, ends_on, quantity_hundredths, ordered_by, status, amount_fen, filed)
       select bureau_id, gen_random_uuid(), $1, cadre_id, contract_id, item_id, provider_id, starts_on, ends_on,
         1, 'x', 'refused', 0, '{}' from service_order where number = $2`,
      [next, number],
    );
    expect((await request(0)).number > next).toBe(true);
  });
});

describe('who sees an order', () => {
  test('its bureau, its provider, its unit and who looks on; nobody else', async () => {
    const { id } = await request(1);
    const status = async (name: string) => (await (await site.signIn(name)).get(`/orders/${id}`)).status;
    for (const name of ['clerk', 'clerk2', 'finance', 'liaison', 'supervisor', 'auditor', 'manager']) {
      expect([name, await status(name)]).toEqual([name, 200]);
    }
    for (const name of ['clerk-b', 'manager-b', 'unit-b', 'worker']) {
      expect([name, await status(name)]).toEqual([name, 404]);
    }
    expect(await status('admin')).toBe(403);
  });

  test('lists in pages, newest first, by filter', async () => {
    const first = await manager.get('/orders?limit=3');
    expect(first.body.items).toHaveLength(3);
    // An id begins with the moment of its making.
    const ids = first.body.items.map((o: { id: string }) => o.id);
    expect([...ids].sort().reverse()).toEqual(ids);
    const second = await manager.get(`/orders?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].id < ids[2]).toBe(true);
    const requested = await clerk.get('/orders?status=requested&limit=200');
    expect(new Set(requested.body.items.map((o: { status: string }) => o.status))).toEqual(
      new Set(['requested']),
    );
    const filed = await clerk.get('/orders?number=DD00001');
    expect(filed.body.items).toMatchObject([
      { number: 'DD00001', approvals: [{ party: 'bureau', by: 'chief1' }] },
    ]);
    expect((await clerk.get('/orders?month=2031-01')).body.items).toEqual([]);
  });
});

describe('approval by the bureau', () => {
  test('reserves the funds and says who approved; the same key again is the same answer', async () => {
    const before = await reservedOf('GZ-BUY');
    const { id } = await request(2);
    const answer = await approver.post(`/orders/${id}/approve`, {}, 'approve-once');
    expect(answer.status).toBe(200);
    const { amount } = answer.body;
    expect(answer.body).toMatchObject({
      status: 'approved',
      funding: [{ fundId: parts.fund('GZ-BUY'), amount }],
      approvals: [{ party: 'bureau', by: 'approver', at: expect.any(String) }],
    });
    expect(await reservedOf('GZ-BUY')).toBe(before + Math.round(Number(amount) * 100));
    expect((await clerk.get(`/orders/${id}`)).body).toEqual(answer.body);
    const again = await approver.post(`/orders/${id}/approve`, {}, 'approve-once');
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.text).toBe(answer.text);
    const other = await approver.post(`/orders/${id}/approve`, {});
    expect([other.status, other.body.code]).toEqual([409, 'illegal-transition']);
  });

  test('needs a key, and the role', async () => {
    const { id } = await request(2);
    expect((await approver.post(`/orders/${id}/approve`, {}, null)).body.code).toBe(
      'idempotency-key-required',
    );
    for (const name of ['clerk', 'manager', 'finance', 'liaison']) {
      expect((await (await site.signIn(name)).post(`/orders/${id}/approve`, {})).status).toBe(403);
    }
    expect((await (await site.signIn('approver-b')).post(`/orders/${id}/approve`, {})).status).toBe(404);
  });

  test('works without a body', async () => {
    const { id } = await request(3);
    expect((await approver.post(`/orders/${id}/approve`)).status).toBe(200);
  });

  test('a refusal says everything and changes nothing', async () => {
    const { id } = await request(2, { quantity: '500.00' });
    const before = await reservedOf('GZ-BUY');
    const { status, body } = await approver.post(`/orders/${id}/approve`, {});
    expect([status, body.code, codesIn(body)]).toEqual([422, 'refused', ['O08', 'O09']]);
    expect(body.findings[0]).toMatchObject({
      basis: expect.any(String),
      remedy: expect.any(String),
      asked: '500.00',
    });
    expect(await reservedOf('GZ-BUY')).toBe(before);
    expect((await clerk.get(`/orders/${id}`)).body).toMatchObject({ status: 'requested', approvals: [] });
  });

  test('whoever ordered does not approve, whatever role they have by then (O06)', async () => {
    const { id } = await request(2);
    const asSystem = (role: string) =>
      site.unitOfWork.run({ kind: 'system' }, (tx) =>
        tx.query(`update app_user set role = $1 where username = 'clerk'`, [role]),
      );
    await asSystem('bureau-approver');
    const { status, body } = await clerk.post(`/orders/${id}/approve`, {});
    await asSystem('bureau-clerk');
    expect([status, codesIn(body)]).toEqual([422, ['O06']]);
  });

  test('refuse ends it, with the reason', async () => {
    const { id } = await request(3);
    const { body } = await approver.post(`/orders/${id}/refuse`, { reason: '与上月重复。' });
    expect(body).toMatchObject({
      status: 'refused',
      amount: '0.00',
      endedBy: 'approver',
      endReason: '与上月重复。',
    });
    expect((await approver.post(`/orders/${id}/approve`, {})).status).toBe(409);
  });
});
