import type { UnitOfWork } from '../db/unit-of-work';
import type { PartyAnswer, PartyNamesAnswer, PartyQuery } from './users.dto';

/** The parties that a user may act for, by name: all bureaus and providers, and what belongs to the ones asked for. */
export async function readPartyNames(
  unitOfWork: UnitOfWork,
  { bureauId, providerId }: PartyQuery,
): Promise<PartyNamesAnswer> {
  const shared = await unitOfWork.run({ kind: 'system' }, async (tx) => ({
    bureaus: await tx.query<PartyAnswer>(
      'select id, name, credit_code as code from bureau order by name, id',
    ),
    providers: await tx.query<PartyAnswer>(
      'select id, name, credit_code as code from provider order by name, id',
    ),
    workers: await tx.query<PartyAnswer>(
      'select id, name, null as code from worker where provider_id = $1 order by name, id',
      [providerId ?? null],
    ),
  }));
  if (bureauId === undefined) return { ...shared, units: [] };
  const units = await unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
    tx.query<PartyAnswer>('select id, name, code from unit where bureau_id = $1 order by code', [bureauId]),
  );
  return { ...shared, units };
}
