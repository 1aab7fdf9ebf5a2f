import { Table, type TableColumnType } from 'antd';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { EmptyBox } from './findings';
import { useHotkeys } from './hotkeys';
import { type Column, cellClass, widthOf } from './list-columns';
import type { List } from './list-state';

/** From here on only the rows in sight are drawn. */
const MANY = 200;
/** The header of the desk stands above, in pixels. */
const HEADER = 48;

interface RowsTableProps<Row> {
  list: Pick<List<Row>, 'rows' | 'isLoading'> & { error?: unknown };
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  rowLink?: (row: Row) => string;
  batch?: unknown;
  emptyHint?: string;
  isCompact: boolean;
  picked: Row[];
  setPicked: (rows: Row[]) => void;
}

/** Rows with a cursor: j and k move it, Enter opens, x ticks. */
export function RowsTable<Row extends object>(props: RowsTableProps<Row>) {
  const { list, rowKey, rowLink, batch, emptyHint, isCompact, picked, setPicked } = props;
  const [current, setCurrent] = useState(-1);
  const table = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { rows } = list;
  // A table without links that is wider than the page is moved by the arrow keys, once it can be reached.
  useEffect(() => table.current?.querySelector('.ant-table-body')?.setAttribute('tabindex', '0'), []);
  const canPick = Boolean(batch);
  useRowKeys({ ...{ rows, current, setCurrent, table, rowKey }, ...{ rowLink, picked, setPicked, canPick } });
  const open = (row: Row) => (event: MouseEvent) => {
    const inside = event.target instanceof Element && event.target.closest('a, button, input, label');
    if (!inside && rowLink && !getSelection()?.toString()) void navigate(rowLink(row));
  };
  const selection = {
    selectedRowKeys: picked.map(rowKey),
    onChange: (_: unknown, chosen: Row[]) => setPicked(chosen),
    columnWidth: 40,
    preserveSelectedRowKeys: true,
  };
  const isMany = rows.length > MANY;
  const columns = useSized(props.columns, rows, isMany);
  return (
    <div ref={table}>
      <Table<Row>
        size={isCompact ? 'small' : 'middle'}
        columns={columns.map((column, i) => tableColumn(column, i === 0 ? rowLink : undefined))}
        dataSource={rows}
        rowKey={rowKey}
        loading={list.isLoading}
        pagination={false}
        {...(isMany && { virtual: true })}
        scroll={isMany ? { x: columns.reduce((sum, { width = 0 }) => sum + width, 0), y: 600 } : { x: true }}
        tableLayout={isMany ? 'fixed' : 'auto'}
        sticky={isMany ? false : { offsetHeader: HEADER }}
        {...(batch !== undefined && { rowSelection: selection })}
        rowClassName={(_, i) => (i === current ? 'row is-current' : rowLink ? 'row is-link' : 'row')}
        onRow={(row) => ({ onClick: open(row) })}
        locale={{
          emptyText:
            list.isLoading || list.error ? <div className="empty-room" /> : <EmptyBox hint={emptyHint} />,
        }}
      />
    </div>
  );
}

/** Of many rows each column gets a width by what stands in it. */
function useSized<Row>(columns: Column<Row>[], rows: Row[], isMany: boolean): Column<Row>[] {
  return useMemo(
    () => (isMany ? columns.map((column) => ({ ...column, width: widthOf(column, rows) })) : columns),
    [columns, rows, isMany],
  );
}

function tableColumn<Row>(column: Column<Row>, link?: (row: Row) => string): TableColumnType<Row> {
  const { key, title, text, render, width, isNumber } = column;
  const show = (row: Row) => render?.(row) ?? text(row);
  return {
    key,
    title,
    width,
    align: isNumber ? 'right' : undefined,
    onCell: (row) => ({ className: cellClass(column, row) }),
    render: (_: unknown, row: Row) => (link ? <Link to={link(row)}>{show(row)}</Link> : show(row)),
  };
}

interface RowKeys<Row> extends Pick<RowsTableProps<Row>, 'rowKey' | 'rowLink' | 'picked' | 'setPicked'> {
  rows: Row[];
  current: number;
  setCurrent: (index: number) => void;
  table: React.RefObject<HTMLDivElement | null>;
  canPick: boolean;
}

function useRowKeys<Row>(keys: RowKeys<Row>): void {
  const { rows, current, setCurrent, table, rowKey, rowLink, picked, setPicked, canPick } = keys;
  const navigate = useNavigate();
  const row = rows[current];
  const move = (step: number) => (): void => {
    const next = Math.max(0, Math.min(rows.length - 1, current + step));
    setCurrent(next);
    table.current?.querySelectorAll('.row')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const tick = (): void => {
    if (row === undefined) return;
    const isPicked = picked.some((each) => rowKey(each) === rowKey(row));
    setPicked(isPicked ? picked.filter((each) => rowKey(each) !== rowKey(row)) : [...picked, row]);
  };
  useHotkeys({
    j: move(1),
    k: move(-1),
    Enter: row && rowLink ? () => void navigate(rowLink(row)) : undefined,
    x: canPick ? tick : undefined,
  });
}
