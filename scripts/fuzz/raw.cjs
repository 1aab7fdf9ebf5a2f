'use strict';

const net = require('node:net');

const CRLF = '\r\n';
const head = (lines) => `${lines.join(CRLF)}${CRLF}${CRLF}`;
const PATHS = ['/api/v1/orders', '/api/v1/visits/sync', '/livez', '/c/x', '/', '/api/v1/photos'];
const tls = Buffer.from('16030100a5010000a10303', 'hex');

/** What no client of ours would send, as the pieces that are written one after another. */
const SHAPES = {
  garbage: (random) => [random.bytes(1 + random.below(2_000))],
  lines: (random) => [`${random.bytes(20).toString('latin1')}${CRLF}${CRLF}`],
  tls: (random) => [Buffer.concat([tls, random.bytes(160)])],
  http2: () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', Buffer.alloc(9)],
  version: (random) => [
    head([`GET /livez HTTP/${random.pick(['9.9', '0.9', '2', '1.1.1', ''])}`, 'Host: x']),
  ],
  method: (random) => [
    head([`${random.pick(['get', 'G\tT', 'FOO', '', '\u0000', 'GET GET'])} /livez HTTP/1.1`, 'Host: x']),
  ],
  target: (random) => [
    head([
      `GET ${random.pick(['*', 'http://x/livez', '//x', '\\', '/%', '/\u0000', '?', '/é'])} HTTP/1.1`,
      'Host: x',
    ]),
  ],
  connect: () => [head(['CONNECT x:443 HTTP/1.1', 'Host: x'])],
  upgrade: () => [
    head(['GET / HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x']),
  ],
  noHost: () => [head(['GET /livez HTTP/1.1'])],
  barePath: () => ['GET /livez\n\n'],
  newlines: () => ['GET /livez HTTP/1.1\nHost: x\n\n'],
  badHeader: (random) => [
    head([
      'GET /livez HTTP/1.1',
      'Host: x',
      random.pick(['x', ': y', 'a b: c', 'a: \u0000', ' folded', 'a:\rb']),
    ]),
  ],
  hugeHeader: () => [head(['GET /livez HTTP/1.1', 'Host: x', `X-A: ${'a'.repeat(100_000)}`])],
  manyHeaders: () => [
    head(['GET /livez HTTP/1.1', 'Host: x', ...Array.from({ length: 3_000 }, (_, i) => `X-${i}: 1`)]),
  ],
  hugeLine: () => [head([`GET /${'a'.repeat(100_000)} HTTP/1.1`, 'Host: x'])],
  length: (random, asked) => [
    asked([
      `Content-Length: ${random.pick(['-1', 'abc', '1e3', '0x10', '99999999999999999999', ' ', '5,6'])}`,
    ]),
    '{}',
  ],
  twoLengths: (_, asked) => [asked(['Content-Length: 2', 'Content-Length: 9']), '{}'],
  smuggled: (_, asked) => [
    asked(['Content-Length: 4', 'Transfer-Encoding: chunked']),
    `0${CRLF}${CRLF}GET /livez HTTP/1.1${CRLF}`,
  ],
  tooShort: (_, asked) => [asked(['Content-Length: 500']), '{"a":', null],
  tooLong: (_, asked) => [asked(['Content-Length: 2']), '{}{}{}GARBAGE'],
  huge: (_, asked) => [asked(['Content-Length: 99999999']), 'a'.repeat(2_000_000)],
  chunks: (random, asked) => [
    asked(['Transfer-Encoding: chunked']),
    random.pick([
      'ZZ\r\nabc\r\n',
      'FFFFFFFFFFFFFFFFF\r\n',
      '-1\r\n',
      `3;${'x'.repeat(20_000)}\r\nabc\r\n`,
      '3\r\nabcdef\r\n0\r\n\r\n',
      '2\r\n{}\r\n0\r\n\r\n',
    ]),
  ],
  coding: (_, asked) => [asked(['Transfer-Encoding: gzip, chunked, x']), '0\r\n\r\n'],
  pipelined: (random) => [
    `${head(['GET /livez HTTP/1.1', 'Host: x']).repeat(20)}${random.bytes(50).toString('latin1')}`,
  ],
  slow: () => [...'GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: '.match(/.{1,4}/gs), null],
  aborted: (_, asked) => [
    asked(['Content-Length: 30', 'Content-Type: application/json']),
    '{"visits":[',
    null,
  ],
  expect: (_, asked) => [asked(['Content-Length: 2', 'Expect: 100-continue']), null],
  unmet: (_, asked) => [asked(['Content-Length: 2', 'Expect: something']), '{}'],
  halfToken: (random) => [
    head([
      'GET /api/v1/orders HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${random.bytes(40).toString('latin1')}`,
    ]),
  ],
};

function rawRequestOf({ users }, random) {
  const kind = random.pick(Object.keys(SHAPES));
  const user = random.pick(users);
  const asked = (lines) =>
    head([
      `POST ${random.pick(PATHS)} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${user.token}`,
      'Idempotency-Key: raw',
      ...lines,
    ]);
  return { kind: `raw ${kind}`, user: user.name, pieces: SHAPES[kind](random, asked) };
}

const PATIENCE = 250;

/** Writes the pieces; null breaks off. Answers all that came back until the server closed or said nothing more. */
function sendRaw({ host, port }, pieces) {
  return new Promise((done) => {
    const heard = [];
    const socket = net.connect({ host, port });
    const end = () => {
      clearTimeout(quiet);
      socket.destroy();
      done(Buffer.concat(heard).toString('latin1'));
    };
    let quiet = setTimeout(end, 4 * PATIENCE);
    socket.on('data', (data) => {
      heard.push(data);
      clearTimeout(quiet);
      quiet = setTimeout(end, PATIENCE / 10);
    });
    socket.on('error', end).on('close', end);
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (piece === null) return end();
        socket.write(piece, 'latin1', () => undefined);
        await new Promise((next) => setImmediate(next));
      }
      clearTimeout(quiet);
      quiet = setTimeout(end, PATIENCE);
    });
  });
}

module.exports = { rawRequestOf, sendRaw };
