import { answerOf, api, type Schemas } from '../../shared/session';
import {
  type Column,
  CommandButton,
  Loaded,
  Moment,
  momentText,
  ProblemBox,
  Section,
  SmallTable,
  useCommand,
  useRead,
} from '../kit';
import { deviceText } from './device-text';
import { p } from './users-words';

export type OpenSession = Schemas['SessionAnswer'];

/** Where somebody is signed in. */
export const sessionColumns = (): Column<OpenSession>[] => [
  {
    ...{ key: 'device', title: p.device(), text: ({ device }: OpenSession) => deviceText(device, p.phone()) },
    render: ({ device, isThis }) => (
      <span title={device}>
        {deviceText(device, p.phone())} {isThis && <span className="tag tag-good">{p.here()}</span>}
      </span>
    ),
  },
  {
    ...{ key: 'signedInAt', title: p.signedInAt(), text: (row: OpenSession) => momentText(row.signedInAt) },
    render: ({ signedInAt }) => <Moment value={signedInAt} />,
  },
  {
    ...{ key: 'lastUsedAt', title: p.lastUsedAt(), text: (row: OpenSession) => momentText(row.lastUsedAt) },
    render: ({ lastUsedAt }) => <Moment value={lastUsedAt} />,
  },
];

/** One's own sign-ins; any but the one at hand is ended here. */
export function OwnSessions() {
  const read = useRead(
    ['sessions'],
    async () => (await answerOf(api.GET('/api/v1/auth/sessions'))) as Schemas['SessionsAnswer'],
  );
  const columns: Column<OpenSession>[] = [
    ...sessionColumns(),
    {
      ...{ key: 'end', title: '', text: () => '' },
      render: (session) => !session.isThis && <EndButton id={session.id} />,
    },
  ];
  return (
    <Section title={p.sessions()}>
      <p className="faint">{p.sessionsHint()}</p>
      <Loaded read={read}>
        {({ items }) => <SmallTable columns={columns} rows={items} rowKey={({ id }) => id} />}
      </Loaded>
    </Section>
  );
}

function EndButton({ id }: { id: string }) {
  const end = useCommand(
    () => answerOf(api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })),
    [['sessions']],
  );
  return (
    <>
      <ProblemBox error={end.problem} />
      <CommandButton
        label={p.end()}
        confirm={<p>{p.endAsk()}</p>}
        isRunning={end.isRunning}
        run={() => end.run(null)}
      />
    </>
  );
}
