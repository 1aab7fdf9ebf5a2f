import { Table } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type Column, cellClass } from './list-columns';

interface SmallTableProps<Row> {
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowLink?: (row: Row) => string;
  /** Said where there are no rows. */
  empty?: string;
  isLoading?: boolean;
  /** A last line with sums, e.g. `<SumRow …/>` of antd's Table.Summary. */
  summary?: () => ReactNode;
  /** Below a row, e.g. its findings; nothing where it answers null. */
  below?: (row: Row) => ReactNode;
}

/** The lines of a paper, all of them at once, with the columns of the query table. */
export function SmallTable<Row extends object>(props: SmallTableProps<Row>) {
  const { columns, rows, rowKey, rowLink, empty, isLoading, summary, below } = props;
  const opened = below ? rows.filter((row) => below(row)).map(rowKey) : [];
  return (
    <Table<Row>
      size="small"
      pagination={false}
      dataSource={rows as Row[]}
      rowKey={rowKey}
      loading={isLoading}
      scroll={{ x: true }}
      locale={{ emptyText: <span className="faint">{empty ?? '—'}</span> }}
      columns={columns.map((column, i) => ({
        ...{ key: column.key, title: column.title, width: column.width },
        align: column.isNumber ? 'right' : undefined,
        onCell: (row: Row) => ({ className: cellClass(column, row) }),
        render: (_: unknown, row: Row) => {
          const shown = column.render?.(row) ?? column.text(row);
          return i === 0 && rowLink ? <Link to={rowLink(row)}>{shown}</Link> : shown;
        },
      }))}
      {...(summary && { summary })}
      {...(below && {
        expandable: { expandedRowRender: below, expandedRowKeys: opened, showExpandColumn: false },
      })}
    />
  );
}
