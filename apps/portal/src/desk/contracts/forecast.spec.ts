import { forecastOf } from './forecast';

const burn = (...lefts: (string | null)[]) =>
  lefts.map((left, i) => ({ month: `2026-${String(i + 1).padStart(2, '0')}`, left }));

test('each month to come takes the average of those so far', () => {
  expect(forecastOf(burn('1100.00', '1000.00', null, null), '1200.00')).toEqual({
    ...{ lefts: [null, '1000.00', '900.00', '800.00'], usedUpIn: undefined, atEnd: '800.00' },
  });
});

test('it ends in the month in which nothing is left', () => {
  expect(forecastOf(burn('400.00', null, null, null), '1000.00')).toEqual({
    ...{ lefts: ['400.00', '0.00', null, null], usedUpIn: '2026-02', atEnd: '0.00' },
  });
  expect(forecastOf(burn('500.00', null, null), '1000.00')?.usedUpIn).toBe('2026-02');
});

test('a contract that nobody uses stays as it is', () => {
  expect(forecastOf(burn('1000.00', null), '1000.00')?.lefts).toEqual(['1000.00', '1000.00']);
});

test.each([
  ['no month has begun', burn(null, null)],
  ['no month is to come', burn('10.00', '5.00')],
  ['nothing is left', burn('0.00', null)],
  ['more than all is used', burn('-1.00', null)],
])('there is none where %s', (_, rows) => {
  expect(forecastOf(rows, '1000.00')).toBeUndefined();
});
