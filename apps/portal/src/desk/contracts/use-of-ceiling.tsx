import { NEARLY_USED_PERCENT, quantity } from '@songbai/contracts';
import type { Contract } from './contract-data';

type Used = Pick<Contract, 'ceiling' | 'committed'>;

const percentOf = ({ ceiling, committed }: Used) =>
  quantity(ceiling).isZero() ? quantity('0') : quantity(committed).div(quantity(ceiling)).times(100);

export const isNearlyUsed = (contract: Used): boolean =>
  percentOf(contract).greaterThanOrEqualTo(NEARLY_USED_PERCENT);

const DOWN = 1;

/** "44%"; near its end to a tenth, and never more than it is. */
export const shareText = (contract: Used): string =>
  `${percentOf(contract).toFixed(isNearlyUsed(contract) ? 1 : 0, DOWN)}%`;

export const leftOf = ({ ceiling, committed }: Used): string =>
  quantity(ceiling).minus(quantity(committed)).toFixed(2);

/** A bar in a cell; its number stands beside it, with a mark where little is left. */
export function UseBar({ contract }: { contract: Contract }) {
  const isNearly = isNearlyUsed(contract);
  const width = `${Math.min(100, percentOf(contract).toNumber())}%`;
  return (
    <span className={isNearly ? 'use is-nearly' : 'use'}>
      <span className="bar use-bar" aria-hidden="true">
        <span className="bar-part bar-used" style={{ width }} />
      </span>
      <span>
        {isNearly && <span aria-hidden="true">▲ </span>}
        {shareText(contract)}
      </span>
    </span>
  );
}
