import type { UnitOfWork } from '../db/unit-of-work';

/**
 * In which bureau's record it stands what is done about a user: in their own bureau's; of a firm's people, in that of
 * the first bureau that the firm serves; of those who belong to neither, in that of the first bureau of the tree.
 */
export async function chainOf(
  unitOfWork: UnitOfWork,
  { bureau_id, provider_id }: { bureau_id: string | null; provider_id: string | null },
): Promise<string> {
  if (bureau_id !== null) return bureau_id;
  if (provider_id !== null) {
    const firm = { kind: 'provider', providerId: provider_id, userId: 'system' } as const;
    const [link] = await unitOfWork.run(firm, (tx) =>
      tx.query<{ bureau_id: string }>('select bureau_id from provider_link order by bureau_id limit 1'),
    );
    if (link) return link.bureau_id;
  }
  const [first] = await unitOfWork.run({ kind: 'system' }, (tx) =>
    tx.query<{ id: string }>('select id from bureau order by path limit 1'),
  );
  if (!first) throw new Error('there is no bureau yet in whose record this could stand');
  return first.id;
}
