import { answerOf, api, type Schemas } from '../../shared/session';
import {
  CommandButton,
  FactsTable,
  Loaded,
  Moment,
  ProblemBox,
  Section,
  SmallTable,
  useCommand,
  useRead,
} from '../kit';
import { sessionColumns } from './own-sessions';
import type { Account } from './user-data';
import { w } from './users-words';

/** Where a user is signed in, for who looks after a telephone that was lost. */
export function UserSessions({ account: { id }, isSelf }: { account: Account; isSelf: boolean }) {
  const read = useRead(
    ['users', id, 'sessions'],
    async () =>
      (await answerOf(
        api.GET('/api/v1/users/{id}/sessions', { params: { path: { id } } }),
      )) as Schemas['UserSessionsAnswer'],
  );
  const end = useCommand(
    (_: null, key) =>
      answerOf(
        api.POST('/api/v1/users/{id}/end-sessions', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    [['users']],
  );
  const isAny = (read.data?.items.length ?? 0) > 0;
  const button = isAny && !isSelf && (
    <CommandButton
      label={w.endAll()}
      isDanger
      confirm={<p>{w.endAllAsk()}</p>}
      isRunning={end.isRunning}
      run={() => end.run(null)}
    />
  );
  return (
    <Section title={w.signIns()} actions={button}>
      <ProblemBox error={end.problem} />
      <Loaded read={read}>
        {({ items, lastSignInAt }) => (
          <>
            <FactsTable
              facts={[
                {
                  label: w.lastSignIn(),
                  value: lastSignInAt ? <Moment value={lastSignInAt} /> : w.never(),
                },
                { label: w.openSessions(), value: w.places({ count: items.length }) },
              ]}
            />
            {isAny && <SmallTable columns={sessionColumns()} rows={items} rowKey={(session) => session.id} />}
          </>
        )}
      </Loaded>
      <p className="faint">{w.lockNote()}</p>
    </Section>
  );
}
