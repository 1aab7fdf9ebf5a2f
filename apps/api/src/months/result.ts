import { codesOf, type Rating, summarise } from '@songbai/contracts';
import type { SettledBill, SettledMonth } from '../papers/model';

/** The month in figures: what `result.json` holds. Money and quantities are texts with two decimals. */
export interface MonthResult {
  alerts: { code: string; date: string; fund: string }[];
  bills: Record<string, BillResult>;
  funds: Record<string, FundResult>;
  month: string;
  orders: Record<string, OrderResult>;
  ratings: Record<string, { count: number; mean: string }>;
  unbilled: string[];
  visits: Record<string, { codes: string[]; quantity: string; state: string }>;
}

interface BillResult {
  approved: string;
  claimed: string;
  codes: string[];
  lines: { amount: string; codes: string[]; line: number; price: string; quantity: string }[];
  state: string;
}

interface FundResult {
  allotted: string;
  available: string;
  expended: string;
  reserved: string;
}

interface OrderResult {
  amount: string;
  codes: string[];
  funding: { amount: string; fund: string }[];
  state: string;
}

/** What the folder rates, by the code of the provider that served. */
export type ProviderRatings = ReadonlyMap<string, readonly Rating[]>;

/** `month` is the folder's; `unbilled` and the balances in it are of the whole database. */
export function resultOf(
  month: SettledMonth,
  unbilled: readonly string[],
  ratings: ProviderRatings,
): MonthResult {
  return {
    alerts: month.alerts.map(({ finding, fund, date }) => ({ code: finding.code, date, fund })),
    bills: table(month.bills, ({ bill }) => bill.number, billResult),
    funds: table(
      month.journal.closing,
      ({ fund }) => fund,
      ({ allotted, available, expended, reserved }) => ({
        allotted: allotted.toFixed(2),
        available: available.toFixed(2),
        expended: expended.toFixed(2),
        reserved: reserved.toFixed(2),
      }),
    ),
    month: month.month,
    orders: table(
      month.orders,
      ({ order }) => order.number,
      ({ amount, findings, funding, state }) => ({
        amount: amount.toFixed(2),
        codes: codesOf(findings),
        funding: funding.map((share) => ({ amount: share.amount.toFixed(2), fund: share.fund })),
        state,
      }),
    ),
    ratings: ratingResults(ratings),
    unbilled: [...unbilled].sort(),
    visits: table(
      month.visits,
      ({ visit }) => visit.number,
      ({ findings, quantity, state }) => ({ codes: codesOf(findings), quantity: quantity.toFixed(2), state }),
    ),
  };
}

function billResult({ approved, claimed, findings, lines, state }: SettledBill): BillResult {
  return {
    approved: approved.toFixed(2),
    claimed: claimed.toFixed(2),
    codes: codesOf(findings),
    lines: lines.map(({ line, amount, price, quantity, findings: found }) => ({
      amount: amount.toFixed(2),
      codes: codesOf(found),
      line: line.line,
      price: price.toFixed(2),
      quantity: quantity.toFixed(2),
    })),
    state,
  };
}

function ratingResults(ratings: ProviderRatings): MonthResult['ratings'] {
  const results: MonthResult['ratings'] = {};
  for (const [provider, rows] of [...ratings].sort(byKey)) {
    const summary = summarise(rows);
    if (summary) results[provider] = { count: summary.count, mean: summary.mean.toFixed(2) };
  }
  return results;
}

function table<T, R>(rows: readonly T[], key: (row: T) => string, value: (row: T) => R): Record<string, R> {
  const entries = rows.map((row): [string, R] => [key(row), value(row)]);
  return Object.fromEntries(entries.sort(byKey));
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
