import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  checkCarryOver,
  checkClose,
  checkReopener,
  checkReopening,
  type Day,
  DomainError,
  dayOf,
  isBlocking,
  MONTH_TASKS,
  type Month,
  type MonthWork,
  monthMachine,
  monthOf,
  type Year,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { sayFinding } from '../http/problem.filter';
import { Books } from '../ledger/books.service';
import { Ledger } from '../ledger/ledger';
import { LedgerPeriods, type PeriodEvent } from '../ledger/ledger-periods.service';
import { type AgedMoney, LedgerYears } from '../ledger/ledger-years.service';
import { monthState } from '../ledger/period-store';
import { OrderEndings } from '../orders/order-endings.service';
import { journalText } from '../papers/journal';
import { RegistersService } from '../registers/registers.service';
import { readMonthJournal, readPlace, readTotals, readWork } from './month-work-store';
import type {
  CarriedAnswer,
  CarryOverAnswer,
  CarryOverForeseenAnswer,
  MonthAnswer,
  MonthEventAnswer,
} from './months.dto';

/** A month as the task list it is; its close, and the turn of the year. */
@Injectable()
export class MonthsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly ledger: Ledger,
    private readonly books: Books,
    private readonly periods: LedgerPeriods,
    private readonly years: LedgerYears,
    private readonly endings: OrderEndings,
    private readonly registers: RegistersService,
  ) {}

  read(caller: Caller, month: Month, bureau?: string): Promise<MonthAnswer> {
    const bureauId = bureauFor(caller, bureau);
    return this.unitOfWork.run(caller.actor, (tx) => this.answer(tx, caller, bureauId, month));
  }

  async journal(caller: Caller, month: Month, bureau?: string): Promise<string> {
    const bureauId = bureauFor(caller, bureau);
    return this.unitOfWork.run(caller.actor, async (tx) => {
      const store = await this.registers.load(tx, bureauId);
      return journalText(await readMonthJournal(tx, bureauId, month), store.book());
    });
  }

  /** Ended orders give back what no visit can ask any more; then the month is shut and the books are sealed. */
  close(caller: Caller, month: Month): Promise<MonthAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const from = await monthState(tx, bureauId, month);
      const to = monthMachine.next(from, 'close');
      const place = await readPlace(tx, bureauId, month, todayOf(caller));
      assertAllowed(checkClose(month, await readWork(tx, bureauId, month), place));
      // First what takes its time and hinders nobody; the month itself is then shut for a moment only.
      await this.books.seal(tx, bureauId, caller.at);
      await this.books.tally(tx, bureauId, caller.at);
      const completed = await this.completeOrders(tx, caller, bureauId, month);
      await this.periods.close(tx, bureauId, month, { actor: caller.person.username, at: caller.at });
      const head = await this.books.seal(tx, bureauId, caller.at);
      await this.books.tally(tx, bureauId, caller.at);
      audit(tx, caller, {
        ...{ verb: 'month.close', subject: 'bureau', id: bureauId },
        ...{ before: { month, state: from }, after: { month, state: to, completed, head } },
      });
      return this.answer(tx, caller, bureauId, month);
    });
  }

  /** The first person asks, another agrees. */
  reopen(caller: Caller, month: Month, reason: string): Promise<MonthAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const from = await monthState(tx, bureauId, month);
      const to = monthMachine.next(from, 'reopen');
      assertAllowed(checkReopening(month, await readPlace(tx, bureauId, month, todayOf(caller))));
      const turn = { actor: caller.person.username, at: caller.at };
      const asked = askedIn(await this.periods.events(tx, bureauId, month));
      const entry = { subject: 'bureau' as const, id: bureauId, before: { month, state: from } };
      if (!asked) {
        await this.periods.askReopen(tx, bureauId, month, turn, reason);
        audit(tx, caller, { verb: 'month.ask-reopen', ...entry, after: { month, state: from, reason } });
      } else {
        assertAllowed(checkReopener(month, asked.actor, turn.actor));
        await this.periods.reopen(tx, bureauId, month, turn, reason);
        audit(tx, caller, { verb: 'month.reopen', ...entry, after: { month, state: to, reason } });
      }
      return this.answer(tx, caller, bureauId, month);
    });
  }

  /** Money of the year goes on into the next year's funds; what was carried once before and is still unused lapses. */
  carryOver(caller: Caller, year: Year): Promise<CarryOverAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const today = todayOf(caller);
      const { carried, lapsed, findings } = await this.turnOf(tx, bureauId, year, today);
      assertAllowed(findings);

      const period = monthOf(today);
      await this.ledger.openPeriod(tx, bureauId, period);
      const of = (verb: string) => ({
        ...{ bureauId, period, actor: caller.person.username, at: caller.at },
        key: `year/${year}/${verb}/${caller.requestId}`,
      });
      const effectiveOn = `${Number(year) + 1}-01-01`;
      await this.years.carryOver(tx, of('carry-over'), carried, effectiveOn);
      await this.years.lapse(tx, of('lapse'), lapsed, effectiveOn);
      const answer = { year, carried: carried.map(carriedAnswer), lapsed: lapsed.map(carriedAnswer) };
      audit(tx, caller, { verb: 'year.carry-over', subject: 'bureau', id: bureauId, after: { ...answer } });
      return answer;
    });
  }

  /** What carrying the year over would do now, and what stands against it. Stores nothing. */
  foreseeCarryOver({ actor, language, ...caller }: Caller, year: Year): Promise<CarryOverForeseenAnswer> {
    const bureauId = actor.bureauId ?? '';
    return this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      const { carried, lapsed, findings } = await this.turnOf(tx, bureauId, year, todayOf(caller));
      return {
        ...{ year, carried: carried.map(carriedAnswer), lapsed: lapsed.map(carriedAnswer) },
        findings: findings.map((each) => sayFinding(each, language)),
      };
    });
  }

  /** What of a year goes on, what was carried once before and lapses, and what stands against the turn. */
  private async turnOf(tx: Tx, bureauId: string, year: Year, today: Day) {
    await this.years.assertKept(tx, bureauId, year);
    const left = await this.years.left(tx, bureauId, year);
    const lapsed = left.filter(({ originYear }) => originYear < Number(year));
    const carried = left.filter(({ originYear }) => originYear >= Number(year));
    const without = carried.filter(({ successorId }) => successorId === null).map(({ code }) => code);
    const openMonths = await readOpenMonths(tx, bureauId, year);
    const facts = { thisYear: today.slice(0, 4), openMonths, withoutSuccessor: [...new Set(without)] };
    return { carried, lapsed, findings: checkCarryOver(year, facts) };
  }

  private async completeOrders(tx: Tx, caller: Caller, bureauId: string, month: Month): Promise<number> {
    const ended = await tx.query<{ id: string }>(
      `select id from service_order where bureau_id = $1 and status in ('approved', 'accepted', 'in-service')
         and ends_on < ($2 || '-01')::date + interval '1 month' order by id`,
      [bureauId, month],
    );
    const ids = ended.map(({ id }) => id);
    const ending = { at: caller.at, by: caller.person.username, reason: null };
    await this.endings.giveBack(tx, ending);
    if (ids.length > 0) await this.endings.end(tx, ids, 'complete', ending);
    return ids.length;
  }

  private async answer(tx: Tx, caller: Caller, bureauId: string, month: Month): Promise<MonthAnswer> {
    const { language } = caller;
    const work = await readWork(tx, bureauId, month);
    const place = await readPlace(tx, bureauId, month, todayOf(caller));
    const state = await monthState(tx, bureauId, month);
    const events = await this.periods.events(tx, bureauId, month);
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
}

