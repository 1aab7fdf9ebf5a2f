import { t } from './field-words';
import { Household } from './household';
import { Calls, Way } from './kit';
import { mapLink } from './place';
import type { Task } from './store';
import { w } from './visit-words';

/** Whom it is for, where, what it needs, and whom to ring. */
export function TaskFacts({ id, task, isOver }: { id: string; task: Task; isOver: boolean }) {
  const { cadre, item, contacts } = task;
  const map = mapLink(task);
  return (
    <section className="facts">
      <p className="person">{cadre.name}</p>
      <p>{cadre.address ?? t.noAddress()}</p>
      <p className="quiet">
        {w.standard()} {t.minutes({ n: item.standardMinutes })}
        {item.proofs.length > 0 &&
          ` · ${w.proofs()} ${item.proofs.map((proof) => w[proof]()).join(t.comma())}`}
      </p>
      {task.orderNote && (
        <p>
          {w.orderNote()}
          {task.orderNote}
        </p>
      )}
      <div className="ways">
        {map && <Way href={map}>{t.map()}</Way>}
        {!isOver && <Household {...{ id, task }} />}
        <Calls contacts={contacts} />
      </div>
    </section>
  );
}
