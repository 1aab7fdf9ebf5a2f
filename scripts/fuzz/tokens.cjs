'use strict';

const { createHmac } = require('node:crypto');

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The claims of a token, as somebody would sign them who does not have our key. */
function signed(token, over, secret) {
  const claims = { ...JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()), ...over };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Tokens that must open nothing, made of one that does. */
const FORGED = {
  none: () => undefined,
  empty: () => 'Bearer ',
  basic: () => 'Basic Y2xlcms6Y2xlcms=',
  garbage: (_, random) => `Bearer ${random.bytes(30).toString('base64url')}`,
  truncated: (token, random) => `Bearer ${token.slice(0, 5 + random.below(token.length - 6))}`,
  unsigned: (token) => `Bearer ${part({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1]}.`,
  unsignedNone: (token) => `Bearer ${part({ alg: 'NoNe' })}.${token.split('.')[1]}.${token.split('.')[2]}`,
  otherKey: (token) => `Bearer ${signed(token, { role: 'system-admin' }, 'secret')}`,
  expired: (token) => `Bearer ${signed(token, { iat: 0, exp: 1 }, 'songbai')}`,
  flipped: (token, random) => {
    const at = token.lastIndexOf('.') + 1 + random.below(20);
    return `Bearer ${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
  },
  twice: (token) => `Bearer ${token}, Bearer ${token}`,
  spaces: (token) => `bearer  ${token} x`,
  huge: () => `Bearer ${'a'.repeat(7_000)}`,
  strange: () => `Bearer ${part({ alg: 'HS256', kid: '../../key', jku: 'http://127.0.0.1' })}.${part([1])}.x`,
};

const forgedToken = (token, random) => FORGED[random.pick(Object.keys(FORGED))](token, random);

module.exports = { forgedToken };
