import { FUND_TYPES } from '@songbai/contracts';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import { BalanceBar, DetailsPage, KeyCap, Loaded, Money, Section, useHotkeys, useRead, wordOf } from '../kit';
import { BalanceThen } from './balance-then';
import { FUND_KEEPERS } from './fund-room';
import { useOwnerName } from './owner-name';
import { Postings } from './postings';
import type { Fund } from './register-data';
import { r } from './registers-words';

export function FundPage() {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead(['funds', id], () =>
    answerOf(api.GET('/api/v1/funds/{id}', { params: { path: { id } } })),
  );
  return <Loaded read={read}>{(fund) => <FundView fund={fund} />}</Loaded>;
}

/** One fund: its balance now and at any time, and every posting that made it. */
function FundView({ fund }: { fund: Fund }) {
  const ownerName = useOwnerName();
  const may = useMay();
  const navigate = useNavigate();
  useHotkeys({ n: may(...FUND_KEEPERS) ? () => void navigate(`/funds/${fund.id}/allot`) : undefined });
  const { allotted, reserved, expended, available } = fund;
  return (
    <DetailsPage
      title={fund.code}
      actions={
        may(...FUND_KEEPERS) && (
          <Link to={`/funds/${fund.id}/allot`} className="button">
            {r.allotment()} <KeyCap name="n" />
          </Link>
        )
      }
      facts={[
        { label: r.fundType(), value: wordOf(FUND_TYPES, fund.type) },
        { label: r.owner(), value: ownerName(fund.ownerUnitId) },
        { label: r.year(), value: fund.year },
        { label: r.paid(), value: <Money value={fund.paid} /> },
      ]}
    >
      <Section title={r.use()}>
        <BalanceBar {...{ allotted, reserved, expended, left: available }} />
      </Section>
      <BalanceThen fundId={fund.id} />
      <Postings fund={fund} />
    </DetailsPage>
  );
}
