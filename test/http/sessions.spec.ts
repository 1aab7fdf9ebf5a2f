import { createHmac } from 'node:crypto';
import request from 'supertest';
import { AccessKeys } from '../../apps/api/src/access/access-keys';
import { PASSWORD, startApp, type TestApp } from '../support/app';

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

const login = (username: string, password = PASSWORD, address = '10.0.0.1', more: object = {}) =>
  request(site.app.getHttpServer())
    .post('/api/v1/auth/login')
    .set('X-Forwarded-For', address)
    .send({ username, password, ...more });

const me = (token: string) =>
  request(site.app.getHttpServer()).get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`);

const asSystem = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system' }, (tx) => tx.query<T>(sql, params));

describe('sessions', () => {
  test('are seen by their owner, and ended one by one', async () => {
    const [here, there] = [await login('auditor'), await login('auditor')];
    const list = await request(site.app.getHttpServer())
      .get('/api/v1/auth/sessions')
      .set('Authorization', `Bearer ${here.body.accessToken}`);
    const other = list.body.items.find((s: { isThis: boolean }, i: number) => !s.isThis && i < 2);
    const end = (id: string) =>
      request(site.app.getHttpServer())
        .delete(`/api/v1/auth/sessions/${id}`)
        .set('Authorization', `Bearer ${here.body.accessToken}`);
    expect((await end(other.id)).status).toBe(204);
    expect((await me(there.body.accessToken)).status).toBe(401);
    expect((await me(here.body.accessToken)).status).toBe(200);
    expect((await end(other.id)).status).toBe(404);
    expect((await end('x')).status).toBe(404);
  });

  test('another person’s session is not found', async () => {
    await login('supervisor');
    const [session] = await asSystem<{ id: string }>(
      `select s.id from login_session s join app_user u on u.id = s.user_id where u.username = 'supervisor'`,
    );
    const auditor = await site.signIn('auditor');
    expect((await auditor.delete(`/auth/sessions/${session?.id}`)).status).toBe(404);
  });

  test('what an administrator takes away is gone at the next request', async () => {
    const { body } = await login('unit2');
    expect((await me(body.accessToken)).body.role).toBe('unit-finance');
    await asSystem(`update app_user set role = 'unit-contact' where username = 'unit2'`);
    expect((await me(body.accessToken)).body.role).toBe('unit-contact');
    await asSystem(`update app_user set active = false where username = 'unit2'`);
    expect((await me(body.accessToken)).status).toBe(401);
    await asSystem(`update app_user set active = true, role = 'unit-finance' where username = 'unit2'`);
  });
});

describe('a forged token is nobody', () => {
  const claims = async () => {
    const { body } = await login('clerk2');
    const payload = JSON.parse(Buffer.from(body.accessToken.split('.')[1], 'base64url').toString());
    return { payload, good: body.accessToken as string };
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('in twelve ways', async () => {
    const { payload, good } = await claims();
    const key = site.app.get(AccessKeys).accessToken;
    const signed = (header: object, claims: object, digest = 'sha256'): string => {
      const text = `${part(header)}.${part(claims)}`;
      return `${text}.${createHmac(digest, key).update(text).digest('base64url')}`;
    };
    const again = (over: object) => signed({ alg: 'HS256', typ: 'JWT' }, { ...payload, ...over });
    expect((await me(again({}))).status).toBe(200);
    const head = part({ alg: 'HS256', typ: 'JWT' });
    const forged = [
      `${part({ alg: 'none', typ: 'JWT' })}.${part(payload)}.`,
      `${part({ alg: 'None' })}.${part(payload)}.${good.split('.')[2]}`,
      `${head}.${part(payload)}.${createHmac('sha256', 'songbai')
        .update(`${head}.${part(payload)}`)
        .digest('base64url')}`,
      `${head}.${part({ ...payload, sub: '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10' })}.${good.split('.')[2]}`,
      signed({ alg: 'HS512', typ: 'JWT' }, payload, 'sha512'),
      again({ exp: 1 }),
      again({ iss: 'other' }),
      again({ aud: 'other' }),
      again({ typ: 'refresh' }),
      again({ sid: 'x' }),
      again({ sub: '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10' }),
      good.slice(0, -2),
      '',
      'x.y.z',
    ];
    for (const token of forged) expect([token, (await me(token)).status]).toEqual([token, 401]);
  });

  test('and no token at all is 401 with its words', async () => {
    const response = await site.anyone().get('/auth/me');
    expect(response.status).toBe(401);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toEqual({
      ...{ type: 'urn:songbai:problem:not-signed-in', title: '尚未登录', status: 401, code: 'not-signed-in' },
      detail: '请登录，或刷新令牌后重试。',
    });
  });
});
