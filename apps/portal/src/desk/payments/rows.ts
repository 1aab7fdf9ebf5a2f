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
  /** Of that, what the payer pays itself. */
  direct: string;
  /** And what the bureau pays for it and gets back. */
  reimbursed: string;
}

/** One account, and what goes there. */
export interface PayeeGroup<R> {
  key: string;
  payee: string;
  bank: string;
  bankAccount: string;
  amount: string;
  rows: R[];
}

type ToAccount = { payee: string; bank: string; bankAccount: string; amount: string };

/** The rows of a payment by the account they go to, in the order in which the accounts come first. */
export function byPayee<R extends ToAccount>(rows: readonly R[]): PayeeGroup<R>[] {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = [row.payee, row.bank, row.bankAccount].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].flatMap(([key, its]) => {
    const [first] = its;
    if (!first) return [];
    const amount = Money.sum(its.map((row) => Money.of(row.amount))).toString();
    const { payee, bank, bankAccount } = first;
    return [{ key, payee, bank, bankAccount, amount, rows: its }];
  });
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
    .map(([payer, { rows: count, amount, direct }]) => ({
      ...{ payer, rows: count, amount: amount.toString(), direct: direct.toString() },
      reimbursed: amount.minus(direct).toString(),
    }));
}
