import { SongbaiProblem } from '../../shared/session';
import { ProblemBox } from '../kit';
import { a } from './appeal-words';
import type { InTurns } from './in-turns';

/** How far a row of calls is, and which lines did not get through, each with its reason. */
export function TurnsPart({
  turns,
}: {
  turns: Pick<InTurns<unknown>, 'isRunning' | 'done' | 'total' | 'failed'>;
}) {
  const { isRunning, done, total, failed } = turns;
  if (total === 0) return null;
  const sent = done - failed.length;
  return (
    <div className="stack-tight">
      <p role="status">
        {a.turnsDone({ sent, total })}
        {failed.length > 0 && ` · ${a.turnsFailed({ count: failed.length })}`}
      </p>
      {isRunning && (
        <progress className="progress" value={done} max={total} aria-label={a.turnsDone({ sent, total })} />
      )}
      {!isRunning &&
        groupsOf(failed).map(({ said, lines, problem }) => (
          <div key={said}>
            <b>{a.turnsLines({ lines: lines.join(', ') })}</b>
            <ProblemBox error={problem} />
          </div>
        ))}
    </div>
  );
}

/** Lines that were refused with the same words are told them once. */
function groupsOf(failed: InTurns<unknown>['failed']) {
  const groups = new Map<string, { said: string; lines: number[]; problem: unknown }>();
  for (const { line, problem } of failed) {
    const said = problem instanceof SongbaiProblem ? JSON.stringify(problem.problem) : String(problem);
    const group = groups.get(said) ?? { said, lines: [], problem };
    group.lines.push(line);
    groups.set(said, group);
  }
  return [...groups.values()];
}
