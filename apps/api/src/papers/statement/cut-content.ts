import type { LineDecision } from '@songbai/billing';
import { type Code, codesOf, keepsFromStanding, Money } from '@songbai/contracts';
import { isChanged, visitOfLine } from '../lines';
import type { SettledBill, SettledMonth } from '../model';
import { leadingCode, type Reason, reasonOf, TITLES } from '../reasons';

/** A line that is not paid as claimed, with every reason. */
export interface CutLine {
  line: number;
  visit: string;
  cadre: string;
  day: string;
  item: string;
  quantity: string;
  unitPrice: string;
  claimed: string;
  approved: string;
  cut: string;
  reasons: Reason[];
  /** Why the visit behind the line did not stand, where that is a reason. */
  visitReasons: Reason[];
}

/**
 * What was cut for a reason. The amounts add up to the whole cut: each line counts under its first reason.
 */
export interface CutReason {
  code: string;
  title: string;
  lines: number;
  amount: string;
  /** What lies behind it: the reasons of the visits, for I08. */
  isDetail: boolean;
}

export function cutLines(settled: SettledBill, month: SettledMonth): CutLine[] {
  return settled.lines.filter(isChanged).map((decision) => {
    const { line, amount, findings } = decision;
    const visit = visitOfLine(decision, settled, month);
    const isVisitAtFault = findings.some(({ code }) => code === 'I08');
    return {
      line: line.line,
      visit: line.visit,
      cadre: visit ? (month.book.cadres.get(visit.visit.cadre)?.name ?? visit.visit.cadre) : '—',
      day: visit?.day ?? '—',
      item: month.book.items.get(line.item)?.name ?? line.item,
      quantity: line.quantity.toFixed(2),
      unitPrice: line.unitPrice.toFixed(2),
      claimed: line.amount.toFixed(2),
      approved: amount.toFixed(2),
      cut: line.amount.minus(amount).toFixed(2),
      reasons: findings.map(reasonOf),
      visitReasons: isVisitAtFault && visit ? visit.findings.map(reasonOf) : [],
    };
  });
}

interface Tally {
  lines: number;
  amount: Money;
}

export function cutReasons(settled: SettledBill, month: SettledMonth): CutReason[] {
  const lines = settled.lines.filter(isChanged);
  const tallies = tally(
    lines,
    ({ findings }) => leadingCode(findings),
    ({ findings }) => codesOf(findings),
  );
  return [...tallies].flatMap(([code, reason]) => {
    const row = rowOf(code, reason, false);
    if (code !== 'I08') return [row];
    const visits = lines.filter(({ findings }) => leadingCode(findings) === 'I08');
    const findingsOf = (line: LineDecision) => visitOfLine(line, settled, month)?.findings ?? [];
    const details = tally(
      visits,
      (line) => leadingVisitCode(findingsOf(line)),
      (line) => codesOf(findingsOf(line)),
    );
    return [row, ...[...details].map(([each, detail]) => rowOf(each, detail, true))];
  });
}

/** Of a visit that did not stand, the first code that kept it from standing. */
function leadingVisitCode(findings: Parameters<typeof leadingCode>[0]): Code | undefined {
  return leadingCode(findings.filter(({ code }) => keepsFromStanding(code)));
}

/** Counts lines under every code they have, and their cut under the leading one. */
function tally(
  lines: readonly LineDecision[],
  leading: (line: LineDecision) => Code | undefined,
  all: (line: LineDecision) => Code[],
): Map<Code, Tally> {
  const tallies = new Map<Code, Tally>();
  const add = (code: Code, count: number, amount: Money): void => {
    const { lines: before, amount: sum } = tallies.get(code) ?? { lines: 0, amount: Money.ZERO };
    tallies.set(code, { lines: before + count, amount: sum.plus(amount) });
  };
  for (const line of lines) {
    for (const code of all(line)) add(code, 1, Money.ZERO);
    const first = leading(line);
    if (first) add(first, 0, line.line.amount.minus(line.amount));
  }
  return new Map([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rowOf(code: Code, { lines, amount }: Tally, isDetail: boolean): CutReason {
  return { code, title: TITLES[code], lines, amount: amount.toFixed(2), isDetail };
}
