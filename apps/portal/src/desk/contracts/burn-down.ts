import { Money, quantity } from '@songbai/contracts';
import { todayText } from '../kit';
import type { Contract, Monitoring } from './contract-data';

/** One month of a contract: what it took, and what is left at its end; `left` is null for months to come. */
export interface Burn {
  month: string;
  committed: string | null;
  expended: string | null;
  left: string | null;
  /** What would be left if the ceiling were used evenly. */
  even: string;
  /** What would be left if it went on as so far; null for months that are over. */
  forecast?: string | null;
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (let at = ''; at < to.slice(0, 7) && months.length < 120; ) {
    at = `${year}-${String(month).padStart(2, '0')}`;
    months.push(at);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}

/** Month by month from the first day to the last; later postings belong to the month in which they were posted. */
export function burnOf({ startsOn, endsOn, ceiling }: Contract, { months }: Monitoring): Burn[] {
  const first = months[0]?.month ?? startsOn;
  const all = monthsBetween(first < startsOn ? first : startsOn, endsOn);
  const now = todayText().slice(0, 7);
  let left = quantity(ceiling);
  return all.map((month, i): Burn => {
    const row = months.find((each) => each.month === month);
    if (row) left = left.minus(quantity(row.committed));
    const isPast = month <= now;
    return {
      month,
      committed: row?.committed ?? (isPast ? '0.00' : null),
      expended: row?.expended ?? (isPast ? '0.00' : null),
      left: isPast ? left.toFixed(2) : null,
      even: Money.of(
        quantity(ceiling)
          .times(all.length - 1 - i)
          .div(all.length)
          .toFixed(2),
      ).toString(),
    };
  });
}
