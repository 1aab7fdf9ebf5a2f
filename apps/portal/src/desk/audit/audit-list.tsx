import { Button } from 'antd';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/words';
import { roleWords } from '../app/app-words';
import { type Column, type Filter, ListPage, Moment, momentText, useFilters, useRead } from '../kit';
import { changeText, type Entry, fetchAudit, recordPath, subjectText, UUID, verbText } from './audit-data';
import { a, subjectWords } from './audit-words';
import { HeadPart } from './head-part';

const roleText = (role: string): string => roleWords[role as keyof typeof roleWords]?.() ?? role;

function columnsOf(): Column<Entry>[] {
  return [
    { key: 'seq', title: a.seq(), width: 70, text: ({ seq }) => String(seq) },
    {
      ...{ key: 'at', title: a.at(), width: 140, text: ({ at }) => momentText(at) },
      render: ({ at }) => <Moment value={at} />,
    },
    {
      ...{ key: 'who', title: a.who(), width: 170, text: ({ actor, actorName }) => actorName ?? actor },
      render: (entry) => <Who entry={entry} />,
    },
    { key: 'what', title: a.what(), width: 150, text: ({ verb }) => verbText(verb) },
    {
      ...{ key: 'subject', title: a.subject(), width: 150 },
      text: ({ subject, subjectId }) => `${subject} ${subjectId}`,
      render: (entry) => <Subject entry={entry} />,
    },
    {
      ...{ key: 'change', title: a.change(), width: 330, text: changeText },
      render: (entry) => <span className="change">{changeText(entry)}</span>,
    },
    { key: 'onBehalfOf', title: a.onBehalfOf(), text: ({ onBehalfOf }) => onBehalfOf ?? '', isExtra: true },
    { key: 'verb', title: a.verb(), text: ({ verb }) => verb, isExtra: true },
    { key: 'request', title: a.request(), text: ({ request }) => request ?? '', isExtra: true },
    { key: 'hash', title: a.hash(), text: ({ hash }) => hash, isExtra: true },
  ];
}

const Who = ({ entry: { actor, actorName, role } }: { entry: Entry }) => (
  <>
    <Link to={`/audit?actor=${encodeURIComponent(actor)}`} title={a.byActor()}>
      {actorName ?? actor}
    </Link>{' '}
    <span className="faint">{roleText(role)}</span>
  </>
);

function Subject({ entry }: { entry: Entry }) {
  const path = recordPath(entry);
  const name = subjectText(entry.subject);
  return (
    <>
      {path ? <Link to={path}>{name}</Link> : name}{' '}
      <Link to={`/audit?subject=${entry.subjectId}`} title={a.history()} className="faint">
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
      options: [
        ...(isRecord ? [{ value: subject, label: a.history() }] : []),
        ...Object.entries(subjectWords).map(([value, label]) => ({ value, label: label() })),
      ],
    },
    { key: 'verb', label: a.verb(), kind: 'search' },
    { key: 'from', label: a.from(), kind: 'day' },
    { key: 'to', label: a.to(), kind: 'day' },
  ];
  return (
    <ListPage
      {...{ title: a.title(), queryKey: ['audit'], fetchPage: fetchAudit, columns: columnsOf(), filters }}
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
  const { actor, subject = '' } = filters;
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
  const name = isRecord
    ? `${subjectText(entry?.subject ?? '')} ${subject}`
    : (entry?.actorName ?? actor ?? '');
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
