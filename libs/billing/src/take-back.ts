import { Money } from '@songbai/contracts';
import type { LineShare } from './adjustment';

/** An expense of the ledger that was made for a line of a bill, and what is left of it. */
export interface LineExpense {
  id: string;
  reservation: string;
  line: number;
  fund: string;
  left: Money;
}

export interface TakenBack {
  expense: LineExpense;
  amount: Money;
}

/** Which expenses give back these (negative) shares, and how much of each: the newest of a line and fund first. */
export function takeBack(shares: readonly LineShare[], expenses: readonly LineExpense[]): TakenBack[] {
  return shares.flatMap(({ line, fund, amount }) => {
    let rest = Money.ZERO.minus(amount);
    const own = expenses.filter((expense) => expense.line === line && expense.fund === fund).reverse();
    const taken = own.flatMap((expense): TakenBack[] => {
      const given = Money.min(rest, expense.left);
      rest = rest.minus(given);
      return given.isPositive() ? [{ expense, amount: given }] : [];
    });
    if (rest.isPositive()) throw new Error(`line ${line} has less expended from ${fund} than it shows`);
    return taken;
  });
}

/** Before payment an expense is taken back whole, and what stays of it is expended anew. */
export function stillExpended(
  taken: readonly TakenBack[],
): { reservation: string; line: number; amount: Money }[] {
  return taken
    .map(({ expense, amount }) => ({ ...expense, amount: expense.left.minus(amount) }))
    .filter(({ amount }) => amount.isPositive())
    .map(({ reservation, line, amount }) => ({ reservation, line, amount }));
}
