import { FUND_TYPES, Money } from '@songbai/contracts';
import type { SettledBill, SettledMonth } from '../model';

/** What one payer owes for a bill, fund by fund. */
export interface Payer {
  name: string;
  kind: 'bureau' | 'unit';
  funds: { code: string; type: string; year: string; amount: string }[];
  amount: string;
}

/** The payers of a bill: the bureau first, then the units whose funds pay, by code. */
export function payersOf({ shares, contract }: SettledBill, { book }: SettledMonth): Payer[] {
  const byFund = new Map<string, Money>();
  for (const { fund, amount } of shares) {
    byFund.set(fund, (byFund.get(fund) ?? Money.ZERO).plus(amount));
  }
  const owners = new Map<string, string[]>();
  for (const code of [...byFund.keys()].sort()) {
    const owner = book.funds.get(code)?.owner ?? '';
    owners.set(owner, [...(owners.get(owner) ?? []), code]);
  }
  return [...owners]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([owner, codes]) => ({
      name: owner === '' ? contract.buyerName : (book.units.get(owner)?.name ?? owner),
      kind: owner === '' ? 'bureau' : 'unit',
      funds: codes.map((code) => {
        const fund = book.funds.get(code);
        return {
          code,
          type: fund ? FUND_TYPES[fund.type].zh : '—',
          year: fund ? String(fund.year) : '—',
          amount: (byFund.get(code) ?? Money.ZERO).toFixed(2),
        };
      }),
      amount: Money.sum(codes.map((code) => byFund.get(code) ?? Money.ZERO)).toFixed(2),
    }));
}
