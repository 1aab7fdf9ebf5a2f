import {
  type Adjudication,
  adjudicate,
  type BillDecision,
  billState,
  checkTaxInvoice,
  decideOrders,
  LimitBook,
  type OrderDecision,
} from '@songbai/billing';
import {
  type Bill,
  type BillLine,
  codesOf,
  dayOf,
  type Fund,
  groupBy,
  Money,
  NONE,
  type Order,
  parseLocal,
  type Rating,
  RegisterBook,
  type RegisterRows,
  type TaxInvoice,
  type Visit,
  type VisitDecision,
  VisitHistory,
  verifyVisits,
} from '@songbai/contracts';
import type {
  FundBalance,
  Payment,
  Posting,
  SettledBill,
  SettledMonth,
} from '../../apps/api/src/papers/model';

export interface MonthRows extends RegisterRows {
  orders: readonly Order[];
  visits: readonly Visit[];
  bills: readonly Bill[];
  billLines: readonly BillLine[];
  taxInvoices: readonly TaxInvoice[];
  ratings: readonly Rating[];
}

/** A month as the rules settle it, without a database: nothing was there before it. */
export function settle(
  rows: MonthRows,
  month: string,
  settlement: Payment['settlement'] = 'reimbursed',
): SettledMonth {
  const book = new RegisterBook(rows);
  const available = new Map(rows.funds.map(({ code, allotted }) => [code, allotted]));
  const limits = new LimitBook(book.limits, []);
  const orders = decideOrders(rows.orders, book, { available, committed: new Map() }, limits, () => []);
  const approved = orders.decisions.filter(({ state }) => state === 'approved');
  const visits = verify(rows, orders.decisions, book);
  const state: Adjudication = {
    visits: new Map(visits.map((decision) => [decision.visit.number, billable(decision)])),
    orders: new Map(
      approved.map(({ order, funding }) => [
        order.number,
        { contract: order.contract, shares: funding.map((share) => ({ ...share })) },
      ]),
    ),
    book,
  };
  const lines = groupBy(rows.billLines, ({ bill }) => bill);
  const decisions = adjudicate(
    rows.bills.map((bill) => ({ bill, lines: lines.get(bill.number) ?? [] })),
    state,
  );
  const bills = decisions.map((decision) => settledBill(decision, rows, visits, book));
  const [first] = rows.contracts;
  return {
    month,
    bureau: { name: first?.buyerName ?? '', creditCode: first?.buyerCode ?? '' },
    operator: 'month-run',
    decidedAt: parseLocal('2026-11-05 09:30:00') ?? 0,
    book,
    orders: byNumber(orders.decisions, ({ order }) => order.number),
    visits: byNumber(visits, ({ visit }) => visit.number),
    bills,
    alerts: orders.alerts,
    journal: journalOf(month, rows, approved, bills, visits),
    payments: bills.flatMap((bill) => paymentsOf(bill, book, settlement)),
  };
}

function verify(rows: MonthRows, decisions: readonly OrderDecision[], book: RegisterBook): VisitDecision[] {
  const ordered = decisions.map(({ order, state }) => {
    const isApproved = state === 'approved';
    return [order.number, { order, isApproved, left: isApproved ? order.quantity : NONE }] as const;
  });
  return verifyVisits(rows.visits, new Map(ordered), new VisitHistory(new Map(), new Map()), book);
}

function billable({ visit, day, state, findings, quantity }: VisitDecision) {
  const { number, order, item } = visit;
  return { number, order, item, day, state, codes: codesOf(findings), quantity, acceptedOn: undefined };
}

