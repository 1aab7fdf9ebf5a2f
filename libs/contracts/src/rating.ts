import { Decimal } from 'decimal.js';
import { type Finding, finding } from './finding';
import { round } from './money';
import type { Rating } from './papers';
import { type Respondent, VISITS_WITHOUT_SERVICE } from './vocabulary';

export interface RatingSummary {
  count: number;
  /** Half up to 0.01. */
  mean: Decimal;
}

/**
 * What the cadres of one provider said: ratings that the worker filled in do not count. Undefined where none
 * counts.
 */
export function summarise(ratings: readonly Rating[]): RatingSummary | undefined {
  const counted = ratings.filter(({ respondent }) => respondent !== 'worker-assisted');
  if (counted.length === 0) return undefined;
  const sum = counted.reduce((total, { level }) => total + level, 0);
  return { count: counted.length, mean: round(new Decimal(sum).dividedBy(counted.length)) };
}

/** With fewer, whoever was rated could tell who said what. */
const LEAST_SHOWN = 5;

/** How often each level was given, as the one who was rated may see it: all of them, or how many there are so far. */
export function shownToRated(levels: readonly number[]): { levels: number[]; withheld: number } {
  const count = levels.reduce((sum, each) => sum + each, 0);
  return count < LEAST_SHOWN
    ? { levels: levels.map(() => 0), withheld: count }
    : { levels: [...levels], withheld: 0 };
}

/** Who wants to rate: the cadre or family themselves, or staff who enter what they were told. */
export interface Rater {
  kind: 'family' | 'staff';
  /** Whether this very person served the visit: a relative may also be the care worker. */
  served: boolean;
}

/** Why a rating of this visit is not taken; empty where it is. */
export function checkRating(
  visit: { number: string; status: string },
  respondent: Respondent,
  rater: Rater,
): Finding[] {
  const findings: Finding[] = [];
  if (visit.status in VISITS_WITHOUT_SERVICE) {
    findings.push(finding('R01', { visit: visit.number, visitStatus: visit.status }));
  }
  if (rater.served) findings.push(finding('R02', { visit: visit.number }));
  const isOwn = respondent === 'self' || respondent === 'family';
  if (rater.kind === 'family' && !isOwn) findings.push(finding('R03', { respondent }));
  return findings;
}

/** A level this low asks for a call: 不满意 or 非常不满意. */
export const LOW_LEVEL = 2;
