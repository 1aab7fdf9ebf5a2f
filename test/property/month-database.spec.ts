import fc from 'fast-check';
import { type MonthApp, openMonthApp } from '../support/month-app';
import type { MonthRows } from '../support/month-rows';
import { asSuper, snapshot } from '../support/snapshot';
import { openBooks, type PureMonth, settleNext, settlePurely, summaryOf } from './pure-month';
import { MONTH, NEXT_MONTH, randomMonth } from './random-month';
import { creditCode } from './random-registers';
import { runs } from './runs';

jest.setTimeout(180_000);

let app: MonthApp;
beforeAll(async () => {
  app = await openMonthApp();
});
afterAll(() => app?.close());

let bureaus = 0;

/** The month as a bureau of its own: another buyer, and invoice numbers that no other bureau has. */
function ofNewBureau(rows: MonthRows): MonthRows {
  bureaus += 1;
  const buyerCode = creditCode(1_000 + bureaus);
  const prefix = String(bureaus).padStart(10, '0');
  return {
    ...rows,
    contracts: rows.contracts.map((contract) => ({ ...contract, buyerCode })),
    taxInvoices: rows.taxInvoices.map((invoice) => ({
      ...invoice,
      buyerCode,
      number: prefix + invoice.number.slice(10),
    })),
  };
}

/** Runs a folder and compares with the rules; then runs it again, which may change nothing. */
async function settlesAs(rows: MonthRows, pure: PureMonth, month: string): Promise<void> {
  const { result } = await app.run(rows, month);
  const { month: said, ratings, ...decided } = result;
  const expected = summaryOf(rows, pure);
  expect(decided).toEqual(expected);
  expect(said).toBe(month);
  expect(Object.keys(ratings).every((provider) => /^P[12]$/.test(provider))).toBe(true);

  const books = await booksOf(rows.contracts[0]?.buyerCode ?? '');
  const moved = Object.entries(expected.funds).filter(([, { allotted }]) => allotted !== '0.00');
  expect(books).toEqual(
    moved.map(([fund, { reserved, expended }]) => ({ fund, agrees: true, reserved, expended })),
  );

  const before = await snapshot(app.superUrl);
  const again = await app.run(rows, month);
  expect(again.changes).toEqual([]);
  expect(again.result).toEqual(result);
  expect(await snapshot(app.superUrl)).toEqual(before);
}

/** The balances of a bureau's funds beside the sums of their postings, in yuan. */
function booksOf(buyerCode: string) {
  return asSuper(app.superUrl, (query) =>
    query(
      `select fund.code as fund, b.allotted = sum(j.d_allotted) and b.reserved = sum(j.d_reserved)
           and b.expended = sum(j.d_expended) and b.seq = count(*) as agrees,
         (b.reserved / 100.0)::numeric(14, 2)::text as reserved,
         (b.expended / 100.0)::numeric(14, 2)::text as expended
       from ledger.balance b
       join fund on fund.bureau_id = b.bureau_id and fund.id = b.fund_id
       join bureau on bureau.id = b.bureau_id
       join ledger.journal j on j.bureau_id = b.bureau_id and j.fund_id = b.fund_id
       where bureau.credit_code = $1
       group by fund.code, b.allotted, b.reserved, b.expended, b.seq order by fund.code`,
      [buyerCode],
    ),
  );
}

test('a month in the database is what the rules alone say, its books agree, and again is nothing new', async () => {
  await fc.assert(
    fc.asyncProperty(randomMonth, async (drawn) => {
      const rows = ofNewBureau(drawn);
      await settlesAs(rows, settlePurely(rows), MONTH);
    }),
    { ...runs(8), endOnFailure: true },
  );
});

/** The papers in two folders: what falls to the second is filed a month late, the bill of November with it. */
function inTwo(rows: MonthRows, isLate: readonly boolean[]): [MonthRows, MonthRows] {
  const late = (i: number): boolean => isLate[i % isLate.length] === true;
  const part = (wanted: boolean): MonthRows => {
    const visits = rows.visits.filter((_, i) => late(i) === wanted);
    const bills = rows.bills.filter(({ month }) => (month === NEXT_MONTH) === wanted);
    const [rated, filed] = [visits, bills].map((its) => new Set(its.map(({ number }) => number)));
    return {
      ...{ ...rows, visits, bills },
      orders: rows.orders.filter((_, i) => late(i + 1) === wanted),
      billLines: rows.billLines.filter(({ bill }) => filed?.has(bill)),
      taxInvoices: rows.taxInvoices.filter(({ bill }) => filed?.has(bill)),
      ratings: rows.ratings.filter(({ visit }) => rated?.has(visit)),
    };
  };
  return [part(false), part(true)];
}

test('two months, one after the other: the second goes on from all that the first has stored', async () => {
  const isLate = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(randomMonth, isLate, async (drawn, late) => {
      const rows = ofNewBureau(drawn);
      const [first, second] = inTwo(rows, late);
      const books = openBooks(rows);
      await settlesAs(first, settleNext(books, first, MONTH), MONTH);
      await settlesAs(second, settleNext(books, second, NEXT_MONTH), NEXT_MONTH);
    }),
    { ...runs(12), endOnFailure: true },
  );
});
