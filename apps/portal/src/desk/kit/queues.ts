import type { Queue } from './list-columns';
import type { Filters } from './list-state';

/** What a queue asks for: its own filters, and nothing of those that only its neighbours set. */
export function filtersOf(queues: readonly Queue[], { filters }: Queue): Filters {
  const none = queues.flatMap((each) => Object.keys(each.filters)).map((key) => [key, ''] as const);
  return { ...Object.fromEntries(none), ...filters };
}

/**
 * What a link from elsewhere asks for beside the fields and the queues, e.g. the days of a tile: no queue is shown as
 * long as it holds, and going to one ends it.
 */
export const strayOf = (queues: readonly Queue[], fields: readonly string[], values: Filters): string[] =>
  Object.keys(values).filter((key) => !fields.includes(key) && !queues.some(({ filters }) => key in filters));

/** Which of them is shown with these filters; those that belong to no queue say nothing. */
export const queueOf = (queues: readonly Queue[], values: Filters): Queue | undefined =>
  queues.find((queue) =>
    Object.entries(filtersOf(queues, queue)).every(([key, value]) => (values[key] ?? '') === value),
  );
