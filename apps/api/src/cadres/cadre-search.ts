import type { Caller } from '../access/caller';
import { writerOf } from '../access/person';
import { audit } from '../audit/audit';
import type { Actor } from '../db/actor';
import type { UnitOfWork } from '../db/unit-of-work';
import type { Condition } from '../http/page';
import type { PersonalDataVault } from '../personal-data/vault';
import { codeOrName } from '../registers/name-keys';

/** As long as an ID number or a phone may be. */
const isNumber = (text: string): boolean => /^[\dX]{7,18}$/.test(text);

/**
 * A condition on cadres `t`: whom a text means, by code or name. By ID number and phone for the bureau's staff alone:
 * of a masked number few are left to be tried one by one.
 */
export function personMeant(
  text: string | undefined,
  actor: Actor,
  vault: PersonalDataVault,
): Condition | null {
  if (text === undefined || actor.kind !== 'bureau' || !isNumber(text)) return codeOrName(text);
  const index = vault.index(text, actor.bureauId);
  return ['t.id_number_index = ? or t.phone_index = ? or t.code = ?', index, index, text];
}

/**
 * Who finds a person by a number has learnt whose it is: on record as a look at it is, but for the number itself. A
 * number that is still being typed finds nobody.
 */
export async function keepSearch(
  unitOfWork: UnitOfWork,
  caller: Caller,
  text: string | undefined,
  rows?: number,
): Promise<void> {
  const { actor, person } = caller;
  if (text === undefined || actor.kind !== 'bureau' || !isNumber(text) || rows === 0) return;
  const { bureauId: id } = actor;
  await unitOfWork.run(writerOf(person, id), async (tx) =>
    audit(tx, caller, {
      ...{ verb: 'cadre.search', subject: 'bureau', id },
      ...(rows !== undefined && { after: { rows } }),
    }),
  );
}
