import { Money } from '@songbai/contracts';
import { billedDays } from './bill-draft';
import {
  byPayer,
  checkAccounts,
  checkApprover,
  checkConfirmer,
  checkPayment,
  checkReleaser,
  noteAccounts,
} from './payment';

const share = (fund: string, amount: string) => ({ fund, amount: Money.of(amount) });

test('a bill is split by who pays, the bureau first, funds by code; what sums up to nothing is left out', () => {
  const shares = [
    share('U2', '1.00'),
    share('B2', '2.00'),
    share('U1', '3.00'),
    share('B1', '4.00'),
    share('U2', '5.00'),
  ];
  const gone = [share('B3', '7.00'), share('B3', '-7.00')];
  const payers = byPayer([...shares, ...gone], (fund) => (fund.startsWith('U') ? fund : null));
  expect(
    payers.map(({ owner, amount, funds }) => [owner, amount.toString(), funds.map(({ fund }) => fund)]),
  ).toEqual([
    [null, '6.00', ['B1', 'B2']],
    ['U1', '3.00', ['U1']],
    ['U2', '6.00', ['U2']],
  ]);
});

test('persons differ', () => {
  expect(checkApprover('a', ['b', null, 'a']).map(({ code }) => code)).toEqual(['P02']);
  expect(checkApprover('a', ['b', null])).toEqual([]);
  expect(checkReleaser('a', 'a').map(({ code }) => code)).toEqual(['P03']);
  expect(checkReleaser('a', 'b')).toEqual([]);
});

test('who gives the provider’s word for it neither filed for it nor adjudicated', () => {
  const hands = { submittedBy: 'a', submittedFor: '刘主任', adjudicatedBy: 'b' };
  const codes = (person: string, onBehalfOf: string | null, over = {}) =>
    checkConfirmer(person, onBehalfOf, { ...hands, ...over }).map(({ code }) => code);
  expect([codes('a', '刘主任'), codes('b', '刘主任'), codes('c', '刘主任')]).toEqual([['P11'], ['P11'], []]);
  expect(codes('manager', null, { submittedBy: 'manager', submittedFor: null })).toEqual([]);
});

test('a payment names every reason of every bill', () => {
  const codes = checkPayment([
    { number: 'ZD1', net: Money.of('1.00'), isInPayment: false },
    { number: 'ZD2', net: Money.ZERO, isInPayment: true },
  ]).map(({ code, facts }) => `${code} ${facts.bill}`);
  expect(codes).toEqual(['P05 ZD2', 'P06 ZD2']);
});

test('which days belong on a bill', () => {
  expect(billedDays('2026-12', 'regular')).toEqual({ from: '2026-12-01', before: '2027-01-01' });
  expect(billedDays('2026-09', 'regular')).toEqual({ from: '2026-09-01', before: '2026-10-01' });
  expect(billedDays('2026-12', 'supplementary')).toEqual({ from: null, before: '2026-12-01' });
});

describe('an account that was changed', () => {
  const change = (payee: string, changedBy: string) => ({
    ...{
      payee,
      changedBy,
      changedOn: '2026-11-02',
      accountFrom: '甲行 **** 0001',
      accountTo: '乙行 **** 0002',
    },
  });
  const changes = [change('甲', 'clerk'), change('甲', 'clerk'), change('乙', 'clerk2')];

  it('is said once for each change (P20)', () => {
    expect(noteAccounts(changes).map(({ code, facts }) => [code, facts.payee, facts.changedBy])).toEqual([
      ['P20', '甲', 'clerk'],
      ['P20', '甲', 'clerk'],
      ['P20', '乙', 'clerk2'],
    ]);
  });

  it('keeps whoever changed it from releasing (P21), once for each payee, and nobody else', () => {
    expect(checkAccounts('clerk', changes)).toEqual([
      { code: 'P21', facts: { person: 'clerk', payee: '甲' } },
    ]);
    expect(checkAccounts('approver', changes)).toEqual([]);
  });
});
