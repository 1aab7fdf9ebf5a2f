import { Money } from '@songbai/contracts';
import { type LineExpense, stillExpended, takeBack } from './take-back';

const expense = (id: string, line: number, fund: string, left: string): LineExpense => ({
  ...{ id, reservation: `R-${fund}`, line, fund, left: Money.of(left) },
});
const back = (line: number, fund: string, amount: string) => ({
  ...{ line, fund, amount: Money.ZERO.minus(Money.of(amount)) },
});

const EXPENSES = [expense('a', 1, 'A', '6.00'), expense('b', 1, 'A', '2.00'), expense('c', 2, 'A', '9.00')];

test('the newest expense of the line and fund gives back first; what stays of it is expended anew', () => {
  const taken = takeBack([back(1, 'A', '5.00')], EXPENSES);
  expect(taken.map((each) => [each.expense.id, each.amount.toString()])).toEqual([
    ['b', '2.00'],
    ['a', '3.00'],
  ]);
  expect(stillExpended(taken)).toEqual([{ reservation: 'R-A', line: 1, amount: Money.of('3.00') }]);
});

test('more than was expended is a defect, not an answer', () => {
  expect(() => takeBack([back(2, 'A', '9.01')], EXPENSES)).toThrow('less expended');
});
