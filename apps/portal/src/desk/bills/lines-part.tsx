import { outcomeOf } from '@songbai/billing';
import { Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { Link } from 'react-router';
import { Money, Quantity, Section } from '../kit';
import type { Bill, BillLine } from './bill-data';
import { t } from './bills-words';
import { codeText, Reasons } from './code-words';
import { figureWords } from './figure-words';
import { type BillVisit, LineWhat, LineWho, visitsOf } from './line-who';
import { OutcomeTag } from './outcome-bar';

/** From here on only the lines in sight are drawn. */
const MANY = 100;
const WIDE = 990;
/** Of a row with two lines of text, in pixels: where all rows are known to be as high, the end can be scrolled to. */
const ROW = 49;
const HEIGHT = 520;

/** How a table of lines is drawn: whole, or from so many lines on only what is in sight. */
export const manyLines = (count: number, wide: number) =>
  count > MANY
    ? ({ virtual: true, scroll: { x: wide, y: HEIGHT }, tableLayout: 'fixed', listItemHeight: ROW } as const)
    : ({ scroll: { x: true }, tableLayout: 'auto' } as const);

/** Why, in no more than two lines; in full where the mouse rests. */
export const LineWhy = ({ codes }: { codes: readonly string[] }) => (
  <span className="line-why" title={codes.map(codeText).join(' + ')}>
    <Reasons codes={codes} />
  </span>
);

type Visits = ReadonlyMap<string, BillVisit>;

/** Who and what a line is about, as every table of lines shows it. */
export const lineColumns = (visits: Visits): ColumnType<BillLine>[] => [
  {
    ...{ title: t.who(), key: 'who', width: 130 },
    render: (_, line) => <LineWho line={line} visit={visits.get(line.visitNumber)} />,
  },
  {
    ...{ title: t.whatAndWhen(), key: 'what', width: 240 },
    render: (_, line) => <LineWhat line={line} visit={visits.get(line.visitNumber)} />,
  },
  {
    ...{ title: t.quantity(), key: 'quantity', width: 78, align: 'right' },
    render: (_, { quantity }) => <Quantity value={quantity} />,
  },
];

export const moneyColumn = (
  title: string,
  key: 'unitPrice' | 'amount' | 'approvedAmount',
): ColumnType<BillLine> => ({
  ...{ title, key, width: 90, align: 'right' },
  render: (_, line) => <Money value={line[key]} />,
});

const columnsFor = (bill: Bill, visits: Visits): ColumnType<BillLine>[] => [
  {
    ...{ title: t.line(), key: 'line', width: 56, fixed: 'left' },
    render: (_, { line }) => <Link to={`/bills/${bill.id}/lines/${line}`}>{line}</Link>,
  },
  ...lineColumns(visits),
  moneyColumn(t.unitPrice(), 'unitPrice'),
  moneyColumn(t.amount(), 'amount'),
  moneyColumn(figureWords(bill).approved(), 'approvedAmount'),
  {
    ...{ title: t.outcome(), key: 'outcome', width: 106 },
    render: (_, line) => <OutcomeTag outcome={outcomeOf(line)} />,
  },
  {
    ...{ title: t.codes(), key: 'codes', width: 112 },
    render: (_, { codes }) => codes.length > 0 && <LineWhy codes={codes} />,
  },
];

/** Every line, the good ones too. Thousands of them scroll as a few do. */
export function LinesPart({ bill }: { bill: Bill }) {
  const { lines } = bill;
  return (
    <Section title={t.showAllLines({ count: lines.length })}>
      <Table<BillLine>
        size="small"
        rowKey="line"
        columns={columnsFor(bill, visitsOf(bill))}
        dataSource={lines}
        pagination={false}
        {...manyLines(lines.length, WIDE)}
      />
    </Section>
  );
}
