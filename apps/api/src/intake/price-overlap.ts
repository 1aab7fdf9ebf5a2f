import type { Day, Price } from '@songbai/contracts';
import { type Fault, makeFault } from './faults';
import { groupBy } from './grouping';
import type { ParsedRow, ParsedTable, PriceSpan } from './intake';

interface Span extends PriceSpan {
  /** The row of the folder; absent for a stored price. */
  row?: ParsedRow;
}

/**
 * Two prices of one contract and item on one day: every row of the overlap is dropped from `kept`, for none
 * may win by standing first. A row takes the place of a stored price of the same first day; where such a row
 * is dropped, the stored price is in force again, and may lie across others in turn.
 */
export function dropOverlaps(
  table: ParsedTable,
  kept: Set<ParsedRow>,
  stored: readonly PriceSpan[],
  lenient: boolean,
): Fault[] {
  const faults: Fault[] = [];
  for (;;) {
    const overlaps = overlapsOf(spansOf(table, kept, stored, lenient));
    if (overlaps.size === 0) return faults;
    for (const [{ row }, others] of overlaps) {
      if (!row) continue;
      kept.delete(row);
      const place = { table: 'prices', file: table.file, line: row.line, column: '生效日期' } as const;
      const { from, to } = row.row as Price;
      faults.push(
        makeFault('price-overlap', place, { others: named(table.file, others) }, `${from}～${to ?? ''}`),
      );
    }
  }
}

function spansOf(
  { rows }: ParsedTable,
  kept: ReadonlySet<ParsedRow>,
  stored: readonly PriceSpan[],
  lenient: boolean,
): Span[] {
  const replaced = new Set<string>();
  const spans: Span[] = [];
  for (const row of rows) {
    const goesOn = kept.has(row);
    // A strict run stops at a row that is dropped, so what would hold without it is of no interest.
    if (row.key !== undefined && (goesOn || !lenient)) replaced.add(row.key);
    if (!goesOn) continue;
    const { contract, item, from, to } = row.row as Price;
    spans.push({ contract, item, from, to, row });
  }
  return [
    ...spans,
    ...stored.filter(({ contract, item, from }) => !replaced.has([contract, item, from].join('\u001f'))),
  ];
}

/**
 * Every row of the folder that shares a day with another price. Of the others it names the one that reaches
 * furthest among those before it and the next one after it: if any of them overlaps, one of these two does.
 */
function overlapsOf(spans: readonly Span[]): Map<Span, Set<Span>> {
  const overlaps = new Map<Span, Set<Span>>();
  const note = (span: Span, other: Span): void => {
    if (!span.row) return;
    const others = overlaps.get(span);
    if (others) others.add(other);
    else overlaps.set(span, new Set([other]));
  };
  for (const group of groupBy(spans, ({ contract, item }) => `${contract}\u001f${item}`).values()) {
    group.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    let furthest: Span | undefined;
    group.forEach((span, i) => {
      if (furthest && reaches(furthest, span.from)) note(span, furthest);
      const next = group[i + 1];
      if (next && reaches(span, next.from)) note(span, next);
      if (!furthest || !(furthest.to === null || (span.to !== null && furthest.to >= span.to)))
        furthest = span;
    });
  }
  return overlaps;
}

function reaches({ to }: Span, day: Day): boolean {
  return to === null || day <= to;
}

function named(file: string, others: ReadonlySet<Span>): string {
  return [...others]
    .map(({ row, from, to }) => (row ? `${file}:${row.line}` : `${from}～${to ?? ''}`))
    .join('、');
}
