import { FUND_TYPES } from '@songbai/contracts';
import { Link } from 'react-router';
import { BalanceBar, EmptyBox, Section, wordOf } from '../kit';
import type { Overview } from './overview-data';
import { v } from './overview-words';

/** The funds of the year by type; a bar opens its funds, a fund its postings. */
export function FundsPart({ overview: { funds, now } }: { overview: Overview }) {
  const year = now.month.slice(0, 4);
  return (
    <Section title={v.funds({ year })}>
      {funds.length === 0 && <EmptyBox title={v.noFunds()} />}
      <div className="stack-tight">
        {funds.map(({ type, funds: count, allotted, reserved, expended, available }) => (
          <Link key={type} to={`/funds?type=${type}&year=${year}`} className="plain-link">
            <BalanceBar
              title={v.fundType({ type: wordOf(FUND_TYPES, type), count })}
              {...{ allotted, reserved, expended, left: available }}
            />
          </Link>
        ))}
      </div>
    </Section>
  );
}
