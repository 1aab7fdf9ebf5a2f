import { type ReactNode, useState } from 'react';
import { Button, Tag } from './kit';
import { clockOf, lasting } from './moments';
import { end, setTasks } from './recording';
import type { KeptVisit } from './store';
import { useNow } from './use-now';
import { w } from './visit-words';

/** The big timer, what is to be thought of, and the second tap; what else may happen is always in reach below it. */
export function Running({ visit, children }: { visit: KeptVisit; children: ReactNode }) {
  const now = useNow(1000);
  const { body, task, id } = visit;
  const elapsed = now - Date.parse(body.startedAt);
  const isBeyond = elapsed > task.item.standardMinutes * 60_000 && task.item.standardMinutes > 0;
  return (
    <>
      <section className="clock">
        <p className="timer" role="timer">
          {lasting(elapsed)}
        </p>
        <p className="quiet">
          {w.since({ time: clockOf(body.startedAt) })} {isBeyond && <Tag tone="grey">{w.beyond()}</Tag>}
        </p>
      </section>
      <Checklist visit={visit} />
      <div className="bottom">
        <Button look="main" onClick={() => void end(id)}>
          {w.end()}
        </Button>
        {children}
      </div>
    </>
  );
}

/** Ticked here at once, and kept. */
function Checklist({ visit: { id, body } }: { visit: KeptVisit }) {
  const [done, setDone] = useState(body.tasks ?? []);
  const tick = (text: string, isDone: boolean): void => {
    const others = done.filter((each) => each !== text);
    const next = isDone ? [...others, text] : others;
    setDone(next);
    void setTasks(id, next);
  };
  return (
    <fieldset className="checklist">
      <legend>{w.checklist()}</legend>
      {[w.identity(), w.service(), w.condition(), w.safety()].map((text) => (
        <label key={text}>
          <input
            type="checkbox"
            checked={done.includes(text)}
            onChange={({ target }) => tick(text, target.checked)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
