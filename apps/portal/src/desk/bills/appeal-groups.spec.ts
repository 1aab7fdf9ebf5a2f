import { appealDeeds, appealGroups, openAppeals } from './appeal-groups';

const appeal = (line: number, reason: string, sha256?: string) => ({
  ...{ line, reason, evidence: null, file: sha256 ? { sha256 } : null, at: '2026-11-22T06:00:00Z' },
});

test('what was appealed with one reason and one proof is read together', () => {
  const groups = appealGroups([
    appeal(4, '做满了'),
    appeal(9, '做满了', 'a'),
    appeal(5, '做满了'),
    appeal(7, '家属签字'),
  ]);
  expect(groups.map(({ appeals }) => appeals.map(({ line }) => line))).toEqual([[4, 5], [9], [7]]);
  expect(groups.map(({ first }) => first.line)).toEqual([4, 9, 7]);
});

describe('of a bill with three cut lines', () => {
  const line = (number: number) => ({
    ...{ line: number, visitNumber: `JL${number}`, itemCode: 'CL01', quantity: '1.00', unitPrice: '48.00' },
    ...{
      amount: '48.00',
      approvedQuantity: '0.50',
      approvedPrice: '48.00',
      approvedAmount: '24.00',
      codes: [],
    },
  });
  const filed = (number: number, at: string) => ({
    ...appeal(number, '做满了'),
    by: 'manager',
    byName: '刘主任',
    at,
  });
  const told = { answer: 'withdrawn', answeredBy: 'clerk', answeredAt: '2026-11-22T07:00:30Z' };
  const bill = {
    lines: [line(1), line(2), line(3)],
    appeals: [
      { ...filed(1, '2026-11-22T06:00:01Z'), ...told },
      { ...filed(2, '2026-11-22T06:00:59Z'), answer: null },
      { ...filed(3, '2026-11-22T06:30:00Z'), ...told },
    ],
  };

  test('the history has what one person did within one minute once, in order', () => {
    expect(appealDeeds(bill).map(({ at: _, ...deed }) => deed)).toEqual([
      { deed: 'filed', name: '刘主任', count: 2, cut: '48.00' },
      { deed: 'filed', name: '刘主任', count: 1, cut: '24.00' },
      { deed: 'withdrawn', name: 'clerk', count: 2, cut: '48.00' },
    ]);
  });

  test('what a confirmation gives up is what has no answer', () => {
    expect(openAppeals(bill)).toEqual({ count: 1, cut: '24.00' });
  });
});
