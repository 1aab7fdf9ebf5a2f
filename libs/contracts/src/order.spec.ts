import * as a from '../../../test/support/builders';
import { codesOf, explain } from './finding';
import { checkFundOwner, checkOrder, orderFacts } from './order';
import type { Order } from './papers';
import type { RegisterRows } from './register-book';

/** The codes that need no balance, for an order under these registers. */
function codes(order: Partial<Order>, rows: Partial<RegisterRows> = {}): string[] {
  const book = a.aBook(rows);
  const whole = a.anOrder(order);
  return codesOf(checkOrder(whole, orderFacts(whole, book), book));
}

const UNIT_FUND = a.aFund({ code: 'TX', type: 'special-need', owner: 'U1' });
const PUBLIC_FUND = a.aFund({ code: 'GY', type: 'public', owner: 'U1' });
const AID = a.aFund({ code: 'AID', type: 'hardship-aid' });
const funds = [a.aFund(), UNIT_FUND, PUBLIC_FUND, AID];

type Case = [name: string, order: Partial<Order>, rows: Partial<RegisterRows>, codes: string[]];

const contract = (over: Parameters<typeof a.aContract>[0]) => ({ contracts: [a.aContract(over)] });
const cadre = (over: Parameters<typeof a.aCadre>[0]) => ({ cadres: [a.aCadre(over)] });

const CASES: Record<string, Case[]> = {
  'O01 the contract': [
    ['first and last day of the contract', { startsOn: '2026-01-01', endsOn: '2026-12-31' }, {}, []],
    [
      'a day before it',
      { startsOn: '2025-12-31' },
      { prices: [a.aPrice({ from: '2025-01-01' })] },
      ['O01', 'O05'],
    ],
    ['a day after it', { endsOn: '2026-11-01' }, contract({ endsOn: '2026-10-31' }), ['O01']],
    ['one that is suspended', {}, contract({ status: 'suspended', statusText: '停' }), ['O01']],
    ['one that is approved only', {}, contract({ status: 'approved' }), ['O01']],
  ],
  'O02 a price on the first day': [
    ['from that very day', {}, { prices: [a.aPrice({ from: '2026-10-01' })] }, []],
    ['a day late', {}, { prices: [a.aPrice({ from: '2026-10-02' })] }, ['O02']],
    ['ended the day before', {}, { prices: [a.aPrice({ to: '2026-09-30' })] }, ['O02']],
  ],
  'O03 the area': [
    ['one of several', {}, contract({ areas: ['350981', '350902'] }), []],
    ['another', {}, cadre({ area: '350981' }), ['O03']],
  ],
  'O04 a death': [
    ['on the first day', {}, cadre({ deceasedOn: '2026-10-01' }), ['O04']],
    ['before it', {}, cadre({ deceasedOn: '2026-09-01' }), ['O04']],
    ['a day later', {}, cadre({ deceasedOn: '2026-10-02' }), []],
  ],
  'O05 the funds': [
    ['none named', { funds: [] }, {}, ['O05']],
    ['a type that the item does not take', {}, { items: [a.anItem({ fundTypes: ['public'] })] }, ['O05']],
    [
      'the second one of another type',
      { funds: ['BUY', 'AID'] },
      { funds, items: [a.anItem({ fundTypes: ['government-purchase'] })] },
      ['O05'],
    ],
    ['of last year', {}, { funds: [a.aFund({ year: 2025 })] }, ['O05']],
    ['an order into the next year', { endsOn: '2027-01-01' }, contract({ endsOn: '2027-12-31' }), ['O05']],
    ['of the responsible unit', { funds: ['TX'] }, { funds }, []],
    [
      'of another unit',
      { funds: ['TX'] },
      { funds, ...cadre({ unit: 'U2' }), units: [a.aUnit(), a.aUnit({ code: 'U2' })] },
      ['O05'],
    ],
    [
      'of the unit that took over',
      { funds: ['TX'] },
      {
        funds,
        ...cadre({ unit: 'U2' }),
        units: [a.aUnit(), a.aUnit({ code: 'U2', status: 'merged', supervisor: 'U1' })],
      },
      [],
    ],
    ['of the bureau, for a cadre without any unit', {}, { units: [a.aUnit({ status: 'merged' })] }, []],
    [
      'of a unit, for a cadre without any unit',
      { funds: ['TX'] },
      { funds, units: [a.aUnit({ status: 'merged' })] },
      ['O05'],
    ],
    [
      'a unit’s kind that belongs to the bureau',
      { funds: ['TX'] },
      { funds: [a.aFund({ code: 'TX', type: 'special-need' })] },
      ['O05'],
    ],
  ],
  'O06 two persons': [['one who orders and approves', { approvedBy: 'clerk' }, {}, ['O06']]],
  'O07 the provider’s qualification': [
    ['until the last day', {}, { providers: [a.aProvider({ qualifiedUntil: '2026-10-31' })] }, []],
    ['ends a day before', {}, { providers: [a.aProvider({ qualifiedUntil: '2026-10-30' })] }, ['O07']],
  ],
  'O10 a recorded hardship': [
    ['special need with a tag', { funds: ['TX'] }, { funds }, []],
    ['special need without', { funds: ['TX'] }, { funds, ...cadre({ tags: [] }) }, ['O10']],
    ['aid without', { funds: ['BUY', 'AID'] }, { funds, ...cadre({ tags: [] }) }, ['O10']],
    ['a public fund needs none', { funds: ['GY'] }, { funds, ...cadre({ tags: [] }) }, []],
  ],
  'O13 the unit’s seal': [
    ['missing for special need', { funds: ['TX'], unitApprovedBy: null }, { funds }, ['O13']],
    [
      'missing for a public fund named second',
      { funds: ['BUY', 'GY'], unitApprovedBy: null },
      { funds },
      ['O13'],
    ],
    ['of the one who orders', { funds: ['GY'], unitApprovedBy: 'clerk' }, { funds }, ['O13']],
    ['of the bureau’s approver', { funds: ['GY'], unitApprovedBy: 'chief' }, { funds }, []],
    ['not needed for the bureau’s funds', { funds: ['BUY', 'AID'], unitApprovedBy: null }, { funds }, []],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases)('%s', (_name, order, rows, expected) => {
    expect(codes(order, rows)).toEqual(expected);
  });
});

