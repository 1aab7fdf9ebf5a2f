import { type Bill, type BillLine, codesOf, NONE, type Price, quantity } from '@songbai/contracts';
import * as a from '../../../test/support/builders';
import { type Adjudication, adjudicate, type BillableVisit } from './adjudicate';

const visit = (over: Partial<BillableVisit> = {}): BillableVisit => ({
  ...{ number: 'J1', order: 'D1', item: 'HR', day: '2026-10-05', state: 'payable', codes: [] },
  ...{ quantity: quantity('1'), acceptedOn: undefined },
  ...over,
});

interface Given {
  visits?: Partial<BillableVisit>[];
  reserved?: [fund: string, amount: string][];
  orderContract?: string;
  prices?: Price[];
}

function stateOf({
  visits = [{}],
  reserved = [['BUY', '300.00']],
  orderContract = 'C1',
  prices,
}: Given): Adjudication {
  const shares = reserved.map(([fund, amount]) => ({ fund, amount: a.yuan(amount) }));
  return {
    visits: new Map(visits.map((over) => [over.number ?? 'J1', visit(over)])),
    orders: new Map([['D1', { contract: orderContract, shares }]]),
    book: a.aBook(prices && { prices }),
  };
}

const lines = (...overs: Partial<BillLine>[]): BillLine[] =>
  overs.map((over, i) => a.aLine({ line: i + 1, ...over }));

/** "amount codes" of each line of one bill. */
function paid(rows: BillLine[], given: Given = {}, bill: Partial<Bill> = {}): string[] {
  const [decision] = adjudicate([{ bill: a.aBill(bill), lines: rows }], stateOf(given));
  return (decision?.lines ?? []).map(({ amount, findings }) => [amount, ...codesOf(findings)].join(' '));
}

const one = (over: Partial<BillLine>, given: Given = {}, bill: Partial<Bill> = {}): string | undefined =>
  paid(lines(over), given, bill)[0];

describe('what forbids paying', () => {
  it.each<[string, Partial<BillLine>, Given, Partial<Bill>, string]>([
    ['nothing', {}, {}, {}, '30.00'],
    ['I06, an unknown visit', { visit: 'J9' }, {}, {}, '0.00 I06'],
    ['I06 alone, with I03 beside', { visit: 'J9', amount: a.yuan('1') }, {}, {}, '0.00 I03 I06'],
    ['I11, an order of another contract', {}, { orderContract: 'C2' }, {}, '0.00 I11'],
    ['I11, no approved order', {}, { visits: [{ order: 'D9' }] }, {}, '0.00 I11'],
    ['I10, a visit after the month', {}, { visits: [{ day: '2026-11-01' }] }, {}, '0.00 I10'],
    [
      'I10, after the month on a supplementary bill',
      {},
      { visits: [{ day: '2026-11-01' }] },
      { kind: 'supplementary' },
      '0.00 I10',
    ],
    ['I10, an earlier visit', {}, { visits: [{ day: '2026-09-30' }] }, {}, '0.00 I10'],
    [
      'an earlier visit on a supplementary bill',
      {},
      { visits: [{ day: '2026-09-30' }] },
      { kind: 'supplementary' },
      '30.00',
    ],
    ['I08, a held visit', {}, { visits: [{ state: 'held' }] }, {}, '0.00 I08'],
    ['I08, a blocked visit', {}, { visits: [{ state: 'blocked' }] }, {}, '0.00 I08'],
    ['a visit accepted in part', {}, { visits: [{ state: 'part' }] }, {}, '30.00'],
    ['I13, another item', { item: 'TM' }, {}, {}, '0.00 I13'],
    ['I12, no price on the day', {}, { prices: [a.aPrice({ from: '2026-10-06' })] }, {}, '0.00 I12'],
    ['I12 only where nothing else forbids', { item: 'TM' }, { prices: [] }, {}, '0.00 I13'],
    [
      'no I07 and no I09 where something forbids',
      { item: 'TM', quantity: quantity('9'), unitPrice: a.yuan('99') },
      {},
      {},
      '0.00 I03 I13',
    ],
  ])('%s', (_, line, given, bill, expected) => {
    expect(one(line, given, bill)).toBe(expected);
  });

  it('tells every reason at once', () => {
    const acceptedOn = { bill: 'B0', line: 1 };
    const bad = { acceptedOn, state: 'held' as const, day: '2026-11-01' };
    const given = { visits: [bad], orderContract: 'C2' };
    expect(one({ item: 'TM', amount: a.yuan('1') }, given)).toBe('0.00 I02 I03 I08 I10 I11 I13');
  });
});

