import { Money } from '@songbai/contracts';
import { checkRecovery, type NewRecovery } from './recovery';
import { expendedOn } from './reserve';

const codes = (manner: NewRecovery['manner']) =>
  checkRecovery({ bill: 'B1', amount: Money.of('5.00'), manner }).map(({ code }) => code);

test('money that came back, and not money that is to come', () => {
  expect([codes('returned'), codes('deducted')]).toEqual([[], ['P16']]);
});

test.each([
  ['2026-10-03', '2026-09-20', '2026-10-03'],
  ['2026-10-03', '2026-10-20', '2026-10-20'],
])('a service of %s, reserved on %s, is expended on %s', (served, reserved, expended) => {
  expect(expendedOn(served, reserved)).toBe(expended);
});
