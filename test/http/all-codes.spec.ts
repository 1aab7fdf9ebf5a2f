import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as billing from '@songbai/billing';
import * as contracts from '@songbai/contracts';

/**
 * Every code of the catalogue and every machine, with the call that reaches it and the spec that expects it there. That
 * the words are the catalogue's is checked at every answer of every spec: test/support/words.ts.
 */
interface Reached {
  call: string;
  /** Below test/. */
  spec: string;
  codes: string;
}

const SERVICES = 'post /visits/{id}/finish';
const ADJUDICATED = { call: 'post /bills/{id}/adjudicate', spec: 'http/bill-codes.spec.ts' };
const EVENTS = { call: 'post /cadres/{id}/events', spec: 'http/life-events.spec.ts' };
const APPROVALS = 'post /orders/{id}/approve';
const PAYMENTS = 'http/payments.spec.ts';
const DAYS = 'http/payment-days.spec.ts';
const MONTHS = 'http/months.spec.ts';

const REACHED: Reached[] = [
  {
    call: 'post /contracts/{id}/submit',
    spec: 'http/contract-rules.spec.ts',
    codes: 'C01 C02 C03 C04 C05 C06',
  },
  { call: 'post /contracts/{id}/amendments', spec: 'http/contract-rules.spec.ts', codes: 'C07 C09 C10' },
  { call: 'post /contracts/{id}/approve', spec: 'http/contract-rules.spec.ts', codes: 'C08' },
  { call: 'post /funds/{id}/allotments', spec: 'http/idempotency.spec.ts', codes: 'F01' },
  { call: 'post /funds', spec: 'http/funds.spec.ts', codes: 'F02' },
  { call: APPROVALS, spec: 'http/order-refusals.spec.ts', codes: 'O01 O02 O03 O04 O05 O07 O08 O09 O10 O11' },
  { call: APPROVALS, spec: 'http/order-parties.spec.ts', codes: 'O06 O12 O13 O14 O15 E01' },
  {
    call: SERVICES,
    spec: 'http/visit-codes.spec.ts',
    codes: 'V01 V02 V03 V04 V05 V06 V07 V11 V13 V14 V15 V16 V17',
  },
  { call: SERVICES, spec: 'http/life-events.spec.ts', codes: 'V09 V10' },
  { call: SERVICES, spec: 'http/photos.spec.ts', codes: 'V12' },
  { call: 'post /visits', spec: 'http/visit-moments.spec.ts', codes: 'V22' },
  { call: 'post /visits/{id}/resolve', spec: 'http/visit-resolve.spec.ts', codes: 'V18 V19' },
  { call: SERVICES, spec: 'http/visit-resolve.spec.ts', codes: 'V21' },
  { call: 'post /visits/{id}/resolve', spec: 'http/life-events.spec.ts', codes: 'V20' },
  { ...EVENTS, codes: 'L01 L02 L03 L04 L05 L06' },
  { ...ADJUDICATED, codes: 'I02 I03 I05 I06 I07 I08 I09 I10 I11 I12 I13 I14' },
  { call: 'post /bills/{id}/invoice', spec: 'http/bill-codes.spec.ts', codes: 'T01 T02 T03 T04 T05' },
  { call: 'post /bills', spec: 'http/bill-codes.spec.ts', codes: 'P01' },
  { call: 'post /bills/{id}/approve', spec: PAYMENTS, codes: 'P02' },
  { call: 'post /bills/{id}/confirm', spec: 'http/bills.spec.ts', codes: 'P11' },
  { call: 'post /payments/{id}/release', spec: PAYMENTS, codes: 'P03' },
  { call: 'get /payments/{id}', spec: 'http/payee-accounts.spec.ts', codes: 'P20' },
  { call: 'get /payments/{id}', spec: 'http/payment-returns.spec.ts', codes: 'P24' },
  { call: 'post /payments/{id}/release', spec: 'http/payee-accounts.spec.ts', codes: 'P21' },
  { call: 'post /bills/{id}/appeal', spec: 'http/bill-states.spec.ts', codes: 'P04' },
  { call: 'post /payments', spec: PAYMENTS, codes: 'P05' },
  { call: 'post /payments', spec: 'http/adjustments.spec.ts', codes: 'P06' },
  { call: 'post /bills/{id}/adjustments', spec: 'http/adjustments.spec.ts', codes: 'P07 P08 P09' },
  { call: 'post /bills/{id}/adjustments', spec: 'http/adjustments.spec.ts', codes: 'P16' },
  { call: 'post /payments/{id}/confirm', spec: DAYS, codes: 'P12' },
  { call: 'post /bills/{id}/invoice', spec: DAYS, codes: 'P13 P19' },
  { call: 'post /payments/{id}/fail', spec: DAYS, codes: 'P14' },
  { call: 'post /bills', spec: DAYS, codes: 'P15' },
  { call: 'post /bills', spec: 'http/bill-offered.spec.ts', codes: 'P22 P23' },
  { call: 'get /bills/{id}/differences.xlsx', spec: 'e2e/main-job/books.ts', codes: 'P10' },
  { call: 'post /ratings', spec: 'http/ratings.spec.ts', codes: 'R01 R02 R03' },
  { call: 'post /months/{month}/close', spec: MONTHS, codes: 'Y01 Y02' },
  { call: 'post /months/{month}/close', spec: 'http/month-order.spec.ts', codes: 'Y08 Y09' },
  { call: 'post /months/{month}/reopen', spec: 'http/month-order.spec.ts', codes: 'Y10' },
  { call: 'get /months/{month}', spec: 'e2e/main-job/settlement.ts', codes: 'Y03' },
  { call: 'post /months/{month}/reopen', spec: MONTHS, codes: 'Y04' },
  { call: 'post /years/{year}/carry-over', spec: 'http/carry-over.spec.ts', codes: 'Y05 Y06 Y07' },
];

