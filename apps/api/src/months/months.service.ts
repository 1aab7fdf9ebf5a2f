import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  checkCarryOver,
  checkClose,
  type Day,
  DomainError,
  type Month,
  monthMachine,
  monthOf,
  type Year,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { sayFinding } from '../http/problem.filter';
import { Books } from '../ledger/books.service';
import { Ledger } from '../ledger/ledger';
import { LedgerPeriods } from '../ledger/ledger-periods.service';
import { type AgedMoney, LedgerYears } from '../ledger/ledger-years.service';
import { monthState } from '../ledger/period-store';
import { OrderEndings } from '../orders/order-endings.service';
import { journalText } from '../papers/journal';
import { RegistersService } from '../registers/registers.service';
import { bureauFor, monthAnswer, todayOf } from './month-view';
import { readMonthJournal, readPlace, readWork } from './month-work-store';
import type { CarriedAnswer, CarryOverAnswer, CarryOverForeseenAnswer, MonthAnswer } from './months.dto';

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

  /**
   * Money of the year goes on into the next year's funds; what was carried once before and is still unused lapses.
   * Where `seen` is given, nothing else than what was foreseen then.
   */
  carryOver(caller: Caller, year: Year, seen?: string): Promise<CarryOverAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const today = todayOf(caller);
      const { carried, lapsed, findings } = await this.turnOf(tx, bureauId, year, today);
      if (seen !== undefined && seen !== digestOf(carried, lapsed))
        throw new DomainError('conflict', { because: 'changed-meanwhile' });
      assertAllowed(findings);

      const period = monthOf(today);
      await this.ledger.openPeriod(tx, bureauId, period);
      // A turn of its own: what a client calls its request is no key of ours.
      const turn = uuid();
      const of = (verb: string) => ({
        ...{ bureauId, period, actor: caller.person.username, at: caller.at },
        key: `year/${year}/${verb}/${turn}`,
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
        ...{ findings: findings.map((each) => sayFinding(each, language)), seen: digestOf(carried, lapsed) },
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
    return monthAnswer(tx, caller, bureauId, month, await this.periods.events(tx, bureauId, month));
  }
}

/** The same rows have the same digest, other rows another. */
function digestOf(...parts: (readonly AgedMoney[])[]): string {
  const rows = parts.map((part) =>
    part.map(({ fundId, successorId, originYear, available }) => [
      ...[fundId, successorId, originYear, available.toFen()],
    ]),
  );
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

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
