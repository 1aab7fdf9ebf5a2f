import type { UnitOfWork } from '../db/unit-of-work';
import type { Person } from './person';

type Party = Pick<Person, 'bureauId' | 'unitId' | 'providerId'>;

/** For whom somebody acts, by name: their unit, else their bureau, else their firm; null for an administrator. */
export function partyNameOf(
  unitOfWork: UnitOfWork,
  { bureauId, unitId, providerId }: Party,
): Promise<string | null> {
  const actor = { kind: 'system', ...(bureauId !== null && { bureauId }) } as const;
  return unitOfWork.run(actor, async (tx) => {
    const find = async (table: string, id: string): Promise<string | null> => {
      const [row] = await tx.query<{ name: string }>(`select name from ${table} where id = $1`, [id]);
      return row?.name ?? null;
    };
    if (unitId !== null) return find('unit', unitId);
    if (bureauId !== null) return find('bureau', bureauId);
    return providerId === null ? null : find('provider', providerId);
  });
}
