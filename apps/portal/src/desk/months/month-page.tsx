import dayjs from 'dayjs';
import { Navigate, useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import {
  CommandButton,
  DetailsPage,
  DownloadButton,
  FactsTable,
  Loaded,
  Moment,
  Money,
  MonthPicker,
  ProblemBox,
  Section,
  StatusTag,
  Timeline,
  todayText,
  useCommand,
  useFilters,
  useRead,
} from '../kit';
import { BlockersPart } from './blockers-part';
import { ExceptionsPart } from './exceptions-part';
import { keyed, TOUCHED } from './month-data';
import { m } from './months-words';
import { Reopen, Reopening } from './reopening-part';
import { doneOf, type Month, monthBefore, shownTasks } from './tasks';
import { CloseNote, LeftOver, TasksPart } from './tasks-part';

const latest = () => monthBefore(dayjs(todayText()).format('YYYY-MM-DD'));

/** What is settled now is the month before today's; from the home page, the month that waits for an answer. */
export function LatestMonth() {
  const [{ awaiting }] = useFilters();
  if (awaiting === 'me') return <AwaitedMonth />;
  return <Navigate to={`/months/${latest()}`} replace />;
}

/** Only the last closed month is reopened, so the newest that is asked for is the one to answer first. */
function AwaitedMonth() {
  const read = useRead(['months', 'awaiting'], () =>
    answerOf(api.GET('/api/v1/months', { params: { query: { awaiting: 'me', limit: 1 } } })),
  );
  return (
    <Loaded read={read}>
      {({ items }) => <Navigate to={`/months/${items[0]?.month ?? latest()}`} replace />}
    </Loaded>
  );
}

/** The close of a month as a task list: what is open, what differs, what stands against it. */
export function MonthPage() {
  useLanguage();
  const { month = '' } = useParams();
  const read = useRead(['months', month], () =>
    answerOf(api.GET('/api/v1/months/{month}', { params: { path: { month } } })),
  );
  return <Loaded read={read}>{(data) => <WholeMonth month={data} />}</Loaded>;
}

function WholeMonth({ month }: { month: Month }) {
  const { totals } = month;
  // A month that is not over, or into which nothing was posted, has its work still to come.
  const isOver = month.month < dayjs(todayText()).format('YYYY-MM');
  const tasks = shownTasks(month.tasks, month.state === 'closed' || (isOver && totals.postings > 0));
  return (
    <DetailsPage
      title={m.title({ month: month.month })}
      status={
        <>
          <StatusTag machine="month" status={month.state} />
          {month.state !== 'closed' && <b>{m.progress({ done: doneOf(tasks), total: tasks.length })}</b>}
        </>
      }
      actions={<MonthActions month={month} />}
    >
      <Reopening month={month} />
      {month.state === 'not-opened' && <p>{m.notOpened()}</p>}
      <BlockersPart month={month} />
      {month.state === 'closed' ? <LeftOver month={month} /> : <TasksPart month={month} tasks={tasks} />}
      <ExceptionsPart month={month.month} />
      <div className="cards">
        <Section title={m.totals()}>
          <FactsTable facts={totalsOf(month)} />
        </Section>
        {month.events.length > 0 && (
          <Section title={m.events()}>
            <Timeline entries={entriesOf(month)} />
          </Section>
        )}
      </div>
    </DetailsPage>
  );
}

function totalsOf({ totals }: Month) {
  const { allotted, reserved, released, expended, paid, postings } = totals;
  return [
    { label: m.allotted(), value: <Money value={allotted} /> },
    { label: m.reserved(), value: <Money value={reserved} /> },
    { label: m.released(), value: <Money value={released} /> },
    { label: m.expended(), value: <Money value={expended} strong /> },
    { label: m.paid(), value: <Money value={paid} strong /> },
    { label: m.postings(), value: String(postings) },
  ];
}

const EVENTS: Record<string, () => string> = {
  soft: m.soft,
  close: m.closed,
  'ask-reopen': m.asked,
  'take-back-reopen': m.takenBack,
  'refuse-reopen': m.refused,
  reopen: m.reopened,
};

const entriesOf = ({ events }: Month) =>
  events.map(({ action, by, byName, at, reason }) => ({
    ...{ key: `${action} ${at}`, at: <Moment value={at} />, title: EVENTS[action]?.() ?? action },
    by: byName ?? by,
    note: reason,
  }));

function MonthActions({ month: whole }: { month: Month }) {
  const { month, state, blockers } = whole;
  const may = useMay();
  const navigate = useNavigate();
  const close = useCommand(
    (_: null, key) => answerOf(api.POST('/api/v1/months/{month}/close', { params: keyed(month, key) })),
    TOUCHED,
  );
  return (
    <>
      <ProblemBox error={close.problem} />
      <MonthPicker
        allowClear={false}
        value={dayjs(`${month}-01`)}
        onChange={(day) => void navigate(`/months/${dayjs(day).format('YYYY-MM')}`)}
        aria-label={m.chooseMonth()}
      />
      <DownloadButton
        path={`/api/v1/months/${month}/journal.hledger`}
        name={`journal-${month}.hledger`}
        label={m.journal()}
      />
      {may('bureau-finance', 'bureau-approver') && state === 'closed' && <Reopen month={whole} />}
      {may('bureau-finance') && (state === 'open' || state === 'soft') && (
        <CommandButton
          label={m.close()}
          hotkey="ctrl+Enter"
          kind={blockers.length > 0 ? 'default' : 'primary'}
          confirm={<CloseNote month={whole} />}
          isRunning={close.isRunning}
          run={() => close.run(null)}
        />
      )}
    </>
  );
}
