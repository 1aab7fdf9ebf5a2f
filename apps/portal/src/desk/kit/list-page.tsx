import type { QueryKey } from '@tanstack/react-query';
import { Alert, App, Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { SongbaiProblem } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { PageTitle } from './details-page';
import { ProblemBox } from './findings';
import { k } from './kit-words';
import { FilterBar, ListTools } from './list-bar';
import type { Column, Filter, Queue } from './list-columns';
import { saveCsv, tsvOf } from './list-files';
import { allRows, type FetchPage, type Filters, type List, useFilters, useKept, useList } from './list-state';
import { Stray } from './list-stray';
import { filtersOf, queueOf, strayOf } from './queues';
import { RowsTable } from './rows-table';

/** What a person can take out in one file; more is the export of the bureau. */
const MOST_EXPORTED = 10_000;

export interface ListPageProps<Row> {
  title: string;
  /** The first part names what is read, e.g. ['orders']: a command that touches ['orders'] refreshes the list. */
  queryKey: QueryKey;
  fetchPage: FetchPage<Row>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  rowLink?: (row: Row) => string;
  filters?: Filter[];
  queues?: Queue[];
  /** Filters that always hold and stand in no field. */
  fixed?: Filters;
  toolbar?: ReactNode;
  /** With it rows can be ticked; it gets them and shows what can be done with all of them. */
  batch?: (rows: Row[], clear: () => void) => ReactNode;
  emptyHint?: string;
  /** Above the table: a picture, a sum. */
  children?: ReactNode;
}

/** The query table: queues, filters in the address, tools, rows, and more of them. */
export function ListPage<Row extends object>(props: ListPageProps<Row>) {
  useLanguage();
  const { title, queryKey, filters = [], queues, fixed = {}, toolbar, children } = props;
  const [values, change] = useFilters();
  const list = useList(queryKey, { ...fixed, ...values }, props.fetchPage);
  const fields = filters.map(({ key }) => key);
  const stray = strayOf(queues ?? [], fields, values);
  return (
    <article className="page">
      <header className="page-head">
        <PageTitle>{title}</PageTitle>
        <div className="page-actions">{toolbar}</div>
      </header>
      {queues && <QueueTabs {...{ queues, stray, values, change }} />}
      <Stray {...{ stray, values, change }} />
      <FilterBar filters={filters} values={values} change={change} />
      {children}
      <ListProblem {...{ list, values, change }} />
      <ListBody {...props} list={list} values={{ ...fixed, ...values }} />
    </article>
  );
}

interface ListProblemProps {
  list: Pick<List<unknown>, 'error' | 'again'>;
  values: Filters;
  change: (changes: Record<string, string | undefined>) => void;
}

/** An address that was cut or mistyped: what it asks for is no list, and without its filters it is. */
function ListProblem({ list: { error, again }, values, change }: ListProblemProps) {
  const isAddress = error instanceof SongbaiProblem && [400, 422].includes(error.problem.status);
  const names = Object.keys(values);
  if (!isAddress || names.length === 0) return <ProblemBox error={error} again={again} />;
  const clear = (): void => change(Object.fromEntries(names.map((name) => [name, undefined])));
  return (
    <Alert
      {...{ type: 'error', showIcon: true, className: 'problem', title: k.badAddress() }}
      description={k.badAddressHint()}
      action={<Button onClick={clear}>{k.clear()}</Button>}
    />
  );
}

interface QueueTabsProps {
  queues: readonly Queue[];
  stray: readonly string[];
  values: Filters;
  change: (changes: Record<string, string | undefined>) => void;
}

function QueueTabs({ queues, stray, values, change }: QueueTabsProps) {
  const items = queues.map(({ key, label, count }) => ({
    key,
    label: count === undefined ? label : `${label} (${count})`,
  }));
  const go = (key: string): void => {
    const queue = queues.find((each) => each.key === key);
    const none = Object.fromEntries(stray.map((each) => [each, undefined]));
    if (queue) change({ ...none, ...filtersOf(queues, queue) });
  };
  const shown = stray.length > 0 ? undefined : queueOf(queues, values);
  return <Tabs activeKey={shown?.key ?? ''} items={items} onChange={go} />;
}

function ListBody<Row extends object>(props: ListPageProps<Row> & { list: List<Row>; values: Filters }) {
  const { title, columns, list, fetchPage, values, batch, queryKey } = props;
  const name = String(queryKey[0]);
  const extra = columns.filter(({ isExtra }) => isExtra).map(({ key }) => key);
  const [hidden, setHidden] = useKept(`columns.${name}`, extra);
  const [isCompact, setCompact] = useKept('compact', true);
  const [picked, setPicked] = useState<Row[]>([]);
  const [isExporting, setExporting] = useState(false);
  const { message } = App.useApp();
  const tell = (problem: unknown) =>
    message.error(problem instanceof SongbaiProblem ? problem.problem.detail : k.failed());
  const shown = columns.filter(({ key }) => !hidden.includes(key));
  const copy = async (): Promise<void> => {
    const rows = picked.length > 0 ? picked : list.rows;
    await copyText(tsvOf(shown, rows));
    void message.success(k.copied({ count: rows.length }));
  };
  const exportCsv = async (): Promise<void> => {
    setExporting(true);
    const rows = await allRows(fetchPage, values, MOST_EXPORTED).finally(() => setExporting(false));
    saveCsv(title, columns, rows);
    if (rows.length === MOST_EXPORTED) void message.warning(k.exportTooMany({ count: MOST_EXPORTED }));
  };
  return (
    <div className="list">
      <div className="list-head">
        <BatchBar picked={picked} batch={batch} clear={() => setPicked([])} list={list} />
        <ListTools
          {...{ columns, hidden, setHidden, isCompact, setCompact, isExporting }}
          copy={() => void copy().catch(tell)}
          exportCsv={() => void exportCsv().catch(tell)}
          again={list.again}
        />
      </div>
      <RowsTable {...props} columns={shown} isCompact={isCompact} picked={picked} setPicked={setPicked} />
      {list.hasMore && (
        <Button block onClick={list.more} loading={list.isFetching}>
          {k.more()}
        </Button>
      )}
    </div>
  );
}

interface BatchBarProps<Row> {
  picked: Row[];
  batch?: (rows: Row[], clear: () => void) => ReactNode;
  clear: () => void;
  list: List<Row>;
}

function BatchBar<Row>({ picked, batch, clear, list }: BatchBarProps<Row>) {
  if (batch && picked.length > 0) {
    return (
      <div className="row-wrap">
        <span>{k.selected({ count: picked.length })}</span>
        {batch(picked, clear)}
        <Button type="link" onClick={clear}>
          {k.unselect()}
        </Button>
      </div>
    );
  }
  const count = list.rows.length;
  if (list.error && count === 0) return <span />;
  return (
    <span className="faint" role="status">
      {list.isLoading ? k.loading() : list.hasMore ? k.shownOfMore({ count }) : k.shown({ count })}
    </span>
  );
}

/** The clipboard of a page without https is closed to programs; the old way still works there. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
