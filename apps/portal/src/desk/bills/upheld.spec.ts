import type { Line } from './lines';
import { owedOf, sumOwed } from './upheld';

const line = (number: number, amount: string, approvedAmount: string): Line => ({
  ...{ line: number, visitNumber: `JL${number}`, itemCode: 'LC01', quantity: '1.00', unitPrice: amount },
  ...{ amount, approvedQuantity: '1.00', approvedPrice: approvedAmount, approvedAmount, codes: ['I07'] },
});
const upheld = (of: number) => ({ line: of, answer: 'upheld', answeredAt: '2026-11-20T08:00:00.000Z' });
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

test('what was given before the answer, or to another line, or taken back, settles nothing', () => {
  const given = (kind: string, evidence: string | null, at: string) => ({ kind, evidence, at });
  const of = (...adjustments: ReturnType<typeof given>[]) =>
    owedOf({ lines: LINES, appeals: [upheld(17)], adjustments }).length;
  expect([
    of(given('supplement', '#17 申诉成立', '2026-11-19T08:00:00.000Z')),
    of(given('supplement', '#1 申诉成立', '2026-11-21T08:00:00.000Z')),
    of(given('deduct', '#17 申诉成立', '2026-11-21T08:00:00.000Z')),
    of(given('supplement', null, '2026-11-21T08:00:00.000Z')),
    of(given('supplement', '#17 申诉成立', '2026-11-21T08:00:00.000Z')),
  ]).toEqual([1, 1, 1, 1, 0]);
});
