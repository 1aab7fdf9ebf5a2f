import { type VisitStatus, visitMachine } from '@songbai/contracts';
import { v7 as newId } from 'uuid';
import { startApp } from '../support/app';
import { endOf, startOf, time, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;
let order: { id: string; cadreId: string };
let workerId: string;

beforeAll(async () => {
  world = await visitSite(await startApp());
  order = await world.order(0);
  const [row] = await world.sql<{ worker_id: string }>(
    `select worker_id from worker_link where code = 'W10006'`,
  );
  workerId = row?.worker_id ?? '';
}, 120_000);
afterAll(() => world.site.close());

const VERBS = ['start', 'finish', 'add-proof', 'resolve', 'cancel', 'skip', 'judge', 'move'] as const;

/** A visit that was planned, brought into a state; those that only bills lead to are put there. */
async function visitIn(status: VisitStatus): Promise<string> {
  const startsAt = time(
    `12-${String(1 + (turn % 28)).padStart(2, '0')} ${String(8 + 2 * Math.floor(turn++ / 28)).padStart(2, '0')}:00`,
  );
  const { body } = await world.clients.manager.post(`/orders/${order.id}/visits`, { workerId, startsAt });
  if (!body.id) throw new Error(JSON.stringify(body));
  const counts = ['payable', 'part', 'billed', 'paid'].includes(status);
  const findings = status === 'held' ? [{ code: 'V07', facts: { missing: 'signature' } }] : [];
  await world.sql(
    `update visit set status = $2::text, started_at = case when $2::text = 'planned' then null else planned_at end,
       ended_at = case when $3 or $2::text = 'held' then planned_at + interval '1 hour' end,
       decided_seq = case when $3 or $2::text in ('held', 'blocked') then 100000 + $4::bigint end, findings = $5
     where id = $1`,
    [body.id, status, counts, turn, JSON.stringify(findings)],
  );
  ends.set(body.id, startsAt.replace(':00:00', ':45:00'));
  return body.id;
}

const ends = new Map<string, string>();
let turn = 0;

const CALLS = {
  start: (id: string) =>
    world.clients.manager.post('/visits', {
      ...{ ...startOf(order.id, '12-30 09:00'), id, method: 'manual', onBehalfOf: workerId },
    }),
  finish: (id: string) =>
    world.clients.manager.post(`/visits/${id}/finish`, {
      ...endOf('12-31 10:00'),
      endedAt: ends.get(id) ?? time('12-31 10:00'),
    }),
  'add-proof': (id: string) => world.clients.manager.post(`/visits/${id}/add-proof`, { note: '家属补签。' }),
  resolve: (id: string) =>
    world.clients.liaison.post(`/visits/${id}/resolve`, {
      code: 'V07',
      resolution: 'reject',
      reason: '查无此次服务。',
    }),
  cancel: (id: string) => world.clients.manager.post(`/visits/${id}/cancel`, { reason: '填错了。' }),
  skip: (id: string) => world.clients.manager.post(`/visits/${id}/skip`, { reason: '无人应门。' }),
  move: (id: string) =>
    world.clients.manager.post(`/visits/${id}/move`, {
      ...{
        workerId,
        startsAt: (ends.get(id) ?? time('12-31 10:45')).replace(':45:00', ':50:00'),
        reason: '改到晚一点。',
      },
    }),
  judge: (id: string) => world.clients.manager.post(`/visits/${id}/judge`, { reason: '手机丢失。' }),
} as const;

const pairs = visitMachine.states.flatMap((state) => VERBS.map((verb) => [state, verb] as const));

test.each(pairs)('%s, %s', async (state, verb) => {
  const id = await visitIn(state);
  const answer = await CALLS[verb](id);
  if (visitMachine.allows(state, verb)) {
    expect([200, 201]).toContain(answer.status);
    // A finished visit passes through photo-pending to its judgement; so does one whose photos are given up.
    if (verb === 'move') {
      // What it answers is the visit that is planned instead.
      expect([answer.body.status, answer.body.id === id]).toEqual(['planned', false]);
      expect((await world.clients.clerk.get(`/visits/${id}`)).body.status).toBe('cancelled');
    } else if (verb !== 'finish' && verb !== 'judge')
      expect(answer.body.status).toBe(visitMachine.next(state, verb));
    else expect(answer.body.decision.state).toBe(answer.body.status);
  } else {
    expect([answer.status, answer.body.code]).toEqual([409, 'illegal-transition']);
    expect(answer.body.detail).toMatch(/^服务记录现为“.+”，不能“.+”。$/);
    expect((await world.clients.clerk.get(`/visits/${id}`)).body.status).toBe(state);
  }
});

test('a visit that nobody knows has no verbs', async () => {
  for (const verb of VERBS) {
    if (verb === 'start') continue;
    expect((await CALLS[verb](newId())).status).toBe(404);
  }
});
