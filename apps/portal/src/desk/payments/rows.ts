import { Money } from '@songbai/contracts';

/** A row of a payment as the interface answers it. */
export interface PaymentRow {
  payer: string;
  amount: string;
  settlement: string;
}

export interface PayerSum {
  payer: string;
  amount: string;
  rows: number;
  /** Of that, what the payer pays itself; the rest is paid for it and reimbursed. */
  direct: string;
}

/** What each payer gives, the largest first; exact, as texts. */
export function byPayer(rows: readonly PaymentRow[]): PayerSum[] {
  const sums = new Map<string, { amount: Money; direct: Money; rows: number }>();
  for (const { payer, amount, settlement } of rows) {
    const sum = sums.get(payer) ?? { amount: Money.ZERO, direct: Money.ZERO, rows: 0 };
    const paid = Money.of(amount);
    sums.set(payer, {
      amount: sum.amount.plus(paid),
      direct: settlement === 'direct' ? sum.direct.plus(paid) : sum.direct,
      rows: sum.rows + 1,
    });
  }
  return [...sums]
    .sort(([, a], [, b]) => (a.amount.isMoreThan(b.amount) ? -1 : a.amount.isLessThan(b.amount) ? 1 : 0))
    .map(([payer, sum]) => ({
      ...{ payer, rows: sum.rows, amount: sum.amount.toString(), direct: sum.direct.toString() },
    }));
}
