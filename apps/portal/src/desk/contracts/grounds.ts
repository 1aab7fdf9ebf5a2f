import { FUND_TYPES, TERM_REASONS } from '@songbai/contracts';
import { listed } from '../../shared/lists';
import { type Fact, useRegister, wordOf } from '../kit';
import type { Contract } from './contract-data';
import { c } from './contracts-words';

type Grounds = {
  [key in 'budgetDocument' | 'budgetFundIds' | 'termReasons']?: Contract[key] | null | undefined;
};

/** What the money and the length of a contract rest on; what is not given is said as well. */
export function useGrounds(): (grounds: Grounds) => Fact[] {
  const funds = useRegister('funds').byId;
  const fundText = (id: string): string => {
    const fund = funds.get(id);
    return fund ? `${fund.code} ${wordOf(FUND_TYPES, fund.type)}` : '';
  };
  // Whoever may not see a fund is told that there is one.
  const fundsText = (ids: readonly string[]): string =>
    ids.length === 0
      ? c.notGiven()
      : listed(ids.map(fundText).filter(Boolean)) || c.given({ count: ids.length });
  return ({ budgetDocument, budgetFundIds, termReasons }) => [
    { label: c.budgetDocument(), value: budgetDocument || c.notGiven() },
    {
      label: c.budgetFunds(),
      value: fundsText(budgetFundIds ?? []),
    },
    {
      label: c.termReasons(),
      value: listed((termReasons ?? []).map((reason) => wordOf(TERM_REASONS, reason))) || c.notGiven(),
    },
  ];
}
