import {
  countsOf,
  coveredBy,
  cutOf,
  groupsOf,
  type Line,
  neighbours,
  sumsOf,
  totalOf,
  waterfallOf,
} from './lines';

function line(number: number, amount: string, approvedAmount: string, ...codes: string[]): Line {
  return {
    ...{ line: number, visitNumber: `JL${number}`, itemCode: 'LC01', quantity: '1.00', unitPrice: amount },
    ...{ amount, approvedQuantity: '1.00', approvedPrice: approvedAmount, approvedAmount, codes },
  };
}

const LINES = [
  line(1, '48.00', '48.00'),
  line(2, '48.10', '24.05', 'I07'),
  line(3, '32.00', '0.00', 'I06'),
  line(4, '20.00', '20.00', 'I03'),
  line(5, '0.30', '0.20', 'I07'),
  line(6, '900.00', '800.00', 'I09', 'I07'),
];

test('sums are exact', () => {
  expect(sumsOf(LINES)).toEqual({ claimed: '1048.40', approved: '892.25', cut: '156.15' });
  expect(cutOf(line(1, '0.30', '0.10', 'I07'))).toBe('0.20');
  expect(totalOf([{ a: '0.10' }, { a: '0.20' }], 'a')).toBe('0.30');
});

test('differences come in groups of the same codes, the worst and the largest first', () => {
  expect(countsOf(LINES)).toEqual({ refused: 1, cut: 3, noted: 1, agreed: 1 });
  expect(groupsOf(LINES).map(({ key, lines, cut }) => [key, lines.map((each) => each.line), cut])).toEqual([
    ['refused: I06', [3], '32.00'],
    ['cut: I07 + I09', [6], '100.00'],
    ['cut: I07', [2, 5], '24.15'],
    ['noted: I03', [4], '0.00'],
  ]);
});

test('visits that do not stand are grouped by why they do not', () => {
  const findings = (visitCodes: string) => [{ code: 'I08', message: '', visitCodes }];
  const held = (number: number, codes: string) => ({
    ...line(number, '1.00', '0.00', 'I08'),
    findings: findings(codes),
  });
  expect(
    // V13 is noted only, so it makes no group of its own.
    groupsOf([held(1, 'V06、V13'), held(2, 'V03'), held(3, 'V06')]).map(({ codes, lines }) => [
      codes,
      lines.length,
    ]),
  ).toEqual([
    [['I08 V06'], 2],
    [['I08 V03'], 1],
  ]);
});

test('a rule covers what is cut by no more than it says, to the 分', () => {
  const group = groupsOf(LINES).find(({ key }) => key === 'cut: I07');
  const lines = (most?: string) => (group ? coveredBy(group, most).map((each) => each.line) : []);
  expect([lines('0.10'), lines('0.09'), lines()]).toEqual([[5], [], [2, 5]]);
});

test('the next open difference wraps around, and there is none when all are done', () => {
  expect(neighbours([3, 6, 2], new Set([2]), 6)).toEqual({ previous: 3, next: 2, nextOpen: 3 });
  expect(neighbours([3, 6, 2], new Set([3, 2, 6]), 6)).toEqual({ previous: 3, next: 2, nextOpen: undefined });
  expect(neighbours([3, 6, 2], new Set(), 99)).toEqual({ previous: undefined, next: 3, nextOpen: 3 });
});

test('the waterfall leads from what was declared to what is paid, step by step', () => {
  const bill = {
    declared: '1048.40',
    claimed: '1048.40',
    approved: '892.25',
    payable: '842.25',
    lines: LINES,
  };
  const steps = waterfallOf({ ...bill, adjustments: [{ kind: 'deduct', amount: '-50.00' }] });
  expect(steps.map(({ key, amount }) => `${key} ${amount}`)).toEqual([
    ...['declared 1048.40', 'I09 -100.00', 'I06 -32.00', 'I07 -24.15', 'approved 892.25'],
    ...['deduct -50.00', 'payable 842.25'],
  ]);
  const cuts = steps.filter(({ isSum, key }) => !isSum && key !== 'deduct');
  expect(totalOf(cuts, 'amount')).toBe('-156.15');
  expect(waterfallOf({ ...bill, adjustments: [] }).at(-1)?.key).toBe('approved');
  const other = waterfallOf({ ...bill, declared: '1100.00', adjustments: [] });
  expect(other.slice(0, 3).map(({ key, amount }) => `${key} ${amount}`)).toEqual([
    ...['declared 1100.00', 'undeclared -51.60', 'claimed 1048.40'],
  ]);
});
