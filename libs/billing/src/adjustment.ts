import { type Finding, finding, Money, type Word } from '@songbai/contracts';
import type { Share } from './reserve';

export const ADJUSTMENT_KINDS = {
  deduct: { zh: '扣减', en: 'deduction' },
  supplement: { zh: '补付', en: 'supplement' },
  recover: { zh: '追回', en: 'recovery' },
} as const satisfies Record<string, Word>;
export type AdjustmentKind = keyof typeof ADJUSTMENT_KINDS;

/** A share of one line. Signed: what an adjustment takes back is negative. */
export interface LineShare extends Share {
  line: number;
}

/**
 * A line that was accepted, as an adjustment sees it. A refused line is not paid by adjustment: its visit did
 * not stand.
 */
export interface AdjustableLine {
  line: number;
  order: string;
  claimed: Money;
  /** What it draws from each fund, with all adjustments so far, funds in the order's own order. */
  shares: readonly Share[];
}

/** A bill as an adjustment sees it. */
export interface Adjustable {
  number: string;
  isInPayment: boolean;
  lines: readonly AdjustableLine[];
  /** What the lines' orders still have reserved, by order, funds in its own order. */
  reserved: ReadonlyMap<string, readonly Share[]>;
}

const sum = (shares: readonly Share[]): Money => Money.sum(shares.map(({ amount }) => amount));

/** Every reason against an adjustment. */
export function checkAdjustment(kind: AdjustmentKind, amount: Money, bill: Adjustable): Finding[] {
  const { number, isInPayment, lines } = bill;
  const found = isInPayment ? [finding('P05', { bill: number })] : [];
  const facts = { bill: number, amount: amount.toFixed(2) };
  if (kind !== 'supplement') {
    const net = sum(lines.flatMap(({ shares }) => shares));
    return amount.isMoreThan(net) ? [...found, finding('P07', { ...facts, net: net.toFixed(2) })] : found;
  }
  const open = Money.sum(lines.map(roomOf));
  if (amount.isMoreThan(open)) return [...found, finding('P08', { ...facts, open: open.toFixed(2) })];
  const left = sum(supplement(open, bill));
  return amount.isMoreThan(left) ? [...found, finding('P09', { ...facts, left: left.toFixed(2) })] : found;
}

const roomOf = ({ claimed, shares }: AdjustableLine): Money => claimed.minus(sum(shares)).orZero();

/**
 * What each line gives back or gets more. Money goes back the way it came: from the last line to the first
 * and, within a line, from the last fund to the first. A supplement is taken from what the lines' orders
 * still have reserved, first line first, and no line gets more than it claimed.
 */
export function spreadAdjustment(kind: AdjustmentKind, amount: Money, bill: Adjustable): LineShare[] {
  if (kind === 'supplement') return supplement(amount, bill);
  const all = bill.lines.flatMap(({ line, shares }) => shares.map((share) => ({ line, ...share })));
  return take(amount, all.reverse()).map((share) => ({ ...share, amount: Money.ZERO.minus(share.amount) }));
}

function supplement(amount: Money, { lines, reserved }: Adjustable): LineShare[] {
  const left = new Map(
    [...reserved].map(([order, shares]) => [order, shares.map((share) => ({ ...share }))]),
  );
  let rest = amount;
  return lines.flatMap((line) => {
    const own = left.get(line.order) ?? [];
    const given = take(Money.min(rest, roomOf(line)), own);
    for (const { fund, amount: taken } of given) {
      const share = own.find((each) => each.fund === fund);
      if (share) share.amount = share.amount.minus(taken);
    }
    rest = rest.minus(sum(given));
    return given.map((share) => ({ line: line.line, fund: share.fund, amount: share.amount }));
  });
}

/** As much of the amount as these shares have, in their order. A share of nothing is not written. */
function take<S extends Share>(amount: Money, from: readonly S[]): S[] {
  let rest = amount;
  return from.flatMap((share) => {
    const given = Money.min(rest, share.amount);
    if (!given.isPositive()) return [];
    rest = rest.minus(given);
    return [{ ...share, amount: given }];
  });
}
