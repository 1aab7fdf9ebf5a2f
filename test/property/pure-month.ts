import {
  type Adjudication,
  adjudicate,
  type BillDecision,
  billState,
  checkTaxInvoice,
  decideOrders,
  type Headroom,
  LimitBook,
  type OrderDecision,
  type OrderOutcome,
} from '@songbai/billing';
import {
  codesOf,
  dayOf,
  groupBy,
  Money,
  NONE,
  type OrderedService,
  RegisterBook,
  type RegisterRows,
  type TaxInvoice,
  type VisitDecision,
  VisitHistory,
  verifyVisits,
} from '@songbai/contracts';
import type { MonthRows } from '../support/month-rows';
import { MONTH } from './random-month';

/** What one folder brings beside the registers. */
export type Papers = Pick<MonthRows, 'orders' | 'visits' | 'bills' | 'billLines' | 'taxInvoices'>;

/** All that the rules carry from one month to the next. */
interface Books {
  book: RegisterBook;
  headroom: Headroom;
  limits: LimitBook;
  ordered: Map<string, OrderedService>;
  history: VisitHistory;
  state: Adjudication;
  approved: OrderDecision[];
  allBills: BillDecision[];
  invoices: TaxInvoice[];
}

/** A month as the rules alone settle it, with all they leave behind. */
export interface PureMonth extends Books {
  orders: OrderOutcome;
  visits: VisitDecision[];
  bills: BillDecision[];
}

/** One month with nothing before it. */
export const settlePurely = (rows: MonthRows): PureMonth => settleNext(openBooks(rows), rows, MONTH);

export function openBooks(registers: RegisterRows): Books {
  const book = new RegisterBook(registers);
  const available = new Map(registers.funds.map(({ code, allotted }) => [code, allotted]));
  return {
    ...{ book, headroom: { available, committed: new Map() }, limits: new LimitBook(registers.limits, []) },
    ...{
      ordered: new Map(),
      history: new VisitHistory(new Map(), new Map()),
      approved: [],
      allBills: [],
      invoices: [],
    },
    state: { visits: new Map(), orders: new Map(), book },
  };
}

/** The next month over the same books, which it changes. */
export function settleNext(books: Books, papers: Papers, month: string): PureMonth {
  const { book, headroom, limits, ordered, history, state, approved, allBills } = books;
  const before = [...approved];
  const former = (fund: string, day: string) =>
    before
      .filter(({ order }) => order.funds[0] === fund && dayOf(order.approvedAt) === day)
      .map(({ order, amount }) => ({
        ...{ order: order.number, cadre: order.cadre, amount },
        hasNeed: order.need !== null,
      }));
  const orders = decideOrders(papers.orders, book, headroom, limits, former);
  for (const decision of orders.decisions) {
    const { order, funding } = decision;
    const isApproved = decision.state === 'approved';
    ordered.set(order.number, { order, isApproved, left: isApproved ? order.quantity : NONE });
    if (!isApproved) continue;
    approved.push(decision);
    const shares = funding.map((share) => ({ ...share }));
    state.orders.set(order.number, { contract: order.contract, shares });
  }
  const visits = verifyVisits(papers.visits, ordered, history, book);
  for (const decision of visits) state.visits.set(decision.visit.number, billable(decision));
  const bills = adjudicateBills(papers, state, month);
  allBills.push(...bills);
  books.invoices.push(...papers.taxInvoices);
  return { ...books, orders, visits, bills };
}

/** Adjudicates a month's bills over a state as it is. */
export function adjudicateBills(papers: Papers, state: Adjudication, month: string): BillDecision[] {
  const lines = groupBy(papers.billLines, ({ bill }) => bill);
  const bills = papers.bills.filter((bill) => bill.month === month);
  return adjudicate(
    bills.map((bill) => ({ bill, lines: lines.get(bill.number) ?? [] })),
    state,
  );
}

function billable({ visit, day, state, findings, quantity }: VisitDecision) {
  const { number, order, item } = visit;
  return { number, order, item, day, state, codes: codesOf(findings), quantity, acceptedOn: undefined };
}

/** What of a month may not depend on anything but its rows, in the words of result.json. */
export function summaryOf(rows: Pick<MonthRows, 'funds'>, pure: PureMonth) {
  const { orders, visits, bills, state } = pure;
  return {
    alerts: orders.alerts.map(({ finding, fund, date }) => ({ code: finding.code, date, fund })),
    orders: byKey(orders.decisions, ({ order, state: decided, amount, funding, findings }) => [
      order.number,
      { state: decided, amount: `${amount}`, codes: codesOf(findings), funding: funding.map(texts) },
    ]),
    visits: byKey(visits, ({ visit, state: decided, quantity, findings }) => [
      visit.number,
      { state: decided, quantity: quantity.toFixed(2), codes: codesOf(findings) },
    ]),
    bills: byKey(bills, (bill) => [bill.bill.number, billSummary(bill, pure)]),
    funds: byKey(rows.funds, ({ code, allotted }) => [code, balance(pure, code, allotted)]),
    unbilled: [...state.visits.values()]
      .filter(({ quantity, acceptedOn }) => quantity.greaterThan(0) && acceptedOn === undefined)
      .map(({ number }) => number)
      .sort(),
  };
}

const texts = ({ fund, amount }: { fund: string; amount: Money }) => ({ fund, amount: `${amount}` });

function balance(pure: PureMonth, fund: string, allotted: Money) {
  const [reserved, expended] = [reservedOf(pure, fund), expendedOf(pure, fund)];
  const available = allotted.minus(reserved).minus(expended);
  return {
    allotted: `${allotted}`,
    reserved: `${reserved}`,
    expended: `${expended}`,
    available: `${available}`,
  };
}

/** What is still reserved of a fund after the last line. */
export const reservedOf = ({ state }: PureMonth, fund: string): Money =>
  sumOf(
    [...state.orders.values()].flatMap(({ shares }) => shares),
    fund,
  );

export const expendedOf = ({ allBills }: PureMonth, fund: string): Money =>
  sumOf(
    allBills.flatMap(({ lines }) => lines.flatMap(({ shares }) => shares)),
    fund,
  );

const sumOf = (shares: readonly { fund: string; amount: Money }[], fund: string): Money =>
  Money.sum(shares.filter((share) => share.fund === fund).map(({ amount }) => amount));

function billSummary(
  { bill, claimed, approved, lines, findings }: BillDecision,
  { book, invoices }: PureMonth,
) {
  const contract = book.contracts.get(bill.contract);
  const provider = book.providers.get(contract?.provider ?? '');
  const invoice = invoices.find((each) => each.bill === bill.number);
  const isUsedTwice = invoices.some((each) => each !== invoice && each.number === invoice?.number);
  const invoiced = {
    providerCode: provider?.creditCode ?? '',
    buyerCode: contract?.buyerCode ?? '',
    approved,
  };
  const all = [...findings, ...checkTaxInvoice(invoice, invoiced, isUsedTwice)];
  return {
    ...{ approved: `${approved}`, claimed: `${claimed}`, codes: codesOf(all), state: billState(all) },
    lines: lines.map((line) => ({
      ...{ line: line.line.line, amount: `${line.amount}`, price: `${line.price}` },
      ...{ quantity: line.quantity.toFixed(2), codes: codesOf(line.findings) },
    })),
  };
}

function byKey<T, R>(rows: readonly T[], entry: (row: T) => [string, R]): Record<string, R> {
  return Object.fromEntries(rows.map(entry).sort(([first], [second]) => (first < second ? -1 : 1)));
}
