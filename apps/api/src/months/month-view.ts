import {
  checkClose,
  type Day,
  DomainError,
  dayOf,
  isBlocking,
  MONTH_TASKS,
  type Month,
  type MonthWork,
  monthMachine,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Tx } from '../db/unit-of-work';
import { sayFinding } from '../http/problem.filter';
import type { PeriodEvent } from '../ledger/ledger-periods.service';
import { monthState } from '../ledger/period-store';
import { readPlace, readTotals, readWork } from './month-work-store';
import type { MonthAnswer, MonthEventAnswer } from './months.dto';

/** A month as the task list it is, with what happened to it. */
export async function monthAnswer(
  tx: Tx,
  caller: Caller,
  bureauId: string,
  month: Month,
  events: readonly PeriodEvent[],
): Promise<MonthAnswer> {
  const { language } = caller;
  const work = await readWork(tx, bureauId, month);
  const place = await readPlace(tx, bureauId, month, todayOf(caller));
  const state = await monthState(tx, bureauId, month);
  const asked = askedIn(events);
  return {
    ...{ month, state },
    tasks: (Object.keys(MONTH_TASKS) as (keyof MonthWork)[]).map((task) => ({
      ...{ task, title: MONTH_TASKS[task][language], count: work[task] },
      ...{ blocking: isBlocking(task), done: work[task] === 0 },
    })),
    // What stands against a close that may be asked for: a closed month has none.
    blockers: (monthMachine.allows(state, 'close') ? checkClose(month, work, place) : []).map((each) =>
      sayFinding(each, language),
    ),
    totals: await readTotals(tx, bureauId, month),
    events: events.map(eventAnswer),
    reopening: asked ? eventAnswer(asked) : null,
  };
}

/** A request to reopen that nobody has answered or taken back yet. */
export function askedIn(events: readonly PeriodEvent[]): PeriodEvent | undefined {
  const last = events.at(-1);
  return last?.action === 'ask-reopen' ? last : undefined;
}

export const eventAnswer = ({
  action,
  actor,
  at,
  reason,
}: Omit<PeriodEvent, 'version'>): MonthEventAnswer => ({
  ...{ action, by: actor, at: at.toISOString(), reason },
});

/** The bureau whose month is asked for: the caller's own, or for a supervisor one below it. */
export function bureauFor({ actor }: Caller, asked: string | undefined): string {
  const { bureauId } = actor;
  if (bureauId === undefined) throw new DomainError('forbidden');
  const theirs = actor.kind === 'supervisor' ? (actor.bureauIds ?? []) : [];
  const wanted = asked?.toLowerCase() ?? bureauId;
  if (wanted !== bureauId && !theirs.includes(wanted)) throw new DomainError('not-found');
  return wanted;
}

export const todayOf = ({ at }: Pick<Caller, 'at'>): Day => dayOf(Math.floor(at.getTime() / 1000));
