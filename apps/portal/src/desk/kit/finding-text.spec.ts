import { messageOf } from './finding-text';

const said = (message: string, facts: Record<string, string>): string => messageOf({ message, ...facts });

test('amounts among the facts are grouped in the sentence, and nothing else is touched', () => {
  const facts = { available: '15216.00', short: '999.99', bill: '20261001.50X', cut: '-1500.00' };
  expect(said('只有 15216.00 元，还差 999.99 元；-1500.00 不行。', facts)).toBe(
    '只有 15,216.00 元，还差 999.99 元；-1,500.00 不行。',
  );
  // Part of a longer number, a number that is no fact, a word of a person.
  expect(said('115216.00 15216.001 2026.10', facts)).toBe('115216.00 15216.001 2026.10');
  expect(said('1234567.00 元', { amount: '1234567.00' })).toBe('1,234,567.00 元');
});
