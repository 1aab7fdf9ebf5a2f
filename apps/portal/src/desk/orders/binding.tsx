import { Money as Yuan } from '@songbai/contracts';
import { Link } from 'react-router';
import { Money } from '../kit';
import type { CadreLimit, Fund } from './order-data';
import { o } from './orders-words';

interface BindingProps {
  funds: readonly Fund[];
  /** Those that this order counts under. */
  limits: readonly CadreLimit[];
}

/** Where the funds do not cover an order: which limit lets which of them give less than it has. */
export function Binding({ funds, limits }: BindingProps) {
  const rows = funds.flatMap((fund) =>
    bindingOf(fund, limits).map((limit) => ({ key: `${fund.id} ${limit.id}`, fund, limit })),
  );
  if (rows.length === 0) return null;
  return (
    <ul className="findings">
      {rows.map(({ key, fund: { code, available }, limit }) => (
        <li key={key} className="finding-line">
          {o.bound({ fund: code })} <Money value={available} />
          {o.boundBy()} <Link to={`/limits/${limit.id}`}>{limit.code}</Link> {o.boundLeft()}{' '}
          <Money value={limit.left} strong />
          {o.boundOf()} <Money value={limit.cap} />
          {o.boundUsed()} <Money value={limit.used} />
          {o.boundEnd()}
        </li>
      ))}
    </ul>
  );
}

/** The limits in yuan that leave less of this fund than is in it, the tightest first. */
function bindingOf({ type, available }: Fund, limits: readonly CadreLimit[]): CadreLimit[] {
  return limits
    .filter(({ measure, fundType }) => measure === 'yuan' && (!fundType || fundType === type))
    .filter(({ left }) => Yuan.of(available).isMoreThan(Yuan.of(left)))
    .sort((a, b) => (Yuan.of(a.left).isMoreThan(Yuan.of(b.left)) ? 1 : -1));
}
