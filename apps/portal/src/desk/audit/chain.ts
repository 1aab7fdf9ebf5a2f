import type { Link } from './audit-data';

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of the hash before, the number, a line feed and the text: bytes, then UTF-8. */
export async function hashOf(previous: string, { seq, entry }: Omit<Link, 'hash'>): Promise<string> {
  const [before, text] = [bytesOf(previous), new TextEncoder().encode(`${seq}\n${entry}`)];
  const all = new Uint8Array(before.length + text.length);
  all.set(before);
  all.set(text, before.length);
  return hexOf(await crypto.subtle.digest('SHA-256', all));
}

/**
 * Works the links out one after the other, beginning with the hash before them. Answers the first that does not fit,
 * or undefined where all of them do.
 */
export async function firstBroken(previous: string, links: readonly Link[]): Promise<number | undefined> {
  let before = previous;
  let expected = links[0]?.seq ?? 0;
  for (const link of links) {
    if (link.seq !== expected || (await hashOf(before, link)) !== link.hash) return link.seq;
    before = link.hash;
    expected += 1;
  }
  return undefined;
}
