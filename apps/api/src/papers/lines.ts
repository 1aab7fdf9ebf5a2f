import { type LineDecision, type LineOutcome, outcomeOf } from '@songbai/billing';
import { codesOf, indexBy, type VisitDecision } from '@songbai/contracts';
import type { SettledBill, SettledMonth } from './model';
import { isNote } from './reasons';

/** Whether a line is not paid as claimed, or a rule had an effect on it. */
export function isChanged({ isAccepted, line, amount, findings }: LineDecision): boolean {
  return !isAccepted || !line.amount.equals(amount) || findings.some((finding) => !isNote(finding));
}

/** What became of a line, in the words of every page and paper. */
export const outcomeOfLine = ({ line, amount, findings }: LineDecision): LineOutcome =>
  outcomeOf({
    ...{ amount: line.amount.toString(), approvedAmount: amount.toString() },
    codes: codesOf(findings),
  });

/**
 * The visit that a line names, wherever it is known from: its bill, an earlier month, or another contract of
 * this month.
 */
export function visitOfLine(
  { line }: LineDecision,
  { visits, earlierVisits }: SettledBill,
  month: SettledMonth,
): VisitDecision | undefined {
  return (
    indexOf(visits).get(line.visit) ??
    indexOf(earlierVisits).get(line.visit) ??
    indexOf(month.visits).get(line.visit)
  );
}

const indexes = new WeakMap<readonly VisitDecision[], Map<string, VisitDecision>>();

/** Papers ask for a visit once per line: the index of a list is made once and goes when the list goes. */
function indexOf(visits: readonly VisitDecision[]): Map<string, VisitDecision> {
  const known = indexes.get(visits);
  if (known) return known;
  const index = indexBy(visits, ({ visit }) => visit.number);
  indexes.set(visits, index);
  return index;
}
