import {
  type BoardVisit,
  cellKey,
  cellsOf,
  conflictsOf,
  dayToOffer,
  firstDayToPlan,
  halfHourOf,
  instantAt,
  isDay,
  spanOf,
  timesOf,
  usualTime,
  weekOf,
  weeksOn,
  whyNoTime,
} from './week';

const minutes = (): number => 60;
const visit = (
  id: string,
  workerId: string | null,
  time: string,
  over: Partial<BoardVisit> = {},
): BoardVisit => ({
  ...{ id, workerId, status: 'planned', orderId: 'o1', itemCode: 'LC01', day: '2026-11-25' },
  ...{ plannedAt: `2026-11-25T${time}:00+08:00`, ...over },
});

test('a week begins on Monday, over the ends of months and years', () => {
  expect(weekOf('2026-11-22')).toEqual([
    ...['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'],
  ]);
  expect(weekOf('2026-11-23')[0]).toBe('2026-11-23');
  expect(weekOf('2027-01-01')[0]).toBe('2026-12-28');
  expect([weeksOn('2026-12-28', 1), weeksOn('2026-12-28', -1)]).toEqual(['2027-01-04', '2026-12-21']);
});

test('who would be in two places is a conflict; one after the other is none', () => {
  const visits = [
    visit('a', 'w1', '09:00'),
    visit('b', 'w1', '10:00'),
    visit('c', 'w1', '10:30'),
    visit('d', 'w2', '09:30'),
    visit('e', 'w1', '09:30', { status: 'cancelled' }),
    visit('f', null, '09:30'),
  ];
  expect([...conflictsOf(visits, minutes)].sort()).toEqual(['b', 'c']);
});

test('a long visit conflicts with all that lie within it', () => {
  const long = visit('a', 'w1', '08:00', {
    startedAt: '2026-11-25T08:00:00+08:00',
    endedAt: '2026-11-25T12:00:00+08:00',
  });
  const visits = [long, visit('b', 'w1', '09:00'), visit('c', 'w1', '11:00'), visit('d', 'w1', '12:00')];
  expect([...conflictsOf(visits, minutes)].sort()).toEqual(['a', 'b', 'c']);
  expect(spanOf(visit('x', 'w1', '08:00', { plannedAt: null }), minutes)).toBeUndefined();
});

test('cells hold their visits in the order of time', () => {
  const cells = cellsOf([visit('b', 'w1', '10:00'), visit('a', 'w1', '09:00'), visit('c', null, '09:00')]);
  expect(cells.get(cellKey('w1', '2026-11-25'))?.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(cells.get(cellKey('', '2026-11-25'))).toHaveLength(1);
});

test('a day and a time are a moment of Shanghai', () => {
  expect(instantAt('2026-11-25', '09:30')).toBe('2026-11-25T09:30:00+08:00');
});

it.each([
  ['2026-11-22T07:10:00+08:00', '2026-11-22', '07:30'],
  ['2026-11-22T13:30:00+08:00', '2026-11-22', '14:00'],
  ['2026-11-22T13:30:00+08:00', '2026-11-23', '09:00'],
  ['2026-11-22T21:40:00+08:00', '2026-11-22', undefined],
  ['2026-11-22T13:30:00+08:00', '2026-11-21', undefined],
])('offers at %s for %s: %s', (now, day, time) => expect(usualTime(day, Date.parse(now))).toBe(time));

it('plans from today on, or from tomorrow once the evening is over; nothing that has passed', () => {
  const [noon, night] = ['2026-11-22T12:00:00+08:00', '2026-11-22T23:30:00+08:00'].map(Date.parse);
  expect([firstDayToPlan(noon ?? 0), firstDayToPlan(night ?? 0)]).toEqual(['2026-11-22', '2026-11-23']);
  expect(timesOf('2026-11-22', noon ?? 0)[0]).toBe('12:30');
});

it.each([
  ['2026-11-22T21:22:00+08:00', '2026-11-23', '2026-11-23'],
  ['2026-11-22T21:22:00+08:00', '2026-11-16', '2026-11-23'],
  ['2026-11-22T10:00:00+08:00', '2026-11-16', '2026-11-22'],
  ['2026-11-22T10:00:00+08:00', '2026-11-23', '2026-11-23'],
])('at %s the week of %s begins to be planned on %s', (now, week, day) =>
  expect(dayToOffer(week, Date.parse(now))).toBe(day),
);

it('offers the time at which somebody usually comes, while it has not passed', () => {
  expect(halfHourOf('2026-11-18T07:40:00.000Z')).toBe('15:30');
  const noon = Date.parse('2026-11-22T12:10:00+08:00');
  expect(usualTime('2026-11-23', noon, '15:30')).toBe('15:30');
  expect(usualTime('2026-11-22', noon, '08:00')).toBe('12:30');
});

it.each([
  ['2026-11-22', true],
  ['2028-02-29', true],
  ['2026-02-30', false],
  ['banana', false],
  ['', false],
])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));

it.each([
  ['2026-11-22', '2026-11-22', 'orderEnds'],
  ['2026-11-22', '2026-11-30', 'dayIsOver'],
  ['2026-11-22', undefined, 'dayIsOver'],
  ['Invalid Date', '2026-11-22', 'noDay'],
])('on %s of an order until %s, late in the evening, says why there is no time: %s', (day, endsOn, why) => {
  const night = Date.parse('2026-11-22T21:31:00+08:00');
  expect(timesOf(day, night)).toEqual([]);
  expect(whyNoTime(day, endsOn, night)).toBe(why);
});
