import { codesOf, type Order, quantity, type RegisterRows } from '@songbai/contracts';
import * as a from '../../../test/support/builders';
import { decideOrders, type FormerShares, watchDistribution } from './decide-orders';
import { LimitBook } from './limits';

const TX = a.aFund({ code: 'TX', type: 'special-need', owner: 'U1' });
const THREE = [1, 2, 3].map((i) => a.aCadre({ code: `G${i}` }));
const NOBODY: FormerShares = () => [];

function decide(orders: readonly Partial<Order>[], rows: Partial<RegisterRows> = {}, former = NOBODY) {
  const book = a.aBook(rows);
  const available = new Map([...book.funds.values()].map(({ code, allotted }) => [code, allotted]));
  const whole = orders.map((over, i) => a.anOrder({ number: `D${i + 1}`, ...over }));
  const headroom = { available, committed: new Map() };
  const { decisions, alerts } = decideOrders(whole, book, headroom, new LimitBook(book.limits, []), former);
  return {
    seen: decisions.map(({ order, amount, findings }) =>
      [order.number, amount, ...codesOf(findings)].join(' '),
    ),
    alerts: alerts.map(({ fund, date, orders: its }) => `${fund} ${date} ${its.join(' ')}`),
    decisions,
  };
}

describe('one after the other', () => {
  const oneHundred = { funds: [a.aFund({ allotted: a.yuan('100.00') })] };
  const three = { quantity: quantity('3') };

  it('by the time of approval: the first takes what there is', () => {
    const orders = [
      { ...three, approvedAt: a.at('09-22 11:01') },
      { ...three, approvedAt: a.at('09-22 11:00') },
    ];
    expect(decide(orders, oneHundred).seen).toEqual(['D2 90.00', 'D1 0.00 O09']);
  });

  it('by number within the same second', () => {
    expect(
      decide(
        [
          { ...three, number: 'DB' },
          { ...three, number: 'DA' },
        ],
        oneHundred,
      ).seen,
    ).toEqual(['DA 90.00', 'DB 0.00 O09']);
  });

  it('a refused order leaves its money to the next', () => {
    const orders = [{ ...three, orderedBy: 'chief' }, three];
    expect(decide(orders, oneHundred).seen).toEqual(['D1 0.00 O06', 'D2 90.00']);
  });

  it('what needs no balance is examined before, and alone', () => {
    expect(decide([{ orderedBy: 'chief', quantity: quantity('999') }]).seen).toEqual(['D1 0.00 O06']);
    expect(decide([{ quantity: quantity('999') }]).seen).toEqual(['D1 0.00 O09 O11']);
  });
});

it('asks for the highest price on any day of the order, rounded half up', () => {
  const prices = [
    a.aPrice({ unitPrice: a.yuan('10.01'), to: '2026-10-30' }),
    a.aPrice({ unitPrice: a.yuan('10.03'), from: '2026-10-31' }),
  ];
  expect(decide([{ quantity: quantity('1.5') }], { prices }).seen).toEqual(['D1 15.05']);
  expect(decide([{ quantity: quantity('1.5'), endsOn: '2026-10-30' }], { prices }).seen).toEqual([
    'D1 15.02',
  ]);
});

