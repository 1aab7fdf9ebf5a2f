import dayjs from 'dayjs';
import { Navigate, useNavigate, useParams } from 'react-router';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import { DownloadButton } from '../bills/download-button';
import {
  CommandButton,
  DetailsPage,
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
  useRead,
} from '../kit';
import { BlockersPart } from './blockers-part';
import { ExceptionsPart } from './exceptions-part';
import { m } from './months-words';
import { doneOf, type Month, monthBefore, shownTasks } from './tasks';
import { CloseNote, LeftOver, TasksPart } from './tasks-part';

const TOUCHED = [['months'], ['funds'], ['orders'], ['bills'], ['worklists']];

/** What is settled now is the month before today's. */
export function LatestMonth() {
  return <Navigate to={`/months/${monthBefore(dayjs(todayText()).format('YYYY-MM-DD'))}`} replace />;
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
  reopen: m.reopened,
};

const entriesOf = ({ events }: Month) =>
  events.map(({ action, by, byName, at, reason }) => ({
    ...{ key: `${action} ${at}`, at: <Moment value={at} />, title: EVENTS[action]?.() ?? action },
    by: byName ?? by,
    note: reason,
  }));

function Reopening({ month: { reopening } }: { month: Month }) {
  const isOwn = useUser()?.username === reopening?.by;
  if (!reopening) return null;
  return (
    <Section>
      <p className="word-kept">
        {m.reopeningBy({ by: reopening.byName ?? reopening.by, reason: reopening.reason ?? '' })}
      </p>
      <p>{isOwn ? m.waitsForOtherThanYou() : m.waitsForOther()}</p>
    </Section>
  );
}

const keyed = (month: string, key: string) => ({ path: { month }, header: { 'Idempotency-Key': key } });

/** One person asks, another one agrees. */
function Reopen({ month: { month, reopening } }: { month: Month }) {
  const isOwnRequest = useUser()?.username === reopening?.by;
  const reopen = useCommand(
    (body: Schemas['ReopenRequest'], key) =>
      answerOf(api.POST('/api/v1/months/{month}/reopen', { params: keyed(month, key), body })),
    TOUCHED,
  );
  return (
    <>
      <ProblemBox error={reopen.problem} />
      <CommandButton
        label={reopening ? m.agreeReopen() : m.askReopen()}
        asksReason
        confirm={<p>{m.askReopenNote()}</p>}
        isDisabled={isOwnRequest}
        isRunning={reopen.isRunning}
        run={(reason) => reopen.run({ reason })}
      />
    </>
  );
}

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
