import { type Finding, finding, type Money, type Word } from '@songbai/contracts';

export const APPEAL_ANSWERS = {
  upheld: { zh: '申诉成立', en: 'upheld' },
  rejected: { zh: '维持核定', en: 'rejected' },
} as const satisfies Record<string, Word>;
export type AppealAnswer = keyof typeof APPEAL_ANSWERS;

/** A line that was approved in full has nothing to appeal. */
export function checkAppeal({
  line,
  claimed,
  approved,
}: {
  line: number;
  claimed: Money;
  approved: Money;
}): Finding[] {
  return approved.isLessThan(claimed) ? [] : [finding('P04', { line: String(line) })];
}
