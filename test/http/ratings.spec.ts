import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let liaison: Client;
let visit: { id: string; number: string; cadre_id: string; worker_id: string; provider_id: string };

beforeAll(async () => {
  site = await startApp();
  liaison = await site.signIn('liaison');
  const { providerId } = (await site.signIn('manager')).user;
  const rows = await asBureau<typeof visit>(
    `select id, number, cadre_id, worker_id, provider_id from visit where status = 'payable' and provider_id = $1
     and not exists (select from rating where rating.visit_id = visit.id) order by number limit 1`,
    [providerId],
  );
  visit = rows[0] as typeof visit;
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: liaison.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );

const body = (over: object = {}) => ({
  ...{ visitId: visit.id, level: 5, channel: 'phone', respondent: 'self', comment: '扫得干净。', ...over },
});

describe('a rating', () => {
  it('is taken, and counts for the provider', async () => {
    const { status, body: rating } = await liaison.post('/ratings', body());
    expect(status).toBe(201);
    expect(rating).toMatchObject({
      ...{
        visitId: visit.id,
        visitNumber: visit.number,
        cadreId: visit.cadre_id,
        providerId: visit.provider_id,
      },
      ...{ level: 5, channel: 'phone', respondent: 'self', comment: '扫得干净。', counts: true, history: [] },
    });
    expect((await liaison.get(`/ratings/${rating.id}`)).body).toEqual(rating);
  });

  it('is replaced by a later one of the same respondent, and stays in the history', async () => {
    const before = (await liaison.get(`/ratings?visitId=${visit.id}`)).body.items;
    const { body: later } = await liaison.post(
      '/ratings',
      body({ level: 3, channel: 'paper', comment: null }),
    );
    expect(later.history).toEqual([
      expect.objectContaining({ level: 5, channel: 'phone', comment: '扫得干净。' }),
    ]);
    await liaison.post('/ratings', body({ respondent: 'family', level: 4 }));
    const { items } = (await liaison.get(`/ratings?visitId=${visit.id}`)).body;
    expect(before).toHaveLength(1);
    expect(items.map(({ respondent, level }: Rated) => [respondent, level])).toEqual([
      ['family', 4],
      ['self', 3],
    ]);
  });

  it('filled in by the worker is kept and does not count', async () => {
    const { body: rating } = await liaison.post('/ratings', body({ respondent: 'worker-assisted' }));
    expect(rating).toMatchObject({ respondent: 'worker-assisted', counts: false });
  });

  it('needs an Idempotency-Key, under which it is given once', async () => {
    const missing = await liaison.post('/ratings', body(), null);
    expect([missing.status, missing.body.code]).toEqual([400, 'idempotency-key-required']);
    const first = await liaison.post('/ratings', body({ level: 4 }), 'rating-1');
    const again = await liaison.post('/ratings', body({ level: 4 }), 'rating-1');
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
      201,
      first.text,
      'true',
    ]);
    const other = await liaison.post('/ratings', body({ level: 1 }), 'rating-1');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
  });

  it('that is low asks for a call, once', async () => {
    await liaison.post('/ratings', body({ level: 1 }));
    await liaison.post('/ratings', body({ level: 2 }));
    const { items } = (await liaison.get(`/call-requests?cadreId=${visit.cadre_id}`)).body;
    expect(items).toEqual([
      expect.objectContaining({ reason: 'low-rating', status: 'open', cadreId: visit.cadre_id }),
    ]);
  });

  it('is entered in the audit log without what was said', async () => {
    const rows = await asBureau<{ entry: string; actor: string }>(
      `select entry, actor from audit_log where verb = 'rating.enter' order by seq limit 1`,
    );
    expect(rows[0]?.actor).toBe(liaison.user.id);
    expect(rows[0]?.entry).toContain(visit.number);
    expect(rows[0]?.entry).not.toContain('扫得干净');
  });
});

interface Rated {
  respondent: string;
  level: number;
}

describe('no rating', () => {
  it.each([
    [{ level: 6 }, 'level'],
    [{ level: '5' }, 'level'],
    [{ channel: 'fax' }, 'channel'],
    [{ respondent: 'neighbour' }, 'respondent'],
    [{ visitId: 'x' }, 'visitId'],
    [{ stars: 5 }, 'stars'],
  ])('can be read from %j', async (over, path) => {
    const { status, body: problem } = await liaison.post('/ratings', body(over));
    expect([status, problem.errors[0].path]).toEqual([400, path]);
  });

  it.each(['worker', 'manager', 'unit', 'auditor', 'finance', 'approver', 'supervisor', 'admin'])(
    'comes from %s',
    async (name) => {
      const { status, body: problem } = await (await site.signIn(name)).post('/ratings', body());
      expect([status, problem.code]).toEqual([403, 'forbidden']);
    },
  );

  it('is given to an unknown visit or to another bureau’s, with the same answer', async () => {
    const unknown = await liaison.post('/ratings', body({ visitId: '00000000-0000-7000-8000-000000000000' }));
    const stranger = await (await site.signIn('liaison-b')).post('/ratings', body());
    expect([unknown.status, stranger.status]).toEqual([404, 404]);
    expect(stranger.body).toEqual(unknown.body);
  });

  it('is given to a visit that has not taken place (R01)', async () => {
    const [planned] = await asBureau<{ id: string }>(`select id from visit where status = 'planned' limit 1`);
    const { status, body: problem } = await liaison.post('/ratings', body({ visitId: planned?.id }));
    expect([status, problem.code, problem.findings[0].code]).toEqual([422, 'refused', 'R01']);
    expect(problem.findings[0].message).toContain('已安排，尚未开始');
  });
});

