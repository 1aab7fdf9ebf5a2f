/** How often somebody may fail before they wait, and how long then. */
export interface BackOff {
  free: number;
  firstWaitSeconds: number;
}

/** One account from one device or address: ten guesses in a quarter of an hour, no more. */
export const PER_ACCOUNT: BackOff = { free: 5, firstWaitSeconds: 30 };
/** One address over all accounts; an office of thirty sits behind one. */
export const PER_ADDRESS: BackOff = { free: 100, firstWaitSeconds: 30 };

const LONGEST_WAIT_SECONDS = 900;
/** After a quiet quarter of an hour beyond the last wait, everything is forgotten. */
export const FORGOTTEN_SECONDS = 2 * LONGEST_WAIT_SECONDS;

/** Seconds from the last failure until the next try is looked at; 0 while tries are free. */
export function waitAfter(failures: number, { free, firstWaitSeconds }: BackOff): number {
  if (failures < free) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, firstWaitSeconds * 2 ** Math.min(failures - free, 10));
}
