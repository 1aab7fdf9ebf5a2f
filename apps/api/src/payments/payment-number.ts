import { dayOf } from '@songbai/contracts';

/**
 * "FK-20261102-3F9A2C": the day on which it was prepared, and the end of its id. It needs no counter, so no two people
 * wait for each other, and it never changes.
 */
export const numberOf = ({ id, preparedAt }: { id: string; preparedAt: Date }): string => {
  const day = dayOf(Math.floor(preparedAt.getTime() / 1000));
  return `FK-${day.replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`;
};
