import type { Line } from './lines';
import { owedOf, sumOwed } from './upheld';

const line = (number: number, amount: string, approvedAmount: string): Line => ({
  ...{ line: number, visitNumber: `JL${number}`, itemCode: 'LC01', quantity: '1.00', unitPrice: amount },
  ...{ amount, approvedQuantity: '1.00', approvedPrice: approvedAmount, approvedAmount, codes: ['I07'] },
});
const upheld = (of: number) => ({ line: of, answer: 'upheld' });
const LINES = [
  line(2, '42.75', '0.00'),
  line(17, '80.00', '41.96'),
  line(18, '9.00', '1.00'),
  line(19, '9.00', '9.00'),
];

test('an upheld appeal is owed its cut until a supplement names the line', () => {
  const appeals = [upheld(2), upheld(17), { line: 18, answer: 'rejected' }, { line: 18 }, upheld(19)];
  const owed = owedOf({ lines: LINES, appeals, adjustments: [] });
  expect(owed).toEqual([
    { line: 2, cut: '42.75', isRefused: true },
    { line: 17, cut: '38.04', isRefused: false },
  ]);
  expect(sumOwed(owed)).toBe('80.79');
});

test('a refused line is owed nothing once its visit stands on another bill', () => {
  const anew = { ...upheld(2), billedAnewOn: { id: 'b', number: 'ZD-2' } };
  const of = (...appeals: { line: number; answer: string }[]) =>
    owedOf({ lines: LINES, appeals, adjustments: [] }).map(({ line }) => line);
  expect([of(upheld(2), upheld(17)), of(anew, upheld(17)), of(anew)]).toEqual([[2, 17], [17], []]);
});

test('what a line got is taken off, whenever that was; what another got or what was taken back is not', () => {
  const given = (kind: string, evidence: string | null, amount = '38.04') => ({ kind, evidence, amount });
  const of = (...adjustments: ReturnType<typeof given>[]) =>
    sumOwed(owedOf({ lines: LINES, appeals: [upheld(17)], adjustments }));
  expect([
    of(given('supplement', '#1 申诉成立')),
    of(given('deduct', '#17 申诉成立')),
    of(given('supplement', null)),
    of(given('supplement', '#17 申诉成立', '8.04')),
    of(given('supplement', '#17 申诉成立', '8.04'), given('supplement', '#17 其余', '30.00')),
    of(given('supplement', '#17 申诉成立')),
  ]).toEqual(['38.04', '38.04', '38.04', '30.00', '0.00', '0.00']);
});
