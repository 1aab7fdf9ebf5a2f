import { quantity } from '@songbai/contracts';
import { moneyText, Section, useRegister } from '../kit';
import { type Contract, termText } from './contract-data';
import { c } from './contracts-words';
import { type Rule, RuleList } from './rule-list';

/** What submitting and approving would check today, each rule with what it was held against. */
export function CheckPart({ contract }: { contract: Contract }) {
  return (
    <Section title={c.check()}>
      <RuleList rules={useRules(contract)} findings={contract.findings} />
    </Section>
  );
}

/** The rules of C01 to C06, as the server groups what it finds. */
function useRules({ prices, ...contract }: Contract): Rule[] {
  const budget = useBudgetRule(contract);
  const provider = useProviderRule(contract.providerId);
  const count = new Set(prices.map(({ itemCode }) => itemCode)).size;
  return [
    termRule(termText(contract)),
    budget(contract.ceiling),
    { codes: ['C04', 'C05'], name: c.rulePrices(), about: c.pricesSaid({ count }) },
    provider,
  ];
}

export const termRule = (days: string): Rule => ({
  ...{ codes: ['C01', 'C02'], name: c.ruleTerm(), about: c.termSaid({ days }) },
});

/** Held against what the funds given have available together; against nothing where none is given. */
export function useBudgetRule({ budgetFundIds }: Pick<Contract, 'budgetFundIds'>): (amount: string) => Rule {
  const { byId: funds } = useRegister('funds');
  const isKnown = budgetFundIds.every((id) => funds.has(id));
  const available = budgetFundIds
    .flatMap((id) => funds.get(id) ?? [])
    .reduce((sum, fund) => sum.plus(quantity(fund.available)), quantity('0.00'));
  return (amount) =>
    budgetFundIds.length === 0
      ? { codes: [], name: c.ruleBudget(), about: c.noBudget(), outcome: 'unchecked' }
      : {
          ...{ codes: ['C03'], name: c.ruleBudget() },
          // Nothing is said of funds that could not be read.
          about: isKnown
            ? c.budgetSaid({ amount: moneyText(amount), available: moneyText(available.toFixed(2)) })
            : '',
        };
}

export function useProviderRule(providerId: string): Rule {
  const provider = useRegister('providers').byId.get(providerId);
  const about = provider ? c.qualifiedUntil({ day: provider.qualifiedUntil }) : '';
  return { codes: ['C06'], name: c.ruleProvider(), about };
}
