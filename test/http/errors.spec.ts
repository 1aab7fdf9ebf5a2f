import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const raw = (body: string | Buffer, type = 'application/json', path = '/api/v1/items') =>
  request(site.app.getHttpServer())
    .post(path)
    .set('Authorization', `Bearer ${clerk.token}`)
    .set('Content-Type', type)
    .send(body);

const ITEM = {
  ...{ code: 'E1', name: '试', category: '试', measure: 'hour', standardMinutes: 60 },
  ...{ place: 'home', proofs: [], fundTypes: ['public'] },
};

describe('what cannot be read', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  test.each([
    ['no JSON', '{"code":', 'application/json', 400],
    ['an array', '[]', 'application/json', 400],
    ['a word', '"x"', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['a prototype', '{"__proto__":{"a":1}}', 'application/json', 400],
    ['a nest of objects', deep, 'application/json', 400],
    ['a NUL', JSON.stringify({ ...ITEM, name: 'a\0b' }), 'application/json', 400],
    ['a NUL in a name', '{"a\\u0000":1}', 'application/json', 400],
    ['another type', 'code=E1', 'text/csv', 415],
    ['too much', JSON.stringify({ ...ITEM, name: 'x'.repeat(1_100_000) }), 'application/json', 413],
  ])('%s', async (_, body, type, status) => {
    const response = await raw(body, type);
    expect([response.status, response.type]).toEqual([status, 'application/problem+json']);
    expect(response.body).toMatchObject({
      status,
      code: expect.any(String),
      detail: expect.stringMatching(/\p{sc=Han}/u),
    });
    expect(response.text).not.toMatch(/ at |node_modules/);
  });

  test.each([
    ['lines as a form sends them', 'a\r\nb', 201],
    ['a tab', 'a\tb', 201],
    ['half the end of a line', 'a\rb', 400],
    ['an escape', 'a\u001bb', 400],
    ['half a sign', 'a\ud800b', 400],
  ])('of what a keyboard makes nothing is refused: %s', async (_, name, status) => {
    const code = `T${[...name].map((sign) => sign.charCodeAt(0)).join('-')}`;
    const response = await raw(JSON.stringify({ ...ITEM, code, name }), 'application/json');
    expect([response.status, response.body.name ?? 'refused']).toEqual([
      status,
      status === 201 ? name : 'refused',
    ]);
  });

  test('what is too large says how much may be sent, and what to do', async () => {
    const { body } = await raw(JSON.stringify({ ...ITEM, name: 'x'.repeat(1_100_000) }), 'application/json');
    expect(body.detail).toMatch(/^超过 1 MB，没有接收。/);
  });

  test('JSON with a reserved name is told of reserved names', async () => {
    const { body } = await raw('{"__proto__":{"a":1}}', 'application/json');
    expect(body.errors).toEqual([{ path: '', message: expect.stringContaining('保留的字段名（__proto__') }]);
  });

  test('is told field by field, all at once, in either language', async () => {
    const body = {
      ...ITEM,
      code: 'a b',
      measure: 'ounce',
      standardMinutes: 1.5,
      proofs: 'x',
      extra: 1,
      name: '',
    };
    const zh = await clerk.post('/items', body);
    expect(zh.status).toBe(400);
    expect(zh.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      ...['code', 'extra', 'measure', 'name', 'proofs', 'standardMinutes'],
    ]);
    expect(zh.body.errors).toContainEqual({ path: 'extra', message: '没有这个字段' });
    const en = await clerk.post('/items', body, null, { 'Accept-Language': 'en' });
    expect(en.body.errors).toContainEqual({ path: 'extra', message: 'there is no such field' });
    expect(en.body.errors).toContainEqual({
      path: 'measure',
      message: 'must be one of: hour, time, meal, day, month',
    });
  });

  test.each([
    ['12345678901234.00'],
    ['1e5'],
    ['-1.00'],
    ['1.0'],
    ['1.000'],
    ['01.00'],
    [' 1.00'],
    ['１.00'],
    ['NaN'],
    [1.5],
    [null],
  ])('an amount like %p', async (allotted) => {
    const fund = { code: 'F9', type: 'public', year: 2026, allotted, basis: { document: 'a', clause: 'b' } };
    const { status, body } = await (await site.signIn('finance')).post('/funds', fund);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'allotted']);
  });

  test.each(['2026-02-30', '2026-2-3', '0000-01-01', '9999-12-31', 'x', '', 20261031])(
    'a day like %p',
    async (day) => {
      const worker = { code: 'W9', name: '试', certifiedUntil: day, joinedOn: '2026-01-01' };
      const { status, body } = await (await site.signIn('manager')).post('/workers', worker);
      expect([status, body.errors?.[0]?.path]).toEqual([400, 'certifiedUntil']);
    },
  );

  test('a path with a bad escape, or a very long one', async () => {
    for (const path of ['/api/v1/items/%zz', `/api/v1/items/${'a'.repeat(5000)}`]) {
      const response = await request(site.app.getHttpServer()).get(path);
      expect([response.status < 500, response.type]).toEqual([true, 'application/problem+json']);
    }
  });

  test('raw bytes that are no request', async () => {
    const { connect } = await import('node:net');
    const server = site.app.getHttpServer();
    if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    for (const bytes of [
      'GARBAGE\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '\0\0\0',
      'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n',
    ]) {
      const answer = await new Promise<string>((done) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('close', () => done(text));
      });
      expect(answer === '' || /^HTTP\/1\.1 4\d\d/.test(answer)).toBe(true);
    }
  });
});

describe('what is not there', () => {
  test('an unknown path, a malformed id and an unknown one', async () => {
    const answers = await Promise.all(
      ['/nothing', '/items/x', '/items/0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10'].map((path) => clerk.get(path)),
    );
    for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]?.body]);
  });
});

test('a defect says nothing of itself, and is in the log without its message', async () => {
  const before = site.logged.length;
  await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
    tx.execute(`update cadre set personal = 'broken' where code = 'G0002'`),
  );
  const { status, body, text } = await clerk.get('/cadres?code=G0002');
  expect([status, body.code]).toEqual([500, 'internal']);
  expect(text).not.toMatch(/broken|vault|sealed|key/i);
  const lines = site.logged.slice(before);
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'defect', error: 'Error', stack: expect.any(Array) }),
  );
  expect(JSON.stringify(lines)).not.toMatch(/G0002/);
});

test('a log line names the route and the person’s id, and nothing that was asked', async () => {
  const before = site.logged.length;
  await clerk.get('/cadres?query=350902192609211192&limit=1');
  const [line] = site.logged.slice(before);
  expect(line).toMatchObject({
    ...{ method: 'GET', route: '/api/v1/cadres', status: 200, user: clerk.user.id },
    ...{ id: expect.any(String), ms: expect.any(Number) },
  });
  expect(JSON.stringify(line)).not.toMatch(/350902/);
});

test('every answer has its id and the headers that keep a browser safe', async () => {
  const { headers } = await request(site.app.getHttpServer()).get('/livez').set('X-Request-Id', 'mine-1');
  expect(headers).toMatchObject({
    'x-request-id': 'mine-1',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'self'"),
  });
});
