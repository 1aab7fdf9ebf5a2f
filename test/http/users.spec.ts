import { type Client, PASSWORD, startApp, type TestApp } from '../support/app';
import { asSuper } from '../support/snapshot';

let site: TestApp;
let admin: Client;
let bureauId: string;

beforeAll(async () => {
  site = await startApp();
  admin = await site.signIn('admin');
  bureauId = (await site.signIn('clerk')).user.bureauId ?? '';
}, 60_000);
afterAll(() => site.close());

const OWN = 'a long enough password';
const signIn = (username: string, password: string) =>
  site.anyone().post('/auth/login', { username, password }, null);
const choose = (username: string, password: string, newPassword: string) =>
  site.anyone().post('/auth/password', { username, password, newPassword }, null);
const bearing = ({ body }: { body: { accessToken: string } }) => ({
  Authorization: `Bearer ${body.accessToken}`,
});

let count = 0;
/** A new clerk who has chosen a password, with the answer of that. */
async function hired(over: object = {}) {
  const username = `new${++count}`;
  const made = await admin.post(
    '/users',
    { username, name: '新来', role: 'bureau-clerk', bureauId, ...over },
    null,
  );
  expect(made.status).toBe(201);
  const answer = await choose(username, made.body.oneTimePassword, OWN);
  expect(answer.status).toBe(200);
  return { username, id: String(made.body.id), answer };
}

describe('a one-time password', () => {
  test('signs nobody in: it is good for choosing one’s own, once', async () => {
    const body = { username: 'LinXiao', name: '林晓', role: 'bureau-clerk', bureauId };
    const { status, body: made } = await admin.post('/users', body, null);
    expect([status, made.username, made.active, made.bureauId]).toEqual([201, 'linxiao', true, bureauId]);
    expect(made.oneTimePassword).toMatch(
      /^([abcdefghjkmnpqrstuvwxyz2-9]{4}-){3}[abcdefghjkmnpqrstuvwxyz2-9]{4}$/,
    );
    const early = await signIn('linxiao', made.oneTimePassword);
    expect([early.status, early.body.code]).toEqual([403, 'password-change-required']);
    const chosen = await choose('linxiao', made.oneTimePassword, OWN);
    expect([chosen.status, chosen.body.user.role]).toEqual([200, 'bureau-clerk']);
    expect((await site.anyone().get('/orders', bearing(chosen))).status).toBe(200);
    expect((await signIn('linxiao', OWN)).status).toBe(200);
    expect((await signIn('linxiao', made.oneTimePassword)).status).toBe(401);
    expect((await admin.get(`/users/${made.id}`)).body.passwordUntil).toBeNull();
    const taken = await admin.post('/users', body, null, { 'Accept-Language': 'en' });
    expect(taken.body).toMatchObject({ status: 409, code: 'conflict', reason: 'user-name-taken' });
    expect(taken.body.detail).toContain('reset');
  });

  test('comes again under its key when the line was bad, sealed until then, and the user is made once', async () => {
    const body = { username: 'twice', name: '再来', role: 'bureau-clerk', bureauId };
    const first = await admin.post('/users', body, 'make-twice');
    const again = await admin.post('/users', body, 'make-twice');
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
      201,
      first.text,
      'true',
    ]);
    expect((await admin.post('/users', { ...body, name: '别人' }, 'make-twice')).body.code).toBe(
      'idempotency-mismatch',
    );
    const path = `/users/${first.body.id}/reset-password`;
    const reset = await admin.post(path, undefined, 'reset-twice');
    const resetAgain = await admin.post(path, undefined, 'reset-twice');
    expect([resetAgain.status, resetAgain.text]).toEqual([200, reset.text]);
    expect((await choose('twice', reset.body.oneTimePassword, OWN)).status).toBe(200);
    await asSuper(site.database.superUrl, async (query) => {
      const kept = await query(
        `select answer from http_idempotency where key in ('make-twice', 'reset-twice')`,
      );
      expect(kept).toHaveLength(2);
      const said = [first, reset].map((answer) => answer.body.oneTimePassword as string);
      const bytes = kept.map(({ answer }) => answer as Buffer);
      expect(bytes.filter((each) => said.some((password) => each.includes(password)))).toEqual([]);
    });
  });

  test('is nowhere but in the answer, and what is kept is argon2id', async () => {
    const { body } = await admin.post(
      '/users',
      { username: 'kept', name: '留', role: 'liaison', bureauId },
      null,
    );
    expect(JSON.stringify((await admin.get('/users?query=kept')).body)).not.toContain(body.oneTimePassword);
    expect(JSON.stringify(site.logged)).not.toContain(body.oneTimePassword);
    await asSuper(site.database.superUrl, async (query) => {
      const [row] = await query('select password_hash from app_user where id = $1', [body.id]);
      expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });
  });

  test('runs out', async () => {
    const made = await admin.post(
      '/users',
      { username: 'late', name: '迟', role: 'liaison', bureauId },
      null,
    );
    await asSuper(site.database.superUrl, (query) =>
      query('update app_user set password_until = $2 where id = $1', [
        ...[made.body.id, new Date(Date.now() - 1000)],
      ]),
    );
    expect((await choose('late', made.body.oneTimePassword, OWN)).status).toBe(401);
  });
});

