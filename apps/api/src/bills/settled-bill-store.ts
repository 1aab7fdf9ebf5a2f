import { billState, byPayer, type LineDecision, type PayerShare, type Share } from '@songbai/billing';
import {
  groupBy,
  Money,
  type Month,
  type RegisterBook,
  stateOf,
  type VisitDecision,
} from '@songbai/contracts';
import type { BureauIdentity } from '../bureaus/bureaus.service';
import type { Tx } from '../db/unit-of-work';
import type { Adjusted, Payment, SettledBill } from '../papers/model';
import { readRatings } from '../ratings/rating-store';
import type { RegisterStore } from '../registers/register-store';
import { readVisits, readVisitsOfContracts } from '../visits/visit-store';
import { readAdjustments, type StoredAdjustment } from './adjustment-store';
import { readAppeals } from './appeal-store';
import type { StoredBill } from './bill-store';
import { readInvoices } from './invoice-store';
import { readLines } from './line-store';

/** Adjudicated bills of one month with all that their papers say. */
export async function readSettledBills(
  tx: Tx,
  store: RegisterStore,
  month: Month,
  bills: readonly StoredBill[],
): Promise<SettledBill[]> {
  const { bureauId } = store;
  const book = store.book();
  const ids = bills.map(({ id }) => id);
  const lines = await readLines(tx, bureauId, ids);
  const adjustments = await readAdjustments(tx, bureauId, ids);
  const appeals = await readAppeals(tx, bureauId, ids);
  const invoices = await readInvoices(tx, bureauId, ids);
  const contracts = [...new Set(bills.map(({ bill }) => bill.contract))];
  const visits = await readVisitsOfContracts(tx, bureauId, month, contracts);
  const listed = [...visits.values()].flat().map(({ visit }) => visit.number);
  const named = [...lines.values()].flat().map(({ line }) => line.visit);
  const earlier = await readVisitsBeside(tx, bureauId, named, new Set(listed));
  const ratings = groupBy(await readRatings(tx, bureauId, listed), ({ contract }) => contract ?? '');
  return bills.map(({ id, bill, claimed, approved, net, findings, adjudicatedBy }): SettledBill => {
    const { contract, provider } = partiesOf(book, bill.contract);
    const its = lines.get(bill.number) ?? [];
    const after = adjustments.get(bill.number) ?? [];
    const asJudged = judgedBy(its);
    return {
      bill,
      contract,
      provider,
      claimed,
      approved,
      adjustments: after.map(adjustedBy),
      payable: net,
      shares: its.flatMap((line) => adjusted(line, after).shares),
      findings,
      state: billState(findings),
      lines: its,
      invoice: invoices.get(bill.number),
      visits: (visits.get(bill.contract) ?? []).map(asJudged),
      earlierVisits: its.flatMap(({ line }) => earlier.get(line.visit) ?? []).map(asJudged),
      ratings: (ratings.get(bill.contract) ?? []).map(({ rating }) => rating),
      openAppeals: (appeals.get(id) ?? []).filter(({ answer }) => answer === null).length,
      adjudicatedBy: adjudicatedBy ?? '',
    };
  });
}

/** Puts a visit back to what it was judged to be when its line was decided: what came later is no part of the bill. */
function judgedBy(lines: readonly LineDecision[]): (visit: VisitDecision) => VisitDecision {
  const kept = new Map(lines.map(({ line, judgedOn }) => [line.visit, judgedOn]));
  return (visit) => {
    const then = kept.get(visit.visit.number);
    return then ? { ...visit, ...then, state: stateOf(then.findings) } : visit;
  };
}

/** The visits that lines name and that are not listed already, by number. */
async function readVisitsBeside(
  tx: Tx,
  bureauId: string,
  named: readonly string[],
  listed: ReadonlySet<string>,
): Promise<Map<string, VisitDecision>> {
  const others = [...new Set(named)].filter((number) => !listed.has(number));
  const decisions = await readVisits(tx, bureauId, others);
  return new Map(decisions.map((decision) => [decision.visit.number, decision]));
}

function partiesOf(book: RegisterBook, number: string) {
  const contract = book.contracts.get(number);
  const provider = contract && book.providers.get(contract.provider);
  if (!contract || !provider) throw new Error(`the registers do not have ${number}`);
  return { contract, provider };
}

/** The lines of bills as they stand now: what adjustments took from a line or gave to it is part of it. */
export async function readAdjustedLines(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, LineDecision[]>> {
  const lines = await readLines(tx, bureauId, billIds);
  const adjustments = await readAdjustments(tx, bureauId, billIds);
  return new Map(
    [...lines].map(([bill, its]) => [bill, its.map((line) => adjusted(line, adjustments.get(bill) ?? []))]),
  );
}

function adjusted(decision: LineDecision, adjustments: readonly StoredAdjustment[]): LineDecision {
  const { line, amount, shares } = decision;
  const taken = adjustments.flatMap((each) => each.shares.filter((share) => share.line === line.line));
  if (taken.length === 0) return decision;
  return { ...decision, amount: amount.plus(sumOf(taken)), shares: merged(shares, taken) };
}

/** An adjustment as papers tell it, with what each of its lines gave or got. */
function adjustedBy({ kind, clause, shares }: StoredAdjustment): Adjusted {
  const lines = [...new Set(shares.map(({ line }) => line))].sort((a, b) => a - b);
  return {
    ...{ kind, clause, amount: sumOf(shares) },
    lines: lines.map((line) => ({ line, amount: sumOf(shares.filter((share) => share.line === line)) })),
  };
}

const sumOf = (shares: readonly Share[]): Money => Money.sum(shares.map(({ amount }) => amount));

/** One share per fund, in the order in which they came; a fund that gives nothing in the end is left out. */
function merged(...lists: (readonly Share[])[]): Share[] {
  const groups = groupBy(lists.flat(), ({ fund }) => fund);
  return [...groups]
    .map(([fund, shares]) => ({ fund, amount: sumOf(shares) }))
    .filter(({ amount }) => !amount.isZero());
}

/** What each bill draws from each fund now, with all adjustments, by the bill's number. */
export async function readNetShares(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, Share[]>> {
  const lines = await readAdjustedLines(tx, bureauId, billIds);
  return new Map([...lines].map(([bill, its]) => [bill, its.flatMap(({ shares }) => shares)]));
}

/** What is to be paid for these bills: one row per payer and bill. */
export async function readPaymentsOf(
  tx: Tx,
  store: RegisterStore,
  bureau: BureauIdentity,
  bills: readonly StoredBill[],
): Promise<Payment[]> {
  const { bureauId } = store;
  const ids = bills.map(({ id }) => id);
  const shares = await readNetShares(tx, bureauId, ids);
  const invoices = await readInvoices(tx, bureauId, ids);
  const book = store.book();
  return bills.flatMap((bill) => {
    const { number } = bill.bill;
    const payers = byPayer(shares.get(number) ?? [], (fund) => book.funds.get(fund)?.owner);
    const invoice = invoices.get(number)?.number ?? '';
    return payers.map((payer) => payment(bill, payer, book, bureau, invoice));
  });
}

function payment(
  { bill }: StoredBill,
  { owner, amount, funds }: PayerShare,
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
      owner === null
        ? { kind: 'bureau', name: bureau.name }
        : { kind: 'unit', name: book.units.get(owner)?.name ?? owner },
    provider,
    amount,
    funds,
    settlement: owner === null ? 'direct' : 'reimbursed',
    month: bill.month,
  };
}
