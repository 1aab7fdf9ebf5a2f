import { type Finding, finding } from './finding';
import { Money } from './money';
import type { Price, Provider } from './registers';
import { addDays, addMonths, type Day } from './time';
import { TERM_REASONS, type TermReason } from './vocabulary';

/** What a contract is to say, and what stands behind it. */
export interface Agreement {
  startsOn: Day;
  endsOn: Day;
  ceiling: Money;
  prices: readonly Price[];
  termReasons: readonly TermReason[];
  budgetDocument: string | null;
}

/** The budget that is to carry a contract: what the named funds have available together. */
export interface Budget {
  funds: readonly string[];
  available: Money;
}

/** From this share of its ceiling on, a contract is nearly used up. */
export const NEARLY_USED_PERCENT = 90;

/** Every reason against an agreement. `budget` is null where no fund was named. */
export function checkAgreement(agreement: Agreement, provider: Provider, budget: Budget | null): Finding[] {
  return [
    ...checkTerm(agreement),
    ...checkBudget(agreement.ceiling, budget),
    ...checkPrices(agreement),
    ...checkProvider(agreement, provider),
  ];
}

function checkTerm({ startsOn, endsOn, termReasons, budgetDocument }: Agreement): Finding[] {
  if (endsOn >= addMonths(startsOn, 36)) return [finding('C02', { startsOn, endsOn })];
  if (endsOn < addMonths(startsOn, 12)) return [];
  const missing = [
    ...Object.keys(TERM_REASONS).filter((reason) => !(termReasons as readonly string[]).includes(reason)),
    ...(budgetDocument === null ? ['budgetDocument'] : []),
  ];
  return missing.length > 0 ? [finding('C01', { startsOn, endsOn, missingGrounds: missing.join(';') })] : [];
}

function checkBudget(ceiling: Money, budget: Budget | null): Finding[] {
  if (budget === null || !ceiling.isMoreThan(budget.available)) return [];
  const { funds, available } = budget;
  return [finding('C03', { ceiling: `${ceiling}`, available: `${available}`, funds: funds.join('、') })];
}

function checkPrices({ prices, startsOn, endsOn }: Agreement): Finding[] {
  const term = { startsOn, endsOn };
  if (prices.length === 0) return [finding('C04', term)];
  const outside = prices
    .filter(({ from, to }) => from > endsOn || (to !== null && to < startsOn))
    .map(({ item, from, to }) => finding('C04', { ...term, item, from, to: to ?? '' }));
  return [...outside, ...checkOverlap(prices)];
}

/** Two prices of one item on one day: the first such day of each item. */
export function checkOverlap(prices: readonly Price[]): Finding[] {
  const sorted = [...prices].sort((a, b) => compare(a.item, b.item) || compare(a.from, b.from));
  return sorted.flatMap((price, i) => {
    const before = sorted[i - 1];
    const overlaps = before?.item === price.item && (before.to === null || before.to >= price.from);
    return overlaps ? [finding('C05', { item: price.item, day: price.from })] : [];
  });
}

function checkProvider({ endsOn }: Agreement, { name, qualifiedUntil }: Provider): Finding[] {
  if (qualifiedUntil >= endsOn) return [];
  return [finding('C06', { provider: name, qualifiedUntil, endsOn })];
}

/** Whoever prepared a paper is not who approves it. */
export function checkSecondPerson(person: string, ...before: (string | null)[]): Finding[] {
  return before.includes(person) ? [finding('C08', { person })] : [];
}

/** What an amendment changes; what it does not name stays. */
export interface Amendment {
  ceiling: Money | null;
  prices: readonly Price[];
}

/** The contract an amendment meets: its ceiling as first approved and as it is now, and what orders hold of it. */
export interface Amended {
  originalCeiling: Money;
  committed: Money;
  today: Day;
}

/** Reasons against an amendment that only the change can have; the contract as amended is checked like any other. */
export function checkAmendment(
  amendment: Amendment,
  { originalCeiling, committed, today }: Amended,
): Finding[] {
  const { ceiling, prices } = amendment;
  const backdated = prices
    .filter(({ from }) => from < today)
    .map(({ item, from }) => finding('C09', { item, from, today }));
  if (ceiling === null) return backdated;
  const increase = ceiling.minus(originalCeiling);
  const found = [...backdated];
  if (increase.times(TEN).isMoreThan(originalCeiling)) {
    found.push(finding('C07', { increase: `${increase}`, original: `${originalCeiling}` }));
  }
  if (ceiling.isLessThan(committed)) {
    found.push(finding('C10', { ceiling: `${ceiling}`, committed: `${committed}` }));
  }
  return found;
}

/**
 * The prices of a contract with changes taken in: a new price ends the one before it; one that begins on the
 * same day takes its
 * place. Whatever overlaps after that is a mistake for checkOverlap to tell.
 */
export function amendedPrices(prices: readonly Price[], changes: readonly Price[]): Price[] {
  const kept = prices
    .filter((old) => !changes.some(({ item, from }) => item === old.item && from === old.from))
    .map((old) => {
      const next = changes.find(
        ({ item, from }) => item === old.item && from > old.from && isOpenOn(old, from),
      );
      return next ? { ...old, to: addDays(next.from, -1) } : old;
    });
  return [...kept, ...changes];
}

const isOpenOn = ({ to }: Price, day: Day): boolean => to === null || to >= day;

const TEN = Money.of('10').toDecimal();
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
