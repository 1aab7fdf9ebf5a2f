import { compare, isMore, priceOn } from './comparison';
import type { Line } from './lines';

const LINE: Line = {
  ...{
    line: 7,
    visitNumber: 'JL000007',
    itemCode: 'LC01',
    quantity: '2.00',
    unitPrice: '36.00',
    amount: '72.00',
  },
  ...{ approvedQuantity: '1.50', approvedPrice: '32.00', approvedAmount: '48.00', codes: ['I07', 'I09'] },
};
const VISIT = {
  ...{ itemCode: 'LC01', day: '2026-10-08' },
  decision: { state: 'payable', quantity: '1.50', amount: '48.00' },
};
const PRICE = { itemCode: 'LC01', unitPrice: '32.00', from: '2026-01-01' };

const marks = (...args: Parameters<typeof compare>): string[] =>
  compare(...args).flatMap(({ field, difference }) => (difference ? [`${field} ${difference}`] : []));

test('fields that differ are named, the others are not', () => {
  expect(marks(LINE, VISIT, PRICE, '2026-10', 'regular')).toEqual([
    'quantity more',
    'price more',
    'amount more',
  ]);
  const same = { ...LINE, quantity: '1.50', unitPrice: '32.00', amount: '48.00' };
  expect(marks(same, VISIT, PRICE, '2026-10', 'regular')).toEqual([]);
});

test('no visit, another item, no price, a visit that does not stand, a day of another month', () => {
  expect(marks(LINE, undefined, undefined, '2026-10', 'regular')).toContain('visit none');
  expect(marks(LINE, { ...VISIT, itemCode: 'ER01' }, PRICE, '2026-10', 'regular')).toContain('item other');
  expect(marks(LINE, VISIT, undefined, '2026-10', 'regular')).toContain('item none');
  const held = { ...VISIT, decision: { ...VISIT.decision, state: 'held' } };
  expect(marks(LINE, held, PRICE, '2026-10', 'regular')).toContain('state unpaid');
  expect(marks(LINE, VISIT, PRICE, '2026-11', 'regular')).toContain('day outside');
  expect(marks(LINE, VISIT, PRICE, '2026-11', 'supplementary')).not.toContain('day outside');
  expect(marks(LINE, VISIT, PRICE, '2026-10', 'supplementary')).toContain('day outside');
});

test('of a refused line nothing fits, even where bill and contract say the same', () => {
  const refused = { ...LINE, quantity: '1.50', unitPrice: '32.00', approvedAmount: '0.00' };
  expect(marks(refused, VISIT, PRICE, '2026-10', 'regular')).toEqual([
    ...['quantity refused', 'price refused', 'amount refused'],
  ]);
});

test('amounts compare as texts, longer is more', () => {
  expect([isMore('100.00', '99.99'), isMore('9.10', '9.09'), isMore('9.09', '9.10')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('the price is that of the day', () => {
  const prices = [
    { ...PRICE, to: '2026-10-07' },
    { ...PRICE, unitPrice: '33.00', from: '2026-10-08', to: null },
  ];
  expect(priceOn(prices, 'LC01', '2026-10-07')?.unitPrice).toBe('32.00');
  expect(priceOn(prices, 'LC01', '2026-10-08')?.unitPrice).toBe('33.00');
  expect(priceOn(prices, 'LC02', '2026-10-08')).toBeUndefined();
  expect(priceOn(prices, 'LC01', '2025-12-31')).toBeUndefined();
});
