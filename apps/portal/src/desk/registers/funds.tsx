import { FUND_TYPES } from '@songbai/contracts';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import { NewLink } from '../forms';
import { type Column, ListPage, Money, optionsOf, useRegister, wordOf } from '../kit';
import { ExportButtons } from '../tables';
import { fundRoom } from './fund-room';
import { useOwnerName } from './owner-name';
import { type Fund, fetchFunds } from './register-data';
import { r } from './registers-words';

const amount = <Row extends object>(key: keyof Row & string, title: string): Column<Row> => ({
  ...{ key, title, isNumber: true, text: (row: Row) => String(row[key]) },
  render: (row: Row) => <Money value={String(row[key])} />,
});

export function FundsList() {
  useLanguage();
  const ownerName = useOwnerName();
  const may = useMay();
  const kept = useRegister('funds').rows.map(({ year }) => String(year));
  const years = [...new Set(kept)].sort().map((value) => ({ value, label: value }));
  const columns: Column<Fund>[] = [
    { key: 'code', title: r.code(), text: ({ code }) => code },
    { key: 'type', title: r.fundType(), text: ({ type }) => wordOf(FUND_TYPES, type) },
    { key: 'owner', title: r.owner(), text: ({ ownerUnitId }) => ownerName(ownerUnitId) },
    { key: 'year', title: r.year(), text: ({ year }) => String(year) },
    amount('allotted', r.allotted()),
    amount('reserved', r.reserved()),
    amount('expended', r.expended()),
    amount('paid', r.paid()),
    amount('available', r.available()),
  ];
  return (
    <ListPage
      {...{ title: r.funds(), queryKey: ['funds'], fetchPage: fetchFunds, columns }}
      filters={[
        { key: 'query', label: r.search(), kind: 'search' },
        { key: 'type', label: r.fundType(), kind: 'select', options: optionsOf(FUND_TYPES) },
        { key: 'year', label: r.year(), kind: 'select', options: years },
      ]}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/funds/${id}`}
      toolbar={
        <>
          {may('bureau-finance') && (
            <Link className="button" to="/funds/carry-over">
              {r.carryOver()}
            </Link>
          )}
          <ExportButtons table="funds" title={r.funds()} />
          <NewLink room={fundRoom} />
        </>
      }
    />
  );
}
