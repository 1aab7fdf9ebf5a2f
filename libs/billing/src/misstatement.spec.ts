import { Money } from '@songbai/contracts';
import { isMisstatementOpen, misstatementOf } from './misstatement';

const totals = (declared: string, claimed: string) => ({
  declared: Money.of(declared),
  claimed: Money.of(claimed),
});

test('a bill is misstated by what its head says beyond its lines, or falls short of them', () => {
  const of = (declared: string, claimed: string) => misstatementOf(totals(declared, claimed))?.toString();
  expect([of('10.00', '9.99'), of('9.99', '10.00'), of('10.00', '10.00')]).toEqual([
    ...['0.01', '-0.01', undefined],
  ]);
});

test('the provider’s word for what was approved settles it; another code does not', () => {
  const bill = totals('10.00', '9.99');
  expect(
    [[], [{ code: 'T01' }], [{ code: 'I14' }]].map((settled) => isMisstatementOpen(bill, settled)),
  ).toEqual([...[true, true, false]]);
  expect(isMisstatementOpen(totals('1.00', '1.00'), [])).toBe(false);
});
