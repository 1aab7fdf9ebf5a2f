import { readClock } from '../kit/day-typed';
import { spanOf } from './span';

it.each([
  ['22:30', '22:30'],
  ['2230', '22:30'],
  ['22：30', '22:30'],
  ['8.05', '08:05'],
  ['805', '08:05'],
  ['8点05分', '08:05'],
  ['00:00', '00:00'],
])('reads %s as %s', (typed, clock) => {
  expect(readClock(typed)).toBe(clock);
});

it.each(['', '24:00', '12:60', '8', '12', '12:5', 'abc', '12:30:00'])('takes %p for no time', (typed) => {
  expect(readClock(typed)).toBeUndefined();
});

it('takes an end before the start for the next day, over the turn of a year too', () => {
  expect(spanOf('2026-12-31', '22:30', '01:15')).toEqual({
    startedAt: '2026-12-31T22:30:00+08:00',
    endedAt: '2026-12-31T17:15:00.000Z',
    minutes: 165,
    isOverMidnight: true,
  });
  expect(spanOf('2026-11-20', '08:00', '09:30')).toMatchObject({ minutes: 90, isOverMidnight: false });
  expect(spanOf('2026-11-20', '08:00', '08:00')).toMatchObject({ minutes: 0, isOverMidnight: false });
});
