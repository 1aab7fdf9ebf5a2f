import { Money } from '@songbai/contracts';

interface Totals {
  /** What the head of the bill declares. */
  declared: Money;
  /** What its lines come to. */
  claimed: Money;
}

/** The code of a bill whose declared total is not the sum of its lines. */
export const MISSTATED = 'I14';

/** How much more a bill declares than its lines come to, negative where it is less; undefined where they agree. */
export function misstatementOf({ declared, claimed }: Totals): Money | undefined {
  return declared.equals(claimed) ? undefined : declared.minus(claimed);
}

/** Misstated, and not yet settled: the provider's word for the approved amount does that. */
export const isMisstatementOpen = (bill: Totals, settled: readonly { code: string }[]): boolean =>
  misstatementOf(bill) !== undefined && !settled.some(({ code }) => code === MISSTATED);
