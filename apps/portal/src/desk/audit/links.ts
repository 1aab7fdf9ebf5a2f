import { fetchAudit, fetchProof, type Link, type Proof } from './audit-data';

/** The entry of a proof and every one after it to the end of the log, page by page. */
export async function linksOf(proof: Proof, counted?: (count: number) => void): Promise<Link[]> {
  const { id, seq, entry, hash } = proof;
  const links: Link[] = [{ seq, entry, hash }, ...proof.links.items];
  for (let cursor = proof.links.nextCursor; cursor; ) {
    counted?.(links.length);
    const next = await fetchProof(id, cursor);
    links.push(...next.links.items);
    cursor = next.links.nextCursor;
  }
  return links;
}

/** The whole log from its first entry on; nothing where it is empty. */
export async function wholeLog(counted: (count: number) => void): Promise<Link[]> {
  const { items } = await fetchAudit(undefined, { seq: '1' });
  return items[0] ? linksOf(await fetchProof(items[0].id), counted) : [];
}
