import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  title: string;
  /** What is copied and exported, and shown where there is no `render`. */
  text: (row: Row) => string;
  render?: (row: Row) => ReactNode;
  width?: number;
  /** Amounts and counts stand to the right. */
  isNumber?: boolean;
  /** Shown only when somebody asks for it in the column settings. */
  isExtra?: boolean;
}

/** Words that may go on in a second line; numbers, days and short names keep to one. A Chinese character is wider. */
const LONG = 14;
const WIDE = /[\u2e80-\uffef]/g;

/** How the cell is set: a table is as wide as the page for as long as its long words can be folded. */
export function cellClass<Row>({ text, isNumber }: Column<Row>, row: Row): string | undefined {
  if (isNumber) return undefined;
  const said = text(row);
  const wide = said.match(WIDE)?.length ?? 0;
  return said.length + wide > LONG && (wide > 0 || said.includes(' ')) ? 'is-long' : undefined;
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT/;
/** Pixels of a letter, of the room beside words, and of the mark of a state. */
const [LETTER, EDGES, MARK] = [8.4, 20, 26];
/** Letters of what is drawn in place of its text: the name behind an id, a moment. */
const [NAME, MOMENT] = [8, 16];
const [NARROWEST, WIDEST, SAMPLE] = [60, 260, 200];

/** In pixels, by the title and the first rows: a table that draws only the rows in sight cannot measure the others. */
export function widthOf<Row>({ title, text, render, isNumber }: Column<Row>, rows: readonly Row[]): number {
  const mark = render !== undefined && !isNumber ? MARK : 0;
  const of = (said: string): number => {
    if (ID.test(said)) return NAME * LETTER + EDGES;
    if (INSTANT.test(said)) return MOMENT * LETTER + EDGES;
    return (said.length + (said.match(WIDE)?.length ?? 0)) * LETTER + EDGES + mark;
  };
  const each = rows.slice(0, SAMPLE).map((row) => of(text(row)));
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, of(title) - mark, ...each)));
}

export interface Filter {
  key: string;
  label: string;
  kind: 'search' | 'select' | 'month' | 'day';
  options?: { value: string; label: string }[];
  placeholder?: string;
}

/** A named set of filters, shown as a tab with its count where one is given. */
export interface Queue {
  key: string;
  label: string;
  filters: Record<string, string>;
  count?: number;
}
