/** An address that no telephone can open: of this very machine. */
export const isOnlyHere = (address: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(:\d+)?$/.test(address);