it('tells every reason at once', () => {
  const found = codes(
    { orderedBy: 'x', approvedBy: 'x', funds: ['TX'], unitApprovedBy: null },
    {
      funds: [UNIT_FUND],
      units: [],
      contracts: [a.aContract({ status: 'expired', areas: [] })],
      prices: [],
      providers: [a.aProvider({ qualifiedUntil: '2026-01-01' })],
      cadres: [a.aCadre({ deceasedOn: '2026-01-01', tags: [] })],
    },
  );
  expect(found).toEqual(['O01', 'O02', 'O03', 'O04', 'O05', 'O06', 'O07', 'O10', 'O13']);
});

it('throws for a reference that a reader would have refused', () => {
  expect(() => orderFacts(a.anOrder({ cadre: 'G9' }), a.aBook())).toThrow('G9');
});

it('tells the state of a contract in the language of the reader, or as a folder wrote it', () => {
  const said = (over: object, language: 'zh' | 'en') => {
    const book = a.aBook({ contracts: [a.aContract({ status: 'suspended', ...over })] });
    const order = a.anOrder();
    const [found] = checkOrder(order, orderFacts(order, book), book);
    return found && explain(found, language).message;
  };
  expect(said({ statusText: '生效' }, 'en')).toContain('(suspended,');
  expect(said({ statusText: '' }, 'zh')).toContain('（中止，');
  expect(said({ statusText: '停' }, 'en')).toContain('(停,');
});

it.each([
  ['government-purchase', null, []],
  ['government-purchase', 'U1', ['F02']],
  ['hardship-aid', null, []],
  ['hardship-aid', 'U1', ['F02']],
  ['special-need', null, ['F02']],
  ['special-need', 'U1', []],
  ['public', null, ['F02']],
  ['public', 'U1', []],
] as const)('F02: a fund of type %s with owner %s: %j', (type, owner, found) => {
  expect(codesOf(checkFundOwner(a.aFund({ type, owner })))).toEqual(found);
});
