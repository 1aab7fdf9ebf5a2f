import { Money as Amount, FUND_TYPES } from '@songbai/contracts';
import { Button, DatePicker, Table } from 'antd';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  BalanceBar,
  type Column,
  EmptyBox,
  Loaded,
  Money,
  PlainPage,
  Section,
  SmallTable,
  saveCsv,
  todayText,
  useRead,
  useRegister,
  wordOf,
} from '../kit';
import { u } from './unit-words';

type Row = Schemas['CadreSpendingAnswer'];

/** What a unit asks: what is left of its money, and what its people got for it. */
export function UnitPage() {
  useLanguage();
  const [params, setParams] = useSearchParams();
  const asked = params.get('year') ?? '';
  const year = /^(19|20)\d{2}$/.test(asked) ? asked : todayText().slice(0, 4);
  return (
    <PlainPage
      title={u.title()}
      actions={
        <>
          <DatePicker
            picker="year"
            allowClear={false}
            value={dayjs(`${year}-01-01`)}
            onChange={(day) => setParams({ year: dayjs(day).format('YYYY') })}
            aria-label={u.chooseYear()}
          />
          <Link to="/orders/new" className="button is-main">
            {u.newOrder()}
          </Link>
        </>
      }
    >
      <OwnFunds year={year} />
      <CadresPart year={year} />
    </PlainPage>
  );
}

function OwnFunds({ year }: { year: string }) {
  const funds = useRegister('funds');
  const { unitId, role } = useUser() ?? {};
  const own = funds.rows.filter((fund) => fund.ownerUnitId === unitId && String(fund.year) === year);
  return (
    <Section title={u.funds()}>
      {own.length === 0 && !funds.isLoading && (
        <EmptyBox title={u.noFunds()} hint={role === 'unit-finance' ? u.noFundsYours() : u.noFundsHint()} />
      )}
      <div className="stack-tight">
        {own.map(({ id, code, type, allotted, reserved, expended, available }) => (
          <Link key={id} to={`/funds/${id}`} className="plain-link">
            <BalanceBar
              title={u.fundTitle({ code, type: wordOf(FUND_TYPES, type), year })}
              {...{ allotted, reserved, expended, left: available }}
            />
          </Link>
        ))}
      </div>
    </Section>
  );
}

const COLUMN_KEYS = ['name', 'orders', 'visits', 'spent', 'byUnit'];

const columnsOf = (): Column<Row>[] => [
  { key: 'name', title: u.name(), text: ({ name }) => name },
  { key: 'orders', title: u.orders(), isNumber: true, text: ({ openOrders }) => String(openOrders) },
  { key: 'visits', title: u.visits(), isNumber: true, text: ({ visits }) => String(visits) },
  {
    ...{ key: 'spent', title: u.spent(), isNumber: true, text: ({ spent }) => spent },
    render: ({ spent }) => <Money value={spent} strong />,
  },
  {
    ...{ key: 'byUnit', title: u.byUnit(), isNumber: true, text: ({ spentByUnit }) => spentByUnit },
    render: ({ spentByUnit }) => <Money value={spentByUnit} />,
  },
];

/** Of all cadres, as a report of the unit wants it. */
function SumRow({ rows }: { rows: readonly Row[] }) {
  const count = (key: 'openOrders' | 'visits'): string =>
    String(rows.reduce((total, row) => total + row[key], 0));
  const yuan = (key: 'spent' | 'spentByUnit') => (
    <Money value={Amount.sum(rows.map((row) => Amount.of(row[key]))).toString()} strong />
  );
  const cells = [u.sum(), count('openOrders'), count('visits'), yuan('spent'), yuan('spentByUnit')];
  return (
    <Table.Summary.Row className="is-strong">
      {cells.map((cell, index) => (
        // The columns stand fast.
        <Table.Summary.Cell key={COLUMN_KEYS[index]} {...{ index, align: index === 0 ? 'left' : 'right' }}>
          {cell}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}

function CadresPart({ year }: { year: string }) {
  const read = useRead(['cadres', 'spending', year], () =>
    answerOf(api.GET('/api/v1/overview/cadres', { params: { query: { year } } })),
  );
  const columns = columnsOf();
  return (
    <Section
      title={u.cadres({ year })}
      actions={
        <Button size="small" onClick={() => saveCsv(u.cadres({ year }), columns, read.data?.items ?? [])}>
          {u.exportCsv()}
        </Button>
      }
    >
      <p className="faint">{u.hint()}</p>
      <Loaded read={read}>
        {({ items }) => (
          <SmallTable
            {...{ rows: items, columns, empty: u.noCadres() }}
            rowKey={({ cadreId }) => cadreId}
            rowLink={({ cadreId }) => `/cadres/${cadreId}`}
            {...(items.length > 1 && { summary: () => <SumRow rows={items} /> })}
          />
        )}
      </Loaded>
    </Section>
  );
}
