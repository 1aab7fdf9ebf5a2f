import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useMay } from '../app/access';
import { CommandButton, FactsTable, Moment, ProblemBox, Section, useCommand } from '../kit';
import { keyed, TOUCHED } from './month-data';
import { m } from './months-words';
import type { Month } from './tasks';

const useIsOwn = ({ reopening }: Month): boolean => useUser()?.username === reopening?.by;
const useMayAnswer = (): boolean => useMay()('bureau-finance', 'bureau-approver');

/** Who asks that the month be reopened, why, and who may agree; with what is the reader's own next step. */
export function Reopening({ month }: { month: Month }) {
  const isOwn = useIsOwn(month);
  const mayAnswer = useMayAnswer();
  const { reopening } = month;
  if (!reopening) return null;
  const by = reopening.byName ?? reopening.by;
  return (
    <Section title={m.reopening()}>
      {mayAnswer && <p className="is-strong">{isOwn ? m.yourRequest() : m.yourTurn()}</p>}
      <FactsTable
        facts={[
          { label: m.askedBy(), value: by },
          { label: m.askedAt(), value: <Moment value={reopening.at} /> },
          { label: m.mayAgree(), value: m.mayAgreeWho({ by }) },
          { label: m.because(), value: <span className="word-kept">{reopening.reason}</span>, wide: true },
        ]}
      />
    </Section>
  );
}

/** One person asks and may take that back; another one agrees or does not. */
export function Reopen({ month: whole }: { month: Month }) {
  const { month, reopening } = whole;
  const isOwn = useIsOwn(whole);
  const reopen = useCommand(
    (body: Schemas['ReopenRequest'], key) =>
      answerOf(api.POST('/api/v1/months/{month}/reopen', { params: keyed(month, key), body })),
    TOUCHED,
  );
  const drop = useCommand(
    (body: Schemas['DropReopening'], key) =>
      answerOf(api.POST('/api/v1/months/{month}/reopen/drop', { params: keyed(month, key), body })),
    TOUCHED,
  );
  const isRunning = reopen.isRunning || drop.isRunning;
  return (
    <>
      <ProblemBox error={reopen.problem ?? drop.problem} />
      {reopening && (
        <CommandButton
          label={isOwn ? m.takeBack() : m.refuse()}
          asksReason
          confirm={isOwn ? undefined : <p>{m.refuseNote()}</p>}
          isRunning={isRunning}
          run={(reason) => drop.run({ reason, seen: reopening.at })}
        />
      )}
      {!(reopening && isOwn) && (
        <CommandButton
          label={reopening ? m.agreeReopen() : m.askReopen()}
          kind={reopening ? 'primary' : 'default'}
          asksReason
          confirm={<p>{reopening ? m.yourTurn() : m.askReopenNote()}</p>}
          isRunning={isRunning}
          run={(reason) => reopen.run({ reason, agreesTo: reopening?.at ?? null })}
        />
      )}
    </>
  );
}