/** Codes that no request can bring about, and why. There is none now. */
const OUT_OF_REACH: Record<string, string> = {};

/** Specs that ask every (state, verb) pair. Verbs that follow from others, and from the calendar, have no call. */
const MACHINES: Record<string, { spec: string; following: string[] }> = {
  contract: { spec: 'http/contracts.spec.ts', following: ['begin', 'expire'] },
  order: { spec: 'http/order-machine.spec.ts', following: ['start', 'complete'] },
  visit: {
    spec: 'http/visit-machine.spec.ts',
    following: ['hold', 'accept', 'cut', 'block', 'bill', 'pay', 'unpay'],
  },
  bill: { spec: 'http/bill-states.spec.ts', following: ['match', 'settle', 'pay', 'unpay'] },
  payment: { spec: PAYMENTS, following: [] },
  month: { spec: 'http/small-machines.spec.ts', following: [] },
  call: { spec: 'http/small-machines.spec.ts', following: [] },
};

const read = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');
const { paths } = JSON.parse(read('../apps/api/openapi.json')) as { paths: Record<string, object> };

test('every code of the catalogue is reached by a request, once in this list, or is said to be out of reach', () => {
  const listed = [...REACHED.flatMap(({ codes }) => codes.split(' ')), ...Object.keys(OUT_OF_REACH)];
  expect(listed.sort()).toEqual(Object.keys(contracts.CATALOGUE).sort());
});

test.each(REACHED)('$call: $codes', ({ call, spec, codes }) => {
  const [method = '', path = ''] = call.split(' ');
  expect(Object.keys(paths[`/api/v1${path}`] ?? {})).toContain(method);
  expect(existsSync(join(__dirname, '..', spec))).toBe(true);
  const text = read(spec);
  const expected = codes.split(' ').filter((code) => new RegExp(`\\b${code}\\b`).test(text));
  expect(expected.join(' ')).toBe(codes);
});

interface AnyMachine {
  name: string;
  states: readonly string[];
  verbs: readonly string[];
}
const machines = [...Object.values(contracts), ...Object.values(billing)].filter(
  (value): value is AnyMachine & typeof value =>
    typeof value === 'object' && value !== null && 'allows' in value && 'verbs' in value,
);

test('every machine has a spec that asks all of its pairs', () => {
  expect(machines.map(({ name }) => name).sort()).toEqual(Object.keys(MACHINES).sort());
});

test.each(machines)('machine $name', ({ name, verbs }) => {
  const { spec = '', following = [] } = MACHINES[name] ?? {};
  const text = read(spec);
  expect(text).toMatch(/(test|describe)\.each\(/);
  const unasked = verbs.filter(
    (verb) => !following.includes(verb) && !new RegExp(`\\b${verb}\\b`).test(text),
  );
  // Where the spec walks the verbs of the machine itself, none needs to be named.
  expect(text.includes(`${name}Machine.verbs`) ? [] : unasked).toEqual([]);
  expect(following.filter((verb) => !verbs.includes(verb))).toEqual([]);
});
