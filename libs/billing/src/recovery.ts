import { type Finding, finding, type Money } from '@songbai/contracts';

/** A recovery as it is entered. */
export interface NewRecovery {
  bill: string;
  amount: Money;
  manner: 'deducted' | 'returned';
}

/** What stands against taking paid money back: the funds have it again only once it is on the account. */
export function checkRecovery({ bill, amount, manner }: NewRecovery): Finding[] {
  return manner === 'returned' ? [] : [finding('P16', { bill, amount: amount.toFixed(2) })];
}
