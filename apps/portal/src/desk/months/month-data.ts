/** What a step of a month changes elsewhere. */
export const TOUCHED = [['months'], ['funds'], ['orders'], ['bills'], ['worklists']];

/** A step of this month, once. */
export const keyed = (month: string, key: string) => ({
  ...{ path: { month }, header: { 'Idempotency-Key': key } },
});
