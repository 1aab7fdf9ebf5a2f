import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ROUTE, type RouteRules } from '../../apps/api/src/http/route-rules';
import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, requestOrder } from '../support/orders';
import { endOf, startOf, type VisitSite, visitSite } from '../support/visits';

/** Calls that are let in on a memory of who calls, which the first statement of their command proves. */
let site: TestApp;
let world: VisitSite;
beforeAll(async () => {
  site = await startApp();
  world = await visitSite(site);
}, 120_000);
afterAll(() => site.close());

const asSystem = (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  site.unitOfWork.run({ kind: 'system' }, (tx) => tx.query(sql, params));

/** Something to be done by such a call, at first by somebody whom the server has seen before. */
interface Subject {
  path: string;
  body: object;
  table: 'service_order' | 'visit';
  id: string;
  username: string;
  caller(): Client;
}

let days = 0;
const SUBJECTS: Record<string, () => Promise<Subject>> = {
  'OrdersController.approve': async () => {
    const cadreId = world.parts.cadres[0]?.id ?? '';
    const { id } = await requestOrder(
      world.clients.clerk,
      anOrderFor(world.parts, cadreId, { quantity: '1.00' }),
    );
    return {
      ...{ path: `/orders/${id}/approve`, body: {}, table: 'service_order', id, username: 'approver' },
      caller: () => world.clients.approver,
    };
  },
  'VisitsController.finish': async () => {
    const order = await world.order(1, { quantity: '1.00' });
    const location = await world.home(order.cadreId);
    const day = `12-${String(++days).padStart(2, '0')}`;
    const start = startOf(order.id, `${day} 09:00`, { location });
    expect((await world.clients.worker.post('/visits', start)).status).toBe(201);
    return {
      ...{ path: `/visits/${start.id}/finish`, body: endOf(`${day} 10:00`, { location }), table: 'visit' },
      ...{ id: start.id, username: 'worker', caller: () => world.clients.worker },
    };
  },
};

const statusOf = async ({ table, id }: Subject): Promise<unknown> =>
  (await world.sql(`select status from ${table} where id = $1`, [id]))[0]?.status;

/** The call is made after this, by somebody who was just seen as they were before; then all is as it was. */
async function callAfter(subject: Subject, sql: string, undo: string, body: object = subject.body) {
  const caller = subject.caller();
  const [path, params] = ['/auth/me', [subject.username]];
  expect((await caller.get(path)).status).toBe(200);
  await asSystem(sql, params);
  try {
    const { status, body: answer } = await caller.post(subject.path, body);
    return [status, answer.code];
  } finally {
    await asSystem(undo, params);
  }
}

const of = (change: string): string => `update app_user set ${change} where username = $1`;
const SESSIONS = 'update login_session s set';
const THEIRS = 'from app_user u where u.id = s.user_id and u.username = $1';

test('these are the calls, and each has its key', () => {
  const discovery = new DiscoveryService(site.app.get(ModulesContainer));
  const reflector = new Reflector();
  const names = discovery.getControllers().flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance);
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const rules = reflector.get<RouteRules | undefined>(ROUTE, prototype[name]);
      if (rules?.proof !== 'within') return [];
      expect(rules.key).not.toBe('none');
      return [`${metatype?.name}.${name}`];
    });
  });
  expect(names.sort()).toEqual(Object.keys(SUBJECTS).sort());
});

describe.each(Object.keys(SUBJECTS))('%s', (name) => {
  let subject: Subject;
  let before: unknown;
  beforeAll(async () => {
    const made = await SUBJECTS[name]?.();
    if (!made) throw new Error(name);
    subject = made;
    before = await statusOf(subject);
  }, 60_000);

  test.each([
    ['whose session has ended', `${SESSIONS} ended_at = s.created_at, end_reason = 'revoked' ${THEIRS}`],
    ['whose session has run out', `${SESSIONS} expires_at = s.created_at ${THEIRS}`],
    ['who may not sign in any more', of('active = false')],
  ])('somebody %s is nobody at the next call, whatever else is wrong with it', async (_, change) => {
    const undo = change.startsWith(SESSIONS)
      ? `${SESSIONS} ended_at = null, end_reason = null, expires_at = s.created_at + interval '14 days' ${THEIRS}`
      : of('active = true');
    for (const body of [subject.body, { nonsense: 1 }])
      expect(await callAfter(subject, change, undo, body)).toEqual([401, 'not-signed-in']);
    expect(await statusOf(subject)).toBe(before);
  });

  test('somebody who has another role may no longer, and may again with the old one', async () => {
    const [user] = await asSystem('select role from app_user where username = $1', [subject.username]);
    const change =
      subject.username === 'worker' ? of("role = 'provider-manager'") : of("role = 'bureau-finance'");
    const expected = subject.username === 'worker' ? undefined : 'forbidden';
    const bodies = { nonsense: 1 };
    expect(await callAfter(subject, change, of(`role = '${user?.role}'`), bodies)).toEqual(
      expected ? [403, expected] : [400, 'invalid-request'],
    );
    expect(await statusOf(subject)).toBe(before);
  });

  test('somebody who belongs elsewhere now finds nothing there', async () => {
    const [column, other] =
      subject.table === 'visit' ? ['worker_id', 'worker-b'] : ['bureau_id', 'approver-b'];
    const [was] = await asSystem(`select ${column} as id from app_user where username = $1`, [
      subject.username,
    ]);
    const moved = of(`${column} = (select ${column} from app_user where username = '${other}')`);
    const answer = await callAfter(subject, moved, of(`${column} = '${was?.id}'`));
    expect(answer).toEqual([404, 'not-found']);
    expect(await statusOf(subject)).toBe(before);
  });

  test('a name that has changed is told as it is now, and the same call again is not done twice', async () => {
    const [was] = await asSystem('select display_name as name from app_user where username = $1', [
      subject.username,
    ]);
    await subject.caller().get('/auth/me');
    await asSystem(of("display_name = '新名'"), [subject.username]);
    const first = await subject.caller().post(subject.path, subject.body, `proof-${name}`);
    expect(first.status).toBe(200);
    expect(await statusOf(subject)).not.toBe(before);
    if (subject.table === 'service_order') expect(first.body.approvals.at(-1).name).toBe('新名');
    const again = await subject.caller().post(subject.path, subject.body, `proof-${name}`);
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true']);
    await asSystem(of(`display_name = '${was?.name}'`), [subject.username]);
  });
});
