import { type payingFunds as paying, payingFunds } from '@songbai/contracts';

type Paying = Parameters<typeof paying>[0][number];

/** Which types of fund are there and may not pay for an item, and which may. */
export interface Barred {
  types: string[];
  allowed: string[];
}

/**
 * Why no fund is offered, where there are some that could pay for this cadre on that day and only the item forbids
 * them. Undefined where one is offered, or there is none at all.
 */
export function barredBy(
  funds: readonly Paying[],
  fundTypes: readonly string[] | undefined,
  unitId: string | null | undefined,
  day: string,
): Barred | undefined {
  if (fundTypes === undefined || payingFunds(funds, fundTypes, unitId, day).length > 0) return undefined;
  const types = [...new Set(payingFunds(funds, undefined, unitId, day).map(({ type }) => type))];
  return types.length === 0 ? undefined : { types, allowed: [...fundTypes] };
}
