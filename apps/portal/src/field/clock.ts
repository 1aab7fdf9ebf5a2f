/**
 * The time as the server has it. A telephone's clock may be wrong by minutes or years; what is recorded is right all
 * the same, as far as this device has learnt the difference.
 */
let ahead = 0;

/** By how many milliseconds this device's clock is ahead of the server's, as last measured. */
export const setAhead = (ms = 0): void => {
  ahead = ms;
};

/** In milliseconds since 1970. */
export const now = (): number => Date.now() - ahead;
