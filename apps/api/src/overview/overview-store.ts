import { BILL_STATUSES, type BillStatus, isAdjudicated } from '@songbai/billing';
import { type FundType, LOW_LEVEL, Money, type Month } from '@songbai/contracts';
import { IS_MISSTATED } from '../bills/bill-queue-store';
import type { Tx } from '../db/unit-of-work';
import { CURRENT } from '../ratings/rating-store';
import { IS_VERIFIED } from '../visits/visit-queue-store';
import type { CutAnswer, FundTypeAnswer, MonthFiguresAnswer, ProviderFiguresAnswer } from './overview.dto';

/** All of it is read under the caller's own policies, so nothing here names a bureau. */
const ADJUDICATED = (Object.keys(BILL_STATUSES) as BillStatus[]).filter(isAdjudicated);

const yuan = (fen: string | undefined): string => Money.ofFen(fen ?? '0').toString();

const DAYS = `between (m.month || '-01')::date and (m.month || '-01')::date + interval '1 month' - interval '1 day'`;

const FIGURES = `
  select m.month, books.*, bills.*, visits.*, ratings.*
  from unnest($1::text[]) with ordinality m(month, position)
  cross join lateral (
    select coalesce(sum(j.d_expended), 0) as expended, coalesce(sum(j.d_paid), 0) as paid
    from ledger.journal j where j.period = m.month) books
  cross join lateral (
    select coalesce(sum(b.declared_fen) filter (where b.status = any($2)), 0) as declared,
      coalesce(sum(b.claimed_fen) filter (where b.status = any($2)), 0) as claimed,
      coalesce(sum(b.approved_fen) filter (where b.status = any($2)), 0) as approved,
      coalesce(sum(b.claimed_fen) filter (where b.status = 'submitted'), 0) as undecided,
      coalesce(sum(b.declared_fen) filter (where b.status = 'submitted'), 0) as undecided_declared,
      count(*) filter (where b.status = 'submitted') as undecided_bills,
      count(*) filter (where ${IS_MISSTATED}) as misstated_bills
    from bill b where b.month = m.month) bills
  cross join lateral (
    select count(*) as visits, count(distinct v.cadre_id) as cadres,
      count(*) filter (where v.method = 'manual') as manual_visits
    from visit v where v.day ${DAYS} and ${IS_VERIFIED}) visits
  cross join lateral (
    select count(*) as ratings, count(*) filter (where r.level <= ${LOW_LEVEL}) as bad_ratings
    from rating r join visit v on v.bureau_id = r.bureau_id and v.id = r.visit_id
    where v.day ${DAYS} and r.respondent <> 'worker-assisted' and ${CURRENT}) ratings
  order by m.position`;

/** What each of these months comes to, in their order. */
export async function readFigures(tx: Tx, months: readonly Month[]): Promise<MonthFiguresAnswer[]> {
  const rows = await tx.query<Record<string, string>>(FIGURES, [months, ADJUDICATED]);
  return rows.map((row) => ({
    ...{ month: String(row.month), expended: yuan(row.expended), paid: yuan(row.paid) },
    ...{ declared: yuan(row.declared), ...decidedOf(row) },
    ...{ undecidedBills: Number(row.undecided_bills), undecided: yuan(row.undecided) },
    ...{ undecidedDeclared: yuan(row.undecided_declared), misstatedBills: Number(row.misstated_bills) },
    ...{ visits: Number(row.visits), cadres: Number(row.cadres), manualVisits: Number(row.manual_visits) },
    ...{ ratings: Number(row.ratings), badRatings: Number(row.bad_ratings) },
  }));
}

function decidedOf(row: Record<string, string>): { claimed: string; approved: string; cut: string } {
  const [claimed, approved] = [Money.ofFen(row.claimed ?? '0'), Money.ofFen(row.approved ?? '0')];
  return {
    claimed: claimed.toString(),
    approved: approved.toString(),
    cut: claimed.minus(approved).toString(),
  };
}

/** The funds of a year by their type, as they stand now. */
export async function readFundTypes(tx: Tx, year: string): Promise<FundTypeAnswer[]> {
  const rows = await tx.query<Record<string, string>>(
    `select f.type, count(*) as funds, coalesce(sum(b.allotted), 0) as allotted,
       coalesce(sum(b.reserved), 0) as reserved, coalesce(sum(b.expended), 0) as expended
     from fund f left join ledger.balance b on b.bureau_id = f.bureau_id and b.fund_id = f.id
     where f.year = $1 group by f.type order by 3 desc, f.type`,
    [year],
  );
  return rows.map(({ type, funds, allotted = '0', reserved = '0', expended = '0' }) => ({
    ...{ type: type as FundType, funds: Number(funds) },
    ...{ allotted: yuan(allotted), reserved: yuan(reserved), expended: yuan(expended) },
    available: Money.ofFen(allotted).minus(Money.ofFen(reserved)).minus(Money.ofFen(expended)).toString(),
  }));
}

/** Who claimed how much of a month, and what of it was cut; the largest cut first. */
export async function readProviders(tx: Tx, month: Month): Promise<ProviderFiguresAnswer[]> {
  const rows = await tx.query<Record<string, string>>(
    `select b.provider_id, count(*) as bills,
       coalesce(sum(b.claimed_fen) filter (where b.status = any($2)), 0) as claimed,
       coalesce(sum(b.approved_fen) filter (where b.status = any($2)), 0) as approved,
       coalesce(sum(b.claimed_fen) filter (where b.status = 'submitted'), 0) as undecided
     from bill b where b.month = $1 and (b.status = any($2) or b.status = 'submitted')
     group by b.provider_id
     order by sum(b.claimed_fen - b.approved_fen) filter (where b.status = any($2)) desc nulls last,
       sum(b.claimed_fen) desc, b.provider_id`,
    [month, ADJUDICATED],
  );
  return rows.map((row) => ({
    ...{ providerId: String(row.provider_id), bills: Number(row.bills) },
    ...{ ...decidedOf(row), undecided: yuan(row.undecided) },
  }));
}

/** Why it was cut: a line counts once, under the first of its codes, so the amounts sum up to the month's cut. */
export async function readCuts(tx: Tx, month: Month): Promise<CutAnswer[]> {
  const rows = await tx.query<{ code: string | null; lines: string; amount: string }>(
    `select (select min(f->>'code') from jsonb_array_elements(l.findings) f) as code, count(*) as lines,
       sum(l.amount_fen - l.approved_fen) as amount
     from bill b join bill_line l on l.bureau_id = b.bureau_id and l.bill_id = b.id
     where b.month = $1 and b.status = any($2) and l.amount_fen > l.approved_fen
     group by 1 order by 3 desc, 1`,
    [month, ADJUDICATED],
  );
  return rows.map(({ code, lines, amount }) => ({ code, lines: Number(lines), amount: yuan(amount) }));
}
