import { Link } from 'react-router';
import { Section } from '../kit';
import { m } from './months-words';
import { doneOf, inOrder, type Month, type MonthTask, taskLink } from './tasks';
import './months.css';

/** Six rows and how far they are; what is done is plain, what needs somebody has a colour and a word. */
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
      <ul className="tasks">
        {inOrder(tasks).map((task) => (
          <li key={task.task}>
            <span className="task-name">
              {task.count === 0 ? task.title : <Link to={taskLink(task.task, month)}>{task.title}</Link>}
              {task.count > 0 && <span className="faint">{task.blocking ? m.blocks() : m.mayFollow()}</span>}
            </span>
            {task.count === 0 ? (
              <span className={task.done ? '' : 'faint'}>{task.done ? m.done() : m.idle()}</span>
            ) : (
              <span className={task.blocking ? 'tag tag-bad' : 'tag tag-waits'}>
                {m.count()} {task.count}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
