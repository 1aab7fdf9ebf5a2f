import type { Item } from './registers';

/** How a contract counts hours. Where a visit has no contract, DEFAULT_COUNTING serves. */
export interface Counting {
  roundingMinutes: number;
  minimumMinutes: number;
}

export const DEFAULT_COUNTING: Counting = { roundingMinutes: 15, minimumMinutes: 30 };

export interface VisitLength {
  /** Whole ones, the last begun not counted. */
  minutes: number;
  /** The minutes that would have been enough, where the visit was too short (V04). */
  shortOf?: number;
}

/** Percent of the standard minutes from which a visit counts in full. */
const FULL_PERCENT = 80;

/** How long a visit of so many seconds was, and whether that is enough. Without decimals: a telephone asks it too. */
export function visitLength(
  item: Pick<Item, 'measure' | 'standardMinutes'>,
  seconds: number,
  { minimumMinutes }: Pick<Counting, 'minimumMinutes'>,
): VisitLength {
  const minutes = Math.floor(seconds / 60);
  const least = leastOf(item, minimumMinutes);
  return least !== undefined && minutes < least ? { minutes, shortOf: least } : { minutes };
}

function leastOf(
  { measure, standardMinutes }: Pick<Item, 'measure' | 'standardMinutes'>,
  minimum: number,
): number | undefined {
  switch (measure) {
    case 'hour':
      return minimum;
    case 'time':
    case 'meal':
      return Math.ceil((standardMinutes * FULL_PERCENT) / 100);
    case 'day':
    case 'month':
      return undefined;
  }
}
