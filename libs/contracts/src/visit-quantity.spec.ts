import { anItem } from '../../../test/support/builders';
import { quantity } from './money';
import { DEFAULT_COUNTING } from './visit-length';
import { leftOf, measure } from './visit-quantity';
import type { Measure } from './vocabulary';

const COUNTING = { roundingMinutes: 15, minimumMinutes: 30 };

function counted(unit: Measure, seconds: number, standardMinutes = 40, counting = COUNTING) {
  const { quantity, shortOf } = measure(anItem({ measure: unit, standardMinutes }), seconds, counting);
  return [quantity.toFixed(2), shortOf];
}
const minutes = (count: number): number => count * 60;

it.each([
  [minutes(30) - 1, '0.00', 30],
  [minutes(30), '0.50', undefined],
  [minutes(45) - 1, '0.50', undefined],
  [minutes(45), '0.75', undefined],
  [minutes(60) - 1, '0.75', undefined],
  [minutes(60), '1.00', undefined],
  [minutes(134), '2.00', undefined],
  [minutes(135) + 59, '2.25', undefined],
])('hours: %i s count for %s', (seconds, quantity, shortOf) => {
  expect(counted('hour', seconds)).toEqual([quantity, shortOf]);
});

it.each([
  [20, 20, 20, '0.33'],
  [10, 0, 55, '0.83'],
  [1, 0, 1, '0.02'],
  [7, 0, 36, '0.58'],
  [60, 0, 59, '0.00'],
  [60, 30, 59, '0.00'],
])(
  'hours rounded to %i min from %i min: %i min count for %s',
  (roundingMinutes, minimumMinutes, count, quantity) => {
    expect(counted('hour', minutes(count), 60, { roundingMinutes, minimumMinutes })[0]).toBe(quantity);
  },
);

it.each(['time', 'meal'] as const)('%s: whole from 80 % of the standard minutes, half from 50 %', (unit) => {
  expect(counted(unit, minutes(32))).toEqual(['1.00', undefined]);
  expect(counted(unit, minutes(32) - 1)).toEqual(['0.50', 32]);
  expect(counted(unit, minutes(20))).toEqual(['0.50', 32]);
  expect(counted(unit, minutes(20) - 1)).toEqual(['0.00', 32]);
  expect(counted(unit, minutes(500))).toEqual(['1.00', undefined]);
});

it('compares percents exactly where they are no whole minutes', () => {
  expect(counted('time', minutes(28), 36)).toEqual(['0.50', 29]);
  expect(counted('time', minutes(29), 36)).toEqual(['1.00', undefined]);
  expect(counted('time', minutes(12), 25)).toEqual(['0.00', 20]);
  expect(counted('time', minutes(13), 25)).toEqual(['0.50', 20]);
  expect(counted('meal', 1, 0)).toEqual(['1.00', undefined]);
});

it.each(['day', 'month'] as const)('%s: one, however long', (unit) => {
  expect(counted(unit, 1)).toEqual(['1.00', undefined]);
  expect(counted(unit, minutes(5000))).toEqual(['1.00', undefined]);
});

it('uses 15 and 30 minutes where there is no contract', () => {
  expect(DEFAULT_COUNTING).toEqual(COUNTING);
});

it.each([
  ['2', null, '0.5', '1.50'],
  ['2', '0.5', '0.5', '0.00'],
  ['2', '1', '0.5', '0.50'],
  ['2', '0', '1', '0.00'],
])('of %s ordered, %s kept and %s used, %s are left', (ordered, kept, used, left) => {
  const of = leftOf(quantity(ordered), kept === null ? null : quantity(kept), quantity(used));
  expect(of.toFixed(2)).toBe(left);
});
