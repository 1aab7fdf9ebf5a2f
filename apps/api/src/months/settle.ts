import { groupBy, Money, type Month } from '@songbai/contracts';
import { readBills } from '../bills/bill-store';
import { readPaymentsOf, readSettledBills } from '../bills/settled-bill-store';
import type { BureauIdentity } from '../bureaus/bureaus.service';
import type { Tx } from '../db/unit-of-work';
import { readBalances, readPostings } from '../ledger/balances';
import { readAlerts } from '../orders/alert-store';
import { readOrders } from '../orders/order-store';
import type { FundBalance, Journal, SettledMonth } from '../papers/model';
import { readRatings, type StoredRating } from '../ratings/rating-store';
import type { RegisterStore } from '../registers/register-store';
import { readUnbilled, readVisits } from '../visits/visit-store';
import type { ProviderRatings } from './result';

/** Which papers a folder holds: what its result is about, whether they were new or stored before. */
export interface FolderPapers {
  orders: readonly string[];
  visits: readonly string[];
  bills: readonly string[];
  /** Ratings by visit, respondent and time. */
  ratings: ReadonlySet<string>;
  ratedVisits: readonly string[];
}

export const ratingKey = ({ visit, respondent, ratedAt }: StoredRating['rating']): string =>
  [visit, respondent, ratedAt].join('\n');

/** A month as it stands in the database: written down from there alone, so a second run writes the same. */
export interface Settled {
  month: SettledMonth;
  unbilled: string[];
  ratings: ProviderRatings;
}

export async function settledMonth(
  tx: Tx,
  store: RegisterStore,
  bureau: BureauIdentity,
  month: Month,
  papers: FolderPapers,
): Promise<Settled> {
  const { bureauId } = store;
  const book = store.book();
  const [run] = await tx.query<{ at: Date; operator: string }>(
    'select first_run_at as at, operator from month_run where bureau_id = $1 and month = $2',
    [bureauId, month],
  );
  if (!run) throw new Error(`${month} was not run`);
  const journal = await readJournal(tx, bureauId, month);
  const ofMonth = 'bill.month = $2 and (bill.number = any($3) or bill.run_month = $2)';
  const bills = await readBills(tx, bureauId, ofMonth, [month, papers.bills]);
  // Its own payable bills, and earlier ones whose invoice came with this month's run.
  const payable = await readBills(tx, bureauId, 'bill.payable_month = $2', [month]);
  const ratings = await readRatings(tx, bureauId, papers.ratedVisits);
  const ofFolder = ratings.filter(({ rating }) => papers.ratings.has(ratingKey(rating)));
  return {
    month: {
      month,
      bureau,
      operator: run.operator,
      decidedAt: Math.floor(run.at.getTime() / 1000),
      book,
      orders: await readOrders(tx, bureauId, papers.orders),
      visits: await readVisits(tx, bureauId, papers.visits),
      bills: await readSettledBills(tx, store, month, bills),
      alerts: await readAlerts(tx, bureauId, month, papers.orders),
      journal,
      payments: await readPaymentsOf(tx, store, bureau, payable),
    },
    unbilled: await readUnbilled(tx, bureauId),
    ratings: byProvider(ofFolder),
  };
}

function byProvider(ratings: readonly StoredRating[]): ProviderRatings {
  const counted = ratings.filter(({ provider }) => provider !== null);
  return new Map(
    [...groupBy(counted, ({ provider }) => provider ?? '')].map(([provider, its]) => [
      provider,
      its.map(({ rating }) => rating),
    ]),
  );
}

async function readJournal(tx: Tx, bureauId: string, month: Month): Promise<Journal> {
  const postings = await readPostings(tx, bureauId, month);
  const closing: FundBalance[] = (await readBalances(tx, bureauId)).map((b) => ({
    fund: b.fund,
    allotted: b.allotted,
    reserved: b.reserved,
    expended: b.expended,
    available: b.allotted.minus(b.reserved).minus(b.expended),
  }));
  const byFund = groupBy(postings, ({ fund }) => fund);
  const opening = closing.map((balance): FundBalance => {
    const moved = byFund.get(balance.fund) ?? [];
    const before = (pot: 'allotted' | 'reserved' | 'expended'): Money =>
      balance[pot].minus(Money.sum(moved.map((posting) => posting[pot])));
    const [allotted, reserved, expended] = [before('allotted'), before('reserved'), before('expended')];
    return {
      fund: balance.fund,
      allotted,
      reserved,
      expended,
      available: allotted.minus(reserved).minus(expended),
    };
  });
  return { month, opening, postings, closing };
}
