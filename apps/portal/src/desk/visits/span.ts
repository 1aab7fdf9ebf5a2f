export interface Span {
  startedAt: string;
  endedAt: string;
  minutes: number;
  /** Whether it ended on the day after the one it began on. */
  isOverMidnight: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** A visit by the clock of Shanghai. What ends at an earlier hour than it began ended on the next day. */
export function spanOf(day: string, from: string, to: string): Span {
  const startedAt = `${day}T${from}:00+08:00`;
  const start = Date.parse(startedAt);
  const apart = (Date.parse(`${day}T${to}:00+08:00`) - start) / MINUTE_MS;
  const isOverMidnight = apart < 0;
  const minutes = isOverMidnight ? apart + DAY_MINUTES : apart;
  return { startedAt, endedAt: new Date(start + minutes * MINUTE_MS).toISOString(), minutes, isOverMidnight };
}
