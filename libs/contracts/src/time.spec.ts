import { dayOf, formatLocal, isDay, isMonth, isWithin, monthOf, parseLocal } from './time';

it.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2024-02-29', true],
  ['2000-02-29', true],
  ['1900-02-29', false],
  ['2100-02-29', false],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-10-00', false],
  ['2026-1-01', false],
  ['20261001', false],
  ['2026-10-01 ', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});

it.each([
  ['2026-10', true],
  ['2026-13', false],
  ['2026-00', false],
  ['2026-1', false],
  ['2026-10-01', false],
])('%s is a month: %s', (text, is) => {
  expect(isMonth(text)).toBe(is);
});

it('reads local time as UTC+8', () => {
  expect(parseLocal('1970-01-01 08:00:00')).toBe(0);
  expect(parseLocal('2026-10-01 00:00:00')).toBe(Date.UTC(2026, 8, 30, 16) / 1000);
});

it.each(['2026-02-30 08:00:00', '2026-10-01 24:00:00', '2026-10-01 08:60:00', '2026-10-01 08:00:60'])(
  '%s does not exist',
  (text) => {
    expect(parseLocal(text)).toBeUndefined();
  },
);

it.each(['2026-10-01 08:00', '2026-10-01', '', '2026-10-01 08:00:00Z'])(
  '"%s" is not a local time',
  (text) => {
    expect(parseLocal(text)).toBeUndefined();
  },
);

it.each(['2024-02-29 23:59:59', '2026-10-01 00:00:00', '2026-12-31 23:59:59', '1969-12-31 12:00:00'])(
  '%s survives reading and writing',
  (text) => {
    expect(formatLocal(parseLocal(text) ?? Number.NaN)).toBe(text);
  },
);

it('puts a moment on the day of Shanghai, not of UTC', () => {
  expect(dayOf(Date.UTC(2026, 8, 30, 15, 59, 59) / 1000)).toBe('2026-09-30');
  expect(dayOf(Date.UTC(2026, 8, 30, 16, 0, 0) / 1000)).toBe('2026-10-01');
  expect(monthOf('2026-10-31')).toBe('2026-10');
});

it('counts both ends of a span of days', () => {
  const within = (day: string, to: string | null) => isWithin(day, '2026-10-02', to);
  expect(within('2026-10-01', null)).toBe(false);
  expect([within('2026-10-02', '2026-10-02'), within('2026-10-03', '2026-10-02')]).toEqual([true, false]);
  expect(within('2999-01-01', null)).toBe(true);
});
