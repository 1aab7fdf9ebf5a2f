import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';

let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const first = async (path: string, client = clerk) => (await client.get(path)).body.items[0];

describe('limits, needs and funds', () => {
  test('a limit without a basis cannot be entered', async () => {
    const limit = { code: 'XE-90', window: 'month', measure: 'hour', cap: '10.00', basis: '示例〔2026〕9号' };
    const { basis: _, ...without } = limit;
    expect((await clerk.post('/limits', without)).body.errors[0].path).toBe('basis');
    const made = await clerk.post('/limits', limit);
    expect(made.body).toMatchObject({ ...limit, fundType: null, category: null });
    expect(
      (await clerk.patch(`/limits/${made.body.id}`, { cap: '8.00', reason: '调整' })).body,
    ).toMatchObject({
      cap: '8.00',
      version: 2,
    });
  });

  test('a lowered limit says in which windows more is used than it allows', async () => {
    const [limit] = (await clerk.get('/limits?code=XE-1')).body.items;
    const { body } = await clerk.patch(`/limits/${limit.id}`, { cap: '1.00', reason: '核减' });
    expect(body.cap).toBe('1.00');
    expect(body.over.length).toBeGreaterThan(0);
    expect(body.over[0]).toEqual({
      ...{ cadreId: expect.any(String), windowStart: expect.stringMatching(/^\d{4}-\d{2}-01$/) },
      used: expect.stringMatching(/^\d+\.\d{2}$/),
    });
    const back = await clerk.patch(`/limits/${limit.id}`, { cap: limit.cap, reason: '恢复' });
    expect(back.body.over).toEqual([]);
  });

  test('a cut below what is committed says by which orders it is', async () => {
    const finance = await site.signIn('finance');
    const { id } = await first('/funds?code=GZ-BUY');
    const cut = { amount: '-99999999.00', basis: { document: '文', clause: '二' } };
    const { status, body } = await finance.post(`/funds/${id}/allotments`, cut);
    expect([status, body.findings[0].code]).toEqual([422, 'F01']);
    expect(body.findings[0].message).toMatch(/不能核减 \d/);
    expect(body.findings[0].heldBy).toMatch(/^\S+ \d+\.\d{2}(；\S+ \d+\.\d{2}){19}$/);
    expect(Number(body.findings[0].orders)).toBeGreaterThan(20);
    expect(body.findings[0].message).toContain(body.findings[0].heldBy);
  });

  test('what is allotted counts from the day on which it was entered', async () => {
    const finance = await site.signIn('finance');
    const basis = { document: '〔2027〕1号', clause: '一' };
    const fund = { code: 'GZ-2027-1', type: 'government-purchase', year: 2027, allotted: '10.00', basis };
    const { status, body } = await finance.post('/funds', fund);
    expect(status).toBe(201);
    const { items } = (await finance.get(`/funds/${body.id}/postings`)).body;
    expect(items).toMatchObject([{ kind: 'allot', allotted: '10.00', effectiveOn: today() }]);
  });

  test('an allotment of a paper of last month counts from that day, and its month stays as it was closed', async () => {
    const finance = await site.signIn('finance');
    const basis = { document: '〔2026〕77号', clause: '一' };
    const fund = { code: 'GZ-LATE', type: 'government-purchase', year: 2026, allotted: '100.00', basis };
    const { id } = (await finance.post('/funds', { ...fund, effectiveOn: '2026-10-12' })).body;
    const counted = (tx: Tx) => tx.query('select ledger.tally($1, now())', [finance.user.bureauId]);
    await site.unitOfWork.run({ kind: 'system', bureauId: finance.user.bureauId ?? '' }, counted);
    const more = { amount: '-30.00', basis, effectiveOn: '2026-10-20' };
    expect((await finance.post(`/funds/${id}/allotments`, more)).status).toBe(201);
    // Nor can be taken what was not there yet, or is not there any more.
    for (const [amount, effectiveOn] of [
      ['-30.00', '2026-10-11'],
      ['-70.01', '2026-10-12'],
    ]) {
      const early = await finance.post(`/funds/${id}/allotments`, { ...more, amount, effectiveOn });
      expect([early.status, early.body.findings?.[0]?.code]).toEqual([422, 'F01']);
    }
    expect((await finance.get(`/funds/${id}/postings`)).body.items).toMatchObject([
      { allotted: '100.00', effectiveOn: '2026-10-12', month: today().slice(0, 7) },
      { allotted: '-30.00', effectiveOn: '2026-10-20', month: today().slice(0, 7) },
    ]);
    const stood = async (query: string) => (await finance.get(`/funds/${id}/balance?${query}`)).body.allotted;
    const days = ['2026-10-11', '2026-10-12', '2026-10-19', '2026-10-20'];
    expect(await Promise.all(days.map((day) => stood(`asOf=${day}`)))).toEqual([
      ...['0.00', '100.00', '100.00', '70.00'],
    ]);
    // Known then was nothing of it.
    expect(await stood('asOf=2026-10-31&knownAt=2026-11-01T00:00:00%2B08:00')).toBe('0.00');
    for (const effectiveOn of ['2030-01-01', '2020-01-01', '2026-02-30']) {
      const refused = await finance.post(`/funds/${id}/allotments`, { ...more, effectiveOn });
      expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'effectiveOn']);
    }
  });

  test('a balance of a day is the same from the counted books and from the postings', async () => {
    const finance = await site.signIn('finance');
    const { id } = await first('/funds?code=GZ-BUY');
    const ask = async () => (await finance.get(`/funds/${id}/balance?asOf=2026-10-15`)).body;
    const before = await ask();
    expect(Number(before.reserved) + Number(before.expended)).toBeGreaterThan(0);
    await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId ?? '' }, (tx) =>
      tx.query(`select ledger.tally($1, now())`, [clerk.user.bureauId]),
    );
    expect(await ask()).toEqual(before);
  });

  test('what a cadre said is sealed, and seen by the bureau and the unit', async () => {
    const unit = await site.signIn('unit');
    const cadre = (await unit.get('/cadres?limit=1')).body.items[0];
    const body = { cadreId: cadre.id, text: '夜间起身困难', channel: 'phone' };
    const made = await unit.post('/needs', body);
    expect(made.body).toMatchObject({ ...body, status: 'open', recordedBy: 'unit' });
    const met = await clerk.patch(`/needs/${made.body.id}`, { status: 'met', reason: '已下单' });
    expect(met.body).toMatchObject({ status: 'met', version: 2, text: body.text });
    expect((await (await site.signIn('clerk-b')).get(`/needs/${made.body.id}`)).status).toBe(404);
    const [row] = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
      tx.query<{ text: string }>(`select need::text from need where id = $1`, [made.body.id]),
    );
    expect(JSON.stringify(row)).not.toContain('夜间');
  });

  test('a unit’s finance opens the unit’s funds, and nobody else’s', async () => {
    const unit = await site.signIn('unit');
    const fund = {
      code: 'GY-T1',
      type: 'public',
      year: 2026,
      allotted: '500.00',
      basis: { document: '文', clause: '一' },
    };
    const made = await unit.post('/funds', fund);
    expect(made.body).toMatchObject({
      ...{
        ownerUnitId: unit.user.unitId,
        allotted: '500.00',
        available: '500.00',
        reserved: '0.00',
        paid: '0.00',
      },
    });
    const ownerUnitId = (await first('/units?code=U002')).id;
    expect((await unit.post('/funds', { ...fund, code: 'GY-T2', ownerUnitId })).status).toBe(403);
    const postings = (await unit.get(`/funds/${made.body.id}/postings`)).body.items;
    expect(postings).toMatchObject([
      { seq: 1, kind: 'allot', allotted: '500.00', document: '指标 GY-T1 v1 文 一' },
    ]);
    const bureaus = await first('/funds?code=GZ-BUY');
    expect((await unit.get(`/funds/${bureaus.id}`)).status).toBe(404);
    const basis = { document: '文', clause: '二' };
    expect((await unit.post(`/funds/${bureaus.id}/allotments`, { amount: '1.00', basis })).status).toBe(404);
    const balance = await unit.get(`/funds/${made.body.id}/balance?knownAt=2020-01-01T00:00:00%2B08:00`);
    expect(balance.body).toMatchObject({ allotted: '0.00', available: '0.00' });
  });

  test('a fund of a unit’s kind has a unit, one of the bureau’s kinds has none (F02)', async () => {
    const [finance, unit] = [await site.signIn('finance'), await site.signIn('unit')];
    const ownerUnitId = (await first('/units?code=U002')).id;
    const basis = { document: '文', clause: '一' };
    const open = async (client: Client, type: string, over: object = {}) => {
      const fund = { code: 'F02-1', type, year: 2026, allotted: '1.00', basis, ...over };
      const { status, body } = await client.post('/funds', fund);
      return [status, ...(body.findings ?? []).map(({ code }: { code: string }) => code)];
    };
    for (const type of ['government-purchase', 'hardship-aid']) {
      expect(await open(unit, type)).toEqual([422, 'F02']);
      expect(await open(finance, type, { ownerUnitId })).toEqual([422, 'F02']);
    }
    for (const type of ['special-need', 'public']) expect(await open(finance, type)).toEqual([422, 'F02']);
    expect((await finance.get('/funds?code=F02-1')).body.items).toEqual([]);
    expect(await open(finance, 'public', { ownerUnitId })).toEqual([201]);
  });

  test('postings of a busy fund come page by page in the order of their numbers', async () => {
    const { id } = await first('/funds?code=GZ-BUY');
    const seen: number[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await clerk.get(`/funds/${id}/postings?limit=100${cursor}`);
      seen.push(...body.items.map(({ seq }: { seq: number }) => seq));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen.length).toBeGreaterThan(200);
    expect(seen).toEqual(seen.map((_, i) => i + 1));
  });
});
