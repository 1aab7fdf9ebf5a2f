import { useSyncExternalStore } from 'react';

/** Whether the telephone has room for what is recorded. What it has no room for was not kept, and that must be seen. */
let isFull = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  isFull = next;
  for (const tell of listeners) tell();
}

/** A database says it in several ways: the write itself, or the transaction that it ends. */
export function isNoRoom(error: unknown): boolean {
  const { name, inner, message } = (error ?? {}) as { name?: string; inner?: unknown; message?: string };
  return /Quota/.test(`${name} ${message}`) || (inner != null && inner !== error && isNoRoom(inner));
}

/** Every tap that writes leaves its failure to the window: here it becomes words. */
export function watchRoom(): void {
  addEventListener('unhandledrejection', (event) => {
    if (!isNoRoom(event.reason)) return;
    event.preventDefault();
    set(true);
  });
}

export const roomSeen = (): void => set(false);

export const useNoRoom = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => isFull,
  );
