import { Money } from '@songbai/contracts';
import { cutOf, type Line } from './lines';

interface Upheld<L extends Line> {
  lines: readonly L[];
  appeals: readonly { line: number; answer?: string | null; answeredAt?: string | null }[];
  adjustments: readonly { kind: string; evidence?: string | null; at: string }[];
}

/** A line whose appeal was upheld and that got nothing for it yet. */
export interface Owed {
  line: number;
  cut: string;
  /** A refused line is not paid by adjustment: the provider bills its visit anew. */
  isRefused: boolean;
}

/** The supplement of a line names it first in its evidence. */
export const namesLine = (line: number, evidence: string | null | undefined): boolean =>
  evidence?.startsWith(`#${line} `) ?? false;

/** What is owed for upheld appeals: an answer alone changes no amount. */
export function owedOf<L extends Line>({ lines, appeals, adjustments }: Upheld<L>): Owed[] {
  const upheld = new Map(
    appeals.flatMap(({ line, answer, answeredAt }) =>
      answer === 'upheld' ? [[line, answeredAt ?? '']] : [],
    ),
  );
  return lines.flatMap((line) => {
    const answeredAt = upheld.get(line.line);
    const cut = cutOf(line);
    if (answeredAt === undefined || cut === '0.00') return [];
    const isGiven = adjustments.some(
      ({ kind, evidence, at }) => kind === 'supplement' && namesLine(line.line, evidence) && at >= answeredAt,
    );
    return isGiven ? [] : [{ line: line.line, cut, isRefused: line.approvedAmount === '0.00' }];
  });
}

export const sumOwed = (owed: readonly Owed[]): string =>
  Money.sum(owed.map(({ cut }) => Money.of(cut))).toString();
