import { Money } from './money';
import type { RegisterBook } from './register-book';
import type { Fund } from './registers';
import type { Day } from './time';

/** An order as even distribution sees it: whom it serves, what it costs, whether a need is named. */
export interface Share {
  order: string;
  cadre: string;
  amount: Money;
  hasNeed: boolean;
}

export interface Distribution {
  cadres: number;
  roster: number;
  each: Money;
  /** Whether every order of the group names the need it rests on: then it is told, not refused. */
  isJustified: boolean;
}

const FEWEST_CADRES = 3;
const PERCENT_OF_ROSTER = 80;

/**
 * Whether a unit's fund is handed out evenly on one day (不得平均发放): equal sums for at least three cadres, who
 * are at least 80 % of the living roster of the fund's unit. 闽委组通〔2018〕100号 四.2. `shares` are the approved
 * orders of that fund and day.
 */
export function evenDistribution(
  fund: Fund,
  day: Day,
  shares: readonly Share[],
  book: RegisterBook,
): Distribution | undefined {
  const sums = new Map<string, Money>();
  for (const { cadre, amount } of shares) sums.set(cadre, (sums.get(cadre) ?? Money.ZERO).plus(amount));

  const roster = fund.owner === null ? [] : book.livingRoster(fund.owner, day);
  const served = roster.filter(({ code }) => sums.has(code)).length;
  if (served < FEWEST_CADRES || served * 100 < PERCENT_OF_ROSTER * roster.length) return undefined;

  const [each, ...others] = sums.values();
  if (!each || others.some((sum) => !sum.equals(each))) return undefined;
  return { cadres: served, roster: roster.length, each, isJustified: shares.every(({ hasNeed }) => hasNeed) };
}
