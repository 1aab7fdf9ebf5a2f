import { billState } from '@songbai/billing';
import { groupBy, Money, type Month, type RegisterBook } from '@songbai/contracts';
import { readBills, type StoredBill } from '../bills/bill-store';
import { readInvoices } from '../bills/invoice-store';
import { readLines } from '../bills/line-store';
import type { BureauIdentity } from '../bureaus/bureaus.service';
import type { Tx } from '../db/unit-of-work';
import { readBalances, readPostings } from '../ledger/balances';
import { readAlerts } from '../orders/alert-store';
import { readOrders } from '../orders/order-store';
import type { FundBalance, Journal, Payment, SettledBill, SettledMonth } from '../papers/model';
import { readRatings, type StoredRating } from '../ratings/rating-store';
import type { RegisterStore } from '../registers/register-store';
import { readUnbilled, readVisits, readVisitsOfContracts } from '../visits/visit-store';
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
      bills: await readSettledBills(tx, store, month, papers.bills),
      alerts: await readAlerts(tx, bureauId, month, papers.orders),
      journal,
      payments: await readPayments(tx, store, bureau, month),
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

async function readSettledBills(
  tx: Tx,
  store: RegisterStore,
  month: Month,
  numbers: readonly string[],
): Promise<SettledBill[]> {
  const { bureauId } = store;
  const book = store.book();
  const bills = await readBills(
    tx,
    bureauId,
    'bill.month = $2 and (bill.number = any($3) or bill.run_month = $2)',
    [month, numbers],
  );
  const ids = bills.map(({ id }) => id);
  const lines = await readLines(tx, bureauId, ids);
  const invoices = await readInvoices(tx, bureauId, ids);
  const contracts = [...new Set(bills.map(({ bill }) => bill.contract))];
  const visits = await readVisitsOfContracts(tx, bureauId, month, contracts);
  const listed = new Set([...visits.values()].flat().map(({ visit }) => visit.number));
  const named = [...new Set([...lines.values()].flat().map(({ line }) => line.visit))];
  const earlier = new Map(
    (
      await readVisits(
        tx,
        bureauId,
        named.filter((number) => !listed.has(number)),
      )
    ).map((decision) => [decision.visit.number, decision]),
  );
  const rated = [...visits.values()].flatMap((its) => its.map(({ visit }) => visit.number));
  const ratings = groupBy(await readRatings(tx, bureauId, rated), ({ contract }) => contract ?? '');
  return bills.map(({ bill, claimed, approved, findings, adjudicatedBy }): SettledBill => {
    const { contract, provider } = partiesOf(book, bill.contract);
    return {
      bill,
      contract,
      provider,
      claimed,
      approved,
      findings,
      state: billState(findings),
      lines: lines.get(bill.number) ?? [],
      invoice: invoices.get(bill.number),
      visits: visits.get(bill.contract) ?? [],
      earlierVisits: (lines.get(bill.number) ?? []).flatMap(({ line }) => earlier.get(line.visit) ?? []),
      ratings: (ratings.get(bill.contract) ?? []).map(({ rating }) => rating),
      adjudicatedBy: adjudicatedBy ?? '',
    };
  });
}

function partiesOf(book: RegisterBook, number: string) {
  const contract = book.contracts.get(number);
  const provider = contract && book.providers.get(contract.provider);
  if (!contract || !provider) throw new Error(`the registers do not have ${number}`);
  return { contract, provider };
}

/** What may be applied for since this month's run: its own payable bills, and earlier ones whose invoice came with it. */
async function readPayments(
  tx: Tx,
  store: RegisterStore,
  bureau: BureauIdentity,
  month: Month,
): Promise<Payment[]> {
  const { bureauId } = store;
  const bills = await readBills(tx, bureauId, 'bill.payable_month = $2', [month]);
  const ids = bills.map(({ id }) => id);
  const lines = await readLines(tx, bureauId, ids);
  const invoices = await readInvoices(tx, bureauId, ids);
  const book = store.book();
  return bills.flatMap((bill) => {
    const shares = (lines.get(bill.bill.number) ?? []).flatMap((line) => line.shares);
    const byFund = groupBy(shares, ({ fund }) => fund);
    const funds = [...byFund.keys()].sort().map((fund) => ({
      fund,
      amount: Money.sum((byFund.get(fund) ?? []).map(({ amount }) => amount)),
    }));
    const byOwner = groupBy(funds, ({ fund }) => book.funds.get(fund)?.owner ?? '');
    return [...byOwner.keys()]
      .sort()
      .map((owner) =>
        payment(
          bill,
          owner,
          byOwner.get(owner) ?? [],
          book,
          bureau,
          invoices.get(bill.bill.number)?.number ?? '',
        ),
      );
  });
}

function payment(
  { bill }: StoredBill,
  owner: string,
  funds: Payment['funds'],
  book: RegisterBook,
  bureau: BureauIdentity,
  invoice: string,
): Payment {
  const { provider } = partiesOf(book, bill.contract);
  return {
    bill: bill.number,
    contract: bill.contract,
    invoice,
    payer:
      owner === ''
        ? { kind: 'bureau', name: bureau.name }
        : { kind: 'unit', name: book.units.get(owner)?.name ?? owner },
    provider,
    amount: Money.sum(funds.map(({ amount }) => amount)),
    funds,
    settlement: owner === '' ? 'direct' : 'reimbursed',
    month: bill.month,
  };
}
