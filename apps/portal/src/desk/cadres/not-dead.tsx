import { answerOf, api } from '../../shared/session';
import { CommandButton, ProblemBox, useCommand } from '../kit';
import { type Cadre, TOUCHED } from './cadre-data';
import { c } from './cadres-words';

/** The way back from a death that was entered by mistake: a new version of the register, with its reason. */
export function NotDead({ cadre: { id, version } }: { cadre: Cadre }) {
  const command = useCommand(
    (reason: string) =>
      answerOf(
        api.PATCH('/api/v1/cadres/{id}', {
          params: { path: { id } },
          body: { isAlive: true, reason, version },
        }),
      ),
    TOUCHED,
  );
  return (
    <>
      <CommandButton
        {...{ label: c.alive(), confirm: <p>{c.aliveHint()}</p>, asksReason: true }}
        isRunning={command.isRunning}
        run={(reason) => command.run(reason)}
      />
      <ProblemBox error={command.problem} />
    </>
  );
}