describe('family', () => {
  let family: Client;
  beforeAll(async () => {
    await site.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query(
        `insert into app_user (id, username, display_name, role, bureau_id, cadre_id, worker_id, password_hash,
           created_at)
         select $1::uuid, 'daughter', '女儿', 'family', $2::uuid, $3::uuid, $4::uuid, password_hash, created_at
         from app_user where username = 'clerk'`,
        ['0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10', liaison.user.bureauId, visit.cadre_id, visit.worker_id],
      ),
    );
    family = await site.signIn('daughter');
  });

  it('does not rate what she served herself, nor in the name of others (R02, R03)', async () => {
    const { status, body: problem } = await family.post(
      '/ratings',
      body({ respondent: 'liaison', channel: 'app' }),
    );
    expect(status).toBe(422);
    expect(problem.findings.map(({ code }: { code: string }) => code)).toEqual(['R02', 'R03']);
  });

  it('cannot rate what she served past the rules either', async () => {
    const insert = asBureau(
      `insert into rating (bureau_id, id, visit_id, cadre_id, level, channel, respondent, rated_at, filed,
         worker_id, rater_worker_id)
       values ($1, $2, $3, $4, 5, 'x', 'family', '2026-11-01', '{}', $5, $5)`,
      [
        ...[liaison.user.bureauId, '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a11', visit.id, visit.cadre_id],
        visit.worker_id,
      ],
    );
    await expect(insert).rejects.toMatchObject({ constraint: 'rating_not_by_who_served' });
  });

  it('rates and reads the visits of her own cadre only', async () => {
    const [other] = await asBureau<{ id: string }>(
      `select id from visit where cadre_id = $1 and worker_id <> $2 and status = 'payable' limit 1`,
      [visit.cadre_id, visit.worker_id],
    );
    if (other) {
      const rated = await family.post(
        '/ratings',
        body({ visitId: other.id, respondent: 'family', channel: 'app' }),
      );
      expect(rated.status).toBe(201);
    }
    const [strange] = await asBureau<{ id: string }>(
      `select id from visit where cadre_id <> $1 and status = 'payable' limit 1`,
      [visit.cadre_id],
    );
    expect((await family.post('/ratings', body({ visitId: strange?.id }))).status).toBe(404);
    const { items } = (await family.get('/ratings?limit=200')).body;
    expect(new Set(items.map(({ cadreId }: { cadreId: string }) => cadreId))).toEqual(
      new Set([visit.cadre_id]),
    );
  });
});

describe('the list', () => {
  it('shows the ratings of the sample month in the words of the interface, page by page', async () => {
    const first = (await liaison.get('/ratings?limit=150')).body;
    const second = (await liaison.get(`/ratings?limit=150&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(300);
    const channels = new Set(first.items.map(({ channel }: { channel: string }) => channel));
    expect([...channels].sort()).toEqual(['app', 'paper', 'phone', 'qr']);
  });

  it('shows a provider what was said of its own visits', async () => {
    const manager = await site.signIn('manager');
    const { items } = (await manager.get('/ratings?limit=200')).body;
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ providerId }: { providerId: string }) => providerId))).toEqual(
      new Set([manager.user.providerId]),
    );
  });

  it('shows bureau B nothing of it', async () => {
    expect((await (await site.signIn('clerk-b')).get('/ratings')).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});

describe('a call that is owed', () => {
  it('is ticked off by who rang: missed, tried again, reached, and then no more', async () => {
    const [call] = (await liaison.get('/call-requests?status=open')).body.items;
    const missed = await liaison.post(`/call-requests/${call.id}/miss`, {});
    const reached = await liaison.post(`/call-requests/${call.id}/reach`, { note: '改到星期三。' });
    expect([missed.body.status, reached.body]).toEqual([
      'not-reached',
      expect.objectContaining({ status: 'reached', note: '改到星期三。', answeredBy: liaison.user.id }),
    ]);
    const again = await liaison.post(`/call-requests/${call.id}/miss`, {});
    expect([again.status, again.body.code, again.body.detail]).toEqual([
      ...[409, 'illegal-transition', '回电现为“已回电”，不能“记为未打通”。'],
    ]);
  });

  it('is nobody else’s', async () => {
    expect((await (await site.signIn('liaison-b')).get('/call-requests')).body.items).toEqual([]);
    expect((await (await site.signIn('manager')).get('/call-requests')).status).toBe(403);
  });
});
