import { type LineOutcome, misstatementOf, outcomeOf } from '@songbai/billing';
import { keepsFromStanding, Money } from '@songbai/contracts';

/** A line of a bill as the interface answers it; amounts are texts such as "48.00". */
export interface Line {
  line: number;
  visitNumber: string;
  itemCode: string;
  quantity: string;
  unitPrice: string;
  amount: string;
  approvedQuantity: string;
  approvedPrice: string;
  approvedAmount: string;
  codes: string[];
  /** With the facts of each code, of which this page reads those that say more than the code. */
  findings?: readonly object[];
}

/** What lines come to together, as texts. */
export interface Sums {
  claimed: string;
  approved: string;
  cut: string;
}

/** Differences that have the same codes: one word may answer all of them. */
export interface Group<L extends Line = Line> extends Sums {
  key: string;
  codes: string[];
  outcome: LineOutcome;
  lines: L[];
}

const ORDER: readonly LineOutcome[] = ['refused', 'cut', 'noted', 'agreed'];

const sum = (amounts: string[]): Money => Money.sum(amounts.map((amount) => Money.of(amount)));

/** What was cut of one line; negative where more was approved than asked, which would be a fault to be seen. */
export const cutOf = ({ amount, approvedAmount }: Line): string =>
  Money.of(amount).minus(Money.of(approvedAmount)).toString();

export function sumsOf(lines: readonly Line[]): Sums {
  const claimed = sum(lines.map(({ amount }) => amount));
  const approved = sum(lines.map(({ approvedAmount }) => approvedAmount));
  return {
    claimed: claimed.toString(),
    approved: approved.toString(),
    cut: claimed.minus(approved).toString(),
  };
}

/**
 * What is wrong with a line, code by code: "I07"; where the visit itself did not stand, with what kept it from that:
 * "I08 V06".
 */
function reasonsOf({ codes, findings = [] }: Line): string[] {
  const known = findings as readonly { code?: string; visitCodes?: string }[];
  const ofVisit = new Map(known.map(({ code, visitCodes }) => [code, visitCodes]));
  return [...codes].sort().map((code) => {
    const more = ofVisit.get(code);
    return more ? [code, ...more.split('、').filter(keepsFromStanding)].join(' ') : code;
  });
}

/** How many lines became what, the worst first. */
export function countsOf(lines: readonly Line[]): Record<LineOutcome, number> {
  const counts = { refused: 0, cut: 0, noted: 0, agreed: 0 };
  for (const line of lines) counts[outcomeOf(line)] += 1;
  return counts;
}

/** Lines that a person looks at, grouped by their codes: refused before cut before noted, then the largest cut. */
export function groupsOf<L extends Line>(lines: readonly L[]): Group<L>[] {
  const groups = new Map<string, L[]>();
  for (const line of lines) {
    const outcome = outcomeOf(line);
    if (outcome === 'agreed') continue;
    const key = `${outcome}: ${reasonsOf(line).join(' + ')}`;
    const its = groups.get(key);
    if (its) its.push(line);
    else groups.set(key, [line]);
  }
  return [...groups]
    .map(([key, its]) => ({
      ...{ key, codes: its[0] ? reasonsOf(its[0]) : [], lines: its, ...sumsOf(its) },
      outcome: key.split(':')[0] as LineOutcome,
    }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) ||
        inOrder(b.cut, a.cut) ||
        (a.key < b.key ? -1 : 1),
    );
}

function inOrder(a: string, b: string): number {
  const [left, right] = [Money.of(a), Money.of(b)];
  return left.isMoreThan(right) ? 1 : left.isLessThan(right) ? -1 : 0;
}

/** The lines of a group that one stated rule covers: cut by no more than `most` yuan, or all without it. */
export function coveredBy<L extends Line>({ lines }: Group<L>, most: string | undefined): L[] {
  if (most === undefined) return lines;
  const limit = Money.of(most);
  return lines.filter((line) => !Money.of(cutOf(line)).isMoreThan(limit));
}

/** Where j and k lead from a line, and which open difference comes next when one is done; it goes round. */
export function neighbours(
  differences: readonly number[],
  reviewed: ReadonlySet<number>,
  line: number,
): { previous?: number; next?: number; nextOpen?: number } {
  const at = differences.indexOf(line);
  const after = differences.slice(at + 1);
  const before = at < 0 ? [] : differences.slice(0, at);
  const isOpen = (each: number): boolean => !reviewed.has(each);
  return {
    previous: before[before.length - 1],
    next: after[0],
    nextOpen: after.find(isOpen) ?? before.find(isOpen),
  };
}

/** One step of the way from what was claimed to what is paid. */
export interface Step {
  /** "declared", "undeclared", "claimed", "approved", "payable", a code, or a kind of adjustment. */
  key: string;
  amount: string;
  isSum: boolean;
}

/** A step in the words of the page. */
export interface SaidStep extends Step {
  label: string;
}

interface Waterfall {
  declared: string;
  claimed: string;
  approved: string;
  payable: string;
  lines: readonly Line[];
  adjustments: readonly { kind: string; amount: string }[];
}

interface Totals {
  declared: string;
  claimed: string;
}

/** The totals of a bill as the rules read them. */
export const totalsOf = ({ declared, claimed }: Totals) => ({
  ...{ declared: Money.of(declared), claimed: Money.of(claimed) },
});

/** Declared, and where the lines come to something else, by how much and to what. */
function beginningOf(bill: Totals): Step[] {
  const above = misstatementOf(totalsOf(bill));
  const first = { key: 'declared', amount: bill.declared, isSum: true };
  if (!above) return [first];
  return [
    first,
    { key: 'undeclared', amount: Money.ZERO.minus(above).toString(), isSum: false },
    { key: 'claimed', amount: bill.claimed, isSum: true },
  ];
}

/**
 * Declared → claimed → cut by reason → approved → adjusted → payable. A line with several codes counts under its
 * first, so the steps sum up to the 分.
 */
export function waterfallOf(bill: Waterfall): Step[] {
  const { approved, payable, lines, adjustments } = bill;
  const cuts = new Map<string, Money>();
  for (const line of lines) {
    const cut = Money.of(cutOf(line));
    if (cut.isZero()) continue;
    const code = line.codes[0] ?? '';
    cuts.set(code, (cuts.get(code) ?? Money.ZERO).plus(cut));
  }
  const steps = [...cuts].map(([key, cut]) => ({
    key,
    amount: Money.ZERO.minus(cut).toString(),
    isSum: false,
  }));
  steps.sort((a, b) => inOrder(a.amount, b.amount));
  const adjusted = adjustments.map(({ kind, amount }) => ({ key: kind, amount, isSum: false }));
  return [
    ...beginningOf(bill),
    ...steps,
    { key: 'approved', amount: approved, isSum: true },
    ...(adjusted.length > 0 ? [...adjusted, { key: 'payable', amount: payable, isSum: true }] : []),
  ];
}

/** What several bills come to: as texts, for the head of a list. */
export function totalOf<K extends string>(rows: readonly Record<K, string>[], key: K): string {
  return sum(rows.map((row) => row[key])).toString();
}
