import { windowStart } from '@songbai/billing';
import { codesOf, Money, NONE, type Quantity } from '@songbai/contracts';
import fc from 'fast-check';
import type { MonthRows } from '../support/month-rows';
import {
  adjudicateBills,
  expendedOf,
  type PureMonth,
  reservedOf,
  settlePurely,
  summaryOf,
} from './pure-month';
import { MONTH, randomMonth } from './random-month';
import { runs } from './runs';

/** Says of every random month, settled by the rules, what must be true of any. */
function holds(check: (pure: PureMonth, rows: MonthRows) => void): void {
  fc.assert(
    fc.property(randomMonth, (rows) => check(settlePurely(rows), rows)),
    runs(300),
  );
}

const approvedOf = ({ orders }: PureMonth) => orders.decisions.filter(({ state }) => state === 'approved');
const atMost = (amount: Money, most: Money): void =>
  expect([`${amount}`, amount.isMoreThan(most)]).toEqual([`${amount}`, false]);
const linesOf = ({ bills }: PureMonth) => bills.flatMap(({ lines }) => lines);

describe('money is never created or lost', () => {
  test('allotted = available + reserved + expended in every fund, and nothing is below zero', () => {
    holds((pure, { funds }) => {
      for (const { code, allotted } of funds) {
        const available = pure.headroom.available.get(code) ?? Money.ZERO;
        const [reserved, expended] = [reservedOf(pure, code), expendedOf(pure, code)];
        expect(`${available.plus(reserved).plus(expended)}`).toBe(`${allotted}`);
        for (const pot of [available, reserved, expended]) atMost(Money.ZERO, pot);
      }
    });
  });

  test('the shares of an approved order are its amount, and a refused one has none', () => {
    holds(({ orders }) => {
      for (const { state, amount, funding, findings } of orders.decisions) {
        expect(state).toBe(findings.length === 0 ? 'approved' : 'refused');
        expect(`${Money.sum(funding.map((share) => share.amount))}`).toBe(`${amount}`);
        if (state === 'refused') expect([`${amount}`, funding]).toEqual(['0.00', []]);
        for (const share of funding) expect(share.amount.isPositive()).toBe(true);
      }
    });
  });

  test('what is expended is what the lines were granted, never more than the order reserved, fund by fund', () => {
    holds((pure) => {
      const granted = new Map<string, Money>();
      for (const { line, amount, shares } of linesOf(pure)) {
        expect(`${Money.sum(shares.map((share) => share.amount))}`).toBe(`${amount}`);
        const order = pure.state.visits.get(line.visit)?.order ?? '';
        for (const share of shares) {
          const key = `${order} ${share.fund}`;
          granted.set(key, (granted.get(key) ?? Money.ZERO).plus(share.amount));
        }
      }
      for (const { order, funding } of approvedOf(pure)) {
        const left = pure.state.orders.get(order.number)?.shares ?? [];
        funding.forEach(({ fund, amount }, i) => {
          const spent = granted.get(`${order.number} ${fund}`) ?? Money.ZERO;
          expect(`${spent.plus(left[i]?.amount ?? Money.ZERO)}`).toBe(`${amount}`);
          granted.delete(`${order.number} ${fund}`);
        });
      }
      expect([...granted.keys()]).toEqual([]);
    });
  });

  test('a bill is granted the sum of its lines, and a line no more than it claims', () => {
    holds(({ bills }) => {
      for (const { approved, claimed, lines } of bills) {
        expect(`${approved}`).toBe(`${Money.sum(lines.map(({ amount }) => amount))}`);
        for (const { amount, line } of lines) atMost(amount, line.amount);
        atMost(approved, claimed);
      }
    });
  });
});

