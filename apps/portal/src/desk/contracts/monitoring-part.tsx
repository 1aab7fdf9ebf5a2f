import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../../shared/session';
import {
  type BarPart,
  FactsTable,
  Loaded,
  Money,
  moneyText,
  PartsBar,
  Section,
  SmallTable,
  useRead,
} from '../kit';
import { type Burn, burnOf } from './burn-down';
import type { Contract, Monitoring } from './contract-data';
import { c } from './contracts-words';
import { type Forecast, forecastOf } from './forecast';
import { isNearlyUsed, leftOf, shareText } from './use-of-ceiling';

const BurnDownChart = lazy(async () => ({ default: (await import('./burn-down-chart')).BurnDownChart }));

/** Use of the ceiling, expiry, performance, and the burn-down with its data behind it. */
export function MonitoringPart({ contract }: { contract: Contract }) {
  const { id } = contract;
  const read = useRead(['contracts', id, 'monitoring'], () =>
    answerOf(api.GET('/api/v1/contracts/{id}/monitoring', { params: { path: { id } } })),
  );
  return (
    <Loaded read={read}>
      {(monitoring) => (
        <>
          <Performance contract={contract} monitoring={monitoring} />
          <BurnDown contract={contract} monitoring={monitoring} />
        </>
      )}
    </Loaded>
  );
}

interface PartProps {
  contract: Contract;
  monitoring: Monitoring;
}

function Performance({ contract, monitoring }: PartProps) {
  const { ceiling, committed, daysLeft, visits, ratings } = monitoring;
  const countOf = (status: string): number => visits.find((row) => row.status === status)?.count ?? 0;
  const all = visits.reduce((sum, { count }) => sum + count, 0);
  const rated = ratings.reduce((sum, { count }) => sum + count, 0);
  const good = ratings.filter(({ level }) => level >= 4).reduce((sum, { count }) => sum + count, 0);
  const parts: BarPart[] = [{ label: c.committed(), value: committed, tone: 'used' }];
  const left = leftOf({ ceiling, committed });
  const link = (status: string, count: number) => (
    <Link to={`/visits?contractId=${contract.id}${status && `&status=${status}`}`}>{count}</Link>
  );
  return (
    <Section title={c.monitoring()}>
      <div className="stack">
        <PartsBar title={c.use()} whole={ceiling} wholeLabel={c.ceiling()} parts={parts} left={left} />
        {isNearlyUsed({ ceiling, committed }) && (
          <p className="verdict is-noted">
            △ {c.nearlyUsedSaid({ share: shareText({ ceiling, committed }), left: moneyText(left) })}
          </p>
        )}
        <FactsTable
          facts={[
            { label: c.term(), value: daysLeft < 0 ? c.expired() : c.expiresIn({ days: daysLeft }) },
            { label: c.visits(), value: link('', all) },
            { label: c.missed(), value: link('missed', countOf('missed')) },
            { label: c.held(), value: link('held', countOf('held')) },
            {
              label: c.ratings(),
              value: rated === 0 ? c.noRatings() : c.ratingsSaid({ good, count: rated }),
            },
          ]}
        />
      </div>
    </Section>
  );
}

function BurnDown({ contract, monitoring }: PartProps) {
  const [isTable, setTable] = useState(false);
  const past = burnOf(contract, monitoring);
  const forecast = forecastOf(past, contract.ceiling);
  const burn = past.map((row, i) => ({ ...row, forecast: forecast?.lefts[i] ?? null }));
  const left = [...burn].reverse().find((row) => row.left !== null)?.left ?? contract.ceiling;
  if (monitoring.months.length === 0) {
    return (
      <Section title={c.burnDown({ left: moneyText(left) })}>
        <p className="faint">{c.noMoney()}</p>
      </Section>
    );
  }
  const toggle = (
    <Button size="small" onClick={() => setTable(!isTable)}>
      {isTable ? c.viewPicture() : c.viewData()}
    </Button>
  );
  return (
    <Section title={c.burnDown({ left: moneyText(left) })} actions={toggle}>
      <p className="faint">{c.burnDownUnit()}</p>
      {forecast && <p>{forecastText(forecast)}</p>}
      {isTable ? (
        <BurnTable burn={burn} />
      ) : (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
          <BurnDownChart burn={burn} />
        </Suspense>
      )}
    </Section>
  );
}

const forecastText = ({ usedUpIn, atEnd }: Forecast): string =>
  usedUpIn ? c.usedUpIn({ month: usedUpIn }) : c.leftAtEnd({ left: moneyText(atEnd) });

function BurnTable({ burn }: { burn: readonly Burn[] }) {
  const column = (key: 'committed' | 'expended' | 'left' | 'even' | 'forecast', title: string) => ({
    ...{ key, title, isNumber: true, text: (row: Burn) => row[key] ?? '' },
    render: (row: Burn) => <Money value={row[key]} />,
  });
  return (
    <SmallTable<Burn>
      rows={burn}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', title: c.month(), text: ({ month }) => month },
        column('committed', c.committedInMonth()),
        column('expended', c.expendedInMonth()),
        column('left', c.burnLeft()),
        column('even', c.burnEven()),
        column('forecast', c.burnForecast()),
      ]}
    />
  );
}
