import {
  type Bill,
  type BillLine,
  dayOf,
  Money,
  type Order,
  quantity,
  type Rating,
  RegisterBook,
  type RegisterRows,
  round,
  type TaxInvoice,
  type Visit,
} from '@songbai/contracts';
import fc from 'fast-check';
import * as a from '../support/builders';
import type { MonthRows } from '../support/month-rows';
import {
  FUND_CODES,
  hundredths,
  ITEM_CODES,
  money,
  mostly,
  oneOf,
  randomRegisters,
  WORKER_CODES,
} from './random-registers';

export const MONTH = '2026-10';
export const NEXT_MONTH = '2026-11';
const DAY = 86_400;

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

const FUND_ORDERS: string[][] = [['BUY'], ['BUY', 'AID'], ['AID', 'BUY'], ['GY1', 'BUY', 'TX1']];

const order = fc.record({
  cadre: fc.nat(5),
  contract: oneOf('C1', 'C2'),
  item: oneOf(...ITEM_CODES),
  days: mostly<[string, string]>(
    ['2026-10-01', '2026-10-31'],
    ['2026-10-10', '2026-10-12'],
    ['2026-09-20', '2026-10-08'],
    ['2026-12-20', '2027-01-05'],
  ),
  quantity: fc.oneof(hundredths(1, 800), oneOf('1', '2', '5')).map(quantity),
  funds: fc.oneof(
    { weight: 5, arbitrary: oneOf(...FUND_ORDERS) },
    { weight: 1, arbitrary: mostly(fc.shuffledSubarray(FUND_CODES, { minLength: 1, maxLength: 3 }), []) },
  ),
  need: oneOf(null, 'XQ'),
  approvedBy: mostly('chief', 'clerk'),
  approvedAt: fc
    .tuple(oneOf('09-22', '09-23'), oneOf('09:00', '09:00', '11:30', '23:59'))
    .map(([day, time]) => a.at(`${day} ${time}`)),
  unitApprovedBy: mostly<string | null>('U1章', null),
});

const metresNorth = mostly(fc.integer({ min: 0, max: 480 }), 520, 5_000, 60_000);
const visit = fc.record({
  of: fc.nat(13),
  day: mostly(fc.integer({ min: 0, max: 30 }), -5, 31),
  minute: fc.integer({ min: 480, max: 1_200 }),
  seconds: mostly(fc.integer({ min: 900, max: 4 * 3600 }), 3_600, 1_199, 46_000, -60, 0),
  /** One of the provider's two; the next ones are of the other provider, or unknown. */
  worker: mostly(fc.nat(1), 2, 3),
  start: metresNorth,
  end: metresNorth,
  photos: fc.array(mostly(fc.nat(10_000).map(String), 'p1', 'p2'), { maxLength: 2 }),
  signed: mostly(true, false),
  method: mostly<Visit['method']>('mobile', 'phone', 'manual'),
  delay: mostly(fc.integer({ min: 0, max: 70 * 3600 }), 80 * 3600),
  missing: mostly<'none' | 'start' | 'end' | 'place' | 'order' | 'cadre' | 'item'>(
    'none',
    'start',
    'end',
    'place',
    'order',
    'cadre',
    'item',
  ),
});

const line = fc.record({
  bill: fc.nat(8),
  visit: fc.nat(21),
  quantity: mostly<string | null>(null, '1', '2.5', '0.33'),
  unitPrice: mostly<Money | null>(fc.oneof(fc.constant(null), money(1, 9_999)), null),
  amount: mostly<Money | null>(null, a.yuan('0.01'), a.yuan('50.00')),
  isOtherItem: mostly(false, true),
});

const invoice = fc.record({
  number: mostly<number | null>(fc.nat(3), null),
  total: hundredths(0, 5_000),
  isWrong: mostly(false, true),
});
const rating = fc.record({
  visit: fc.nat(19),
  level: fc.integer({ min: 1, max: 5 }),
  byWorker: mostly(false, true),
});

const papers = fc.record({
  orders: fc.array(order, { minLength: 3, maxLength: 14, size: 'large' }),
  /** One and the same for everybody, out of a unit's fund (O12, E01). */
  handedOut: oneOf(null, null, 'with need', 'without'),
  visits: fc.array(visit, { maxLength: 20, size: 'large' }),
  lines: fc.array(line, { maxLength: 26, size: 'large' }),
  declared: fc.array(mostly<Money | null>(null, a.yuan('1.00')), { minLength: 4, maxLength: 4 }),
  invoices: fc.array(invoice, { minLength: 4, maxLength: 4 }),
  ratings: fc.array(rating, { maxLength: 5 }),
});
type Papers = typeof papers extends fc.Arbitrary<infer T> ? T : never;

/** A month whose rows all can be read: what is wrong with it is for the rules to find. */
export const randomMonth: fc.Arbitrary<MonthRows> = fc
  .tuple(randomRegisters, papers)
  .map(([registers, drawn]) => {
    const orders = ordersOf(registers, drawn);
    const visits = visitsOf(registers, orders, drawn);
    const billLines = linesOf(registers, orders, visits, drawn);
    const bills = billsOf(billLines, drawn);
    return {
      ...registers,
      ...{ orders, visits, bills, billLines },
      taxInvoices: invoicesOf(registers, bills, drawn),
      ratings: visits.length === 0 ? [] : drawn.ratings.map((each, i) => ratingOf(each, i, visits)),
    };
  });

