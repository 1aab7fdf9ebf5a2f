import { dayOf } from '@songbai/contracts';
import type { Entry, KeptReport, KeptVisit, Task } from './store';

/** One visit as the lists show it: the server's plan, and what was recorded here. */
export interface Card {
  id: string;
  task: Task;
  /** When it was planned for, or began; ISO. */
  at: string;
  kept: KeptVisit | undefined;
  report: KeptReport | undefined;
  isOverdue: boolean;
}

export interface DayPlan {
  running: Card | undefined;
  /** Still to be begun today; what is late comes first. */
  due: Card[];
  /** Of today, recorded here or decided there. */
  done: Card[];
  /** Of today, and it did not take place: reported here or decided there. */
  unmade: Card[];
  later: Card[];
  /** Of the last days. */
  earlier: Card[];
  /** One task of each order that may be served today, for visits that nobody had planned. */
  orders: Task[];
}

const LATE_MS = 15 * 60_000;
const dayOfMs = (ms: number): string => dayOf(Math.floor(ms / 1000));

export function dayPlan(tasks: readonly Task[], outbox: readonly Entry[], now: number): DayPlan {
  const cards = cardsOf(tasks, outbox, now);
  const today = dayOfMs(now);
  const dayOfCard = ({ at }: Card): string => dayOfMs(Date.parse(at));
  const running = cards.find(({ kept }) => kept?.step === 'open' || kept?.step === 'ended');
  const rest = cards.filter((card) => card !== running);
  const open = rest.filter(isToDo);
  const closed = rest.filter((card) => !isToDo(card));
  return {
    running,
    due: open.filter((card) => dayOfCard(card) <= today).sort((a, b) => byLate(a, b) || byTime(a, b)),
    done: closed.filter((card) => dayOfCard(card) === today && !isUnmade(card)).sort(byTime),
    unmade: closed.filter((card) => dayOfCard(card) === today && isUnmade(card)).sort(byTime),
    later: rest.filter((card) => dayOfCard(card) > today).sort(byTime),
    earlier: closed.filter((card) => dayOfCard(card) < today).sort((a, b) => byTime(b, a)),
    orders: [
      ...new Map(
        tasks.filter(({ orderOpen }) => orderOpen).map((task) => [task.visit.orderId, task]),
      ).values(),
    ],
  };
}

function cardsOf(tasks: readonly Task[], outbox: readonly Entry[], now: number): Card[] {
  const visits = new Map(outbox.flatMap((entry) => (entry.kind === 'visit' ? [[entry.id, entry]] : [])));
  const reports = new Map(
    outbox.flatMap((entry) =>
      entry.kind === 'report' && entry.verb !== 'emergency' ? [[entry.visitId, entry]] : [],
    ),
  );
  const known = new Set(tasks.map(({ visit }) => visit.id));
  const unplanned = [...visits.values()].filter(({ id }) => !known.has(id));
  const all = [
    ...tasks.map((task) => ({ id: task.visit.id, task })),
    ...unplanned.map(({ id, task }) => ({ id, task })),
  ];
  return all.map(({ id, task }) => {
    const kept = visits.get(id);
    const { plannedAt, startedAt, day } = task.visit;
    const at = kept?.body.startedAt ?? startedAt ?? plannedAt ?? `${day}T00:00:00+08:00`;
    const isOverdue = Date.parse(at) < now - LATE_MS;
    return { id, task, at, kept, report: reports.get(id), isOverdue };
  });
}

/** Planned or begun elsewhere, and nothing is recorded here. */
function isToDo({ task, kept, report }: Card): boolean {
  return kept === undefined && report === undefined && ['planned', 'started'].includes(task.visit.status);
}

/** Its visit counts for nothing, though it may have begun. */
function isUnmade({ task, kept, report }: Card): boolean {
  if (report !== undefined && report.step !== 'removed') return true;
  return kept === undefined && ['missed', 'cancelled'].includes(task.visit.status);
}

/** What was reported, without what was added to it. */
export const toldOf = ({ text }: Pick<KeptReport, 'text'>): string => text.split('。')[0] ?? text;

const byTime = (a: Card, b: Card): number => Date.parse(a.at) - Date.parse(b.at);
const byLate = (a: Card, b: Card): number => Number(b.isOverdue) - Number(a.isOverdue);
