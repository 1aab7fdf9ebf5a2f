import {
  type Day,
  type Finding,
  type Fund,
  finding,
  firstDayOf,
  type Item,
  isWithin,
  type Limit,
  Money,
  monthOf,
  NONE,
  type Order,
  type Quantity,
  type Window,
  yearOf,
} from '@songbai/contracts';

/** A part of a limit that an order takes: yuan or a quantity, in the cadre's window that begins on `windowStart`. */
export interface Taking {
  limit: string;
  cadre: string;
  windowStart: Day;
  amount: Quantity;
}

/** The first day of the month or year that a day falls in. */
export function windowStart(window: Window, day: Day): Day {
  return window === 'month' ? firstDayOf(monthOf(day)) : `${yearOf(day)}-01-01`;
}

/** Whether a limit counts the orders that begin on this day. */
export const isInForce = ({ validFrom, validTo }: Limit, day: Day): boolean =>
  isWithin(day, validFrom ?? day, validTo ?? null);

/** Limits per cadre and what was used of them so far. Grows as orders are approved. */
export class LimitBook {
  private readonly used = new Map<string, Quantity>();

  constructor(
    private readonly limits: readonly Limit[],
    used: Iterable<Taking>,
  ) {
    for (const taking of used) this.take(taking);
  }

  take(taking: Taking): void {
    this.used.set(keyOf(taking), this.usedOf(taking).plus(taking.amount));
  }

  /** What an order's quantity takes of the limits in its item's measure. */
  quantityTakings(order: Order, item: Item, funds: readonly Fund[]): Taking[] {
    return this.limits
      .filter(
        (limit) =>
          limit.measure === item.measure &&
          concerns(limit, order, item) &&
          (limit.fundType === null || funds.some(({ type }) => type === limit.fundType)),
      )
      .map((limit) => takingOf(limit, order, order.quantity));
  }

  /** Refusals of the quantity takings that would exceed their limit (O08). */
  checkQuantities(takings: readonly Taking[]): Finding[] {
    return takings.flatMap((taking) => {
      const limit = this.limits.find(({ code }) => code === taking.limit);
      const used = this.usedOf(taking);
      if (!limit || used.plus(taking.amount).lessThanOrEqualTo(limit.cap)) return [];
      return finding('O08', {
        limit: limit.code,
        cap: limit.cap.toFixed(2),
        used: used.toFixed(2),
        asked: taking.amount.toFixed(2),
        measure: limit.measure,
        window: limit.window,
        period: limit.window === 'month' ? monthOf(taking.windowStart) : yearOf(taking.windowStart),
        limitBasis: limit.basis,
      });
    });
  }

  /** The yuan limits that a share of this fund would fall under. */
  yuanLimits(order: Order, item: Item, fund: Fund): Limit[] {
    return this.limits.filter(
      (limit) =>
        limit.measure === 'yuan' &&
        concerns(limit, order, item) &&
        (limit.fundType === null || limit.fundType === fund.type),
    );
  }

  /** What a yuan limit still allows the order's cadre, never below zero, after `pending` takings of the same order. */
  yuanLeft(limit: Limit, order: Order, pending: readonly Taking[]): Money {
    const asked = takingOf(limit, order, NONE);
    const taken = pending
      .filter((taking) => keyOf(taking) === keyOf(asked))
      .reduce((sum, { amount }) => sum.plus(amount), this.usedOf(asked));
    return Money.of(limit.cap.minus(taken).toFixed(2)).orZero();
  }

  private usedOf(taking: Taking): Quantity {
    return this.used.get(keyOf(taking)) ?? NONE;
  }
}

export function takingOf(limit: Limit, order: Order, amount: Quantity): Taking {
  return {
    limit: limit.code,
    cadre: order.cadre,
    windowStart: windowStart(limit.window, order.startsOn),
    amount,
  };
}

const keyOf = ({ limit, cadre, windowStart: start }: Taking): string => `${limit}\n${cadre}\n${start}`;

const concerns = (limit: Limit, { startsOn }: Order, item: Item): boolean =>
  (limit.category === null || limit.category === item.category) && isInForce(limit, startsOn);
