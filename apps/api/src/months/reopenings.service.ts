import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  checkReopener,
  checkReopening,
  DomainError,
  type Month,
  monthMachine,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { type Page, pageOf } from '../http/page';
import { LedgerPeriods, type PeriodEvent } from '../ledger/ledger-periods.service';
import { monthState } from '../ledger/period-store';
import { askedIn, bureauFor, eventAnswer, monthAnswer, todayOf } from './month-view';
import { readPlace } from './month-work-store';
import type { DropReopening, MonthAnswer, MonthListedAnswer, MonthsQuery, ReopenRequest } from './months.dto';
import { awaitsAnswer, MONTH_COLUMNS, MONTHS, type MonthRow } from './reopening-store';

/** A closed month is opened again by two people: one asks and says why, another agrees or does not. */
@Injectable()
export class Reopenings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly periods: LedgerPeriods,
  ) {}

  /** Months that have books, newest first, each with the request to reopen that stands. */
  list(caller: Caller, query: MonthsQuery): Promise<Page<MonthListedAnswer>> {
    const bureauId = bureauFor(caller, query.bureauId);
    return this.unitOfWork.run(caller.actor, (tx) =>
      pageOf(
        tx,
        {
          ...{ select: MONTH_COLUMNS, from: MONTHS, key: 'p.month', id: 'p.bureau_id', descending: true },
          where: [
            ['p.bureau_id = ?', bureauId],
            query.state ? ['p.state = ?', query.state] : null,
            ...(query.awaiting === 'me' ? awaitsAnswer(caller.person) : []),
          ],
        },
        query,
        (row) => listed(row as MonthRow),
      ),
    );
  }

  /** The first person asks, another agrees. */
  reopen(caller: Caller, month: Month, { reason, agreesTo }: ReopenRequest): Promise<MonthAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      await hold(tx, bureauId, month);
      const from = await monthState(tx, bureauId, month);
      const to = monthMachine.next(from, 'reopen');
      assertAllowed(checkReopening(month, await readPlace(tx, bureauId, month, todayOf(caller))));
      const turn = { actor: caller.person.username, at: caller.at };
      const asked = askedIn(await this.periods.events(tx, bureauId, month));
      assertSeen(asked, agreesTo);
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

  /** The month stays closed: who asked takes the request back, or another refuses it. */
  drop(caller: Caller, month: Month, { reason, seen }: DropReopening): Promise<MonthAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      await hold(tx, bureauId, month);
      const asked = askedIn(await this.periods.events(tx, bureauId, month));
      if (!asked) throw new DomainError('conflict', { because: 'changed-meanwhile' });
      assertSeen(asked, seen);
      const { username } = caller.person;
      const isOwn = asked.actor === username;
      await this.periods.dropReopen(tx, bureauId, month, { actor: username, at: caller.at, isOwn }, reason);
      audit(tx, caller, {
        ...{
          verb: isOwn ? 'month.take-back-reopen' : 'month.refuse-reopen',
          subject: 'bureau',
          id: bureauId,
        },
        before: { month, reason: asked.reason },
        after: { month, reason },
      });
      return this.answer(tx, caller, bureauId, month);
    });
  }

  private async answer(tx: Tx, caller: Caller, bureauId: string, month: Month): Promise<MonthAnswer> {
    return monthAnswer(tx, caller, bureauId, month, await this.periods.events(tx, bureauId, month));
  }
}

/** One answer to a request at a time: whoever comes second sees what the first has done. */
async function hold(tx: Tx, bureauId: string, month: Month): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`reopen ${bureauId} ${month}`]);
}

/** Nobody agrees to what they have not seen, nor asks where they meant to agree. */
function assertSeen(asked: PeriodEvent | undefined, seen: string | null | undefined): void {
  if (seen === undefined) return;
  const isSeen = seen === null ? !asked : asked?.at.getTime() === Date.parse(seen);
  if (!isSeen) throw new DomainError('conflict', { because: 'changed-meanwhile' });
}

function listed({ month, state, action, actor, acted_at: at, reason }: MonthRow): MonthListedAnswer {
  return {
    ...{ month, state },
    reopening: action === 'ask-reopen' ? eventAnswer({ action, actor, at, reason }) : null,
  };
}
