import { codesOf, finding } from '@songbai/contracts';
import { anInvoice, yuan } from '../../../test/support/builders';
import { billState, checkInvoiceAge, checkTaxInvoice } from './tax-invoice';

const INVOICED = {
  providerCode: '52350902187202534F',
  buyerCode: '11350900003887123U',
  approved: yuan('30.00'),
};

const codes = (over: Parameters<typeof anInvoice>[0], isUsedTwice = false): string[] =>
  codesOf(checkTaxInvoice(anInvoice(over), INVOICED, isUsedTwice));

it.each<[string, Parameters<typeof anInvoice>[0], string[]]>([
  ['as it should be', {}, []],
  ['19 digits', { number: '2635018271458835616' }, ['T02']],
  ['21 digits', { number: '263501827145883561600' }, ['T02']],
  ['a letter', { number: '2635018271458835616O' }, ['T02']],
  ['digits of another script', { number: '２６３５０１８２７１４５８８３５６１６０' }, ['T02']],
  ['no number', { number: '' }, ['T02']],
  ['another seller', { sellerCode: '11350900003887123U' }, ['T03']],
  ['another buyer', { buyerCode: '52350902187202534F' }, ['T04']],
  ['a 分 more', { total: '30.01' }, ['T05']],
  ['the same amount in other words', { total: '30' }, []],
  ['and with more zeros', { total: '30.000' }, []],
  ['a fraction of a 分', { total: '30.001' }, ['T05']],
  ['a comma', { total: '30,00' }, ['T05']],
  ['scientific', { total: '3e1' }, ['T05']],
  ['signed', { total: '+30.00' }, ['T05']],
  ['nothing', { total: '' }, ['T05']],
  ['all wrong', { number: 'x', sellerCode: '', buyerCode: '', total: 'x' }, ['T02', 'T03', 'T04', 'T05']],
])('an invoice %s: %s', (_, over, expected) => {
  expect(codes(over)).toEqual(expected);
});

it('is refused where its number was used twice', () => {
  expect(codes({}, true)).toEqual(['T02']);
});

it('is missing: T01 alone', () => {
  expect(codesOf(checkTaxInvoice(undefined, INVOICED, false))).toEqual(['T01']);
});

it.each([
  [[], 'payable'],
  [['T01'], 'awaiting-invoice'],
  [['T02', 'T05'], 'awaiting-invoice'],
  [['I14'], 'disputed'],
  [['I14', 'T01'], 'disputed'],
] as const)('a bill with %j is %s', (found, state) => {
  expect(billState(found.map((code) => finding(code)))).toBe(state);
});

it.each([
  ['2026-09-30', '2025-01-01', ['P19']],
  ['2026-10-01', '2025-01-01', []],
  ['2026-10-14', '2026-10-15', ['P19']],
  ['2026-10-15', '2026-10-15', []],
])('an invoice of %s for October under a contract of %s: %j', (issuedOn, from, codes) => {
  expect(codesOf(checkInvoiceAge(issuedOn, '2026-10', from))).toEqual(codes);
});
