import type { Link } from './audit-data';
import { firstBroken } from './chain';

/** The line that somebody kept: the number of an entry and its hash. */
export interface Kept {
  seq: number;
  hash: string;
}

/** Reads "65 0dd1…" and "第 65 条 0dd1…", as the page shows it and as a hand copies it. */
export function readKept(text: string): Kept | undefined {
  const found = /^\D*(\d+)\D*?[\s:：,，]([0-9a-f\s]{64,})$/i.exec(text.trim());
  const [, seq = '', digits = ''] = found ?? [];
  const hash = digits.replace(/\s+/g, '').toLowerCase();
  return hash.length === 64 ? { seq: Number(seq), hash } : undefined;
}

/** What the log says of a kept line. `seq` is the entry that does not fit; of a log that was cut, its last. */
export type KeptVerdict = { is: 'kept'; last: number } | { is: 'broken' | 'changed' | 'cut'; seq: number };

/**
 * Works the whole log out from its first entry, and looks for the kept line in it. `head` is the number of its last
 * entry: where there is one and no first entry was found, the beginning is gone.
 */
export async function judgeKept(
  { seq, hash }: Kept,
  links: readonly Link[],
  head: number,
): Promise<KeptVerdict> {
  if (head > 0 && links.length === 0) return { is: 'broken', seq: 1 };
  const broken = links[0] && links[0].seq !== 1 ? links[0].seq : await firstBroken('', links);
  if (broken !== undefined) return { is: 'broken', seq: broken };
  const last = links.length;
  if (seq > last) return { is: 'cut', seq: last };
  return links[seq - 1]?.hash === hash ? { is: 'kept', last } : { is: 'changed', seq };
}
