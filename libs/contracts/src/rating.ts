import { Decimal } from 'decimal.js';
import { round } from './money';
import type { Rating } from './papers';

export interface RatingSummary {
  count: number;
  /** Half up to 0.01. */
  mean: Decimal;
}

/** What the cadres of one provider said: ratings that the worker filled in do not count. Undefined where none counts. */
export function summarise(ratings: readonly Rating[]): RatingSummary | undefined {
  const counted = ratings.filter(({ respondent }) => respondent !== 'worker-assisted');
  if (counted.length === 0) return undefined;
  const sum = counted.reduce((total, { level }) => total + level, 0);
  return { count: counted.length, mean: round(new Decimal(sum).dividedBy(counted.length)) };
}
