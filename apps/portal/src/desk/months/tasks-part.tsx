import { Link, useNavigate } from 'react-router';
import { listed } from '../../shared/lists';
import { Section, useHotkeys } from '../kit';
import { m } from './months-words';
import { doneOf, inOrder, type Month, type MonthTask, taskLink } from './tasks';
import './months.css';

/** A row for each task and how far they are; what is done is plain, what needs somebody has a colour and a word. */
export function TasksPart({ month: { month }, tasks }: { month: Month; tasks: readonly MonthTask[] }) {
  const done = doneOf(tasks);
  return (
    <Section title={m.tasks()}>
      <progress
        className="progress"
        value={done}
        max={tasks.length}
        aria-label={m.progress({ done, total: tasks.length })}
      />
      <TaskRows month={month} tasks={inOrder(tasks)} />
    </Section>
  );
}

/** 1 to 9 open those that have work. */
function TaskRows({ month, tasks }: { month: string; tasks: readonly MonthTask[] }) {
  const navigate = useNavigate();
  const open = tasks.filter(({ count }) => count > 0).map(({ task }) => task);
  const keyOf = (task: string): string => String(open.indexOf(task) + 1);
  useHotkeys(
    Object.fromEntries(open.map((task) => [keyOf(task), () => void navigate(taskLink(task, month))])),
  );
  return (
    <ul className="tasks">
      {tasks.map((task) => (
        <li key={task.task}>
          <span className="task-name">
            {task.count === 0 ? (
              <span>{task.title}</span>
            ) : (
              <Link to={taskLink(task.task, month)} aria-keyshortcuts={keyOf(task.task)}>
                {task.title}
              </Link>
            )}
            {task.count > 0 && <span className="faint">{task.blocking ? m.blocks() : m.mayFollow()}</span>}
          </span>
          <TaskState task={task} />
        </li>
      ))}
    </ul>
  );
}

function TaskState({ task: { count, done, blocking } }: { task: MonthTask }) {
  if (count === 0) return <span className={done ? '' : 'faint'}>{done ? m.done() : m.idle()}</span>;
  return (
    <span className={blocking ? 'tag tag-bad' : 'tag tag-waits'}>
      {m.count()} {count}
    </span>
  );
}

/** Of a closed month what is still open: it goes on in the months after it. */
export function LeftOver({ month: { month, tasks } }: { month: Month }) {
  // Nothing of it stands against a close any more.
  const left = tasks.filter(({ count }) => count > 0).map((task) => ({ ...task, blocking: false }));
  if (left.length === 0) return null;
  return (
    <Section title={m.leftOver()}>
      <TaskRows month={month} tasks={left} />
    </Section>
  );
}

/** Before a month is closed: what stands against it, or what it leaves to the months after it. */
export function CloseNote({ month: { tasks, blockers } }: { month: Month }) {
  if (blockers.length > 0) return <p>{m.closeBlocked({ count: blockers.length })}</p>;
  const left = inOrder(tasks).filter(({ count }) => count > 0);
  const isReturned = left.some(({ task }) => task === 'returned');
  return (
    <>
      <p>{m.closeAsk()}</p>
      {left.length > 0 && (
        <p>{m.closeLeaves({ tasks: listed(left.map(({ title, count }) => `${title} ${count}`)) })}</p>
      )}
      {isReturned && <p className="is-negative">{m.closeReturned()}</p>}
    </>
  );
}
