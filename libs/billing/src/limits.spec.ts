import { codesOf, type Fund, type Limit, type Order, quantity } from '@songbai/contracts';
import { aFund, aLimit, anItem, anOrder, yuan } from '../../../test/support/builders';
import { LimitBook, takingOf, windowStart } from './limits';

const TX = aFund({ code: 'TX', type: 'special-need', owner: 'U1' });

/** Whether an order is within a limit in hours, after these orders. */
function checked(
  limit: Partial<Limit>,
  order: Partial<Order>,
  before: Partial<Order>[] = [],
  funds: Fund[] = [aFund()],
) {
  const book = new LimitBook([aLimit(limit)], []);
  for (const each of before)
    for (const taking of book.quantityTakings(anOrder(each), anItem(), funds)) book.take(taking);
  return codesOf(book.checkQuantities(book.quantityTakings(anOrder(order), anItem(), funds)));
}

const hours = (count: string): Partial<Order> => ({ quantity: quantity(count) });

/** An order of the same year. */
const EARLIER: Partial<Order> = { ...hours('10'), startsOn: '2026-09-30' };

describe('O08, a limit on quantities', () => {
  it.each<[string, Partial<Limit>, Partial<Order>, Partial<Order>[], string[]]>([
    ['reached exactly', {}, hours('10'), [], []],
    ['exceeded by 0.01', {}, hours('10.01'), [], ['O08']],
    ['reached after another', {}, hours('4'), [hours('6')], []],
    ['exceeded after another', {}, hours('4.01'), [hours('6')], ['O08']],
    ['another cadre’s use', {}, hours('10'), [{ ...hours('10'), cadre: 'G2' }], []],
    ['another month’s use', {}, hours('10'), [{ ...hours('10'), startsOn: '2026-09-30' }], []],
    ['the year’s use', { window: 'year' }, hours('10'), [{ ...hours('1'), startsOn: '2026-01-01' }], ['O08']],
    ['last year’s use', { window: 'year' }, hours('10'), [{ ...hours('1'), startsOn: '2025-12-31' }], []],
    ['another measure', { measure: 'meal' }, hours('99'), [], []],
    ['its category', { category: '照料' }, hours('99'), [], ['O08']],
    ['another category', { category: '助餐' }, hours('99'), [], []],
    ['another kind of fund', { fundType: 'special-need' }, hours('99'), [], []],
    ['a cap of nothing', { cap: quantity('0') }, hours('0.01'), [], ['O08']],
    ['from its first day', { validFrom: '2026-10-01' }, hours('11'), [], ['O08']],
    ['until its last day', { validTo: '2026-10-01' }, hours('11'), [], ['O08']],
    ['not before its first day', { validFrom: '2026-10-02' }, hours('11'), [], []],
    ['not after its last day', { validTo: '2026-09-30' }, hours('11'), [], []],
    ['orders within its days only', { window: 'year', validFrom: '2026-10-01' }, hours('10'), [EARLIER], []],
    ['all days where it has none', { validFrom: null, validTo: null }, hours('11'), [], ['O08']],
  ])('%s', (_, limit, order, before, expected) => {
    expect(checked(limit, order, before)).toEqual(expected);
  });

  it('binds where any fund of the order is of its type', () => {
    expect(checked({ fundType: 'special-need' }, hours('11'), [], [aFund(), TX])).toEqual(['O08']);
  });

  it('tells cap, use and what was asked', () => {
    const book = new LimitBook([aLimit()], [takingOf(aLimit(), anOrder(), quantity('6'))]);
    const [found] = book.checkQuantities(book.quantityTakings(anOrder(hours('5')), anItem(), [aFund()]));
    expect(found?.facts).toMatchObject({ cap: '10.00', used: '6.00', asked: '5.00', period: '2026-10' });
  });
});

describe('limits in yuan', () => {
  const limit = aLimit({ code: 'Y', measure: 'yuan', cap: quantity('100') });
  const left = (used: string, pending: string[] = []): string =>
    new LimitBook([limit], [takingOf(limit, anOrder(), quantity(used))])
      .yuanLeft(
        limit,
        anOrder(),
        pending.map((amount) => takingOf(limit, anOrder(), yuan(amount).toDecimal())),
      )
      .toString();

  it('leave what is not used yet, never less than nothing', () => {
    expect([left('0'), left('99.99'), left('100'), left('130')]).toEqual(['100.00', '0.01', '0.00', '0.00']);
  });

  it('count what earlier funds of the same order give', () => {
    expect(left('10', ['20.50', '30'])).toBe('39.50');
    expect(left('10', ['95'])).toBe('0.00');
  });

  it.each<[string, Partial<Limit>, boolean]>([
    ['any', {}, true],
    ['its fund type', { fundType: 'government-purchase' }, true],
    ['another fund type', { fundType: 'public' }, false],
    ['its category', { category: '照料' }, true],
    ['another category', { category: '助餐' }, false],
    ['a measure of items', { measure: 'hour' }, false],
    ['a later day', { validFrom: '2026-10-02' }, false],
    ['its only day', { validFrom: '2026-10-01', validTo: '2026-10-01' }, true],
  ])('bind a share of %s: %s', (_, over, binds) => {
    const book = new LimitBook([aLimit({ measure: 'yuan', ...over })], []);
    expect(book.yuanLimits(anOrder(), anItem(), aFund())).toHaveLength(binds ? 1 : 0);
  });
});

it('begins a window with the month or the year of the first day', () => {
  expect([windowStart('month', '2026-10-31'), windowStart('year', '2026-10-31')]).toEqual([
    '2026-10-01',
    '2026-01-01',
  ]);
});
