import { startApp } from '../support/app';
import { endOf, type Made, make, startOf, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const as = (name: keyof VisitSite['clients']) => world.clients[name];
const order = (i: number, quantity = '2.00') => world.order(i, { quantity });

/** Held for a missing signature, and for a missing position where asked. */
async function heldVisit(
  of: { id: string; cadreId: string },
  day: string,
  over: { start?: object; end?: object } = {},
) {
  const location = await world.home(of.cadreId);
  const start = startOf(of.id, `${day} 09:00`, { location, ...over.start });
  return make(as('worker'), start, endOf(`${day} 10:00`, { location, signature: null, ...over.end }));
}

const say = (visit: Made, code: string, resolution: string, who: keyof VisitSite['clients'] = 'liaison') =>
  as(who).post(`/visits/${visit.id}/resolve`, {
    code,
    resolution,
    reason: '已电话向家属核实。',
    evidence: '通话记录',
  });

/** Whether the visit is among those that wait for this person's word; the worklist counts as many. */
async function waitsFor(who: keyof VisitSite['clients'], id: string): Promise<boolean> {
  const { items } = (await as(who).get('/visits?awaiting=me&limit=200')).body;
  const { lists } = (await as(who).get('/worklists')).body;
  const list = lists.find(({ name }: { name: string }) => name === 'visits-to-resolve');
  expect([list.query, list.count]).toEqual(['awaiting=me', items.length]);
  return items.some((visit: { id: string }) => visit.id === id);
}

test('confirmed, it counts and takes what its order has left', async () => {
  const of = await order(0, '1.50');
  const [one, two] = [await heldVisit(of, '12-01'), await heldVisit(of, '12-02')];
  expect([one.status, one.decision?.codes]).toEqual(['held', ['V07']]);
  const { status, body } = await say(one, 'V07', 'confirm');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'payable',
    decision: { codes: [], quantity: '1.00', amount: '38.04' },
  });
  expect(body.resolutions).toEqual([
    {
      code: 'V07',
      resolution: 'confirm',
      reason: '已电话向家属核实。',
      evidence: '通话记录',
      by: 'liaison',
      byName: '郑联络',
      at: expect.any(String),
    },
  ]);
  const second = await say(two, 'V07', 'confirm');
  expect(second.body).toMatchObject({ status: 'part', decision: { codes: ['V15'], quantity: '0.50' } });
  expect((await as('clerk').get(`/orders/${of.id}`)).body.remainingQuantity).toBe('0.00');
});

test('each reason by itself; a rejected one keeps it unpaid for good', async () => {
  const visit = await heldVisit(await order(1), '12-03', { start: { location: null } });
  expect(visit.decision?.codes).toEqual(['V03', 'V07']);
  expect((await say(visit, 'V03', 'confirm')).body).toMatchObject({
    status: 'held',
    decision: { codes: ['V07'] },
  });
  expect(await waitsFor('clerk2', visit.id)).toBe(true);
  const rejected = await say(visit, 'V07', 'reject');
  expect(await waitsFor('clerk2', visit.id)).toBe(false);
  expect(rejected.body).toMatchObject({ status: 'held', decision: { codes: ['V07'], quantity: '0.00' } });
  for (const code of ['V03', 'V07', 'V05']) {
    const again = await say(visit, code, 'confirm', 'clerk2');
    expect([again.status, again.body.findings[0].code]).toEqual([422, 'V18']);
  }
});

test('not by whoever ordered or entered it, and all that speaks against it is said at once', async () => {
  const of = await order(2);
  const visit = await heldVisit(of, '12-04');
  const own = await say(visit, 'V07', 'confirm', 'clerk');
  expect([own.status, own.body.code, own.body.findings.map(codeOf)]).toEqual([422, 'refused', ['V19']]);
  expect((await say(visit, 'V12', 'confirm', 'clerk')).body.findings.map(codeOf)).toEqual(['V18', 'V19']);
  expect((await say(visit, 'V07', 'confirm', 'manager')).status).toBe(403);
  expect((await say(visit, 'V07', 'confirm', 'clerk2')).body.status).toBe('payable');
  const location = await world.home(of.cadreId);
  const start = startOf(of.id, '12-05 09:00', { location, method: 'manual', onBehalfOf: 'W10004' });
  const entered = await make(as('clerk2'), start, endOf('12-05 10:00', { location, signature: null }));
  expect((await say(entered, 'V07', 'confirm', 'clerk2')).body.findings.map(codeOf)).toEqual(['V19']);
});

