import { Decimal } from 'decimal.js';
import { hundredths, Money, quantity, round, twoDecimals } from './money';

const money = (text: string): Money => Money.of(text);

describe('rounding', () => {
  it.each([
    ['0.005', '0.01'],
    ['0.0049999', '0.00'],
    ['1.125', '1.13'],
    ['1.124999', '1.12'],
    ['2.675', '2.68'],
    ['0.335', '0.34'],
  ])('%s becomes %s: half up, without binary dust', (exact, rounded) => {
    expect(round(new Decimal(exact)).toFixed(2)).toBe(rounded);
  });

  it.each([
    ['36.19', '1.75', '63.33'],
    ['0.01', '0.5', '0.01'],
    ['0.01', '0.49', '0.00'],
    ['37.64', '0.33', '12.42'],
    ['999999999999.99', '1', '999999999999.99'],
  ])('%s times %s is %s', (price, factor, product) => {
    expect(money(price).times(new Decimal(factor)).toString()).toBe(product);
  });
});

describe('exactness', () => {
  it('adds what floating point cannot', () => {
    expect(Money.sum(Array.from({ length: 10 }, () => money('0.1'))).equals(money('1'))).toBe(true);
    expect(money('0.1').plus(money('0.2')).toString()).toBe('0.30');
  });

  it('keeps every 分 of twelve digits through the database form', () => {
    expect(money('999999999999.99').toFen()).toBe('99999999999999');
    expect(Money.ofFen('99999999999999').toString()).toBe('999999999999.99');
    expect(Money.ofFen(-5n).toString()).toBe('-0.05');
  });

  it.each(['1.005', '0.001'])('refuses %s, which is finer than a 分', (text) => {
    expect(() => money(text)).toThrow(RangeError);
    expect(() => quantity(text)).toThrow(RangeError);
  });

  it('compares by value and not by spelling', () => {
    expect(money('1.5').equals(money('1.50'))).toBe(true);
    expect(money('1.49').isLessThan(money('1.5'))).toBe(true);
    expect(money('1.51').isMoreThan(money('1.5'))).toBe(true);
    expect(money('1.5').isMoreThan(money('1.50'))).toBe(false);
  });
});

it('answers zero for what is negative, and the least of several', () => {
  expect(money('1').minus(money('2')).orZero().isZero()).toBe(true);
  expect(money('2').orZero().toString()).toBe('2.00');
  expect(Money.min(money('3'), money('1.01'), money('2')).toString()).toBe('1.01');
  expect([money('0').isPositive(), money('0.01').isPositive()]).toEqual([false, true]);
});

it('shows money and quantities with two decimals, and stores hundredths', () => {
  expect([twoDecimals(quantity('1')), twoDecimals(money('2.5')), JSON.stringify(money('7'))]).toEqual([
    '1.00',
    '2.50',
    '"7.00"',
  ]);
  expect(hundredths(quantity('1.75'))).toBe('175');
});
