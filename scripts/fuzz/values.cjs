'use strict';

const deep = (levels) => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

/** Values that some field somewhere does not expect. Each maker answers a fresh one. */
const MAKERS = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, 9_007_199_254_740_992, 2_147_483_648, 1e-9].map(
    (v) => () => v,
  ),
  ...[
    '',
    ' ',
    '\t\n',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfff\ud800y',
    '\uffff\ufffe',
    '\u202eabc',
    '\u200b',
  ].map((v) => () => v),
  ...['NaN', 'Infinity', '-Infinity', 'undefined', 'null', 'true', '[object Object]', '__proto__'].map(
    (v) => () => v,
  ),
  ...[
    '1e400',
    '-0.00',
    '00.00',
    '1.005',
    '+1.00',
    '-1.00',
    '1,000.00',
    '１２.００',
    '0x10',
    '1_000',
    '1.00 ',
  ].map((v) => () => v),
  ...['99999999.99', '999999999999.99', '99999999999999999999.99', '9223372036854775808', '0.001'].map(
    (v) => () => v,
  ),
  ...['0000-00-00', '2026-02-30', '2026-13-01', '9999-12-31', '10000-01-01', '-2026-01-01', '2026-1-1'].map(
    (v) => () => v,
  ),
  ...[
    '2026-11-21T25:00:00Z',
    '2026-11-21T00:00:60+08:00',
    '+275760-09-13T00:00:00Z',
    '2026-11-21T00:00:00',
  ].map((v) => () => v),
  ...[
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999999+23:59',
    '2026-11-21T00:00:00-99:99',
    '0000-01',
  ].map((v) => () => v),
  ...[
    "' or '1'='1",
    '"; drop',
    '%00',
    '%s%n',
    '../../../etc/passwd',
    '$()',
    '{{1}}',
    '<svg onload=1>',
    '\\',
  ].map((v) => () => v),
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'].map((v) => () => v),
  ...[
    'data:image/png;base64,',
    'data:image/png;base64,AAAA',
    '👩‍👩‍👧‍👦',
    '龘'.repeat(300),
    'İstanbul ﬀ ß',
  ].map((v) => () => v),
  () => 'a'.repeat(10_000),
  () => '9'.repeat(5_000),
  () => deep(12),
  () => deep(40),
  () => ({}),
  () => [],
  () => [null],
  () => [[]],
  () => ({ length: 1e9 }),
  () => Array.from({ length: 3_000 }, () => 'x'),
  () => ({ toString: 1, valueOf: null, constructor: { prototype: {} } }),
  () => ({ $gt: '' }),
];

const anyValue = (random) => random.pick(MAKERS)();

/** Text for places where only text can stand. */
function anyText(random) {
  const value = anyValue(random);
  return typeof value === 'string' ? value : JSON.stringify(value).slice(0, 4_000);
}

module.exports = { anyText, anyValue };
