'use strict';

const { v7: newId } = require('uuid');
const { brokenBody, resolved, validBody } = require('./bodies.cjs');
const { forgedToken } = require('./tokens.cjs');
const { anyText } = require('./values.cjs');

const METHODS = ['get', 'post', 'patch', 'put', 'delete', 'options', 'head', 'propfind', 'trace'];
const MALFORMED = [
  '1',
  '-1',
  'me',
  'null',
  'undefined',
  '%20',
  '..',
  '%2e%2e',
  '%2F',
  '%ff',
  '%E0%A4',
  '%00',
  '0'.repeat(36),
];
const BAD_IDS = [
  ...MALFORMED,
  '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a1g',
  "0192f0c4'--",
  'a'.repeat(2_000),
  '％',
  ';id=1',
];
const UNKNOWN = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';

/** The calls of the document: method, path, and what they take. */
function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ method, path, parameters: operation.parameters ?? [] },
      body:
        operation.requestBody &&
        resolved(operation.requestBody.content['application/json']?.schema, document),
      roles: /roles: (.*)$/.exec(operation.description ?? '')?.[1].split(', ') ?? [],
      takesFile: Boolean(operation.requestBody?.content['multipart/form-data']),
    })),
  );
}

/** How often each kind of fault is made. */
const KINDS = { body: 40, plausible: 14, query: 14, path: 12, header: 8, token: 6, media: 6 };

/** The request of one turn: who asks, what, and how it is wrong. The same for the same seed, turn and world. */
function requestOf({ document, operations, users, idsOf }, random) {
  const operation = random.pick(operations);
  // Mostly somebody who may do this, so that it gets further than the door.
  const able = users.filter(({ role }) => operation.roles.includes(role));
  const user = random.pick(able.length > 0 && random.chance(0.75) ? able : users);
  const resource = /^\/api\/v1\/([\w-]+)/.exec(operation.path)?.[1];
  const idOf = (name) => random.pick([...idsOf(user, name ?? resource), UNKNOWN]);
  const world = { document, random, idOf };
  const kind = random.weighted(KINDS);
  const request = {
    ...{ kind, user: user.name, method: operation.method, path: filledPath(operation, world) },
    headers: {
      authorization: `Bearer ${user.token}`,
      'accept-language': random.pick(['zh', 'en', 'zh-CN,en;q=0.5']),
    },
    body: undefined,
  };
  if (operation.body) {
    request.body = JSON.stringify(validBody(operation.body, world));
    request.headers['content-type'] = 'application/json';
  }
  if (operation.method === 'post' && random.chance(0.95)) request.headers['idempotency-key'] = newId();
  FAULTS[kind](request, operation, world, user);
  return request;
}

function filledPath({ path, parameters }, { idOf, random }) {
  const values = {
    month: () => random.pick(['2026-10', '2026-12', '2031-01']),
    year: () => random.pick(['2026', '2020']),
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const own = { sha256: () => '9f'.repeat(32), month: values.month, year: values.year }[name];
    return own ? own() : idOf();
  });
  const given = parameters.filter((each) => each.in === 'query' && random.chance(0.15));
  const query = given.map(
    ({ name, schema }) => `${name}=${encodeURIComponent(schema.example ?? schema.enum?.[0] ?? 1)}`,
  );
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}

const encoded = (text) =>
  encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text.replace(/[\ud800-\udfff]/g, '\ufffd'));

const CURSORS = [
  ...['x', '%00', 'e30', 'W10', 'WyJhIl0', '====', 'bnVsbA', 'a'.repeat(9_000)],
  ...[
    ['a', UNKNOWN],
    ['\ud800', UNKNOWN],
    ['', '-'.repeat(36)],
    [1, 2],
    ['9e99', UNKNOWN],
    ['infinity', UNKNOWN],
  ].map((each) => Buffer.from(JSON.stringify(each)).toString('base64url')),
];

const FAULTS = {
  plausible: () => undefined,
  body: (request, { body }, { random }) => {
    if (body) request.body = brokenBody(JSON.parse(request.body), random);
    else FAULTS.query(request, { parameters: [] }, { random });
  },
  query: (request, { parameters }, { random }) => {
    const names = [
      ...parameters.filter((each) => each.in === 'query').map(({ name }) => name),
      'limit',
      'cursor',
      'more',
    ];
    const name = random.pick(names);
    const value = name === 'cursor' && random.chance(0.7) ? random.pick(CURSORS) : encoded(anyText(random));
    const forms = [
      ...[
        `${name}=${value}`,
        `${name}=${value}`,
        `${name}=${value}&${name}=1`,
        `${name}[]=1`,
        `${name}[a][b]=1`,
      ],
      ...[
        `__proto__[x]=1`,
        `${name}=%ff%fe`,
        `${name}=%`,
        `${name}`,
        '&&&==',
        `constructor=1`,
        `${name}=%ED%A0%80`,
      ],
    ];
    request.path += (request.path.includes('?') ? '&' : '?') + random.pick(forms).slice(0, 12_000);
  },
  path: (request, { path }, { random }) => {
    if (random.chance(0.3)) request.method = random.pick(METHODS);
    else if (path.includes('{')) request.path = path.replace(/\{\w+\}/g, () => random.pick(BAD_IDS));
    else
      request.path += random.pick([
        '/',
        '//',
        '/..',
        '/%2e%2e/',
        '/x/y/z',
        ';a=1',
        '%00',
        '/.',
        '.json',
        '?',
        '#',
        '/%ff',
      ]);
    request.path = request.path.replace(/[^\x21-\x7e]/g, (text) => encoded(text));
  },
  header: (request, _, { random }) => {
    const key = random.pick([
      ...['', ' ', 'a'.repeat(201), 'é', 'a\tb', '\u0001', '密', 'x'.repeat(200), 'a,b'],
      undefined,
    ]);
    const other = random.pick([
      'accept',
      'accept-encoding',
      'content-encoding',
      'cookie',
      'x-request-id',
      'if-match',
      'range',
      'x-forwarded-for',
      'accept-language',
      'origin',
    ]);
    if (random.chance(0.6)) request.headers['idempotency-key'] = key;
    else request.headers[other] = anyText(random).slice(0, 3_000);
  },
  token: (request, _, { random }, user) => {
    request.headers.authorization = forgedToken(user.token, random);
    if (random.chance(0.3))
      request.headers.cookie = `songbai_refresh=${random.bytes(20).toString('base64url')}`;
  },
  media: (request, { takesFile }, { random }) => {
    if (request.method === 'get') request.method = 'post';
    request.headers['content-type'] = random.pick([
      ...[
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/json; charset=utf-16',
      ],
      ...[
        'application/json;charset=',
        'multipart/form-data; boundary=x',
        'x',
        '',
        'application/json, text/plain',
        'image/png',
      ],
    ]);
    const start = `--x\r\nContent-Disposition: form-data; name="${takesFile ? 'file' : 'a'}"; filename="a.jpg"\r\n\r\n`;
    request.body = random.pick([
      ...[
        request.body ?? '',
        random.bytes(200),
        `${start}abc\r\n--x--\r\n`,
        `${start}abc`,
        '--x--',
        random.bytes(30_000),
      ],
      ...[
        Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
        Buffer.from('{"a":"\xff\xfe"}', 'latin1'),
        '\ufeff{}',
        '[]',
        '1e999',
      ],
      ...[
        `{"a":${'['.repeat(20_000)}`,
        `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
        ' '.repeat(1_100_000),
      ],
    ]);
  },
};

module.exports = { operationsOf, requestOf };