describe('one’s own password', () => {
  test('is changed by who knows the old one, and closes what was open under it', async () => {
    const { username, answer } = await hired();
    for (const [given, wanted] of [
      ['至少 12 个字符', 'short'],
      ['不能含用户名', `${username} and more`],
      ['不能与原密码相同', OWN],
    ]) {
      const refused = await choose(username, OWN, wanted ?? '');
      expect([refused.status, refused.body.errors]).toEqual([400, [{ path: 'newPassword', message: given }]]);
    }
    expect((await choose(username, 'not the old one', 'another long password')).status).toBe(401);
    const changed = await choose(username, OWN, 'another long password');
    expect(changed.status).toBe(200);
    expect((await site.anyone().get('/auth/me', bearing(answer))).status).toBe(401);
    expect((await site.anyone().get('/auth/me', bearing(changed))).status).toBe(200);
    expect((await signIn(username, OWN)).status).toBe(401);
  });
});

describe('an administrator', () => {
  test('takes a role away from the next request on, and everything with it', async () => {
    const { id, answer } = await hired();
    const ask = (path: string) => site.anyone().get(path, bearing(answer));
    expect((await ask('/call-requests')).status).toBe(200);
    const { unitId } = (await site.signIn('unit')).user;
    const { body } = await admin.patch(`/users/${id}`, { role: 'unit-contact', bureauId, unitId });
    expect([body.role, body.unitId]).toEqual(['unit-contact', unitId]);
    expect((await ask('/call-requests')).status).toBe(403);
    expect((await ask('/orders')).status).toBe(200);
    expect((await admin.post(`/users/${id}/disable`, undefined, null)).body.active).toBe(false);
    expect((await ask('/orders')).status).toBe(401);
  });

  test('disables, enables and resets; nobody comes in meanwhile', async () => {
    const { id, username, answer } = await hired();
    await admin.post(`/users/${id}/disable`, undefined, null);
    expect((await signIn(username, OWN)).status).toBe(401);
    await admin.post(`/users/${id}/enable`, undefined, null);
    // What was open before stays closed.
    expect((await site.anyone().get('/auth/me', bearing(answer))).status).toBe(401);
    const again = await signIn(username, OWN);
    expect(again.status).toBe(200);
    const reset = await admin.post(`/users/${id}/reset-password`, undefined, null);
    expect((await site.anyone().get('/auth/me', bearing(again))).status).toBe(401);
    expect((await signIn(username, OWN)).status).toBe(401);
    expect((await choose(username, reset.body.oneTimePassword, 'the third long one')).status).toBe(200);
  });

  test('sees where somebody is signed in, and ends all of it', async () => {
    const { id, username, answer } = await hired();
    const there = await signIn(username, OWN);
    const me = (await site.anyone().get('/auth/me', bearing(there))).body;
    expect(me.partyName).toContain('老干部局');
    expect((await admin.get('/auth/me')).body.partyName).toBeNull();
    const { body } = await admin.get(`/users/${id}/sessions`);
    expect(body.items.map(({ isThis }: { isThis: boolean }) => isThis)).toEqual([false, false]);
    expect(body.lastSignInAt).toBe(body.items[0].signedInAt);
    expect((await admin.post(`/users/${id}/end-sessions`, undefined, null)).body.id).toBe(id);
    for (const each of [answer, there]) {
      expect((await site.anyone().get('/auth/me', bearing(each))).status).toBe(401);
    }
    const after = (await admin.get(`/users/${id}/sessions`)).body;
    expect([after.items, after.lastSignInAt]).toEqual([[], body.lastSignInAt]);
    expect((await signIn(username, OWN)).status).toBe(200);
    const { body: log } = await (await site.signIn('auditor')).get(`/audit?subject=${id}`);
    expect(log.items.map(({ verb }: { verb: string }) => verb)).toContain('user.end-sessions');
  });

  test('gives each role the party that it needs, and no other', async () => {
    const { unitId, providerId } = {
      unitId: (await site.signIn('unit-b')).user.unitId,
      providerId: (await site.signIn('manager')).user.providerId,
    };
    const tries: [object, string[]][] = [
      [{ role: 'bureau-clerk' }, ['bureauId']],
      [{ role: 'unit-finance', bureauId }, ['unitId']],
      // A unit of another bureau is unknown in this one.
      [{ role: 'unit-finance', bureauId, unitId }, ['unitId']],
      [{ role: 'provider-manager', bureauId, providerId }, ['bureauId']],
      [{ role: 'care-worker', providerId, workerId: bureauId }, ['workerId']],
      [{ role: 'bureau-clerk', bureauId: providerId }, ['bureauId']],
    ];
    for (const [role, paths] of tries) {
      const { status, body } = await admin.post('/users', { username: 'nobody', name: '无', ...role }, null);
      expect([role, status, body.errors?.map(({ path }: { path: string }) => path)]).toEqual([
        role,
        400,
        paths,
      ]);
    }
    const boss = { username: 'boss', name: '刘', role: 'provider-manager', providerId };
    expect((await admin.post('/users', boss, null)).status).toBe(201);
    const found = await admin.get(`/users?providerId=${providerId}&role=provider-manager`);
    expect(found.body.items.map(({ username }: { username: string }) => username)).toEqual([
      'boss',
      'manager',
    ]);
  });

  test('does not shut themselves out', async () => {
    const { id } = admin.user;
    expect((await admin.post(`/users/${id}/disable`, undefined, null)).status).toBe(409);
    expect((await admin.patch(`/users/${id}`, { role: 'auditor', bureauId })).status).toBe(409);
    expect((await admin.patch(`/users/${id}`, { name: '管理员' })).body.name).toBe('管理员');
  });

  test('leaves all of it in the record of the bureau it concerns', async () => {
    const { id } = await hired();
    await admin.patch(`/users/${id}`, { role: 'liaison', bureauId });
    const { body } = await (await site.signIn('auditor')).get(`/audit?subject=${id}`);
    const entries = body.items.map(({ verb, actor }: Record<string, string>) => [
      verb,
      actor === admin.user.id,
    ]);
    expect(entries.sort()).toEqual([
      ['user.change', true],
      ['user.change-password', false],
      ['user.create', true],
    ]);
    expect(JSON.stringify(body)).not.toContain(PASSWORD);
  });
});

test('tells by name whom a user may act for: units of the bureau asked for, workers of the provider', async () => {
  const all = (await admin.get('/users/parties')).body;
  expect(all.bureaus.map(({ id }: { id: string }) => id)).toContain(bureauId);
  expect([all.units, all.workers]).toEqual([[], []]);
  const units = (await (await site.signIn('clerk')).get('/units?limit=200')).body.items;
  const { body } = await admin.get(`/users/parties?bureauId=${bureauId}&providerId=${all.providers[0].id}`);
  type Unit = Record<'id' | 'name' | 'code', string>;
  expect(body.units).toEqual(units.map(({ id, name, code }: Unit) => ({ id, name, code })));
  expect(body.workers.length).toBeGreaterThan(0);
});
