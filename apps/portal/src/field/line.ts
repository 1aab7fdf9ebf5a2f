import { useSyncExternalStore } from 'react';

/** How it stands between this device and the server, as far as this tab knows. */
export type Line =
  | { phase: 'offline' }
  | { phase: 'idle' }
  | { phase: 'syncing' }
  | { phase: 'done'; at: number }
  | { phase: 'failed'; why: 'no-server' | 'no-room' | 'sign-in' | 'server'; detail?: string };

let line: Line = navigator.onLine ? { phase: 'idle' } : { phase: 'offline' };
const listeners = new Set<() => void>();

export function setLine(next: Line): void {
  line = next;
  for (const tell of listeners) tell();
}

export function useLine(): Line {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => line,
  );
}
