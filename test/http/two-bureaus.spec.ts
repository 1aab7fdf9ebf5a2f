import { RegistersService } from '../../apps/api/src/registers/registers.service';
import { VisitsService } from '../../apps/api/src/visits/visits.service';
import { startApp, type TestApp } from '../support/app';
import { type Subject, servedAt, TODAY } from '../support/matrix-papers';
import { type Secrets, secretsOfBureau, toldBy } from '../support/matrix-secrets';
import { type MatrixWorld, makeMatrixWorld } from '../support/matrix-world';
import { asSuper } from '../support/snapshot';

/** The firm that serves both bureaus, with one worker in both: it sees both, and neither sees through it. */
let site: TestApp;
let world: MatrixWorld;
let ofA: Secrets;
let ofB: Secrets;
let shared: { workerId: string; codeInB: string };

beforeAll(async () => {
  site = await startApp();
  world = await makeMatrixWorld(site);
  shared = await lendWorker();
  const { superUrl } = site.database;
  const [a, b] = [world.a.papers.bureau, world.b.papers.bureau];
  ofA = await secretsOfBureau(superUrl, a, b);
  ofB = await secretsOfBureau(superUrl, b, a);
}, 120_000);
afterAll(() => site.close());

/** The worker of the visit in bureau A gets a code in bureau B as well. */
async function lendWorker() {
  return asSuper(site.database.superUrl, async (query) => {
    const [row] = await query(
      `insert into worker_link (bureau_id, id, version, code, worker_id, provider_link_id, provider_id, name,
         certified_until, joined_on)
       select c.bureau_id, gen_random_uuid(), 1, 'W01777', v.worker_id, c.provider_link_id, c.provider_id, '林',
         '2199-01-01', '2020-01-01'
       from visit v, contract c where v.id = $1 and c.id = $2 returning worker_id, code`,
      [world.a.papers.visit, world.shared.papers.contract],
    );
    return { workerId: String(row?.worker_id), codeInB: String(row?.code) };
  });
}

const idsIn = (body: { items: { id: string }[] }): string[] => body.items.map(({ id }) => id);
const listed = async (name: string, path: string): Promise<string[]> =>
  idsIn((await (await site.signIn(name)).get(`${path}limit=200`)).body);

const ROOMS = {
  ...{ contracts: 'contract', orders: 'order', visits: 'visit', bills: 'bill', ratings: 'rating' },
  cadres: 'cadre',
} as const;

describe.each(Object.entries(ROOMS) as [string, Subject][])('/%s', (room, subject) => {
  const of = (side: 'a' | 'b' | 'shared'): string => world[side].papers[subject];

  test('the firm finds what it has in both bureaus, and nothing of another firm', async () => {
    const manager = await site.signIn('manager');
    // Lists are long; what is asked for by the contract is found at once.
    const filter = (side: 'a' | 'shared'): string =>
      ['contracts', 'cadres', 'ratings'].includes(room) ? '?' : `?contractId=${world[side].papers.contract}&`;
    expect(await listed('manager', `/${room}${filter('a')}`)).toContain(of('a'));
    expect(await listed('manager', `/${room}${filter('shared')}`)).toContain(of('shared'));
    expect(await listed('manager', `/${room}?`)).not.toContain(of('b'));
    for (const side of ['a', 'shared'] as const) {
      expect((await manager.get(`/${room}/${of(side)}`)).status).toBe(200);
    }
    expect((await manager.get(`/${room}/${of('b')}`)).status).toBe(404);
  });

  test('neither bureau finds the other’s, by list, by filter or by id', async () => {
    const { provider } = world.a.papers;
    for (const [name, side, theirs, secrets] of [
      ['clerk', 'a', 'shared', ofB],
      ['clerk-b', 'shared', 'a', ofA],
    ] as const) {
      const client = await site.signIn(name);
      for (const path of [`/${room}?limit=200`, `/${room}?providerId=${provider}&limit=200`]) {
        if (room === 'cadres' && path.includes('providerId')) continue;
        const { status, text } = await client.get(path);
        expect([name, path, status, toldBy(text, secrets)]).toEqual([name, path, 200, undefined]);
      }
      expect((await client.get(`/${room}/${of(side)}`)).status).toBe(200);
      expect((await client.get(`/${room}/${of(theirs)}`)).status).toBe(404);
    }
  });
});

