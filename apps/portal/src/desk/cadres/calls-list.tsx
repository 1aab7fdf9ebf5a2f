import { CALL_REASONS } from '@songbai/contracts';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  CadreName,
  type Column,
  CommandButton,
  ListPage,
  Moment,
  ProblemBox,
  type Queue,
  ReasonDialog,
  StatusTag,
  useCommand,
  wordOf,
} from '../kit';
import { fetchCalls } from './cadre-data';
import { c } from './cadres-words';

type Call = Schemas['CallAnswer'];

/** Who waits for a call; one key for each outcome of the one that is chosen. */
export function CallsList() {
  useLanguage();
  const columns: Column<Call>[] = [
    {
      key: 'cadre',
      title: c.name(),
      text: ({ cadreName }) => cadreName,
      render: ({ cadreId }) => <CadreName id={cadreId} isLink />,
    },
    { key: 'reason', title: c.reason(), text: ({ reason }) => wordOf(CALL_REASONS, reason) },
    {
      key: 'askedAt',
      title: c.askedAt(),
      text: ({ askedAt }) => askedAt,
      render: ({ askedAt }) => <Moment value={askedAt} />,
    },
    { key: 'note', title: c.note(), text: ({ note }) => note ?? '' },
    {
      ...{ key: 'status', title: c.status(), text: ({ status }) => status },
      render: ({ status }) => <StatusTag machine="call" status={status} />,
    },
    { key: 'result', title: c.result(), text: () => '', render: (call) => <Outcome call={call} /> },
  ];
  const queues: Queue[] = [
    { key: 'all', label: c.callsAll(), filters: {} },
    { key: 'open', label: c.callsOpen(), filters: { status: 'open' } },
    { key: 'again', label: c.callsAgain(), filters: { status: 'not-reached' } },
    { key: 'done', label: c.callsDone(), filters: { status: 'reached' } },
  ];
  return (
    <ListPage
      {...{ title: c.calls(), queryKey: ['call-requests'], fetchPage: fetchCalls, columns, queues }}
      rowKey={({ id }) => id}
    />
  );
}

function Outcome({ call }: { call: Call }) {
  const [isOpen, setOpen] = useState(false);
  const command = useCommand(
    ({ verb, note }: { verb: 'reach' | 'miss'; note?: string }, key) =>
      answerOf(
        api.POST(`/api/v1/call-requests/{id}/${verb}`, {
          params: { path: { id: call.id }, header: { 'Idempotency-Key': key } },
          body: { ...(note && { note }) },
        }),
      ),
    [['call-requests'], ['worklists']],
  );
  if (call.status === 'reached') return <>{call.answeredBy}</>;
  return (
    <div className="row-wrap">
      <CommandButton label={c.reached()} isRunning={command.isRunning} run={() => setOpen(true)} />
      <CommandButton label={c.missed()} run={() => command.run({ verb: 'miss' })} />
      <ProblemBox error={command.problem} />
      {isOpen && (
        <ReasonDialog
          {...{ title: c.reached(), about: call.id }}
          onClose={() => setOpen(false)}
          onReason={(note) => {
            setOpen(false);
            return command.run({ verb: 'reach', note });
          }}
        />
      )}
    </div>
  );
}
