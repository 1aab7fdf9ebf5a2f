import { useState } from 'react';
import { t } from './field-words';
import { Button, Calls, Sheet } from './kit';
import { w } from './outbox-words';
import { remove, tryAgain } from './recording';
import type { Entry } from './store';

/** The server said no. Nothing is lost by it: the words, whom to ring, and how it goes on. */
export function ProblemBox({ entry }: { entry: Entry }) {
  const { id, problem, task } = entry;
  const [isRemoving, setRemoving] = useState(false);
  return (
    <section className="decision red" aria-label={w.refusedTitle()}>
      <h2>{w.refusedTitle()}</h2>
      <p>{problem?.code === 'conflict' ? w.conflict() : problem?.detail}</p>
      <ul>
        {(problem?.findings ?? []).map(({ code, message, remedy }) => (
          <li key={code}>
            <p>{message}</p>
            {remedy && <p className="remedy">{remedy}</p>}
          </li>
        ))}
      </ul>
      <p className="remedy">{w.whatToDo()}</p>
      <div className="ways">
        <Calls contacts={task.contacts} />
        <Button onClick={() => void tryAgain(id)}>{t.retry()}</Button>
        <Button look="quiet" onClick={() => setRemoving(true)}>
          {w.remove()}
        </Button>
      </div>
      {isRemoving && (
        <Sheet title={w.removeTitle()} onClose={() => setRemoving(false)}>
          <p>{w.removeHint()}</p>
          <Button
            look="danger"
            onClick={() => {
              setRemoving(false);
              void remove(id);
            }}
          >
            {w.removeNow()}
          </Button>
        </Sheet>
      )}
    </section>
  );
}
