import { explain, finding } from '@songbai/contracts';
import { startApp } from '../support/app';
import { endOf, type Made, make, startOf, time, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;
const as = (name: keyof VisitSite['clients']) => world.clients[name];

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

/** At home from start to end. */
async function atHome(cadreId: string) {
  const location = await world.home(cadreId);
  return { location: { ...location, accuracy: 10 } };
}

/** Two hours of the day, at home and signed, unless said otherwise. Each test has a day of its own. */
async function visit(
  order: { id: string; cadreId: string },
  day: string,
  start: object = {},
  end: object = {},
) {
  const here = await atHome(order.cadreId);
  const [from, to] = [`${day} 09:00`, `${day} 10:00`];
  return make(as('worker'), startOf(order.id, from, { ...here, ...start }), endOf(to, { ...here, ...end }));
}

const codes = ({ decision }: Made) => [decision?.state, ...(decision?.codes ?? [])];

describe('what speaks against a visit, over HTTP with the words of the month run', () => {
  const said = (code: Parameters<typeof finding>[0], facts: Record<string, string>) => {
    const { message, basis, remedy } = explain(finding(code, facts), 'zh');
    return { code, message, basis, remedy };
  };

  test('V01 and V02: a paper without times', async () => {
    const order = await world.order(4);
    expect(codes(await visit(order, '12-06', { unrecorded: true }))).toEqual(['blocked', 'V01']);
    const made = await visit(order, '12-07', {}, { unrecorded: true });
    expect(codes(made)).toEqual(['blocked', 'V02']);
    expect(made.decision?.findings[0]).toMatchObject(said('V02', {}));
  });

  test('V03: without a position, or too far away', async () => {
    const order = await world.order(5);
    expect(codes(await visit(order, '12-06', { location: null }))).toEqual(['held', 'V03']);
    const { latitude, longitude } = await world.home(order.cadreId);
    const far = { location: { latitude: latitude + 0.006, longitude, accuracy: 5 } };
    const made = await visit(order, '12-08', far);
    expect(codes(made)).toEqual(['held', 'V03']);
    expect(made.decision).toMatchObject({ quantity: '0.00', amount: '0.00' });
    const facts = { startDistance: '667', endDistance: '0', allowedDistance: '500' };
    expect(made.decision?.findings[0]).toMatchObject({ ...facts, ...said('V03', facts) });
  });

  test('V04 and V15: too short, and more than the order has left', async () => {
    const order = await world.order(6, { quantity: '1.00' });
    const short = await visit(order, '12-09', {}, { endedAt: time('12-09 09:20') });
    expect([...codes(short), short.decision?.quantity]).toEqual(['part', 'V04', '0.00']);
    await visit(order, '12-10', {}, { endedAt: time('12-10 09:45') });
    const over = await visit(order, '12-11');
    expect([...codes(over), over.decision?.quantity]).toEqual(['part', 'V15', '0.25']);
    expect(over.decision?.findings[0]).toMatchObject(said('V15', { left: '0.25', quantity: '1.00' }));
  });

  test('V05: what arrives later and overlaps is held; what was decided stays', async () => {
    const [one, two] = [await world.order(7), await world.order(8)];
    const first = await visit(one, '12-12');
    const here = await atHome(two.cadreId);
    const start = startOf(two.id, '12-12 09:30', here);
    const second = await make(as('worker'), start, endOf('12-12 10:30', here));
    expect(second.decision?.codes).toContain('V05');
    expect(second.decision?.findings.find(({ code }) => code === 'V05')?.message).toContain(first.number);
    expect((await as('worker').get(`/visits/${first.id}`)).body.status).toBe('payable');
  });

  test('V06: a worker of another firm, entered by a clerk', async () => {
    const order = await world.order(9);
    const here = await atHome(order.cadreId);
    const [other] = await world.sql<{ id: string }>(
      `select worker_id as id from worker_link where code = 'W01001'`,
    );
    const start = startOf(order.id, '12-13 09:00', { ...here, method: 'manual', onBehalfOf: other?.id });
    const made = await make(as('clerk2'), start, endOf('12-13 10:00', here));
    expect(codes(made)).toEqual(['blocked', 'V06', 'V13']);
  });

  test('V07: no signature', async () => {
    const order = await world.order(10);
    const made = await visit(order, '12-14', {}, { signature: null });
    expect(codes(made)).toEqual(['held', 'V07']);
    expect(made.decision?.findings[0]).toMatchObject(said('V07', { missing: 'signature' }));
  });

  test('V11: too far for the time, whichever of the two arrives first', async () => {
    const order = await world.order(11);
    const first = await visit(order, '12-15');
    const { latitude, longitude } = await world.home(order.cadreId);
    const far = { location: { latitude: latitude + 0.2, longitude } };
    const after = startOf(order.id, '12-15 10:05', far);
    expect((await make(as('worker'), after, endOf('12-15 11:05', far))).decision?.codes).toEqual([
      'V03',
      'V11',
    ]);
    const before = startOf(order.id, '12-15 07:50', far);
    const late = await make(as('worker'), before, endOf('12-15 08:50', far));
    expect(late.decision?.codes).toEqual(['V03', 'V11']);
    expect(late.decision?.findings[1]?.message).toContain(first.number);
  });

  test('V13: entered by the provider for a worker; without a worker it cannot be read', async () => {
    const order = await world.order(12);
    const here = await atHome(order.cadreId);
    const start = startOf(order.id, '12-16 09:00', { ...here, method: 'manual' });
    const nobody = await as('manager').post('/visits', start);
    const whose = '须写明是哪位服务人员的记录（已登记的 id 或编号）';
    expect([nobody.status, nobody.body.errors]).toEqual([400, [{ path: 'onBehalfOf', message: whose }]]);
    const mobile = await as('manager').post('/visits', { ...start, method: 'mobile', onBehalfOf: 'W10002' });
    expect([mobile.status, mobile.body.errors[0].path]).toEqual([400, 'method']);
    const made = await make(as('manager'), { ...start, onBehalfOf: 'W10002' }, endOf('12-16 10:00', here));
    expect(codes(made)).toEqual(['payable', 'V13']);
    expect((await as('clerk').get(`/visits/${made.id}`)).body).toMatchObject({
      onBehalfOf: 'W10002',
      method: 'manual',
    });
  });

  test('V14: outside the dates of the order, or of an order that nobody approved', async () => {
    const order = await world.order(13);
    expect(codes(await visit(order, '11-30'))).toEqual(['blocked', 'V14']);
    const { body: requested } = await as('clerk').post('/orders', {
      ...{
        cadreId: order.cadreId,
        contractId: world.parts.contractId,
        itemCode: 'LC01',
        startsOn: '2026-12-01',
      },
      ...{ endsOn: '2026-12-31', quantity: '1.00', fundIds: [world.parts.fund('GZ-BUY')], channel: 'online' },
    });
    const made = await visit({ id: requested.id, cadreId: order.cadreId }, '12-17');
    expect(codes(made)).toEqual(['blocked', 'V14']);
    expect((await as('clerk').get(`/orders/${requested.id}`)).body.status).toBe('requested');
  });

  test('V16 and V17: out of order, and too long', async () => {
    const order = await world.order(14);
    expect(codes(await visit(order, '12-18', {}, { endedAt: time('12-18 09:00') }))).toEqual([
      'blocked',
      'V16',
    ]);
    expect(codes(await visit(order, '12-19', {}, { endedAt: time('12-19 21:01') }))).toEqual(['held', 'V17']);
  });

  test('a visit without a network on the telephone needs no position', async () => {
    const order = await world.order(15);
    const start = startOf(order.id, '12-20 09:00', { method: 'phone' });
    expect(codes(await make(as('worker'), start, endOf('12-20 10:00')))).toEqual(['payable']);
  });
});
