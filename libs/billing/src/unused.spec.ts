import { Money, quantity } from '@songbai/contracts';
import { yuan } from '../../../test/support/builders';
import { type EndingOrder, unusedOf } from './unused';

const order = (over: Partial<EndingOrder<string>> = {}): EndingOrder<string> => ({
  quantity: quantity('10'),
  used: quantity('0'),
  shares: [
    { reservation: 'A', left: yuan('100.00') },
    { reservation: 'B', left: yuan('50.00') },
  ],
  unbilled: [],
  pending: [],
  ...over,
});
const given = (over: Partial<EndingOrder<string>>) =>
  Object.fromEntries(
    unusedOf(order(over)).shares.map(({ reservation, amount }) => [reservation, amount.toString()]),
  );
const visit = (hours: string, price: string) => ({ quantity: quantity(hours), unitPrice: yuan(price) });

test('unused, all of it is given back', () => {
  expect(given({})).toEqual({ A: '100.00', B: '50.00' });
  expect(unusedOf(order()).quantity.toString()).toBe('10');
});

test('what bills may still ask is kept, in the first shares', () => {
  expect(given({ unbilled: [visit('2', '30.00')] })).toEqual({ A: '40.00', B: '50.00' });
  expect(given({ unbilled: [visit('2', '30.00'), visit('2', '30.00')] })).toEqual({ B: '30.00' });
});

test('each visit is rounded as its line will be', () => {
  expect(given({ unbilled: [visit('0.25', '30.02'), visit('0.25', '30.02')] })).toEqual({
    A: '84.98',
    B: '50.00',
  });
});

test('never more than is left, nor less than nothing', () => {
  expect(given({ unbilled: [visit('10', '30.00')] })).toEqual({});
  expect(given({ shares: [{ reservation: 'A', left: Money.ZERO }] })).toEqual({});
  expect(unusedOf(order({ used: quantity('11') })).quantity.toString()).toBe('0');
});

const pending = (hours: string | null, price: string) => ({
  ...{ quantity: hours === null ? null : quantity(hours), unitPrice: yuan(price) },
});

test('what a visit that is held might come to is kept, money and quantity, within what is left', () => {
  expect(given({ pending: [pending('2', '30.00')], unbilled: [visit('1', '30.00')] })).toEqual({
    A: '10.00',
    B: '50.00',
  });
  expect(unusedOf(order({ used: quantity('5'), pending: [pending('2', '30.00')] })).quantity.toString()).toBe(
    '3',
  );
  const more = order({ used: quantity('9'), pending: [pending('2', '30.00')] });
  expect(unusedOf(more).quantity.toString()).toBe('0');
  expect(unusedOf(more).shares[0]?.amount.toString()).toBe('70.00');
});

test('a visit that nobody has finished keeps what the others leave', () => {
  const under = [pending(null, '10.00'), pending('2', '10.00')];
  expect(given({ used: quantity('5'), pending: under })).toEqual({ A: '50.00', B: '50.00' });
  expect(unusedOf(order({ pending: under })).quantity.toString()).toBe('0');
});
