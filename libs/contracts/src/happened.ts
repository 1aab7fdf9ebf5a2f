import { type Finding, finding } from './finding';
import { type Day, dayOf, formatLocal, type Instant } from './time';

/** So far a telephone's clock may be ahead of ours before what it recorded is not believed. */
const CLOCK_DRIFT_SECONDS = 300;

/** Whether a day that somebody tells of as past has come. */
export const hasCome = (day: Day, now: Instant): boolean => day <= dayOf(now);

/** Why a visit is not taken in at `now`: its beginning or end, `at`, is still to come (V22). */
export function checkHappened(at: Instant, now: Instant): Finding[] {
  if (at <= now + CLOCK_DRIFT_SECONDS) return [];
  return [finding('V22', { at: formatLocal(at), now: formatLocal(now) })];
}
