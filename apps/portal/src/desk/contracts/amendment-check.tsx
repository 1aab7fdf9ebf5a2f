import { quantity } from '@songbai/contracts';
import { answerOf, api } from '../../shared/session';
import { Loaded, moneyText, useRead } from '../kit';
import type { Amendment, Change } from './change-text';
import { termRule, useBudgetRule, useProviderRule } from './check-part';
import type { Contract } from './contract-data';
import { c } from './contracts-words';
import { type Rule, RuleList } from './rule-list';

interface CheckProps {
  contract: Contract;
  amendment: Amendment;
}

/** Before somebody decides on a change: which rules it meets today. */
export function AmendmentCheck({ contract, amendment }: CheckProps) {
  const rules = useRules(contract, amendment);
  const params = { path: { id: contract.id, amendmentId: amendment.id } };
  const read = useRead(['contracts', contract.id, 'amendments', amendment.id], () =>
    answerOf(api.GET('/api/v1/contracts/{id}/amendments/{amendmentId}/check', { params })),
  );
  return <Loaded read={read}>{({ findings }) => <RuleList rules={rules} findings={findings} />}</Loaded>;
}

/** Only the rules that what changes can break. */
function useRules(contract: Contract, { change, madeBy, madeByName }: Amendment): Rule[] {
  const { ceiling, endsOn, prices } = change as Change;
  const budget = useBudgetRule(contract);
  const provider = useProviderRule(contract.providerId);
  const increase = ceiling ? quantity(ceiling).minus(quantity(contract.ceiling)) : quantity('0.00');
  const rules: (Rule | false)[] = [
    Boolean(ceiling) && { codes: ['C07'], name: c.ruleIncrease(), about: c.increaseSaid() },
    Boolean(ceiling) && {
      ...{ codes: ['C10'], name: c.ruleCommitted() },
      about: c.committedSaid({ committed: moneyText(contract.committed) }),
    },
    increase.isPositive() && !increase.isZero() && budget(increase.toFixed(2)),
    Boolean(prices?.length) && {
      ...{ codes: ['C04', 'C05', 'C09'], name: c.rulePrices(), about: c.newPricesSaid() },
    },
    Boolean(endsOn) && termRule(`${contract.startsOn} ~ ${endsOn}`),
    Boolean(endsOn) && provider,
    { codes: ['C08'], name: c.ruleSecond(), about: c.secondSaid({ name: madeByName ?? madeBy }) },
  ];
  return rules.filter((rule): rule is Rule => rule !== false);
}
