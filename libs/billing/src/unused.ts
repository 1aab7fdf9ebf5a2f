import { Money, NONE, type Quantity } from '@songbai/contracts';

/** An order that ends before it is used up: what is still reserved, per share in their order, and what was used. */
export interface EndingOrder<R> {
  quantity: Quantity;
  used: Quantity;
  shares: readonly { reservation: R; left: Money }[];
  /** What bills may still ask for visits that count and are not billed: quantity at the price of their day. */
  unbilled: readonly { quantity: Quantity; unitPrice: Money }[];
  /**
   * Visits that are under way, or that a person must look at: what each would come to if it counted. Of one that nobody
   * has finished the quantity is null: it may take all that is left.
   */
  pending: readonly { quantity: Quantity | null; unitPrice: Money }[];
}

export interface Unused<R> {
  shares: { reservation: R; amount: Money }[];
  quantity: Quantity;
}

/**
 * What no visit used of an order, nor may use yet. Bills draw on the shares from the first on, so what they may still
 * ask is kept there, and the rest is given back.
 */
export function unusedOf<R>({ quantity, used, shares, unbilled, pending }: EndingOrder<R>): Unused<R> {
  let rest = quantity.lessThan(used) ? NONE : quantity.minus(used);
  let kept = Money.sum(unbilled.map((visit) => visit.unitPrice.times(visit.quantity)));
  const lastUnfinished = [...pending].sort(
    (a, b) => Number(a.quantity === null) - Number(b.quantity === null),
  );
  for (const { quantity: asked, unitPrice } of lastUnfinished) {
    const taken = asked === null || asked.greaterThan(rest) ? rest : asked;
    rest = rest.minus(taken);
    kept = kept.plus(unitPrice.times(taken));
  }
  const given: Unused<R>['shares'] = [];
  for (const { reservation, left } of shares) {
    const keeps = Money.min(left, kept);
    kept = kept.minus(keeps);
    const amount = left.minus(keeps);
    if (amount.isPositive()) given.push({ reservation, amount });
  }
  return { shares: given, quantity: rest };
}
