import { Money as Amount, FUND_TYPES } from '@songbai/contracts';
import { Link } from 'react-router';
import { words } from '../../shared/words';
import { PROVIDER, useMay } from '../app/access';
import { BalanceBar, PartsBar, Section, todayText, useRegister, wordOf } from '../kit';

const m = words({
  funds: ['今年的经费', 'Funds of this year'],
  largest: [
    '今年的经费：{count} 项中最大的 {shown} 项',
    'Funds of this year: the largest {shown} of {count}',
  ],
  contracts: ['在执行的合同', 'Contracts in force'],
  all: ['全部', 'All'],
  ceiling: ['上限', 'ceiling'],
  committed: ['占用与列支', 'committed'],
});

/** The largest; the others are one click away. */
const SHOWN = 4;

/** What is left this year: of the funds, or for a firm of its contracts. */
export function MoneyLeft() {
  return useMay()(...PROVIDER) ? <ContractsLeft /> : <FundsLeft />;
}

const byAllotted = (a: { allotted: string }, b: { allotted: string }): number =>
  Amount.of(b.allotted).isMoreThan(Amount.of(a.allotted)) ? 1 : -1;

function FundsLeft() {
  const year = Number(todayText().slice(0, 4));
  const funds = useRegister('funds').rows.filter((fund) => fund.year === year);
  if (funds.length === 0) return null;
  const count = funds.length;
  const largest = [...funds].sort(byAllotted).slice(0, SHOWN);
  const title = count > SHOWN ? m.largest({ count, shown: SHOWN }) : m.funds();
  return (
    <Section title={title} actions={<Link to={`/funds?year=${year}`}>{m.all()}</Link>}>
      <div className="stack">
        {largest.map(({ id, code, type, allotted, reserved, expended, available }) => (
          <Link key={id} to={`/funds/${id}`} className="plain-link">
            <BalanceBar
              title={`${code} ${wordOf(FUND_TYPES, type)}`}
              {...{ allotted, reserved, expended, left: available }}
            />
          </Link>
        ))}
      </div>
    </Section>
  );
}

function ContractsLeft() {
  const contracts = useRegister('contracts').rows.filter(({ status }) => status === 'active');
  if (contracts.length === 0) return null;
  return (
    <Section title={m.contracts()} actions={<Link to="/contracts">{m.all()}</Link>}>
      <div className="stack">
        {contracts.slice(0, SHOWN).map(({ id, number, buyerName, ceiling, committed }) => (
          <Link key={id} to={`/contracts/${id}`} className="plain-link">
            <PartsBar
              {...{ title: `${number} ${buyerName}`, whole: ceiling, wholeLabel: m.ceiling() }}
              parts={[{ label: m.committed(), value: committed, tone: 'reserved' }]}
              left={Amount.of(ceiling).minus(Amount.of(committed)).toString()}
            />
          </Link>
        ))}
      </div>
    </Section>
  );
}
