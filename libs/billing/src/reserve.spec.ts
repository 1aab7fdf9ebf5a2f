import { codesOf, type Fund, type Limit, Money, type Order, quantity } from '@songbai/contracts';
import { aFund, aLimit, anItem, anOrder, yuan } from '../../../test/support/builders';
import { LimitBook, takingOf } from './limits';
import { commit, divide, type Headroom } from './reserve';

const TX = aFund({ code: 'TX', type: 'special-need', owner: 'U1' });
const AID = aFund({ code: 'AID', type: 'hardship-aid' });
const FUNDS = [TX, AID, aFund()];

interface Given {
  amount: string;
  available: Record<string, string>;
  limits?: Limit[];
  used?: [limit: Limit, amount: string][];
  funds?: Fund[];
  order?: Partial<Order>;
  ceiling?: string;
  committed?: string;
}

function divided({
  amount,
  available,
  limits = [],
  used = [],
  funds = FUNDS,
  order,
  ceiling = '9999',
  committed,
}: Given) {
  const asked = anOrder({ quantity: quantity('1'), ...order });
  const book = new LimitBook(
    limits,
    used.map(([limit, taken]) => takingOf(limit, asked, quantity(taken))),
  );
  const headroom: Headroom = {
    available: new Map(Object.entries(available).map(([fund, left]) => [fund, yuan(left)])),
    committed: new Map(committed === undefined ? [] : [['C1', yuan(committed)]]),
  };
  const request = { order: asked, item: anItem(), funds, amount: yuan(amount), ceiling: yuan(ceiling) };
  const reserved = divide(request, headroom, book);
  return { reserved, request, headroom, book };
}

/** "TX 10.00, BUY 20.00", or the codes where it is refused. */
function outcome(given: Given): string {
  const { shares, findings } = divided(given).reserved;
  if (findings.length > 0) return codesOf(findings).join(' ');
  return shares.map(({ fund, amount }) => `${fund} ${amount}`).join(', ');
}

const yuanLimit = (code: string, cap: string, over: Partial<Limit> = {}): Limit =>
  aLimit({ code, measure: 'yuan', cap: quantity(cap), ...over });
const TEN_EACH = { TX: '10.00', AID: '10.00', BUY: '10.00' };

describe('an amount is divided over the funds in their order', () => {
  it.each<[string, Given, string]>([
    ['the first gives all it can', { amount: '9.99', available: TEN_EACH }, 'TX 9.99'],
    ['the next gives the rest', { amount: '10.01', available: TEN_EACH }, 'TX 10.00, AID 0.01'],
    ['to the last 分', { amount: '30.00', available: TEN_EACH }, 'TX 10.00, AID 10.00, BUY 10.00'],
    ['a 分 too much', { amount: '30.01', available: TEN_EACH }, 'O09'],
    ['an empty fund has no share', { amount: '5.00', available: { ...TEN_EACH, TX: '0.00' } }, 'AID 5.00'],
    [
      'an overdrawn one counts as empty',
      { amount: '5.00', available: { ...TEN_EACH, TX: '-3.00' } },
      'AID 5.00',
    ],
    ['one without a balance too', { amount: '5.00', available: { BUY: '10.00' } }, 'BUY 5.00'],
    ['nothing is wanted', { amount: '0.00', available: TEN_EACH }, ''],
  ])('%s', (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });
});

describe('limits in yuan cut the share of a fund', () => {
  const any = yuanLimit('ANY', '15');
  it.each<[string, Given, string]>([
    [
      'by type',
      { amount: '12.00', available: TEN_EACH, limits: [yuanLimit('L', '4', { fundType: 'special-need' })] },
      'TX 4.00, AID 8.00',
    ],
    [
      'shares of earlier funds count',
      { amount: '15.00', available: TEN_EACH, limits: [any] },
      'TX 10.00, AID 5.00',
    ],
    ['and leave later ones nothing', { amount: '15.01', available: TEN_EACH, limits: [any] }, 'O09'],
    [
      'the strictest of several binds',
      {
        amount: '5.00',
        available: TEN_EACH,
        limits: [
          yuanLimit('A', '3', { fundType: 'special-need' }),
          yuanLimit('B', '2', { category: '照料', fundType: 'special-need' }),
        ],
      },
      'TX 2.00, AID 3.00',
    ],
    [
      'one used up counts as nothing',
      { amount: '5.00', available: TEN_EACH, limits: [any], used: [[any, '20']] },
      'O09',
    ],
    [
      'use of before counts',
      { amount: '5.00', available: TEN_EACH, limits: [any], used: [[any, '10']] },
      'TX 5.00',
    ],
  ])('%s', (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });
});

describe('the contract’s ceiling', () => {
  it('may be reached and not exceeded', () => {
    expect(outcome({ amount: '10.00', available: TEN_EACH, ceiling: '100.00', committed: '90.00' })).toBe(
      'TX 10.00',
    );
    expect(outcome({ amount: '10.01', available: TEN_EACH, ceiling: '100.00', committed: '90.00' })).toBe(
      'O11',
    );
  });
});

it('tells O08, O09 and O11 together', () => {
  const limits = [aLimit({ cap: quantity('0.5') })];
  expect(outcome({ amount: '99.00', available: TEN_EACH, limits, ceiling: '1.00' })).toBe('O08 O09 O11');
});

it('changes nothing until it is committed, and then all of it', () => {
  const hours = aLimit({ code: 'H' });
  const money = yuanLimit('M', '100');
  const { reserved, request, headroom, book } = divided({
    amount: '12.00',
    available: TEN_EACH,
    limits: [hours, money],
  });
  const left = (): string[] => [...headroom.available.values()].map(String);
  expect(left()).toEqual(['10.00', '10.00', '10.00']);

  commit(request, reserved, headroom, book);
  expect(left()).toEqual(['0.00', '8.00', '10.00']);
  expect(headroom.committed.get('C1')?.toString()).toBe('12.00');
  expect(book.yuanLeft(money, request.order, []).toString()).toBe('88.00');
  expect(Money.sum(reserved.shares.map(({ amount }) => amount)).toString()).toBe('12.00');
  const takings = reserved.takings.map(({ limit, amount }) => `${limit} ${amount.toFixed(2)}`);
  expect(takings).toEqual(['H 1.00', 'M 10.00', 'M 2.00']);
});