describe('even distribution (O12, E01)', () => {
  const rows = { funds: [TX, a.aFund()], cadres: THREE };
  const each = THREE.map(({ code }) => ({ cadre: code, funds: ['TX'], quantity: quantity('1') }));
  const DAY = 'TX 2026-09-22';
  const refused = ['D1 0.00 O12', 'D2 0.00 O12', 'D3 0.00 O12'];
  const approved = ['D1 30.00', 'D2 30.00', 'D3 30.00'];

  it('refuses all of a group and raises one alert', () => {
    expect(decide(each, rows)).toMatchObject({ seen: refused, alerts: [`${DAY} D1 D2 D3`] });
  });

  it('is told, not refused, where every order names a need', () => {
    const named = each.map((order) => ({ ...order, need: 'XQ' }));
    expect(decide(named, rows)).toMatchObject({ seen: approved, alerts: [`${DAY} D1 D2 D3`] });
    const [first, ...others] = named;
    expect(decide([{ ...first, need: null }, ...others], rows).seen).toEqual(refused);
  });

  it('looks at the first fund only, and at unit funds only', () => {
    expect(
      decide(
        each.map((order) => ({ ...order, funds: ['BUY', 'TX'] })),
        rows,
      ),
    ).toMatchObject({ alerts: [] });
  });

  it('groups by the day in Shanghai', () => {
    const [first, second, third] = each;
    const nextDay = { ...third, approvedAt: a.at('2026-09-23 00:00:00') };
    const lastSecond = { ...third, approvedAt: a.at('2026-09-22 23:59:59') };
    expect(decide([first ?? {}, second ?? {}, nextDay], rows).alerts).toEqual([]);
    expect(decide([first ?? {}, second ?? {}, lastSecond], rows).alerts).toHaveLength(1);
  });

  it('counts orders that passed the first checks only', () => {
    const [, ...others] = each;
    expect(decide([{ ...each[0], orderedBy: 'chief' }, ...others], rows)).toMatchObject({
      seen: ['D1 0.00 O06', 'D2 30.00', 'D3 30.00'],
      alerts: [],
    });
  });

  it('counts orders that the funds refuse later', () => {
    const poor = { funds: [{ ...TX, allotted: a.yuan('30.00') }], cadres: THREE };
    const named = each.map((order) => ({ ...order, need: 'XQ' }));
    expect(decide(named, poor)).toMatchObject({
      seen: ['D1 30.00', 'D2 0.00 O09', 'D3 0.00 O09'],
      alerts: [`${DAY} D1 D2 D3`],
    });
  });

  it('counts approved orders of former runs, without touching them', () => {
    const before = { order: 'D0', cadre: 'G1', amount: a.yuan('30.00'), hasNeed: true };
    const former: FormerShares = (fund, day) => (fund === 'TX' && day === '2026-09-22' ? [before] : []);
    const now = each.slice(1).map((order, i) => ({ ...order, number: `N${i}` }));
    expect(decide(now, rows, former)).toMatchObject({
      seen: ['N0 0.00 O12', 'N1 0.00 O12'],
      alerts: [`${DAY} D0 N0 N1`],
    });
  });

  it('judges every group by itself, sorted by fund and date', () => {
    const public_ = a.aFund({ code: 'GY', type: 'public', owner: 'U1' });
    const others = each.map((order, i) => ({ ...order, number: `P${i}`, funds: ['GY'] }));
    const { alerts } = decide([...each, ...others], { ...rows, funds: [TX, public_] });
    expect(alerts.map((alert) => alert.slice(0, 13))).toEqual(['GY 2026-09-22', 'TX 2026-09-22']);
  });
});

describe('persons who are still to come', () => {
  it('are no reason yet; everything else is', () => {
    const asked = { approvedBy: null, unitApprovedBy: null, funds: ['TX'] };
    expect(decide([asked], { funds: [TX] }).seen).toEqual(['D1 300.00']);
    expect(decide([{ ...asked, quantity: quantity('40') }], { funds: [TX] }).seen).toEqual(['D1 0.00 O09']);
  });
});

describe('even distribution that was spread over days', () => {
  const shares = (...cadres: string[]) =>
    cadres.map((cadre, i) => ({ order: `D${i}`, cadre, amount: a.yuan('30.00'), hasNeed: false }));
  const book = a.aBook({ cadres: THREE, funds: [TX] });

  it('is told with its days, and names all orders', () => {
    const alert = watchDistribution(TX, '2026-09-01', '2026-09-30', shares('G1', 'G2', 'G3'), book);
    expect(alert).toMatchObject({ fund: 'TX', date: '2026-09-30', orders: ['D0', 'D1', 'D2'] });
    expect(alert?.finding).toMatchObject({
      code: 'E01',
      facts: { date: '2026-09-01/2026-09-30', each: '30.00' },
    });
  });

  it('is not seen in two, nor in a fund of the bureau', () => {
    expect(watchDistribution(TX, '2026-09-01', '2026-09-30', shares('G1', 'G2'), book)).toBeUndefined();
    const bought = { ...TX, type: 'government-purchase' as const };
    expect(
      watchDistribution(bought, '2026-09-01', '2026-09-30', shares('G1', 'G2', 'G3'), book),
    ).toBeUndefined();
  });
});
