import { v7 as newId } from 'uuid';
import { type Client, startApp } from '../support/app';
import { endOf, make, startOf, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;
let clock: number;

beforeAll(async () => {
  world = await visitSite(await startApp());
  clock = Date.now();
}, 120_000);
afterAll(() => world.site.close());

const as = (name: keyof VisitSite['clients']): Client => world.clients[name];
const HOUR = 3_600_000;
/** So many hours from now: orders of these tests run from yesterday on, and visits lie around this moment. */
const hours = (from: number): string => new Date(clock + from * HOUR).toISOString();
const dayOf = (iso: string): string => new Date(Date.parse(iso) + 8 * HOUR).toISOString().slice(0, 10);
const cadre = (i: number): string => world.parts.cadres[i]?.id ?? '';

const order = (i: number, over: object = {}) =>
  world.order(i, { startsOn: dayOf(hours(-48)), endsOn: '2026-12-31', quantity: '4.00', ...over });

const tell = (cadreId: string, kind: string, at: string, client: Client = as('liaison')) =>
  client.post(`/cadres/${cadreId}/events`, { kind, at, source: '家属来电' });

/** A visit at home of 45 minutes that began so many hours from now. */
async function visit(of: { id: string; cadreId: string }, from: number, over: object = {}) {
  const location = await world.home(of.cadreId);
  const start = { ...startOf(of.id, '12-01 09:00', { location, ...over }), startedAt: hours(from) };
  return make(as('worker'), start, { ...endOf('12-01 10:00', { location }), endedAt: hours(from + 0.75) });
}

async function planned(of: { id: string }, from: number): Promise<string> {
  const [row] = await world.sql<{ id: string }>(
    `select worker_id as id from worker_link where code = 'W10007'`,
  );
  const { body } = await as('manager').post(`/orders/${of.id}/visits`, {
    workerId: row?.id,
    startsAt: hours(from),
  });
  return body.id;
}

const statusOf = async (id: string) => (await as('clerk').get(`/visits/${id}`)).body.status;
const codesOf = (body: { findings: { code: string }[] }) => body.findings.map(({ code }) => code);
const reservedOf = async () => {
  const [row] = await world.sql<{ reserved: string }>(
    `select reserved from ledger.balance where fund_id = $1`,
    [world.parts.fund('GZ-BUY')],
  );
  return Number(row?.reserved);
};

describe('a death', () => {
  test('stops orders, gives back what no visit used, calls off what was planned, and says so', async () => {
    const before = await reservedOf();
    const [one, two] = [await order(0), await order(0, { itemCode: 'HG01', quantity: '2.00' })];
    const [used, plan] = [await visit(one, -5), await planned(one, 30)];
    const { body: requested } = await as('clerk').post('/orders', {
      ...{ cadreId: cadre(0), contractId: world.parts.contractId, itemCode: 'LC01', startsOn: '2026-12-01' },
      ...{ endsOn: '2026-12-31', quantity: '1.00', fundIds: [world.parts.fund('GZ-BUY')], channel: 'phone' },
    });
    const { status, body } = await tell(cadre(0), 'death', hours(-1));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      cadreId: cadre(0),
      kind: 'death',
      source: '家属来电',
      recordedBy: 'liaison',
    });
    const ids = body.orders.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([one.id, two.id, requested.id]));
    const releasedOf = (id: string) => body.orders.find((each: { id: string }) => each.id === id).released;
    expect([releasedOf(one.id), releasedOf(two.id), releasedOf(requested.id)]).toEqual([
      '123.63',
      '85.50',
      '0.00',
    ]);
    expect(body.visits).toEqual(
      expect.arrayContaining([{ id: plan, number: expect.any(String), status: 'cancelled', codes: [] }]),
    );
    expect(await reservedOf()).toBeLessThanOrEqual(before + 2853);
    for (const { id } of [one, two])
      expect((await as('clerk').get(`/orders/${id}`)).body.status).toBe('cancelled');
    expect([await statusOf(plan), await statusOf(used.id)]).toEqual(['cancelled', 'payable']);
    expect((await as('clerk').get(`/cadres/${cadre(0)}`)).body.deceasedOn).toBe(dayOf(hours(-1)));
    expect((await as('clerk').get(`/cadres/${cadre(0)}/versions`)).body.items[0].reason).toContain(
      '去世：家属来电',
    );
    const listed = await as('clerk').get(`/cadres/${cadre(0)}/events`);
    expect(listed.body.items).toEqual([body]);
  });

  test('holds what was under way and what counted after it; V10 blocks what comes later', async () => {
    const of = await order(1);
    const counted = await visit(of, -20);
    const location = await world.home(of.cadreId);
    const underWay = { ...startOf(of.id, '12-01 09:00', { location }), startedAt: hours(-2) };
    await as('worker').post('/visits', underWay);
    const { body } = await tell(cadre(1), 'death', hours(-46));
    const held = Object.fromEntries(
      body.visits.map((each: { id: string; codes: string[] }) => [each.id, each.codes]),
    );
    expect(held).toMatchObject({ [counted.id]: ['L06'], [underWay.id]: ['L05'] });
    const finished = await as('worker').post(`/visits/${underWay.id}/finish`, {
      ...endOf('12-01 10:00', { location }),
      endedAt: hours(-1),
    });
    expect(finished.body.decision).toMatchObject({ state: 'blocked' });
    expect(finished.body.decision.codes).toEqual(expect.arrayContaining(['L05', 'V10']));
    const cleared = await as('clerk2').post(`/visits/${counted.id}/resolve`, {
      ...{ code: 'L06', resolution: 'confirm', reason: '日期无误' },
    });
    expect([cleared.status, codesOf(cleared.body)]).toEqual([422, ['V10']]);
  });

  test('is told once, and not before it happened', async () => {
    expect(codesOf((await tell(cadre(2), 'death', hours(48))).body)).toEqual(['L02']);
    expect((await tell(cadre(2), 'death', hours(-1))).status).toBe(201);
    expect(codesOf((await tell(cadre(2), 'admission', hours(-1))).body)).toEqual(['L01']);
  });
});

