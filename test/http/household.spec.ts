import { addDays } from '@songbai/contracts';
import { startApp } from '../support/app';
import { onDay } from '../support/moment';
import { time, type VisitSite, visitSite } from '../support/visits';

const DAY = '2026-12-02';
const NOTE = '敲门请大声，家里有狗。';
const WHY = { reason: '上门联系：生活照料' };

let world: VisitSite;
let order: { id: string; cadreId: string };
let visitId: string;
let workerId: string;

beforeAll(async () => {
  world = await visitSite(await startApp());
  const [row] = await world.sql<{ worker_id: string }>(
    `select worker_id from app_user where username = 'worker'`,
  );
  workerId = row?.worker_id ?? '';
  order = await world.order(0, { note: NOTE, quantity: '4.00' });
  visitId = await plan('12-02 09:00');
}, 120_000);
afterAll(() => world.site.close());

async function plan(at: string): Promise<string> {
  const { manager } = world.clients;
  const { status, body } = await manager.post(`/orders/${order.id}/visits`, { workerId, startsAt: time(at) });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const ask = (day: string, id = visitId, who: 'worker' | 'manager' = 'worker') =>
  world.clients[who].post(`/visits/${id}/household`, WHY, undefined, onDay(day));

async function taskOn(day: string): Promise<{ orderNote: string | null } | undefined> {
  const { body } = await world.clients.worker.get('/worksheet', onDay(day));
  return body.tasks.find(({ visit }: { visit: { id: string } }) => visit.id === visitId);
}

it('the worksheet says what was said with the order, and no longer when the order is over', async () => {
  expect((await taskOn(addDays(DAY, -1)))?.orderNote).toBe(NOTE);
  await world.sql(`update service_order set ends_on = $2 where id = $1`, [order.id, DAY]);
  expect((await taskOn(addDays(DAY, 1)))?.orderNote).toBeNull();
  await world.sql(`update service_order set ends_on = '2026-12-31' where id = $1`, [order.id]);
});

it('a worker learns whom to ring at the home from the day before to the day after, on record', async () => {
  const reveal = await world.clients.clerk.post(`/cadres/${order.cadreId}/reveal`, WHY);
  const { phone, family } = reveal.body;
  for (const distance of [-1, 0, 1]) {
    const { status, body } = await ask(addDays(DAY, distance));
    expect([distance, status, body]).toEqual([distance, 200, { phone, family }]);
  }
  const auditor = await world.site.signIn('auditor');
  const { items } = (await auditor.get('/audit?subject=cadre&limit=5')).body;
  const { user } = world.clients.worker;
  const mine = items.filter(({ actor }: { actor: string }) => actor === user.id);
  expect(mine).toHaveLength(3);
  expect(mine[0]).toMatchObject({ verb: 'cadre.reveal', subjectId: order.cadreId, after: WHY });
});

it.each([-2, 2])('a worker does not learn it %i days from the visit', async (distance) => {
  const { status, body } = await ask(addDays(DAY, distance));
  expect([status, body.code, body.reason]).toEqual([409, 'conflict', 'visit-not-due']);
});

it('nor of a visit that is over, of another’s, or without saying why', async () => {
  const other = await plan('12-02 14:00');
  const [foreign] = await world.sql<{ id: string }>(
    `select v.id from visit v where v.status = 'planned' and v.worker_id <> $1 limit 1`,
    [workerId],
  );
  expect((await ask(DAY, foreign?.id)).status).toBe(404);
  expect((await ask(DAY, visitId, 'manager')).status).toBe(403);
  const silent = await world.clients.worker.post(`/visits/${other}/household`, {}, undefined, onDay(DAY));
  expect(silent.status).toBe(400);
  await world.clients.worker.post(`/visits/${other}/skip`, { reason: '家中无人。' }, undefined, onDay(DAY));
  expect((await ask(DAY, other)).body.reason).toBe('visit-not-due');
});
