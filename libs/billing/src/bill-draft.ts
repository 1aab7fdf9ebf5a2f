import {
  type Bill,
  type BillKind,
  type BillLine,
  dayOf,
  type Finding,
  finding,
  firstDayOf,
  hasCome,
  type Instant,
  Money,
  type Month,
  type Quantity,
  type RegisterBook,
} from '@songbai/contracts';

/** A visit that counts for something and that stands on no bill that may still be paid. */
export interface UnbilledVisit {
  number: string;
  item: string;
  day: string;
  quantity: Quantity;
}

/** A month is billed once it has begun (P15). */
export function checkBillMonth(month: Month, now: Instant): Finding[] {
  return hasCome(firstDayOf(month), now) ? [] : [finding('P15', { month, today: dayOf(now) })];
}

/** Which visits belong on a bill: those of its month, and on a supplementary one those of earlier months. */
export function billedDays(month: Month, kind: BillKind): { from: string | null; before: string } {
  const first = firstDayOf(month);
  return kind === 'supplementary'
    ? { from: null, before: first }
    : { from: first, before: firstDayOf(after(month)) };
}

function after(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/**
 * The lines of a bill made from visits: what was accepted of each, at the contract's price of its day. Where
 * the contract has no price for the day the line stands there with nothing, and its rule (I12) says why.
 */
export function draftLines(
  bill: Pick<Bill, 'number' | 'contract'>,
  visits: readonly UnbilledVisit[],
  book: RegisterBook,
): BillLine[] {
  const inOrder = [...visits].sort((a, b) => (a.day + a.number < b.day + b.number ? -1 : 1));
  return inOrder.map(({ number, item, day, quantity }, i) => {
    const unitPrice = book.priceOn(bill.contract, item, day) ?? Money.ZERO;
    const amount = unitPrice.times(quantity);
    return { bill: bill.number, line: i + 1, visit: number, item, quantity, unitPrice, amount };
  });
}

/** What was shown and ticked: a visit, and the amount that it would be billed with. */
export interface OfferedLine {
  visit: string;
  amount: Money;
}

/**
 * Why what was ticked is not what would be filed now: P22 names the bill that took a visit meanwhile, P23 says what
 * another counts for by now. `billOf` is the bill on which a visit stands.
 */
export function checkOffered(
  ticked: readonly OfferedLine[],
  lines: readonly BillLine[],
  billOf: ReadonlyMap<string, string>,
): Finding[] {
  const amounts = new Map(lines.map(({ visit, amount }) => [visit, amount]));
  const taken = new Map<string, string[]>();
  const others: Finding[] = [];
  for (const { visit, amount: shown } of ticked) {
    const now = amounts.get(visit);
    if (now?.equals(shown)) continue;
    const bill = now === undefined ? billOf.get(visit) : undefined;
    if (bill !== undefined) taken.set(bill, [...(taken.get(bill) ?? []), visit]);
    else others.push(finding('P23', { visit, now: (now ?? Money.ZERO).toFixed(2), shown: shown.toFixed(2) }));
  }
  const bills = [...taken].map(([bill, visits]) => finding('P22', { bill, visits: visits.join('、') }));
  return [...bills, ...others];
}