/** The bureau whose month is asked for: the caller's own, or for a supervisor one below it. */
function bureauFor({ actor }: Caller, asked: string | undefined): string {
  const { bureauId } = actor;
  if (bureauId === undefined) throw new DomainError('forbidden');
  const theirs = actor.kind === 'supervisor' ? (actor.bureauIds ?? []) : [];
  const wanted = asked?.toLowerCase() ?? bureauId;
  if (wanted !== bureauId && !theirs.includes(wanted)) throw new DomainError('not-found');
  return wanted;
}

const todayOf = ({ at }: Pick<Caller, 'at'>): Day => dayOf(Math.floor(at.getTime() / 1000));

/** A request to reopen that nobody has agreed to yet. */
function askedIn(events: readonly PeriodEvent[]): PeriodEvent | undefined {
  const last = events.at(-1);
  return last?.action === 'ask-reopen' ? last : undefined;
}

const eventAnswer = ({ action, actor, at, reason }: PeriodEvent): MonthEventAnswer => ({
  ...{ action, by: actor, at: at.toISOString(), reason },
});

const carriedAnswer = ({ code, successor, originYear, available }: AgedMoney): CarriedAnswer => ({
  ...{ fund: code, into: successor, originYear, amount: available.toString() },
});

/** Months of the year that were opened and not closed. */
async function readOpenMonths(tx: Tx, bureauId: string, year: Year): Promise<Month[]> {
  const rows = await tx.query<{ month: Month }>(
    `select month from ledger.period where bureau_id = $1 and month like $2 || '-__' and state <> 'closed'
     order by month`,
    [bureauId, year],
  );
  return rows.map(({ month }) => month);
}
