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