function ordersOf({ cadres }: RegisterRows, drawn: Papers): Order[] {
  const codes = cadres.map(({ code }) => code);
  const asked = drawn.orders.map(({ cadre, days: [startsOn, endsOn], ...over }, i) =>
    a.anOrder({ ...over, number: `D${i + 10}`, cadre: at(codes, cadre), startsOn, endsOn }),
  );
  if (drawn.handedOut === null) return asked;
  const same = { item: 'ML', funds: ['GY1'], quantity: quantity('1'), approvedAt: a.at('09-24 09:00') };
  const need = drawn.handedOut === 'without' ? null : 'XQ';
  const all = codes.map((cadre, i) => a.anOrder({ ...same, need, number: `E${i + 10}`, cadre }));
  return [...asked, ...all];
}

function visitsOf({ cadres }: RegisterRows, orders: readonly Order[], drawn: Papers): Visit[] {
  return drawn.visits.map((each, i) => {
    const { of, day, minute, seconds, start, end, delay, missing, worker, photos, signed, method } = each;
    const ordered = orders[of % orders.length] ?? a.anOrder();
    const startedAt = a.at('10-01 00:00') + day * DAY + minute * 60;
    const place = (metres: number) =>
      missing === 'place' ? { longitude: null, latitude: 26 } : a.northOf(metres / 111_195);
    return a.aVisit({
      ...{ number: `J${i + 10}`, photos, signed, method },
      worker: WORKER_CODES[(ordered.contract === 'C1' ? 0 : 2) + worker] ?? 'W9',
      order: missing === 'order' ? 'D99' : ordered.number,
      cadre:
        missing === 'cadre'
          ? at(
              cadres.map(({ code }) => code),
              i,
            )
          : ordered.cadre,
      item: missing === 'item' ? 'ML' : ordered.item,
      startedAt: missing === 'start' ? null : startedAt,
      endedAt: missing === 'end' ? null : startedAt + seconds,
      startPlace: place(start),
      endPlace: place(end),
      uploadedAt: startedAt + Math.max(0, seconds) + delay,
    });
  });
}

function linesOf(
  registers: RegisterRows,
  orders: readonly Order[],
  visits: readonly Visit[],
  drawn: Papers,
): BillLine[] {
  const book = new RegisterBook(registers);
  return drawn.lines.map((each, i) => {
    const visited = visits[each.visit % (visits.length + 1)];
    const ordered = orders.find(({ number }) => number === visited?.order);
    const ownBill = ordered?.contract === 'C2' ? 'B2' : 'B1';
    const day = dayOf(visited?.startedAt ?? visited?.uploadedAt ?? 0);
    const price =
      each.unitPrice ??
      book.priceOn(ordered?.contract ?? 'C1', visited?.item ?? 'HR', day) ??
      a.yuan('30.00');
    const seconds = (visited?.endedAt ?? 0) - (visited?.startedAt ?? 0);
    const hours =
      visited?.item === 'HR' && seconds > 0
        ? quantity((Math.floor(seconds / 900) / 4).toFixed(2))
        : quantity('1');
    const counted = each.quantity === null ? hours : quantity(each.quantity);
    return a.aLine({
      ...{ line: i, visit: visited?.number ?? 'J99', quantity: counted, unitPrice: price },
      bill: each.bill === 0 ? `B${1 + (i % 4)}` : each.bill < 3 ? 'B4' : ownBill,
      item: each.isOtherItem ? 'MO' : (visited?.item ?? 'HR'),
      amount: each.amount ?? Money.of(round(price.toDecimal().times(counted)).toFixed(2)),
    });
  });
}

/** One bill per contract, a supplementary one, and one of the next month, which this month leaves alone. */
function billsOf(lines: readonly BillLine[], drawn: Papers): Bill[] {
  return ['C1', 'C2', 'C1', 'C1'].map((contract, i) => {
    const number = `B${i + 1}`;
    const claimed = Money.sum(lines.filter(({ bill }) => bill === number).map(({ amount }) => amount));
    return a.aBill({
      ...{
        number,
        contract,
        month: i === 3 ? NEXT_MONTH : MONTH,
        kind: i < 2 ? 'regular' : 'supplementary',
      },
      declared: drawn.declared[i] ?? claimed,
    });
  });
}

function invoicesOf({ providers }: RegisterRows, bills: readonly Bill[], drawn: Papers): TaxInvoice[] {
  return drawn.invoices.flatMap(({ number, total, isWrong }, i) => {
    const bill = bills[i];
    if (number === null || !bill) return [];
    const provider = providers[bill.contract === 'C1' ? 0 : 1];
    const sellerCode = isWrong ? 'X' : (provider?.creditCode ?? '');
    return [a.anInvoice({ bill: bill.number, number: `2635000000000000000${number}`, sellerCode, total })];
  });
}

function ratingOf(
  { visit: index, level, byWorker }: Papers['ratings'][number],
  i: number,
  visits: readonly Visit[],
): Rating {
  const rated = visits[index % visits.length];
  return {
    ...{ visit: rated?.number ?? '', level, channel: '纸质', comment: null },
    respondent: byWorker ? 'worker-assisted' : 'self',
    ratedAt: a.at('10-31 12:00') + i,
  };
}
