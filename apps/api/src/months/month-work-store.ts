import { type Day, Money, type Month, type MonthPlace, type MonthWork } from '@songbai/contracts';
import { IS_DUE } from '../bills/bill-queue-store';
import { UNBILLED } from '../bills/unbilled-store';
import type { Tx } from '../db/unit-of-work';
import { readPostings } from '../ledger/balances';
import type { FundBalance, Journal, Posting } from '../papers/model';
import { IS_COMING } from '../visits/visit-queue-store';
import type { MonthTotalsAnswer } from './months.dto';

const DAYS = `between ($2 || '-01')::date and ($2 || '-01')::date + interval '1 month' - interval '1 day'`;

/** What of a month is not done yet. A held visit of which a person said that it is not in order is done. */
export async function readWork(tx: Tx, bureauId: string, month: Month): Promise<MonthWork> {
  const [row] = await tx.query<Record<keyof MonthWork, string>>(
    `select
       (select count(*) from visit v where v.bureau_id = $1 and v.day ${DAYS} and v.status = 'held'
         and not exists (select from visit_resolution r
           where r.bureau_id = v.bureau_id and r.visit_id = v.id and r.resolution = 'reject')) as held,
       (select count(*) from visit v where v.bureau_id = $1 and v.day ${DAYS}
         and ${IS_COMING}) as planned,
       (select count(*) from visit v where v.bureau_id = $1 and v.day ${DAYS} and ${UNBILLED}) as unbilled,
       (select count(*) from bill b where b.bureau_id = $1 and b.month = $2 and b.status = 'returned') as returned,
       (select count(*) from bill b where b.bureau_id = $1 and b.month = $2
         and b.status = 'submitted') as unadjudicated,
       (select count(*) from bill b where b.bureau_id = $1 and b.month = $2
         and b.status in ('adjudicated', 'disputed')) as unconfirmed,
       (select count(*) from bill b where b.bureau_id = $1 and b.month = $2
         and (b.status = 'confirmed' or (b.status in ('approved', 'payable') and ${IS_DUE}))) as unpaid`,
    [bureauId, month],
  );
  const count = (name: keyof MonthWork): number => Number(row?.[name] ?? 0);
  return {
    ...{ held: count('held'), unadjudicated: count('unadjudicated'), unconfirmed: count('unconfirmed') },
    ...{ unbilled: count('unbilled'), returned: count('returned') },
    ...{ planned: count('planned'), unpaid: count('unpaid') },
  };
}

/** Where the month stands among those that were opened. */
export async function readPlace(tx: Tx, bureauId: string, month: Month, today: Day): Promise<MonthPlace> {
  const rows = await tx.query<{ month: Month; state: string }>(
    `select month, state from ledger.period where bureau_id = $1 and month <> $2
       and (state = 'closed') = (month > $2) order by month`,
    [bureauId, month],
  );
  const months = rows.map((row) => row.month);
  return {
    today,
    openBefore: months.filter((other) => other < month),
    closedAfter: months.filter((other) => other > month),
  };
}

export async function readTotals(tx: Tx, bureauId: string, month: Month): Promise<MonthTotalsAnswer> {
  const [row] = await tx.query<Record<keyof MonthTotalsAnswer, string>>(
    `select coalesce(sum(d_allotted), 0) as allotted, coalesce(sum(d_expended), 0) as expended,
       coalesce(sum(d_reserved) filter (where kind in ('reserve', 'reverse')), 0) as reserved,
       coalesce(-sum(d_reserved) filter (where kind = 'release'), 0) as released,
       coalesce(sum(d_paid), 0) as paid, count(*) as postings
     from ledger.journal where bureau_id = $1 and period = $2`,
    [bureauId, month],
  );
  const sum = (name: keyof MonthTotalsAnswer): string => Money.ofFen(row?.[name] ?? '0').toString();
  return {
    ...{ allotted: sum('allotted'), reserved: sum('reserved'), released: sum('released') },
    ...{ expended: sum('expended'), paid: sum('paid'), postings: Number(row?.postings ?? 0) },
  };
}

/** The month in the books, from what the months before it left to what it leaves to those after it. */
export async function readMonthJournal(tx: Tx, bureauId: string, month: Month): Promise<Journal> {
  const rows = await tx.query<Record<string, string>>(
    `select f.code, coalesce(sum(j.d_allotted), 0) as allotted, coalesce(sum(j.d_reserved), 0) as reserved,
       coalesce(sum(j.d_expended), 0) as expended
     from fund f join ledger.balance b on b.bureau_id = f.bureau_id and b.fund_id = f.id
     left join ledger.journal j on j.bureau_id = f.bureau_id and j.fund_id = f.id and j.period < $2
     where f.bureau_id = $1 group by f.code order by f.code`,
    [bureauId, month],
  );
  const postings = await readPostings(tx, bureauId, month);
  const opening = rows.map((row) =>
    balance(
      String(row.code),
      [row.allotted, row.reserved, row.expended].map((fen) => Money.ofFen(String(fen))),
    ),
  );
  const closing = opening.map((before) => after(before, postings));
  return { month, opening, postings, closing };
}

function balance(
  fund: string,
  [allotted = Money.ZERO, reserved = Money.ZERO, expended = Money.ZERO]: Money[],
): FundBalance {
  return { fund, allotted, reserved, expended, available: allotted.minus(reserved).minus(expended) };
}

function after(before: FundBalance, postings: readonly Posting[]): FundBalance {
  const moved = postings.filter(({ fund }) => fund === before.fund);
  const at = (pot: 'allotted' | 'reserved' | 'expended'): Money =>
    Money.sum([before[pot], ...moved.map((posting) => posting[pot])]);
  return balance(before.fund, [at('allotted'), at('reserved'), at('expended')]);
}
