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
