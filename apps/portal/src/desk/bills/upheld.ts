import { Money } from '@songbai/contracts';
import { cutOf, type Line } from './lines';

interface Upheld<L extends Line> {
  lines: readonly L[];
  appeals: readonly { line: number; answer?: string | null; billedAnewOn?: object | null }[];
  adjustments: readonly { kind: string; amount: string; evidence?: string | null }[];
}

/** A line whose appeal was upheld and that did not get for it what was cut. */
export interface Owed {
  line: number;
  /** What was cut of it, less what it got since. */
  cut: string;
  /** A refused line is not paid by adjustment: the provider bills its visit anew. */
  isRefused: boolean;
}

/** The supplement of a line names it first in its evidence. */
export const namesLine = (line: number, evidence: string | null | undefined): boolean =>
  evidence?.startsWith(`#${line} `) ?? false;

/** What is owed for upheld appeals: an answer alone changes no amount, a new bill for the visit does. */
export function owedOf<L extends Line>({ lines, appeals, adjustments }: Upheld<L>): Owed[] {
  const isOwing = ({ answer, billedAnewOn }: (typeof appeals)[number]): boolean =>
    answer === 'upheld' && !billedAnewOn;
  const upheld = new Set(appeals.filter(isOwing).map(({ line }) => line));
  return lines.flatMap((line) => {
    if (!upheld.has(line.line)) return [];
    const given = adjustments.filter(
      ({ kind, evidence }) => kind === 'supplement' && namesLine(line.line, evidence),
    );
    const owed = Money.of(cutOf(line)).minus(Money.sum(given.map(({ amount }) => Money.of(amount))));
    if (!owed.isMoreThan(Money.ZERO)) return [];
    return [{ line: line.line, cut: owed.toString(), isRefused: line.approvedAmount === '0.00' }];
  });
}

export const sumOwed = (owed: readonly Owed[]): string =>
  Money.sum(owed.map(({ cut }) => Money.of(cut))).toString();
