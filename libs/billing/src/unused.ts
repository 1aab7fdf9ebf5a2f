import { Money, NONE, type Quantity } from '@songbai/contracts';

/** An order that ends before it is used up: what is still reserved, per share in their order, and what was used. */
export interface EndingOrder<R> {
  quantity: Quantity;
  used: Quantity;
  shares: readonly { reservation: R; left: Money }[];
  /** What bills may still ask for visits that count and are not billed: quantity at the price of their day. */
  unbilled: readonly { quantity: Quantity; unitPrice: Money }[];
}

export interface Unused<R> {
  shares: { reservation: R; amount: Money }[];
  quantity: Quantity;
}

/**
 * What no visit used of an order. Bills draw on the shares from the first on, so what they may still ask is kept
 * there, and the rest is given back.
 */
export function unusedOf<R>({ quantity, used, shares, unbilled }: EndingOrder<R>): Unused<R> {
  let kept = Money.sum(unbilled.map((visit) => visit.unitPrice.times(visit.quantity)));
  const given: Unused<R>['shares'] = [];
  for (const { reservation, left } of shares) {
    const keeps = Money.min(left, kept);
    kept = kept.minus(keeps);
    const amount = left.minus(keeps);
    if (amount.isPositive()) given.push({ reservation, amount });
  }
  const rest = quantity.minus(used);
  return { shares: given, quantity: rest.isNegative() ? NONE : rest };
}