describe('one worker in both bureaus', () => {
  /** In bureau B, half an hour into the visit of bureau A. */
  const clashing = async () => {
    const { bureau } = world.shared.papers;
    const startedAt = servedAt() + 1800;
    const nowhere = { longitude: null, latitude: null };
    return site.unitOfWork.run({ kind: 'system', bureauId: bureau }, async (tx) => {
      const store = await site.app.get(RegistersService).load(tx, bureau);
      const [order] = await tx.query<{ number: string }>('select number from service_order where id = $1', [
        world.shared.papers.order,
      ]);
      const visit = {
        ...{ number: 'JZ-CLASH', order: order?.number ?? '', cadre: 'G0003', item: 'LC01' },
        ...{ worker: shared.codeInB, startedAt, endedAt: startedAt + 3600, uploadedAt: startedAt + 3660 },
        ...{ startPlace: nowhere, endPlace: nowhere, signed: true, photos: [], method: 'phone' as const },
      };
      const deciding = { month: TODAY.slice(0, 7), at: new Date(), by: 'test' };
      await site.app.get(VisitsService).verify(tx, store, [visit], deciding);
    });
  };

  test('the clash is told, and nothing of whom they were with', async () => {
    await clashing();
    const clerk = await site.signIn('clerk-b');
    const { body, text } = await clerk.get('/visits?number=JZ-CLASH');
    const [{ decision }] = body.items;
    expect([decision.state, decision.codes]).toEqual(['held', ['V05']]);
    expect(decision.findings[0].message).toContain(`${shared.codeInB} 同一时间还有记录 本局以外的一条（`);
    expect(toldBy(text, ofA)).toBeUndefined();
  });

  test('each bureau knows the worker by its own code and visits, the firm by both', async () => {
    const of = async (name: string): Promise<string[]> =>
      (await (await site.signIn(name)).get(`/visits?workerId=${shared.workerId}&limit=200`)).body.items.map(
        ({ number }: { number: string }) => number,
      );
    expect(await of('clerk-b')).toEqual(['JZ-CLASH']);
    expect(await of('clerk')).not.toContain('JZ-CLASH');
    expect(await of('manager')).toEqual(expect.arrayContaining(['JZ-CLASH', expect.stringMatching(/^JL-/)]));
    const inB = (await (await site.signIn('clerk-b')).get(`/workers/${shared.workerId}`)).body;
    expect(inB.code).toBe(shared.codeInB);
    const inA = (await (await site.signIn('clerk')).get(`/workers/${shared.workerId}`)).body;
    expect(inA.code).not.toBe(shared.codeInB);
  });

  test('who asks whom the firm could send is told no more', async () => {
    const clerk = await site.signIn('clerk-b');
    const at = new Date((servedAt() + 1800) * 1000).toISOString();
    const { status, text } = await clerk.get(
      `/orders/${world.shared.papers.order}/candidates?startsAt=${at}`,
    );
    expect([status, toldBy(text, ofA)]).toEqual([200, undefined]);
  });
});

describe('what is kept and what is printed', () => {
  test('the journal of a month has the bureau’s own funds and bills', async () => {
    const month = TODAY.slice(0, 7);
    const a = await (await site.signIn('finance')).get(`/months/${month}/journal.hledger`);
    const b = await (await site.signIn('finance-b')).get(`/months/${month}/journal.hledger`);
    expect([a.status, toldBy(a.text, ofB)]).toEqual([200, undefined]);
    expect([b.status, toldBy(b.text, ofA)]).toEqual([200, undefined]);
  });

  test('the record of a bureau has what the firm did there, and nothing that it did elsewhere', async () => {
    const { id } = (await site.signIn('manager')).user;
    const { text, body } = await (await site.signIn('auditor')).get(`/audit?actor=${id}&limit=200`);
    expect(body.items.length).toBeGreaterThan(3);
    expect(toldBy(text, ofB)).toBeUndefined();
    await asSuper(site.database.superUrl, async (query) => {
      const rows = await query('select subject_id from audit_log where bureau_id = $1 and verb = $2', [
        ...[world.b.papers.bureau, 'order.accept'],
      ]);
      const subjects = rows.map(({ subject_id }) => subject_id).sort();
      expect(subjects).toEqual([world.b.papers.order, world.shared.papers.order].sort());
    });
  });
});
