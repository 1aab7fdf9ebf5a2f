import { AUDIT_ACTS, AUDIT_SUBJECTS } from '@songbai/contracts';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/words';
import {
  type Column,
  type Filter,
  ListPage,
  Moment,
  momentText,
  optionsOf,
  useFilters,
  useRead,
} from '../kit';
import {
  actorText,
  changeText,
  type Entry,
  fetchAudit,
  recordPath,
  roleText,
  subjectText,
  useTableTitles,
  verbText,
} from './audit-data';
import { a } from './audit-words';
import { HeadPart } from './head-part';
import { UUID } from './record-id';

const nameOf = ({ subject, subjectName }: Entry): string =>
  `${subjectText(subject)} ${subjectName ?? ''}`.trim();

function columnsOf(titles: Readonly<Record<string, string>>): Column<Entry>[] {
  const change = (entry: Entry): string => changeText({ ...entry, names: { ...titles, ...entry.names } });
  return [
    { key: 'seq', title: a.seq(), width: 70, text: ({ seq }) => String(seq) },
    {
      ...{ key: 'at', title: a.at(), width: 140, text: ({ at }) => momentText(at) },
      render: ({ at }) => <Moment value={at} />,
    },
    {
      ...{ key: 'who', title: a.who(), width: 170, text: actorText },
      render: (entry) => <Who entry={entry} />,
    },
    { key: 'what', title: a.what(), width: 150, text: ({ verb }) => verbText(verb) },
    {
      ...{ key: 'subject', title: a.subject(), width: 200, text: nameOf },
      render: (entry) => <Subject entry={entry} />,
    },
    {
      ...{ key: 'change', title: a.change(), width: 330, text: change },
      render: (entry) => <span className="change">{change(entry)}</span>,
    },
    {
      ...{ key: 'onBehalfOf', title: a.onBehalfOf(), isExtra: true },
      text: ({ onBehalfOf, names }) => names[onBehalfOf ?? ''] ?? onBehalfOf ?? '',
    },
    { key: 'verb', title: a.verbCode(), text: ({ verb }) => verb, isExtra: true },
    { key: 'request', title: a.request(), text: ({ request }) => request ?? '', isExtra: true },
    { key: 'hash', title: a.hash(), text: ({ hash }) => hash, isExtra: true },
  ];
}

const Who = ({ entry }: { entry: Entry }) => (
  <>
    <Link to={`/audit?actor=${encodeURIComponent(entry.actor)}`} title={a.byActor()}>
      {actorText(entry)}
    </Link>{' '}
    <span className="faint">{roleText(entry.role)}</span>
  </>
);

function Subject({ entry }: { entry: Entry }) {
  const path = recordPath(entry);
  const name = nameOf(entry);
  return (
    <>
      {path ? <Link to={path}>{name}</Link> : name}{' '}
      <Link to={`/audit?subject=${entry.subjectId}`} title={a.history()} className="faint trail-of-record">
        {a.trail()}
      </Link>
    </>
  );
}

/** Who did what, the newest first; a row opens the proof that it was not changed. */
export function AuditList() {
  useLanguage();
  const [{ subject = '' }] = useFilters();
  const isRecord = UUID.test(subject);
  const filters: Filter[] = [
    {
      ...{ key: 'subject', label: a.subject(), kind: 'select' },
      options: [...(isRecord ? [{ value: subject, label: a.history() }] : []), ...optionsOf(AUDIT_SUBJECTS)],
    },
    { key: 'verb', label: a.verb(), kind: 'select', options: optionsOf(AUDIT_ACTS) },
    { key: 'seq', label: a.seq(), kind: 'search' },
    { key: 'from', label: a.from(), kind: 'day' },
    { key: 'to', label: a.to(), kind: 'day' },
  ];
  return (
    <ListPage
      {...{
        title: a.title(),
        queryKey: ['audit'],
        fetchPage: fetchAudit,
        columns: columnsOf(useTableTitles()),
        filters,
      }}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/audit/${id}`}
    >
      <Narrowed isRecord={isRecord} />
      <HeadPart />
    </ListPage>
  );
}

/** Says whose acts or which record is shown, where the address asks for one. */
function Narrowed({ isRecord }: { isRecord: boolean }) {
  const [filters, change] = useFilters();
  const { actor } = filters;
  const read = useRead(
    ['audit', 'narrowed', filters],
    () => fetchAudit(undefined, { ...filters, limit: '1' }),
    {
      enabled: isRecord || actor !== undefined,
    },
  );
  const entry = read.data?.items[0];
  if (!isRecord && actor === undefined) return null;
  const path = isRecord && entry ? recordPath(entry) : undefined;
  const name = entry === undefined ? '' : isRecord ? nameOf(entry) : actorText(entry);
  return (
    <p className="row-wrap narrowed">
      <b>{isRecord ? a.onlyRecord({ name }) : a.onlyActor({ name })}</b>
      {path && <Link to={path}>{a.openRecord()}</Link>}
      <Button
        size="small"
        onClick={() => change({ actor: undefined, ...(isRecord && { subject: undefined }) })}
      >
        {a.all()}
      </Button>
    </p>
  );
}