describe('nothing is exceeded', () => {
  test('no ceiling of a contract', () => {
    holds((pure, { contracts }) => {
      for (const { number, ceiling } of contracts) {
        const own = approvedOf(pure).filter(({ order }) => order.contract === number);
        atMost(Money.sum(own.map(({ amount }) => amount)), ceiling);
      }
    });
  });

  test('no limit of a cadre, in yuan or in quantities, in any month or year', () => {
    holds((pure, rows) => {
      for (const limit of rows.limits) {
        const used = new Map<string, Quantity>();
        for (const { order, funding } of approvedOf(pure)) {
          const item = pure.book.items.get(order.item);
          if (limit.category !== null && limit.category !== item?.category) continue;
          if (limit.validFrom && order.startsOn < limit.validFrom) continue;
          if (limit.validTo && order.startsOn > limit.validTo) continue;
          const isOf = (fund: string): boolean =>
            limit.fundType === null || pure.book.funds.get(fund)?.type === limit.fundType;
          const shares = funding.filter(({ fund }) => isOf(fund)).map(({ amount }) => amount);
          const counts =
            limit.measure === item?.measure && (limit.fundType === null || order.funds.some(isOf));
          const taken =
            limit.measure === 'yuan' ? Money.sum(shares).toDecimal() : counts ? order.quantity : NONE;
          const key = `${order.cadre} ${windowStart(limit.window, order.startsOn)}`;
          used.set(key, (used.get(key) ?? NONE).plus(taken));
        }
        for (const [key, taken] of used)
          expect([key, taken.toNumber() <= limit.cap.toNumber()]).toEqual([key, true]);
      }
    });
  });

  test('no quantity of an order: its visits use at most what was ordered', () => {
    holds((pure, { orders }) => {
      for (const order of orders) {
        const own = pure.visits.filter(({ visit }) => visit.order === order.number);
        const used = own.reduce((sum, { quantity }) => sum.plus(quantity), NONE);
        expect(used.lessThanOrEqualTo(order.quantity)).toBe(true);
      }
    });
  });

  test('no line is paid above price or quantity, or for a visit that does not stand', () => {
    holds((pure) => {
      for (const { bill, lines } of pure.bills) {
        for (const { line, amount, isAccepted } of lines) {
          if (!isAccepted) expect(`${amount}`).toBe('0.00');
          if (!isAccepted) continue;
          const visit = pure.state.visits.get(line.visit);
          expect(['payable', 'part']).toContain(visit?.state);
          const price = pure.book.priceOn(bill.contract, visit?.item ?? '', visit?.day ?? '') ?? Money.ZERO;
          atMost(amount, price.times(visit?.quantity ?? NONE));
        }
      }
    });
  });
});

test('a visit is accepted at most once', () => {
  holds((pure) => {
    const accepted = linesOf(pure)
      .filter(({ isAccepted }) => isAccepted)
      .map(({ line }) => line.visit);
    expect(new Set(accepted).size).toBe(accepted.length);
  });
});

test('adjudicating twice changes nothing: no 分 more, and every line of an accepted visit says I02', () => {
  holds((pure, rows) => {
    const before = summaryOf(rows, pure).funds;
    const again = adjudicateBills(rows, pure.state, MONTH);
    expect(again.map(({ approved }) => `${approved}`)).toEqual(again.map(() => '0.00'));
    for (const { line, findings, isAccepted } of again.flatMap(({ lines }) => lines)) {
      expect(isAccepted).toBe(false);
      if (pure.state.visits.get(line.visit)?.acceptedOn) expect(codesOf(findings)).toContain('I02');
    }
    const { funds } = summaryOf(rows, { ...pure, allBills: [...pure.allBills, ...again] });
    expect(funds).toEqual(before);
  });
});

test('the order of the rows does not matter', () => {
  const shuffled = randomMonth.chain((rows) => {
    const tables = Object.entries(rows).map(([name, table]) => {
      const mixed = fc.shuffledSubarray([...table] as unknown[], {
        minLength: table.length,
        maxLength: table.length,
      });
      return [name, mixed] as const;
    });
    return fc.tuple(
      fc.constant(rows),
      fc.record(Object.fromEntries(tables)) as unknown as fc.Arbitrary<MonthRows>,
    );
  });
  fc.assert(
    fc.property(shuffled, ([rows, mixed]) => {
      expect(summaryOf(mixed, settlePurely(mixed))).toEqual(summaryOf(rows, settlePurely(rows)));
    }),
    runs(300),
  );
});

test('the random months reach most of the rules, so that the properties say something', () => {
  const seen = new Set<string>();
  let [approved, paid, cut] = [0, 0, 0];
  holds((pure, rows) => {
    const summary = summaryOf(rows, pure);
    for (const table of [summary.orders, summary.visits, summary.bills]) {
      for (const { codes } of Object.values(table)) for (const code of codes) seen.add(code);
    }
    for (const { findings } of linesOf(pure)) for (const code of codesOf(findings)) seen.add(code);
    approved += approvedOf(pure).length;
    paid += linesOf(pure).filter(({ amount }) => amount.isPositive()).length;
    cut += linesOf(pure).filter(
      ({ amount, line }) => amount.isPositive() && amount.isLessThan(line.amount),
    ).length;
  });
  expect(seen.size).toBeGreaterThan(35);
  expect([approved > 300, paid > 100, cut > 20]).toEqual([true, true, true]);
});
