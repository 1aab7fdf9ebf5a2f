import type { ReactNode } from 'react';
import { Loaded, PlainPage, ProblemBox, type Read } from '../kit';

interface LoadedPageProps<T> {
  read: Read<T>;
  /** Stands above where there is nothing to show. */
  title: string;
  children: (data: T) => ReactNode;
}

/** A page that is all about what is read: one that is not there, or not the person's, is a page as well. */
export function LoadedPage<T>({ read, title, children }: LoadedPageProps<T>) {
  if (read.data !== undefined || !read.error) return <Loaded read={read}>{children}</Loaded>;
  return (
    <PlainPage title={title}>
      <ProblemBox error={read.error} again={read.again} />
    </PlainPage>
  );
}
