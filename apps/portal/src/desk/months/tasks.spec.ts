import { MONTH_TASKS } from '@songbai/contracts';
import { blockerLink, doneOf, inOrder, monthBefore, shownTasks, taskLink } from './tasks';

const task = (name: string, blocking: boolean, done: boolean) => ({
  ...{ task: name, title: name, count: done ? 0 : 1, blocking, done },
});

test('what blocks comes first, what is done last', () => {
  const tasks = [
    task('a', false, false),
    task('b', true, true),
    task('c', true, false),
    task('d', false, true),
  ];
  expect(inOrder(tasks).map((each) => each.task)).toEqual(['c', 'a', 'b', 'd']);
  expect(doneOf(tasks)).toBe(2);
});

test('what may yet get work is not done, so that work which goes on never undoes a task', () => {
  const done = (open: string, hasBegun = true) => {
    const tasks = Object.keys(MONTH_TASKS).map((name) => task(name, false, name !== open));
    return doneOf(shownTasks(tasks, hasBegun));
  };
  const flow = ['planned', 'held', 'unbilled', 'returned', 'unadjudicated', 'unconfirmed', 'unpaid'];
  expect(flow.map((open) => done(open))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([done(''), done('', false)]).toEqual([7, 0]);
});

test('every task of the rules leads to its rows', () => {
  for (const name of Object.keys(MONTH_TASKS)) expect(taskLink(name, '2026-10')).toContain('2026-10');
});

test('what stands against closing leads to its rows, or to the earlier month', () => {
  const link = (code: string, months?: string) => blockerLink({ code, months }, '2026-10');
  for (const code of ['Y01', 'Y02', 'Y03']) expect(link(code)).toContain('month=2026-10');
  expect(link('Y09', '2026-08、2026-09')).toBe('/months/2026-08');
  expect(link('Y08')).toBeUndefined();
});

test('the month before', () => {
  expect([monthBefore('2026-11-22'), monthBefore('2027-01-01'), monthBefore('2026-03-31')]).toEqual([
    ...['2026-10', '2026-12', '2026-02'],
  ]);
});