describe('a stay', () => {
  test('holds the visit under way and those within it; V09 holds what is judged later', async () => {
    const of = await order(3);
    const within = await visit(of, -3);
    // So long ago the demo's own records have this worker nowhere else (V05), whatever the hour.
    const before = await visit(of, -42);
    const location = await world.home(of.cadreId);
    const underWay = { ...startOf(of.id, '12-01 09:00', { location }), startedAt: hours(-1) };
    await as('worker').post('/visits', underWay);
    const { status, body } = await tell(cadre(3), 'admission', hours(-4), as('clerk'));
    expect(status).toBe(201);
    expect(body.orders).toEqual([]);
    const held = Object.fromEntries(
      body.visits.map((each: { id: string; codes: string[] }) => [each.id, each.codes]),
    );
    expect(held).toEqual({ [within.id]: ['V09'], [underWay.id]: ['L05'] });
    expect(await statusOf(before.id)).toBe('payable');
    expect((await as('clerk').get(`/orders/${of.id}`)).body.usedQuantity).toBe('0.75');
    const say = (id: string, code: string) =>
      as('clerk2').post(`/visits/${id}/resolve`, { code, resolution: 'confirm', reason: '当日下午才入院' });
    expect(codesOf((await say(underWay.id, 'L05')).body)).toEqual(['V20']);
    const end = { ...endOf('12-01 10:00', { location }), endedAt: hours(-0.25) };
    const finished = await as('worker').post(`/visits/${underWay.id}/finish`, end);
    expect(finished.body.decision.codes).toEqual(['L05', 'V09']);
    expect((await say(within.id, 'V09')).body).toMatchObject({
      status: 'payable',
      decision: { quantity: '0.75' },
    });
    await say(underWay.id, 'L05');
    expect((await say(underWay.id, 'V09')).body.status).toBe('payable');
  });

  test('begins and ends in order, with versions in the register', async () => {
    expect(codesOf((await tell(cadre(4), 'discharge', hours(-1))).body)).toEqual(['L04']);
    expect((await tell(cadre(4), 'admission', hours(-40))).status).toBe(201);
    expect(codesOf((await tell(cadre(4), 'admission', hours(-10))).body)).toEqual(['L03']);
    expect(codesOf((await tell(cadre(4), 'back', hours(-10))).body)).toEqual(['L04']);
    expect((await tell(cadre(4), 'discharge', hours(-10))).status).toBe(201);
    const { stays } = (await as('clerk').get(`/cadres/${cadre(4)}`)).body;
    expect(stays).toEqual(
      expect.arrayContaining([
        { kind: 'hospital', from: expect.stringContaining(''), to: expect.stringMatching(/^\d{4}-/) },
      ]),
    );
    const of = await order(4);
    expect((await visit(of, -9)).status).toBe('payable');
    expect((await visit(of, -20)).decision?.codes).toEqual(['V09']);
    expect((await tell(cadre(4), 'away', hours(100))).status).toBe(201);
  });
});

describe('who may tell it', () => {
  test('the unit for its own cadres; an unknown one and another bureau’s are alike', async () => {
    const unit = as('unit');
    const own = world.parts.cadres.findIndex(({ unitId }) => unitId === unit.user.unitId);
    const other = world.parts.cadres.findIndex(({ unitId }, i) => unitId !== unit.user.unitId && i > 5);
    const unknown = await tell(newId(), 'away', hours(50), unit);
    expect((await tell(cadre(other), 'away', hours(50), unit)).body).toEqual(unknown.body);
    expect(unknown.status).toBe(404);
    if (own > 4) expect((await tell(cadre(own), 'away', hours(50), unit)).status).toBe(201);
    const elsewhere = await tell(cadre(6), 'away', hours(50), await world.site.signIn('clerk-b'));
    expect([elsewhere.status, elsewhere.body]).toEqual([404, unknown.body]);
    expect((await tell(cadre(6), 'away', hours(50), as('worker'))).status).toBe(403);
    const keyless = await as('clerk').post(
      `/cadres/${cadre(6)}/events`,
      { kind: 'away', at: hours(50), source: 'x' },
      null,
    );
    expect(keyless.body.code).toBe('idempotency-key-required');
  });
});
