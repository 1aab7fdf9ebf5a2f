import { dayPlan } from './day-plan';
import type { Entry, Task } from './store';

const NOW = Date.parse('2026-11-22T10:00:00+08:00');

const task = (id: string, plannedAt: string, over: object = {}): Task =>
  ({
    visit: {
      id,
      orderId: `order-of-${id}`,
      status: 'planned',
      plannedAt,
      startedAt: null,
      day: plannedAt.slice(0, 10),
      ...over,
    },
    ...{ cadre: { id: 'c', name: '周忠仙' }, orderOpen: true, contacts: [], item: { code: 'LC01' } },
  }) as unknown as Task;

const kept = (of: Task, step: string, id = of.visit.id): Entry =>
  ({
    id,
    kind: 'visit',
    step,
    madeAt: NOW,
    task: of,
    body: { startedAt: '2026-11-22T09:30:00+08:00' },
  }) as unknown as Entry;

const ids = (cards: readonly { id: string }[]): string[] => cards.map(({ id }) => id);

const tasks = [
  task('soon', '2026-11-22T11:00:00+08:00'),
  task('late', '2026-11-22T09:00:00+08:00'),
  task('forgotten', '2026-11-21T15:00:00+08:00'),
  task('now', '2026-11-22T09:50:00+08:00'),
  task('tomorrow', '2026-11-23T09:00:00+08:00'),
  task('paid', '2026-11-21T09:00:00+08:00', { status: 'paid' }),
];

it('puts what is late first, then what comes next; other days have their own lists', () => {
  const plan = dayPlan(tasks, [], NOW);
  expect(ids(plan.due)).toEqual(['forgotten', 'late', 'now', 'soon']);
  expect(plan.due.map(({ isOverdue }) => isOverdue)).toEqual([true, true, false, false]);
  expect([ids(plan.later), ids(plan.earlier), plan.running]).toEqual([['tomorrow'], ['paid'], undefined]);
});

it('takes what was recorded here out of what is to be done, before the server knows', () => {
  const report = {
    id: 'r',
    kind: 'report',
    verb: 'skip',
    step: 'waiting',
    visitId: 'now',
    madeAt: NOW,
    task: tasks[3],
  };
  const outbox = [
    kept(task('late', ''), 'open'),
    kept(task('soon', ''), 'waiting'),
    report as unknown as Entry,
  ];
  const plan = dayPlan(tasks, outbox, NOW);
  expect(plan.running?.id).toBe('late');
  expect([ids(plan.due), ids(plan.done)]).toEqual([['forgotten'], ['soon']]);
  expect(ids(plan.unmade)).toEqual(['now']);
});

it('shows a visit that nobody had planned, and keeps one on the list that only met an emergency', () => {
  const told = {
    id: 'e',
    kind: 'report',
    verb: 'emergency',
    step: 'sent',
    visitId: 'soon',
    madeAt: NOW,
    task: tasks[0],
  };
  const plan = dayPlan(tasks, [kept(task('soon', ''), 'sent', 'own'), told as unknown as Entry], NOW);
  expect([ids(plan.done), ids(plan.due).includes('soon')]).toEqual([['own'], true]);
});
