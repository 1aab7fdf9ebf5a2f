import request from 'supertest';
import { totpAt } from '../../apps/api/src/access/totp';
import { PersonalDataVault } from '../../apps/api/src/personal-data/vault';
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

const cookieOf = (response: request.Response, name = 'songbai_refresh'): string => {
  const cookies = response.headers['set-cookie'] as unknown as string[] | undefined;
  return cookies?.find((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0] ?? '';
};

const refresh = (cookie: string) =>
  request(site.app.getHttpServer()).post('/api/v1/auth/refresh').set('Cookie', cookie);

const me = (token: string) =>
  request(site.app.getHttpServer()).get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`);

const asSystem = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system' }, (tx) => tx.query<T>(sql, params));

describe('signing in', () => {
  test('answers the token, for how long, and who it is; the refresh token is for the browser alone', async () => {
    const response = await login('manager');
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      accessToken: expect.any(String),
      expiresIn: 600,
      user: {
        ...{ id: expect.any(String), username: 'manager', name: expect.any(String) },
        role: 'provider-manager',
        providerId: expect.any(String),
      },
    });
    const [cookie] = (response.headers['set-cookie'] as unknown as string[]).filter((c) => /refresh/.test(c));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\/api\/v1\/auth/);
  });

  test('every login of the demo works, and no other', async () => {
    const names =
      'clerk clerk2 approver finance finance2 unit unit2 liaison manager worker supervisor auditor admin';
    const ofB = 'clerk-b approver-b finance-b unit-b liaison-b manager-b worker-b';
    for (const name of `${names} ${ofB}`.split(' ')) {
      expect([name, (await login(name)).status]).toEqual([name, 200]);
    }
    const rows = await asSystem<{ n: number }>('select count(*)::int as n from app_user');
    expect(rows).toEqual([{ n: 20 }]);
  });

  test('a wrong password, an unknown user and one who was switched off are the same answer', async () => {
    await asSystem(`update app_user set active = false where username = 'unit2'`);
    const answers = await Promise.all([
      login('clerk2', 'wrong', '10.1.0.1'),
      login('nobody-at-all', 'wrong', '10.1.0.2'),
      login('unit2', PASSWORD, '10.1.0.3'),
    ]);
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({ status: 401, body: answers[0].body });
      expect(body.code).toBe('wrong-credentials');
    }
    await asSystem(`update app_user set active = true where username = 'unit2'`);
  });

  test('an account with a one-time code needs it, and each code once', async () => {
    const secret = Buffer.from('12345678901234567890');
    const [user] = await asSystem<{ id: string }>(`select id from app_user where username = 'finance2'`);
    const place = { bureauId: '', table: 'app_user', column: 'totp_secret', rowId: user?.id ?? '' };
    const sealed = site.app.get(PersonalDataVault).seal(secret.toString('base64'), place);
    await asSystem(`update app_user set totp_secret = $2 where id = $1`, [user?.id, sealed]);
    expect((await login('finance2')).status).toBe(401);
    const totp = totpAt(secret, Math.floor(Date.now() / 30_000));
    expect((await login('finance2', PASSWORD, '10.0.0.1', { totp })).status).toBe(200);
    expect((await login('finance2', PASSWORD, '10.0.0.1', { totp })).status).toBe(401);
  });
});

describe('guessing', () => {
  test('ends after five, from that address, and not for the owner elsewhere', async () => {
    for (let i = 0; i < 5; i++) expect((await login('clerk', `guess ${i}`, '10.2.0.1')).status).toBe(401);
    const sixth = await login('clerk', PASSWORD, '10.2.0.1');
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    expect((await login('clerk', PASSWORD, '10.2.0.2')).status).toBe(200);
  });

  test('goes by what the last proxy saw, whatever the caller wrote in front of it', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await login('auditor', 'x', `10.9.9.${i}, 10.2.5.1`)).status);
    expect(statuses).toEqual([...Array(5).fill(401), 429]);
  });

  test('from the next desk does not keep the owner from a device they used before', async () => {
    const device = cookieOf(await login('liaison', PASSWORD, '10.2.1.1'), 'songbai_device');
    for (let i = 0; i < 6; i++) await login('liaison', `guess ${i}`, '10.2.1.1');
    expect((await login('liaison', PASSWORD, '10.2.1.1')).status).toBe(429);
    expect((await login('liaison', PASSWORD, '10.2.1.1').set('Cookie', device)).status).toBe(200);
    expect((await login('finance', PASSWORD, '10.2.1.1').set('Cookie', device)).status).toBe(200);
  });

  test('many at once get no further than one after another', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => login('approver', 'x', '10.2.2.1')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
  });

  test('is not what ten right sign-ins at once are, from one desk or from many', async () => {
    const same = await Promise.all(Array.from({ length: 10 }, () => login('finance', PASSWORD, '10.2.4.1')));
    expect(same.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const names = ['clerk2', 'finance', 'approver', 'liaison', 'manager'];
    const office = [...names, ...names].map((name) => login(name, PASSWORD, '10.2.4.2'));
    expect((await Promise.all(office)).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  test('over many accounts slows the address', async () => {
    const device = cookieOf(await login('unit', PASSWORD, '10.2.3.2'), 'songbai_device');
    const statuses: number[] = [];
    for (let i = 0; i < 102; i++) statuses.push((await login(`user${i}`, 'x', '10.2.3.1')).status);
    expect(statuses.slice(0, 100)).toEqual(Array(100).fill(401));
    expect(statuses.slice(100)).toEqual([429, 429]);
    // Who works at that address goes on from the device they know, and nobody else does.
    expect((await login('unit', PASSWORD, '10.2.3.1')).status).toBe(429);
    expect((await login('unit', PASSWORD, '10.2.3.1').set('Cookie', device)).status).toBe(200);
  }, 60_000);
});

describe('refresh tokens', () => {
  test('rotate; the newest alone is good for ever on', async () => {
    const first = cookieOf(await login('clerk2'));
    const second = await refresh(first);
    expect(second.status).toBe(200);
    expect(cookieOf(second)).not.toBe(first);
    expect((await refresh(cookieOf(second))).status).toBe(200);
  });

  test('a lost answer can be asked for again within a moment, and is the same', async () => {
    const first = cookieOf(await login('clerk2'));
    const [one, two] = await Promise.all([refresh(first), refresh(first)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(cookieOf(one)).toBe(cookieOf(two));
    expect((await refresh(cookieOf(one))).status).toBe(200);
  });

  test('one used again later ends the whole family', async () => {
    const first = cookieOf(await login('clerk2'));
    const second = await refresh(first);
    await asSystem(`update login_session set rotated_at = rotated_at - interval '11 seconds'`);
    expect((await refresh(first)).body.code).toBe('session-ended');
    expect((await refresh(cookieOf(second))).status).toBe(401);
    expect((await me(second.body.accessToken)).status).toBe(401);
  });

  test.each([
    '',
    'songbai_refresh=',
    'songbai_refresh=abc',
    `songbai_refresh=${'0'.repeat(36)}.${'A'.repeat(43)}`,
  ])('made up (%s) is no sign-in', async (cookie) => {
    expect((await refresh(cookie)).body.code).toBe('session-ended');
  });

  test('signing out ends the session', async () => {
    const response = await login('clerk2');
    const out = await request(site.app.getHttpServer())
      .post('/api/v1/auth/logout')
      .set('Cookie', cookieOf(response));
    expect(out.status).toBe(204);
    expect((await refresh(cookieOf(response))).status).toBe(401);
    expect((await me(response.body.accessToken)).status).toBe(401);
  });
});
