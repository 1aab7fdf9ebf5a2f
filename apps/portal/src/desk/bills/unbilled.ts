import dayjs from 'dayjs';

const MONTHS = 6;

/** Of a contract and a month, how many visits wait for a bill. */
export interface Unbilled {
  contractId: string;
  month: string;
  visits: number;
}

interface Chosen {
  contractId?: string;
  month?: string;
}

/**
 * What a new bill begins with: what is chosen already and, of the rest, the newest month that is over and has something
 * to bill; else the running one. Nothing where nothing waits.
 */
export function firstToBill(rows: readonly Unbilled[], lastMonth: string, chosen: Chosen): Chosen {
  const open = rows.filter(
    ({ contractId, month }) =>
      (chosen.contractId ?? contractId) === contractId && (chosen.month ?? month) === month,
  );
  const newestFirst = [...open].sort((a, b) => b.month.localeCompare(a.month) || b.visits - a.visits);
  const first = newestFirst.find(({ month }) => month <= lastMonth) ?? newestFirst[newestFirst.length - 1];
  return { contractId: first?.contractId, month: first?.month, ...chosen };
}

/** How many visits wait under each contract of a month, or in each month of a contract. */
export function waitingBy(
  rows: readonly Unbilled[],
  key: 'contractId' | 'month',
  within: Chosen,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if ((within.contractId ?? row.contractId) !== row.contractId) continue;
    if ((within.month ?? row.month) !== row.month) continue;
    counts.set(row[key], (counts.get(row[key]) ?? 0) + row.visits);
  }
  return counts;
}

/** "2026-10" for one month before "2026-11-22". */
export const monthsAgo = (day: string, count: number): string =>
  dayjs(day).subtract(count, 'month').format('YYYY-MM');

/** The last months, and older ones in which something waits; the newest first. */
export function monthsToBill(waiting: readonly Unbilled[], today: string): string[] {
  const last = Array.from({ length: MONTHS }, (_, i) => monthsAgo(today, i));
  return [...new Set([...last, ...waiting.map(({ month }) => month)])].sort().reverse();
}
