import { useState } from 'react';
import { DAYS_WITHOUT_SERVER, isReadOnly } from './account';
import { type Card, dayPlan } from './day-plan';
import { Empty, Notice, Screen, Sheet } from './kit';
import { type Location, usePlace } from './place';
import { begin, beginUnplanned } from './recording';
import { go } from './route';
import { type Meta, store, type Task, useStored } from './store';
import { Notices } from './today-notices';
import { w } from './today-words';
import { useNow } from './use-now';
import { VisitCard } from './visit-card';

const MINUTE = 60_000;

/** What do I do now: late ones first, each with its button. */
export function TodayScreen({ meta }: { meta: Meta }) {
  const now = useNow(MINUTE);
  const place = usePlace();
  const rows = useStored(async () => ({
    tasks: await store.tasks.toArray(),
    outbox: await store.outbox.toArray(),
  }));
  const [refusal, setRefusal] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  if (rows === undefined) return null;
  const tasks = rows.tasks.map(({ task }) => task);
  const plan = dayPlan(tasks, rows.outbox, now);
  const readOnly = isReadOnly(meta);
  const start = async ({ task, id }: Card): Promise<void> => {
    if ((await begin(task, id)) === undefined) go(`visit/${id}`);
    else setRefusal(true);
  };
  const startUnplanned = async (task: Task): Promise<void> => {
    const id = await beginUnplanned(task);
    setChoosing(false);
    if (id) go(`visit/${id}`);
    else setRefusal(true);
  };
  return (
    <Screen title={w.title()}>
      <Notices meta={meta} isVisitOpen={plan.running !== undefined} />
      {readOnly && <Notice tone="yellow">{w.readOnly({ n: DAYS_WITHOUT_SERVER })}</Notice>}
      {refusal && <Notice tone="yellow">{w.anotherOpen()}</Notice>}
      {meta.month === undefined && tasks.length === 0 && <Empty>{w.nothingYet()}</Empty>}
      {plan.running && <Cards title={w.running()} cards={[plan.running]} {...{ place }} isRunning />}
      {meta.month && plan.due.length === 0 && !plan.running && (
        <Empty>{plan.done.length + plan.unmade.length > 0 ? w.noMore() : w.none()}</Empty>
      )}
      <Cards title={w.due()} cards={plan.due} place={place} onStart={readOnly ? undefined : start} />
      {!readOnly && plan.orders.length > 0 && (
        <button type="button" className="button plain wide" onClick={() => setChoosing(true)}>
          {w.unplanned()}
        </button>
      )}
      <Cards title={w.done()} cards={plan.done} place={place} />
      <Cards title={w.unmade()} cards={plan.unmade} place={place} />
      <Cards title={w.later()} cards={plan.later} place={place} withDate />
      <Cards title={w.earlier()} cards={plan.earlier} place={place} withDate />
      {isChoosing && (
        <Unplanned orders={plan.orders} onChoose={startUnplanned} onClose={() => setChoosing(false)} />
      )}
    </Screen>
  );
}

interface CardsProps {
  title: string;
  cards: Card[];
  place: Location | null;
  withDate?: boolean;
  isRunning?: boolean;
  onStart?: ((card: Card) => void) | undefined;
}

function Cards({ title, cards, place, withDate, isRunning, onStart }: CardsProps) {
  if (cards.length === 0) return null;
  const press = isRunning ? ({ id }: Card): void => go(`visit/${id}`) : onStart;
  return (
    <section>
      <h2>
        {title} <span className="count">{cards.length}</span>
      </h2>
      <ul className="cards">
        {cards.map((card) => (
          <VisitCard
            key={card.id}
            card={{ ...card, isOverdue: card.isOverdue && !isRunning }}
            place={place}
            withDate={withDate}
            onStart={press}
            startWord={isRunning || card.task.visit.status === 'started' ? w.resume() : w.start()}
          />
        ))}
      </ul>
    </section>
  );
}

function Unplanned(props: { orders: Task[]; onChoose: (task: Task) => void; onClose: () => void }) {
  return (
    <Sheet title={w.unplannedTitle()} onClose={props.onClose}>
      <p className="hint">{w.unplannedHint()}</p>
      {props.orders.map((task) => (
        <button
          type="button"
          key={task.visit.orderId}
          className="button plain choice"
          onClick={() => props.onChoose(task)}
        >
          <strong>{task.cadre.name}</strong>
          <span>{task.item.name}</span>
        </button>
      ))}
    </Sheet>
  );
}
