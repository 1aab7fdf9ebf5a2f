import { useState } from 'react';
import { isReadOnly } from './account';
import { Emergency, Trouble } from './exceptions';
import { Button, Empty, Notice, Screen } from './kit';
import { clockOf, dateOf } from './moments';
import { begin } from './recording';
import { Result } from './result';
import { Running } from './running';
import { type Entry, type KeptVisit, type Meta, store, type Task, useStored } from './store';
import { Summary } from './summary';
import { TaskFacts } from './task-facts';
import { w as today } from './today-words';
import { w } from './visit-words';

/** One visit in whatever state it is: before, under way, to be submitted, and afterwards. */
export function VisitScreen({ id, meta }: { id: string; meta: Meta }) {
  const found = useStored(async () => {
    const kept = await store.outbox.get(id);
    const reports = await store.outbox
      .filter((each) => each.kind === 'report' && each.visitId === id)
      .toArray();
    return { kept, reports, task: kept?.task ?? (await store.tasks.get(id))?.task };
  }, id);
  if (found === undefined) return null;
  const { kept, reports, task } = found;
  if (!task)
    return (
      <Screen title={w.title()} back="today">
        <Empty>{w.gone()}</Empty>
      </Screen>
    );
  const visit = kept?.kind === 'visit' ? kept : undefined;
  if (visit?.step === 'ended') return <Summary visit={visit} />;
  const isReported = reports.some((each) => each.kind === 'report' && each.verb !== 'emergency');
  return (
    <Screen title={task.item.name} back="today">
      <TaskFacts {...{ id, task }} isOver={isReported || (visit !== undefined && visit.step !== 'open')} />
      <Body {...{ id, visit, reports, isReported, task, meta }} />
    </Screen>
  );
}

interface BodyProps {
  id: string;
  visit: KeptVisit | undefined;
  reports: Entry[];
  isReported: boolean;
  task: Task;
  meta: Meta;
}

function Body({ id, visit, reports, isReported, task, meta }: BodyProps) {
  if (visit?.step === 'open')
    return (
      <Running visit={visit}>
        <Exceptions {...{ id, task }} isRunning />
      </Running>
    );
  const isToDo = !visit && ['planned', 'started'].includes(task.visit.status);
  if (!isToDo || isReported) return <Result {...{ visit, reports, task }} />;
  return (
    <>
      {!isReadOnly(meta) && <StartButton task={task} />}
      <Exceptions {...{ id, task }} isRunning={false} />
    </>
  );
}

function StartButton({ task }: { task: Task }) {
  const [refusal, setRefusal] = useState(false);
  const { plannedAt } = task.visit;
  return (
    <>
      {plannedAt && (
        <p className="fact">
          <span>{w.planned()}</span>
          <strong>
            {dateOf(plannedAt)} {clockOf(plannedAt)}
          </strong>
        </p>
      )}
      {refusal && <Notice tone="yellow">{today.anotherOpen()}</Notice>}
      <Button look="main" onClick={() => void begin(task).then((said) => setRefusal(said !== undefined))}>
        {w.start()}
      </Button>
    </>
  );
}

function Exceptions({ id, task, isRunning }: { id: string; task: Task; isRunning: boolean }) {
  const [shown, setShown] = useState<'trouble' | 'emergency' | null>(null);
  const close = (): void => setShown(null);
  return (
    <>
      <div className="pair">
        <Button onClick={() => setShown('trouble')}>{w.trouble()}</Button>
        <Button look="danger" onClick={() => setShown('emergency')}>
          {w.emergency()}
        </Button>
      </div>
      {shown === 'trouble' && <Trouble {...{ id, task, isRunning }} onClose={close} />}
      {shown === 'emergency' && <Emergency {...{ id, task }} onClose={close} />}
    </>
  );
}
