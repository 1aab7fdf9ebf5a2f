import { DomainError, idNumberForms } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import type { SamePersonAnswer } from './cadres.dto';

/** As the register stores it, of each way to write the number. */
const indexesOf = (vault: PersonalDataVault, idNumber: string, bureauId: string): Buffer[] =>
  idNumberForms(idNumber).map((form) => vault.index(form, bureauId));

const OF_PERSON = 'select id, code, name from cadre where bureau_id = $1 and id_number_index = any($2)';

/** Who else in the bureau has this ID number: one person under two codes has the limits of two. */
export function othersWith(
  tx: Tx,
  vault: PersonalDataVault,
  { id, idNumber, bureauId }: { id: string; idNumber: string; bureauId: string },
): Promise<SamePersonAnswer[]> {
  const parameters = [bureauId, indexesOf(vault, idNumber, bureauId), id];
  return tx.query<SamePersonAnswer>(`${OF_PERSON} and id <> $3 order by code`, parameters);
}

/** Throws `conflict` with the code of who else than `ownId` has this ID number in the bureau. */
export async function assertNobodyHas(
  tx: Tx,
  vault: PersonalDataVault,
  idNumber: string,
  ownId: string | null,
): Promise<void> {
  const { bureauId = '' } = tx.actor;
  const indexes = indexesOf(vault, idNumber, bureauId);
  // Two who enter one person at the same time: the second waits, and then finds the first.
  const locks = indexes.map((index) => `${bureauId}/${index.toString('hex')}`).sort();
  for (const lock of locks) await tx.execute('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
  const [known] = await tx.query<{ code: string }>(
    `${OF_PERSON} and id is distinct from $3 order by code limit 1`,
    [bureauId, indexes, ownId],
  );
  if (known) throw new DomainError('conflict', { because: 'id-number-known', facts: { code: known.code } });
}
