/**
 * What somebody has begun to fill in, kept by this browser until they file it, throw it away or sign out: a reload or
 * the end of a session loses nothing. Ids stand for people; words are those that were typed.
 */
export interface KeptDraft<T> {
  /** When it was typed, in milliseconds. */
  at: number;
  content: T;
}

const PREFIX = 'songbai.draft';
const KEPT_MS = 7 * 86_400_000;

const placeOf = (userId: string, kind: string): string => `${PREFIX}.${userId}.${kind}`;

/** Undefined where there is none, or none that this page can read, or after a week. */
export function keptDraft<T>(userId: string, kind: string, now = Date.now()): KeptDraft<T> | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(userId, kind)) ?? 'null') as KeptDraft<T> | null;
    return kept && now - kept.at < KEPT_MS ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing, or has no room, goes without. */
export function keepDraft(userId: string, kind: string, content: unknown, now = Date.now()): void {
  try {
    localStorage.setItem(placeOf(userId, kind), JSON.stringify({ at: now, content }));
  } catch {
    dropDraft(userId, kind);
  }
}

export const dropDraft = (userId: string, kind: string): void =>
  localStorage.removeItem(placeOf(userId, kind));

/** All of one person's, when they sign out. */
export function dropDrafts(userId: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${PREFIX}.${userId}.`)) localStorage.removeItem(key);
  }
}
