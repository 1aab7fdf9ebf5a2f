import { appealGroups } from './appeal-groups';

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
