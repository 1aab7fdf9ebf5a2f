import dayjs, { type Dayjs } from 'dayjs';

/**
 * As long as this term, from the day after it on; from today on where that day is over. Whole months stay whole
 * months, whatever February does.
 */
export function termAfter(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  today: string,
): [Dayjs, Dayjs] {
  const next = dayjs(endsOn).add(1, 'day');
  const begins = next.isBefore(today) ? dayjs(today) : next;
  const months = next.diff(startsOn, 'month');
  const isWhole = months > 0 && dayjs(startsOn).add(months, 'month').isSame(next, 'day');
  const after = isWhole ? begins.add(months, 'month') : begins.add(next.diff(startsOn, 'day'), 'day');
  return [begins, after.subtract(1, 'day')];
}
