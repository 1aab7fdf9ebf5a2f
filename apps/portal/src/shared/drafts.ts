/**
 * What somebody has begun to fill in, kept by this browser until they file it, throw it away or sign out: a reload or
 * the end of a session loses nothing. Ids stand for people; words are those that were typed.
 */
export interface KeptDraft<T> {
  /** When it was typed, in milliseconds. */
  at: number;
  content: T;
}

/** For a week, whatever is closed: papers that take minutes. Or as long as the tab is open: whatever names people. */
export type DraftPlace = 'browser' | 'tab';

const PREFIX = 'songbai.draft';
const KEPT_MS = 7 * 86_400_000;

const storeOf = (place: DraftPlace): Storage => (place === 'tab' ? sessionStorage : localStorage);
const keyOf = (userId: string, kind: string): string => `${PREFIX}.${userId}.${kind}`;

/** Undefined where there is none, or none that this page can read, or after a week. */
export function keptDraft<T>(
  userId: string,
  kind: string,
  place: DraftPlace = 'browser',
  now = Date.now(),
): KeptDraft<T> | undefined {
  try {
    const kept = JSON.parse(storeOf(place).getItem(keyOf(userId, kind)) ?? 'null') as KeptDraft<T> | null;
    return kept && now - kept.at < KEPT_MS ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing, or has no room, goes without. */
export function keepDraft(
  userId: string,
  kind: string,
  content: unknown,
  place: DraftPlace = 'browser',
  now = Date.now(),
): void {
  try {
    storeOf(place).setItem(keyOf(userId, kind), JSON.stringify({ at: now, content }));
  } catch {
    dropDraft(userId, kind, place);
  }
}

export const dropDraft = (userId: string, kind: string, place: DraftPlace = 'browser'): void =>
  storeOf(place).removeItem(keyOf(userId, kind));

/** All of one person's, when they sign out. */
export function dropDrafts(userId: string): void {
  for (const store of [localStorage, sessionStorage]) clear(store, (key) => isOf(userId, key));
}

/** Whatever others have begun in this tab: another person sits at it now. */
export function dropDraftsOfOthers(userId: string): void {
  clear(sessionStorage, (key) => key.startsWith(`${PREFIX}.`) && !isOf(userId, key));
}

const isOf = (userId: string, key: string): boolean => key.startsWith(`${PREFIX}.${userId}.`);

function clear(store: Storage, isGone: (key: string) => boolean): void {
  for (const key of Object.keys(store)) if (isGone(key)) store.removeItem(key);
}
