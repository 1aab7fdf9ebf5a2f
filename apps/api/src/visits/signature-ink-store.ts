import { verb } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';

/** The blind index of a drawing, by the hash of its shape: equal within a bureau for equal drawings. */
export const inkIndex = (shape: string, bureauId: string, vault: PersonalDataVault): Buffer =>
  vault.index(`signature ${shape}`, bureauId);

const KEEP_INK = verb('keep_ink', 4);

/** Keeps which drawing a visit has, without waiting for it: `turn` 0 is under the visit, later ones were added. */
export function sendInk(tx: Tx, bureauId: string, visitId: string, turn: number, ink: Buffer | null): void {
  if (ink !== null) tx.send(KEEP_INK, [bureauId, visitId, turn, ink]);
}

/**
 * The first other record with the very drawing that the visit `v` has, under it or added to it. A name is never drawn
 * twice alike; but one kept by another system may be, so this is for a person to judge.
 */
export const SAME_SIGNATURE = `(select other.number
    from signature_ink mine
    join signature_ink twin on twin.bureau_id = mine.bureau_id and twin.ink = mine.ink
      and twin.visit_id <> mine.visit_id
    join visit other on other.bureau_id = twin.bureau_id and other.id = twin.visit_id
    where mine.bureau_id = v.bureau_id and mine.visit_id = v.id
    order by twin.visit_id limit 1)`;
