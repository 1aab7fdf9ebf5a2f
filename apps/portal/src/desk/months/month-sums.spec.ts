import { type SummedBill, sumsByStanding, worstFirst } from './month-sums';

const bill = (number: string, status: string, ...[declared, claimed, approved]: string[]): SummedBill => ({
  ...{ number, status, settled: [] },
  ...{ declared: declared ?? '', claimed: claimed ?? '', approved: approved ?? '' },
});

const BILLS = [
  bill('1', 'submitted', '100.00', '100.00', '60.00'),
  bill('2', 'submitted', '11737.66', '3647.82', '3481.10'),
  bill('3', 'approved', '50.10', '50.10', '50.00'),
  bill('4', 'returned', '7.00', '7.00', '0.00'),
];

test('what is decided is never added to what the rules propose', () => {
  expect(sumsByStanding(BILLS)).toEqual([
    ...[
      {
        ...{ standing: 'decided', count: 1, declared: '50.10', claimed: '50.10' },
        ...{ cut: '0.10', approved: '50.00' },
      },
      {
        ...{ standing: 'waiting', count: 2, declared: '11837.66', claimed: '3747.82' },
        ...{ cut: '206.72', approved: '3541.10' },
      },
      { standing: 'unfiled', count: 1, declared: '7.00', claimed: '7.00', cut: '7.00', approved: '0.00' },
    ],
  ]);
  expect(sumsByStanding([])).toEqual([]);
});

test('a bill whose total is wrong comes first, until its provider has settled that', () => {
  expect([...BILLS].sort(worstFirst).map(({ number }) => number)).toEqual(['2', '1', '4', '3']);
  const settled = { ...bill('5', 'confirmed', '9.00', '8.00', '8.00'), settled: [{ code: 'I14' }] };
  expect([...BILLS, settled].sort(worstFirst).map(({ number }) => number)).toEqual(['2', '1', '4', '3', '5']);
});
