import type { Actor } from '../db/actor';
import type { Tx, UnitOfWork } from '../db/unit-of-work';
import { cursorAfter, limitOf, type Page, type PageQuery } from './page';

export const NOTHING: Page<never> = { items: [], nextCursor: null };

/** Whether this list has rows for such actors at all. Others see an empty one, and find nothing by id. */
export const isFor = ({ kind }: Actor, ...kinds: Actor['kind'][]): boolean => kinds.includes(kind);

const OWN_LINKS: Partial<Record<Actor['kind'], string>> = {
  provider: 'provider_link',
  worker: 'worker_link',
};

/** The caller as an actor of each bureau they act in. Most act in one. */
export async function inEachBureau(unitOfWork: UnitOfWork, actor: Actor): Promise<Actor[]> {
  const links = OWN_LINKS[actor.kind];
  if (actor.bureauId !== undefined || links === undefined) return [actor];
  const rows = await unitOfWork.run(actor, (tx) =>
    tx.query<{ bureau_id: string }>(`select distinct bureau_id from ${links} order by 1`),
  );
  return rows.map(({ bureau_id: bureauId }) => ({ ...actor, bureauId }));
}

/**
 * One page of a list that stands in several bureaus, for rows whose policies look at the bureau: asked one by
 * one, merged in order.
 */
export async function acrossBureaus<T>(
  unitOfWork: UnitOfWork,
  actor: Actor,
  query: PageQuery,
  key: (row: T) => readonly [key: string, id: string],
  read: (tx: Tx) => Promise<Page<T>>,
): Promise<Page<T>> {
  const pages: Page<T>[] = [];
  for (const bound of await inEachBureau(unitOfWork, actor)) pages.push(await unitOfWork.run(bound, read));
  return mergedPages(pages, query, key);
}

/** Pages of one list from several bureaus, as one page. */
export function mergedPages<T>(
  pages: readonly Page<T>[],
  query: PageQuery,
  key: (row: T) => readonly [key: string, id: string],
  descending = false,
): Page<T> {
  const [only] = pages;
  if (only && pages.length === 1) return only;
  const compare = (a: T, b: T): number => {
    const [[keyA, idA], [keyB, idB]] = descending ? [key(b), key(a)] : [key(a), key(b)];
    return keyA === keyB ? (idA < idB ? -1 : 1) : keyA < keyB ? -1 : 1;
  };
  const all = pages.flatMap(({ items }) => items).sort(compare);
  const items = all.slice(0, limitOf(query));
  const last = items.at(-1);
  const more = all.length > items.length || pages.some(({ nextCursor }) => nextCursor !== null);
  return { items, nextCursor: more && last ? cursorAfter(...key(last)) : null };
}

/**
 * What else belongs to rows that the caller has found under their own policies, bureau by bureau, read as the
 * system: exactly
 * these ids and nothing found by other means.
 */
export async function alongWith<T>(
  unitOfWork: UnitOfWork,
  found: readonly { bureauId: string; id: string }[],
  read: (tx: Tx, ids: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (const bureauId of new Set(found.map((row) => row.bureauId))) {
    const ids = found.filter((row) => row.bureauId === bureauId).map(({ id }) => id);
    all.push(...(await unitOfWork.run({ kind: 'system', bureauId }, (tx) => read(tx, ids))));
  }
  return all;
}
