import { outcomeOf } from '@songbai/billing';
import { Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { Link } from 'react-router';
import { Money, Quantity, Section } from '../kit';
import type { Bill, BillLine } from './bill-data';
import { t } from './bills-words';
import { OutcomeTag } from './outcome-bar';

/** From here on only the lines in sight are drawn. */
const MANY = 100;
const WIDE = 980;

function columnsFor(billId: string): ColumnType<BillLine>[] {
  const money = (title: string, key: 'unitPrice' | 'amount' | 'approvedAmount'): ColumnType<BillLine> => ({
    ...{ title, key, width: 110, align: 'right' },
    render: (_, line) => <Money value={line[key]} />,
  });
  return [
    {
      ...{ title: t.line(), key: 'line', width: 70, fixed: 'left' },
      render: (_, { line }) => <Link to={`/bills/${billId}/lines/${line}`}>{line}</Link>,
    },
    { title: t.visit(), dataIndex: 'visitNumber', key: 'visit', width: 190 },
    { title: t.item(), dataIndex: 'itemCode', key: 'item', width: 80 },
    {
      ...{ title: t.quantity(), key: 'quantity', width: 90, align: 'right' },
      render: (_, { quantity }) => <Quantity value={quantity} />,
    },
    money(t.unitPrice(), 'unitPrice'),
    money(t.amount(), 'amount'),
    money(t.approved(), 'approvedAmount'),
    {
      ...{ title: t.outcome(), key: 'outcome', width: 130 },
      render: (_, line) => <OutcomeTag outcome={outcomeOf(line)} />,
    },
    { title: t.codes(), key: 'codes', width: 100, render: (_, { codes }) => codes.join(' ') },
  ];
}

/** Every line, the good ones too. Thousands of them scroll as a few do. */
export function LinesPart({ bill }: { bill: Bill }) {
  const { lines } = bill;
  const isMany = lines.length > MANY;
  return (
    <Section title={t.showAllLines({ count: lines.length })}>
      <Table<BillLine>
        size="small"
        rowKey="line"
        columns={columnsFor(bill.id ?? '')}
        dataSource={lines}
        pagination={false}
        virtual={isMany}
        scroll={isMany ? { x: WIDE, y: 520 } : { x: true }}
        tableLayout={isMany ? 'fixed' : 'auto'}
      />
    </Section>
  );
}