function settledBill(
  { bill, claimed, approved, lines, findings }: BillDecision,
  rows: MonthRows,
  visits: readonly VisitDecision[],
  book: RegisterBook,
): SettledBill {
  const contract = must(book.contracts.get(bill.contract));
  const provider = must(book.providers.get(contract.provider));
  const invoice = rows.taxInvoices.find((each) => each.bill === bill.number);
  const isUsedTwice = rows.taxInvoices.some((each) => each !== invoice && each.number === invoice?.number);
  const invoiced = { providerCode: provider.creditCode, buyerCode: contract.buyerCode, approved };
  const all = [...findings, ...checkTaxInvoice(invoice, invoiced, isUsedTwice)];
  const ordered = new Set(
    rows.orders.filter((order) => order.contract === bill.contract).map(({ number }) => number),
  );
  const own = visits.filter(({ visit }) => ordered.has(visit.order));
  const numbers = new Set(own.map(({ visit }) => visit.number));
  return {
    bill,
    contract,
    provider,
    ...{ claimed, approved, adjustments: [], payable: approved },
    shares: lines.flatMap(({ shares }) => shares),
    findings: all,
    state: billState(all),
    lines,
    invoice,
    visits: byNumber(own, ({ visit }) => visit.number),
    earlierVisits: [],
    ratings: rows.ratings.filter(({ visit }) => numbers.has(visit)),
    ...{ openAppeals: 0, adjudicatedBy: 'month-run' },
  };
}

function paymentsOf(settled: SettledBill, book: RegisterBook, settlement: Payment['settlement']): Payment[] {
  const { bill, contract, provider, invoice, state, lines } = settled;
  if (state !== 'payable' || !invoice) return [];
  const shares = lines.flatMap((line) => line.shares);
  const byOwner = groupBy(shares, ({ fund }) => book.funds.get(fund)?.owner ?? '');
  return [...byOwner].sort().map(([owner, owned]) => ({
    bill: bill.number,
    contract: contract.number,
    invoice: invoice.number,
    payer:
      owner === ''
        ? { kind: 'bureau', name: contract.buyerName }
        : { kind: 'unit', name: must(book.units.get(owner)).name },
    provider,
    amount: Money.sum(owned.map(({ amount }) => amount)),
    funds: [...groupBy(owned, ({ fund }) => fund)].sort().map(([fund, parts]) => ({
      fund,
      amount: Money.sum(parts.map(({ amount }) => amount)),
    })),
    settlement: owner === '' ? 'direct' : settlement,
    month: bill.month,
  }));
}

function journalOf(
  month: string,
  rows: MonthRows,
  approved: readonly OrderDecision[],
  bills: readonly SettledBill[],
  visits: readonly VisitDecision[],
): SettledMonth['journal'] {
  const days = new Map(visits.map(({ visit, day }) => [visit.number, day]));
  const reserved = approved.flatMap(({ order, funding }) =>
    funding.map(({ fund, amount }) => ({
      fund,
      kind: 'reserve' as const,
      on: dayOf(order.approvedAt),
      reserved: amount,
      expended: Money.ZERO,
      document: order.number,
    })),
  );
  const expended = bills
    .flatMap(({ lines }) => lines)
    .flatMap(({ line, shares }) =>
      shares.map(({ fund, amount }) => ({
        fund,
        kind: 'expend' as const,
        on: days.get(line.visit) ?? month,
        reserved: Money.ZERO.minus(amount),
        expended: amount,
        document: `${line.bill} ${line.line}`,
      })),
    );
  const moved = [...reserved, ...expended];
  const postings: Posting[] = moved.map((each, i) => ({ ...each, seq: i + 1, allotted: Money.ZERO }));
  const funds = byNumber(rows.funds, ({ code }) => code);
  return {
    month,
    opening: funds.map((fund) => balanceOf(fund, [])),
    postings,
    closing: funds.map((fund) => balanceOf(fund, postings)),
  };
}

function balanceOf({ code, allotted }: Fund, postings: readonly Posting[]): FundBalance {
  const own = postings.filter(({ fund }) => fund === code);
  const reserved = Money.sum(own.map((posting) => posting.reserved));
  const expended = Money.sum(own.map((posting) => posting.expended));
  return { fund: code, allotted, reserved, expended, available: allotted.minus(reserved).minus(expended) };
}

function byNumber<T>(rows: readonly T[], number: (row: T) => string): T[] {
  return [...rows].sort((a, b) => (number(a) < number(b) ? -1 : 1));
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the rows refer to something that they lack');
  return value;
}
