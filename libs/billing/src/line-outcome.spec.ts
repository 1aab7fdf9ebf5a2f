import { outcomeOf } from './line-outcome';

test.each([
  ['48.00', '48.00', [], 'agreed'],
  ['48.00', '48.00', ['I03'], 'noted'],
  ['48.00', '24.00', ['I07'], 'cut'],
  ['48.00', '0.00', ['I06'], 'refused'],
  ['0.00', '0.00', ['I12'], 'refused'],
  ['0.00', '0.00', [], 'agreed'],
  // What was approved above the claim would be a fault of ours; it is shown, not hidden.
  ['48.00', '50.00', [], 'cut'],
])('%s claimed and %s approved with %j is %s', (amount, approvedAmount, codes, outcome) => {
  expect(outcomeOf({ amount, approvedAmount, codes })).toBe(outcome);
});
