import { Decimal } from 'decimal.js';
import { NONE, type Quantity, quantity, round } from './money';
import type { Item } from './registers';
import { type Counting, type VisitLength, visitLength } from './visit-length';

export interface Measured extends VisitLength {
  quantity: Quantity;
}

/** Percent of the standard minutes from which a visit that is too short counts by half. */
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
  const length = visitLength(item, seconds, counting);
  return { ...length, quantity: quantityOf(item, length, counting) };
}

function quantityOf(
  { measure, standardMinutes }: Pick<Item, 'measure' | 'standardMinutes'>,
  { minutes, shortOf }: VisitLength,
  { roundingMinutes }: Counting,
): Quantity {
  if (measure === 'hour') {
    if (shortOf !== undefined) return NONE;
    const counted = Math.floor(minutes / roundingMinutes) * roundingMinutes;
    return round(new Decimal(counted).dividedBy(60));
  }
  if (shortOf === undefined) return ONE;
  return minutes * 100 >= standardMinutes * HALF_PERCENT ? HALF : NONE;
}