describe('what cuts', () => {
  it.each<[string, Partial<BillLine>, Given, string]>([
    ['I07, more than was done', { quantity: quantity('1.01'), amount: a.yuan('30.30') }, {}, '30.00 I07'],
    ['less than was done', { quantity: quantity('0.5'), amount: a.yuan('15') }, {}, '15.00'],
    ['I09, more than the price', { unitPrice: a.yuan('30.01'), amount: a.yuan('30.01') }, {}, '30.00 I09'],
    ['less than the price', { unitPrice: a.yuan('20'), amount: a.yuan('20') }, {}, '20.00'],
    ['both', { quantity: quantity('2'), unitPrice: a.yuan('40'), amount: a.yuan('80') }, {}, '30.00 I07 I09'],
    ['I03, claims more than its product', { amount: a.yuan('30.01') }, {}, '30.00 I03'],
    ['I03, claims less: no more is paid', { amount: a.yuan('29.99') }, {}, '29.99 I03'],
    ['I05, what the order has left', {}, { reserved: [['BUY', '29.99']] }, '29.99 I05'],
    ['no I05 at the last 分', {}, { reserved: [['BUY', '30.00']] }, '30.00'],
    ['no I05 where the claim is small', { amount: a.yuan('5') }, { reserved: [['BUY', '5.00']] }, '5.00 I03'],
    [
      'I05 against the small claim too',
      { amount: a.yuan('5') },
      { reserved: [['BUY', '4.99']] },
      '4.99 I03 I05',
    ],
    ['I05 with nothing left', {}, { reserved: [] }, '0.00 I05'],
    ['nothing left and nothing wanted', { quantity: NONE, amount: a.yuan('0') }, { reserved: [] }, '0.00'],
  ])('%s', (_, line, given, expected) => {
    expect(one(line, given)).toBe(expected);
  });

  it('takes the price of the visit’s day', () => {
    const prices = [
      a.aPrice({ to: '2026-10-04' }),
      a.aPrice({ unitPrice: a.yuan('28'), from: '2026-10-05' }),
    ];
    expect(one({}, { prices })).toBe('28.00 I09');
  });

  it('rounds quantity × price half up', () => {
    const prices = [a.aPrice({ unitPrice: a.yuan('0.35') })];
    const line = { quantity: quantity('0.1'), unitPrice: a.yuan('0.35') };
    expect(one({ ...line, amount: a.yuan('0.04') }, { prices })).toBe('0.04');
    expect(one({ ...line, amount: a.yuan('0.03') }, { prices })).toBe('0.03 I03');
  });
});

describe('a visit is accepted once', () => {
  it('by the line with the lowest number, on the bill with the lowest number', () => {
    expect(paid(lines({ line: 2 }, { line: 1 }))).toEqual(['30.00', '0.00 I02']);
    const state = stateOf({});
    const bills = [
      { bill: a.aBill({ number: 'B2' }), lines: lines({ bill: 'B2' }) },
      { bill: a.aBill({ number: 'B1' }), lines: lines({ bill: 'B1' }) },
    ];
    const amounts = adjudicate(bills, state).map(({ bill, approved }) => `${bill.number} ${approved}`);
    expect(amounts).toEqual(['B1 30.00', 'B2 0.00']);
    expect(state.visits.get('J1')?.acceptedOn).toEqual({ bill: 'B1', line: 1 });
  });

  it('even at nothing; and not by a line that was refused', () => {
    expect(paid(lines({}, {}), { reserved: [] })).toEqual(['0.00 I05', '0.00 I02']);
    expect(paid(lines({ item: 'TM' }, {}))).toEqual(['0.00 I13', '30.00']);
  });
});

it('spends the reserved shares in the order of the funds, over all lines', () => {
  const given: Given = {
    visits: [{}, { number: 'J2' }],
    reserved: [
      ['TX', '40.00'],
      ['BUY', '100.00'],
    ],
  };
  const state = stateOf(given);
  const [decision] = adjudicate([{ bill: a.aBill(), lines: lines({}, { visit: 'J2' }) }], state);
  const shares = decision?.lines.map((line) => line.shares.map(({ fund, amount }) => `${fund} ${amount}`));
  expect(shares).toEqual([['TX 30.00'], ['TX 10.00', 'BUY 20.00']]);
  expect(state.orders.get('D1')?.shares.map(({ amount }) => amount.toString())).toEqual(['0.00', '80.00']);
});

it('writes the minima on a line, and nothing on a refused one', () => {
  const rows = lines({ quantity: quantity('9'), unitPrice: a.yuan('20'), amount: a.yuan('180') }, {});
  const [decision] = adjudicate([{ bill: a.aBill(), lines: rows }], stateOf({}));
  const seen = decision?.lines.map((line) => [
    line.quantity.toFixed(2),
    line.price.toString(),
    line.isAccepted,
  ]);
  expect(seen).toEqual([
    ['1.00', '20.00', true],
    ['0.00', '0.00', false],
  ]);
});

it.each([
  ['30.00', []],
  ['30.01', ['I14']],
])('I14: declared %s against lines of 30.00', (declared, codes) => {
  const bill = a.aBill({ declared: a.yuan(declared) });
  const [decision] = adjudicate([{ bill, lines: lines({}) }], stateOf({}));
  expect([decision?.claimed.toString(), codesOf(decision?.findings ?? [])]).toEqual(['30.00', codes]);
});
