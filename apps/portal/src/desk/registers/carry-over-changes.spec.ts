import { changesBetween, type Moved } from './carry-over-changes';

const row = (fund: string, amount: string, into: string | null = `${fund}-27`): Moved => ({
  ...{ fund, into, originYear: 2026, amount },
});

test('only what would be done otherwise now is told, with both sides', () => {
  const before = {
    carried: [row('A', '1.00'), row('B', '2.00'), row('C', '3.00')],
    lapsed: [row('D', '4.00')],
  };
  const now = { carried: [row('A', '1.00'), row('B', '2.50'), row('E', '5.00')], lapsed: [row('D', '4.00')] };
  const told = (was: typeof before, is: typeof before) =>
    changesBetween(was, is).map((each) => [each.isCarried, each.before?.amount, each.now?.amount]);
  expect(told(before, now)).toEqual([
    [true, '2.00', '2.50'],
    [true, '3.00', undefined],
    [true, undefined, '5.00'],
  ]);
  expect(told(before, before)).toEqual([]);
  expect(told(before, { ...before, lapsed: [] })).toEqual([[false, '4.00', undefined]]);
});

test('the same money into another fund is another deed', () => {
  const before = { carried: [row('A', '1.00')], lapsed: [] };
  const now = { carried: [row('A', '1.00', 'A-ANEW')], lapsed: [] };
  expect(changesBetween(before, now)).toHaveLength(1);
});