test('nor by whoever gave up its photos', async () => {
  const of = await world.order(14, { itemCode: 'CL01', quantity: '3.00' });
  const location = await world.home(of.cadreId);
  const start = startOf(of.id, '12-06 09:00', { location });
  const visit = await make(as('worker'), start, endOf('12-06 10:00', { location, photos: ['a'.repeat(64)] }));
  const { body } = await as('clerk2').post(`/visits/${visit.id}/judge`, { reason: '手机丢失。' });
  expect([body.status, body.decision.codes]).toEqual(['held', ['V07']]);
  expect([await waitsFor('clerk2', visit.id), await waitsFor('liaison', visit.id)]).toEqual([false, true]);
  expect((await say(visit, 'V07', 'confirm', 'clerk2')).body.findings.map(codeOf)).toEqual(['V19']);
  expect((await say(visit, 'V07', 'confirm')).body.status).toBe('payable');
});

describe('whoever ordered enters the record too', () => {
  const entered = async (i: number, day: string, who: 'clerk' | 'clerk2') => {
    const of = await order(i);
    const location = await world.home(of.cadreId);
    const start = startOf(of.id, `${day} 09:00`, { location, method: 'manual', onBehalfOf: 'W10006' });
    return make(as(who), start, endOf(`${day} 10:00`, { location }));
  };

  test('it waits for a second person, who may be an approver, and says so', async () => {
    const visit = await entered(14, '12-20', 'clerk');
    expect([visit.status, visit.decision?.codes, visit.decision?.quantity]).toEqual([
      ...['held', ['V13', 'V21'], '0.00'],
    ]);
    expect([await waitsFor('clerk', visit.id), await waitsFor('approver', visit.id)]).toEqual([false, true]);
    const [, alone] = visit.decision?.findings ?? [];
    expect(alone?.message).toContain('clerk');
    expect(alone?.remedy).toContain('审批人');
    const own = await say(visit, 'V21', 'confirm', 'clerk');
    expect([own.status, own.body.findings.map(codeOf)]).toEqual([422, ['V19']]);
    expect((await say(visit, 'V21', 'confirm', 'approver')).body).toMatchObject({
      ...{ status: 'payable', decision: { codes: ['V13'], quantity: '1.00' } },
    });
    expect(await waitsFor('approver', visit.id)).toBe(false);
  });

  test('finishing what the worker began is entering it as well; a colleague’s record counts at once', async () => {
    const of = await order(15);
    const location = await world.home(of.cadreId);
    const begun = await as('worker').post('/visits', startOf(of.id, '12-21 09:00', { location }));
    const ended = await as('clerk').post(
      `/visits/${begun.body.id}/finish`,
      endOf('12-21 10:00', { location }),
    );
    expect(ended.body.decision.codes).toEqual(['V13', 'V21']);
    expect((await entered(16, '12-22', 'clerk2')).status).toBe('payable');
  });

  test('the database says so too', async () => {
    const visit = await entered(17, '12-23', 'clerk');
    const counted = world.sql(`update visit set status = 'payable' where id = $1`, [visit.id]);
    await expect(counted).rejects.toMatchObject({ constraint: 'visit_entered_by_another' });
  });
});

test('the database does not let one person do both either', async () => {
  const visit = await heldVisit(await order(3), '12-06');
  const stored = world.sql(
    `insert into visit_resolution (bureau_id, visit_id, code, resolution, findings, reason, ordered_by, entered_by,
       resolved_by, resolved_at)
     values ($1, $2, 'V07', 'confirm', '[]', 'x', 'clerk', 'worker', 'clerk', '2026-12-07T00:00:00Z')`,
    [world.parts.bureauId, visit.id],
  );
  await expect(stored).rejects.toMatchObject({ constraint: 'visit_resolution_other_person' });
});

test('a block stays, and what counts cannot be resolved', async () => {
  const of = await order(4);
  const blocked = await heldVisit(of, '11-29');
  expect(blocked.decision?.codes).toEqual(['V07', 'V14']);
  const answer = await say(blocked, 'V07', 'confirm');
  expect([answer.status, answer.body.code]).toEqual([409, 'illegal-transition']);
  expect(answer.body.detail).toBe('服务记录现为“不予认定”，不能“认定待核实的原因”。');
});

test('hours that went to another visit in the meantime are a new reason', async () => {
  const [one, two] = [await order(5), await order(6)];
  const held = await heldVisit(one, '12-08');
  const location = await world.home(two.cadreId);
  const other = await make(
    as('worker'),
    startOf(two.id, '12-08 09:30', { location }),
    endOf('12-08 10:30', { location }),
  );
  expect(other.status).toBe('payable');
  const first = await say(held, 'V07', 'confirm');
  expect(first.body).toMatchObject({ status: 'held', decision: { codes: ['V05'] } });
  expect((await say(held, 'V05', 'confirm')).body).toMatchObject({
    status: 'payable',
    decision: { codes: [] },
  });
});

test('of two who resolve one reason at the same moment, one is heard', async () => {
  const visit = await heldVisit(await order(7), '12-09');
  const answers = await Promise.all([say(visit, 'V07', 'confirm'), say(visit, 'V07', 'reject', 'clerk2')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
  const { body } = await as('clerk').get(`/visits/${visit.id}`);
  expect(body.resolutions).toHaveLength(1);
});

const codeOf = ({ code }: { code: string }) => code;
