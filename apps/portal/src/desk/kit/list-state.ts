import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../shared/words';

export type Filters = Record<string, string>;

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}
export type FetchPage<Row> = (cursor: string | undefined, filters: Filters) => Promise<Page<Row>>;

/** The filters of a list live in the address: a link, a bookmark and "back" all show the same list. */
export function useFilters(): [Filters, (changes: Record<string, string | undefined>) => void] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(
    () => Object.fromEntries([...params].filter(([, value]) => value !== '')),
    [params],
  );
  const change = (changes: Record<string, string | undefined>): void => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value) next.set(key, value);
          else next.delete(key);
        }
        return next;
      },
      { replace: true },
    );
  };
  return [filters, change];
}

export interface List<Row> {
  rows: Row[];
  hasMore: boolean;
  more: () => void;
  again: () => void;
  isLoading: boolean;
  isFetching: boolean;
  error: unknown;
}

export function useList<Row>(queryKey: QueryKey, filters: Filters, fetchPage: FetchPage<Row>): List<Row> {
  const language = useLanguage();
  const asked = useInfiniteQuery({
    queryKey: [...queryKey, 'list', filters, { language }],
    queryFn: ({ pageParam }) => fetchPage(pageParam, filters),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => last.nextCursor ?? undefined,
  });
  const rows = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
  return {
    rows,
    hasMore: asked.hasNextPage,
    more: () => void asked.fetchNextPage(),
    again: () => void asked.refetch(),
    isLoading: asked.isLoading,
    isFetching: asked.isFetching,
    error: asked.error,
  };
}

/** Everything behind a filter, page after page, up to `most` rows. */
export async function allRows<Row>(
  fetchPage: FetchPage<Row>,
  filters: Filters,
  most: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor, filters);
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < most);
  return rows.slice(0, most);
}

/** A setting of this browser, e.g. which columns are hidden. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void] {
  const name = `songbai.${key}`;
  const [value, set] = useState<T>(() => read(name, initial));
  const keep = (next: T): void => {
    set(next);
    localStorage.setItem(name, JSON.stringify(next));
  };
  return [value, keep];
}

function read<T>(name: string, initial: T): T {
  try {
    const text = localStorage.getItem(name);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}
