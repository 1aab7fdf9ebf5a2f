import { Link } from 'react-router';
import { Section } from '../kit';
import { m } from './months-words';
import { doneOf, inOrder, type Month, taskLink } from './tasks';
import './months.css';

/** Six rows and how far they are; what is done is plain, what needs somebody has a colour and a word. */
export function TasksPart({ month: { month, tasks } }: { month: Month }) {
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
              {task.done ? task.title : <Link to={taskLink(task.task, month)}>{task.title}</Link>}
              {!task.done && <span className="faint">{task.blocking ? m.blocks() : m.mayFollow()}</span>}
            </span>
            {task.done ? (
              <span>{m.done()}</span>
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
