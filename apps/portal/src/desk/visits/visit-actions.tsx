import { visitMachine } from '@songbai/contracts';
import { answerOf, api } from '../../shared/session';
import { useMay } from '../app/access';
import { CommandButton, ProblemBox, useCommand } from '../kit';
import { TOUCHED, type Visit } from './visit-data';
import { v } from './visits-words';

type Verb = 'cancel' | 'skip' | 'judge';

export function VisitActions({ visit }: { visit: Visit }) {
  const { id, status } = visit;
  const may = useMay();
  const command = useCommand(
    ({ verb, reason }: { verb: Verb; reason: string }, key) =>
      answerOf(
        api.POST(`/api/v1/visits/{id}/${verb}`, {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    TOUCHED,
  );
  const isOurs = may('bureau-clerk', 'provider-manager');
  const button = (verb: Verb) => (
    <CommandButton
      {...{ label: v[verb](), asksReason: true, isRunning: command.isRunning }}
      isDanger={verb === 'cancel'}
      run={(reason) => command.run({ verb, reason })}
    />
  );
  return (
    <>
      {isOurs && status === 'photo-pending' && button('judge')}
      {(isOurs || may('liaison')) && visitMachine.allows(status, 'skip') && button('skip')}
      {isOurs && visitMachine.allows(status, 'cancel') && button('cancel')}
      <ProblemBox error={command.problem} />
    </>
  );
}
