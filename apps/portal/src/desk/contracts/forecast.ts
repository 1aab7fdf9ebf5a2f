import { quantity } from '@songbai/contracts';
import type { Burn } from './burn-down';

export interface Forecast {
  /** What would be left at the end of each month, from this one on; null before it, and after all is used. */
  lefts: (string | null)[];
  /** The month in which nothing would be left, if that is before the contract ends. */
  usedUpIn: string | undefined;
  atEnd: string;
}

/**
 * How it goes on if each month to come takes what a month took on the average so far. Undefined where no month has
 * begun, none is to come, or nothing is left.
 */
export function forecastOf(
  burn: readonly Pick<Burn, 'month' | 'left'>[],
  ceiling: string,
): Forecast | undefined {
  const now = burn.filter(({ left }) => left !== null).length - 1;
  const left = quantity(burn[now]?.left ?? '0.00');
  if (now < 0 || now === burn.length - 1 || !left.isPositive() || left.isZero()) return undefined;
  const pace = quantity(ceiling)
    .minus(left)
    .div(now + 1);
  const after = burn.map((_, i) => left.minus(pace.times(Math.max(0, i - now))));
  const end = after.findIndex((each) => !each.isPositive() || each.isZero());
  const isUsedUp = end >= 0;
  return {
    lefts: after.map((each, i) => {
      if (i < now || (isUsedUp && i > end)) return null;
      return isUsedUp && i === end ? '0.00' : each.toFixed(2);
    }),
    usedUpIn: isUsedUp ? burn[end]?.month : undefined,
    atEnd: isUsedUp ? '0.00' : (after[after.length - 1]?.toFixed(2) ?? '0.00'),
  };
}
