import { Decimal } from 'decimal.js';

/** A quantity in the item's own measure (hours, times, meals, days, months), never finer than 0.01. */
export type Quantity = Decimal;

export const NONE: Quantity = new Decimal(0);

/** Rounds half up to 0.01. The only rounding there is, for money and for quantities. */
export function round(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** A quantity from its decimal text, e.g. "1.5". Throws a RangeError when finer than 0.01. */
export function quantity(text: string): Quantity {
  const value = new Decimal(text);
  if (value.decimalPlaces() > 2) throw new RangeError(`${text} is finer than 0.01`);
  return value;
}

/** A quantity or an amount as the outside sees it: two decimals, e.g. "1.50". */
export function twoDecimals(value: Quantity | Money): string {
  return value.toFixed(2);
}

/** A quantity as the database keeps it: whole hundredths, as text for a bigint. */
export function hundredths(value: Quantity): string {
  return value.times(100).toFixed(0);
}

/**
 * An exact amount of yuan at 分 scale. Only `times` can produce a finer value, and it rounds half up,
 * so there is one place where a 分 may appear or vanish.
 */
export class Money {
  static readonly ZERO = new Money(new Decimal(0));
  /** The most that one paper may name: twelve digits of yuan. */
  static readonly MOST = new Money(new Decimal('999999999999.99'));

  private constructor(private readonly value: Decimal) {}

  /** From yuan as text, e.g. "1234.50". Throws a RangeError when finer than a 分. */
  static of(text: string): Money {
    return new Money(quantity(text));
  }

  /** From whole 分, as the database keeps them. */
  static ofFen(fen: string | bigint): Money {
    return new Money(new Decimal(fen.toString()).dividedBy(100));
  }

  static sum(amounts: Iterable<Money>): Money {
    let total = Money.ZERO;
    for (const amount of amounts) total = total.plus(amount);
    return total;
  }

  static min(...amounts: [Money, ...Money[]]): Money {
    return amounts.reduce((least, amount) => (amount.isLessThan(least) ? amount : least));
  }

  plus(other: Money): Money {
    return new Money(this.value.plus(other.value));
  }

  minus(other: Money): Money {
    return new Money(this.value.minus(other.value));
  }

  /** Rounds half up to a 分. */
  times(factor: Decimal): Money {
    return new Money(round(this.value.times(factor)));
  }

  /** The amount, or zero where it is negative. */
  orZero(): Money {
    return this.value.isNegative() ? Money.ZERO : this;
  }

  equals(other: Money): boolean {
    return this.value.equals(other.value);
  }

  isLessThan(other: Money): boolean {
    return this.value.lessThan(other.value);
  }

  isMoreThan(other: Money): boolean {
    return this.value.greaterThan(other.value);
  }

  isZero(): boolean {
    return this.value.isZero();
  }

  isPositive(): boolean {
    return this.value.greaterThan(0);
  }

  /** Whole 分 as text, for a bigint column. */
  toFen(): string {
    return this.value.times(100).toFixed(0);
  }

  toDecimal(): Decimal {
    return this.value;
  }

  toFixed(places: 2): string {
    return this.value.toFixed(places);
  }

  toString(): string {
    return this.toFixed(2);
  }

  toJSON(): string {
    return this.toFixed(2);
  }
}
