import { firstToBill, waitingBy } from './unbilled';

const row = (contractId: string, month: string, visits: number) => ({ contractId, month, visits });
const ROWS = [row('b', '2026-11', 9), row('a', '2026-09', 2), row('b', '2026-10', 1), row('a', '2026-10', 4)];

test('a bill begins with the newest month that is over and the contract with most of it', () => {
  expect(firstToBill(ROWS, '2026-10', {})).toEqual({ contractId: 'a', month: '2026-10' });
  expect(firstToBill(ROWS, '2026-10', { contractId: 'b' })).toEqual({ contractId: 'b', month: '2026-10' });
  expect(firstToBill(ROWS, '2026-10', { month: '2026-09' })).toEqual({ contractId: 'a', month: '2026-09' });
});

test('with the running month where no other has anything, and with what was chosen where nothing waits', () => {
  expect(firstToBill(ROWS.slice(0, 1), '2026-10', {})).toEqual({ contractId: 'b', month: '2026-11' });
  expect(firstToBill(ROWS, '2026-10', { contractId: 'c' })).toEqual({ contractId: 'c', month: undefined });
  expect(firstToBill([], '2026-10', {})).toEqual({ contractId: undefined, month: undefined });
});

test('what waits is counted by month of a contract, and by contract of a month', () => {
  expect([...waitingBy(ROWS, 'month', { contractId: 'a' })]).toEqual([
    ['2026-09', 2],
    ['2026-10', 4],
  ]);
  expect([...waitingBy(ROWS, 'contractId', { month: '2026-10' })]).toEqual([
    ['b', 1],
    ['a', 4],
  ]);
});
