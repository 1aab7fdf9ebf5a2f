import { CAPTURE_METHODS } from '@songbai/contracts';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import type { Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { UNIT, useMay } from '../app/access';
import { codeText, Reasons } from '../bills/code-words';
import {
  CadreName,
  type Column,
  type Filter,
  ListPage,
  Moment,
  Money,
  Quantity,
  type Queue,
  type Register,
  StatusTag,
  statusOptions,
  statusText,
  todayText,
  useRegister,
  wordOf,
} from '../kit';
import { ImportLink } from '../tables';
import { fetchVisits, type Visit } from './visit-data';
import { v } from './visits-words';

/** No position is not one away from home. */
const closerOf = ({ decision }: Visit): Record<string, string> => {
  const away: Record<string, unknown> | undefined = decision?.findings.find(({ code }) => code === 'V03');
  return away && !away.startDistance && !away.endDistance ? { V03: v.noPosition() } : {};
};

/** Of these the note says why nobody came. */
const DROPPED = ['missed', 'cancelled'];

/** What stands against a visit, in words first. */
const codesColumn = (): Column<Visit> => ({
  ...{ key: 'codes', title: v.codes(), width: 140 },
  text: ({ decision }) => decision?.codes.map(codeText).join(' ') ?? '',
  render: (visit) => {
    const codes = visit.decision?.codes ?? [];
    return codes.length > 0 ? <Reasons codes={codes} closer={closerOf(visit)} /> : '';
  },
});

/** With what whoever looks through the list must not pass over. */
const statusColumn = (): Column<Visit> => ({
  ...{ key: 'status', title: v.status(), text: ({ status }) => statusText('visit', status) },
  render: ({ status, note, sameSignatureOn: same }) => (
    <>
      <StatusTag machine="visit" status={status} />
      {note && DROPPED.includes(status) && <div className="faint">{note}</div>}
      {same && <div className="faint">{v.sameSignatureShort({ visit: same })}</div>}
    </>
  ),
});

function visitColumns(
  items: Register<Schemas['ItemAnswer']>,
  workers: Register<Schemas['WorkerAnswer']>,
): Column<Visit>[] {
  const item = ({ itemCode }: Visit) => items.byCode.get(itemCode);
  return [
    { key: 'number', title: v.number(), width: 150, text: ({ number }) => number },
    {
      ...{ key: 'day', title: v.day(), width: 150 },
      text: ({ startedAt, plannedAt, day }) => startedAt ?? plannedAt ?? day,
      render: ({ startedAt, plannedAt }) => <Moment value={startedAt ?? plannedAt} />,
    },
    {
      key: 'cadre',
      title: v.cadre(),
      text: ({ cadreId }) => cadreId,
      render: ({ cadreId }) => <CadreName id={cadreId} />,
    },
    { key: 'item', title: v.item(), text: (visit) => item(visit)?.name ?? visit.itemCode },
    {
      key: 'worker',
      title: v.worker(),
      text: ({ workerId }) => workers.byId.get(workerId ?? '')?.name ?? '',
    },
    { key: 'method', title: v.method(), text: ({ method }) => wordOf(CAPTURE_METHODS, method) },
    {
      ...{
        key: 'quantity',
        title: v.quantity(),
        isNumber: true,
        text: ({ decision }) => decision?.quantity ?? '',
      },
      render: (visit) => <Quantity value={visit.decision?.quantity} measure={item(visit)?.measure} />,
    },
    {
      ...{ key: 'amount', title: v.amount(), isNumber: true, text: ({ decision }) => decision?.amount ?? '' },
      render: ({ decision }) => <Money value={decision?.amount} />,
    },
    codesColumn(),
    statusColumn(),
  ];
}

/** What of the visits asks for somebody. */
function queuesOf(): Queue[] {
  const yesterday = dayjs(todayText()).subtract(1, 'day').format('YYYY-MM-DD');
  return [
    { key: 'all', label: v.all(), filters: {} },
    { key: 'held', label: v.held(), filters: { status: 'held' } },
    { key: 'photo-pending', label: v.photoPending(), filters: { status: 'photo-pending' } },
    { key: 'overdue', label: v.overdue(), filters: { status: 'planned', to: yesterday } },
    { key: 'dropped', label: v.dropped(), filters: { dropped: 'open', from: todayText() } },
    { key: 'blocked', label: v.blocked(), filters: { status: 'blocked' } },
    { key: 'verified', label: v.verified(), filters: { verified: 'yes' } },
    { key: 'unbilled', label: v.unbilled(), filters: { unbilled: 'yes' } },
  ];
}

export function VisitsList() {
  useLanguage();
  const may = useMay();
  const columns = visitColumns(useRegister('items'), useRegister('workers'));
  const filters: Filter[] = [
    { key: 'query', label: v.search(), kind: 'search' },
    { key: 'status', label: v.status(), kind: 'select', options: statusOptions('visit') },
    { key: 'month', label: v.month(), kind: 'month' },
    { key: 'from', label: v.from(), kind: 'day' },
    { key: 'to', label: v.to(), kind: 'day' },
  ];
  return (
    <ListPage
      {...{ title: v.title(), queryKey: ['visits'], fetchPage: fetchVisits, filters, queues: queuesOf() }}
      // A unit is not told who the workers are: a column that is empty throughout reads as lost.
      columns={may(...UNIT) ? columns.filter(({ key }) => key !== 'worker') : columns}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/visits/${id}`}
      toolbar={
        may('bureau-clerk', 'provider-manager') && (
          <>
            <ImportLink table="visit-log" />
            <Link to="/visits/new" className="button is-main">
              {v.newPaper()}
            </Link>
          </>
        )
      }
    />
  );
}
