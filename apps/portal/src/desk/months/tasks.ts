import type { Schemas } from '@songbai/client';

export type Month = Schemas['MonthAnswer'];

/** A task of the month as the interface answers it. */
export interface MonthTask {
  task: string;
  title: string;
  count: number;
  blocking: boolean;
  done: boolean;
}

/** Where the rows behind a task are, as a list with its filters set. */
export function taskLink(task: string, month: string): string {
  const links: Record<string, string> = {
    held: `/visits?month=${month}&status=held`,
    unadjudicated: `/bills?month=${month}&status=submitted`,
    unconfirmed: `/bills?month=${month}&status=adjudicated`,
    unbilled: `/visits?month=${month}&unbilled=yes`,
    returned: `/bills?month=${month}&status=returned`,
    planned: `/visits?month=${month}&status=planned`,
    unpaid: `/payments/new?month=${month}`,
  };
  return links[task] ?? '/';
}

/** Which task it is that stands against closing. */
const TASK_OF: Record<string, string> = { Y01: 'held', Y02: 'unadjudicated', Y03: 'unconfirmed' };

/** Where what stands against closing is settled: the rows of its task, or the first earlier month that is open. */
export function blockerLink({ code, ...facts }: { code: string; months?: unknown }, month: string) {
  const task = TASK_OF[code];
  if (task) return taskLink(task, month);
  const [earlier] = typeof facts.months === 'string' ? facts.months.split('、') : [];
  return earlier && `/months/${earlier}`;
}

/** Each task gets its work from those before it. */
const FLOW = ['planned', 'held', 'unbilled', 'returned', 'unadjudicated', 'unconfirmed', 'unpaid'];

/**
 * Done is what gets no more work: the days of the month are over, something was posted, and nothing is open before it.
 * Work that goes on from one task to the next then never undoes a task.
 */
export function shownTasks(tasks: readonly MonthTask[], hasBegun: boolean): MonthTask[] {
  const isOpen = new Set(tasks.filter(({ done }) => !done).map(({ task }) => task));
  return tasks.map((task) => {
    const before = FLOW.slice(0, Math.max(0, FLOW.indexOf(task.task)));
    return { ...task, done: task.done && hasBegun && !before.some((each) => isOpen.has(each)) };
  });
}

/** What must be done before closing first, then the rest; what is done last. The server's order otherwise. */
export function inOrder<T extends MonthTask>(tasks: readonly T[]): T[] {
  const rank = ({ count, done, blocking }: MonthTask): number =>
    done ? 3 : count === 0 ? 2 : blocking ? 0 : 1;
  return [...tasks].sort((a, b) => rank(a) - rank(b));
}

export const doneOf = (tasks: readonly MonthTask[]): number => tasks.filter(({ done }) => done).length;

/** The month before the one of this day ("2026-11-22" → "2026-10"): what is settled now. */
export function monthBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
