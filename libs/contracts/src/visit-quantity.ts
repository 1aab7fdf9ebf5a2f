import { Decimal } from 'decimal.js';
import { NONE, type Quantity, quantity, round } from './money';
import type { Item } from './registers';

/** How a contract counts hours. Where a visit has no contract, DEFAULT_COUNTING serves. */
export interface Counting {
  roundingMinutes: number;
  minimumMinutes: number;
}

export const DEFAULT_COUNTING: Counting = { roundingMinutes: 15, minimumMinutes: 30 };

export interface Measured {
  minutes: number;
  quantity: Quantity;
  /** The minutes that would have been enough, where the visit was too short (V04). */
  shortOf?: number;
}

/** Percent of the standard minutes from which a visit counts in full, and by half. */
const FULL_PERCENT = 80;
const HALF_PERCENT = 50;
const ONE = quantity('1');
const HALF = quantity('0.5');

/**
 * What visits may still take of an order (V15). One that has ended gives no more than it `kept` for those that had
 * begun; null while it goes on.
 */
export function leftOf(ordered: Quantity, kept: Quantity | null, used: Quantity): Quantity {
  const most = kept ?? ordered;
  return most.greaterThan(used) ? most.minus(used) : NONE;
}

/** What a visit of so many seconds counts for, in the item's own measure. */
export function measure(
  item: Pick<Item, 'measure' | 'standardMinutes'>,
  seconds: number,
  counting: Counting,
): Measured {
  const minutes = Math.floor(seconds / 60);
  switch (item.measure) {
    case 'hour':
      return hours(minutes, counting);
    case 'time':
    case 'meal':
      return times(minutes, item.standardMinutes);
    case 'day':
    case 'month':
      return { minutes, quantity: ONE };
  }
}

function hours(minutes: number, { roundingMinutes, minimumMinutes }: Counting): Measured {
  if (minutes < minimumMinutes) return { minutes, quantity: NONE, shortOf: minimumMinutes };
  const counted = Math.floor(minutes / roundingMinutes) * roundingMinutes;
  return { minutes, quantity: round(new Decimal(counted).dividedBy(60)) };
}

function times(minutes: number, standardMinutes: number): Measured {
  const reaches = (percent: number): boolean => minutes * 100 >= standardMinutes * percent;
  if (reaches(FULL_PERCENT)) return { minutes, quantity: ONE };
  const shortOf = Math.ceil((standardMinutes * FULL_PERCENT) / 100);
  return { minutes, quantity: reaches(HALF_PERCENT) ? HALF : NONE, shortOf };
}
