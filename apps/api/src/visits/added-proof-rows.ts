import type { PersonalDataVault, Place } from '../personal-data/vault';
import type { AddedProofAnswer } from './visit-answer.dto';

/** One addition as a statement answers it. */
export interface AddedRow {
  turn: number;
  sealed: string | null;
  photos: string[];
  signed: boolean;
  usedOn: string[];
  sha256: string;
  by: string;
  at: string;
}

/** What was added to the visit `v`, in order, as JSON. */
export const ADDED_ROWS = `(select coalesce(json_agg(json_build_object('turn', a.turn,
    'sealed', encode(a.sealed, 'base64'), 'photos', a.photos, 'signed', a.signature is not null,
    'usedOn', a.used_elsewhere, 'sha256', a.sha256, 'by', a.added_by, 'at', a.added_at) order by a.turn), '[]')
  from visit_added_proof a where a.bureau_id = v.bureau_id and a.visit_id = v.id)`;

/** Where what was added is sealed; no row's value opens in another's place. */
export const addedPlace = (
  bureauId: string,
  visitId: string,
  turn: number,
  column: 'sealed' | 'signature',
): Place => ({ bureauId, table: 'visit_added_proof', column, rowId: `${visitId}:${turn}` });

export const addedAnswer = (
  { turn, sealed, at, ...row }: AddedRow,
  { bureauId, visitId }: { bureauId: string; visitId: string },
  vault: PersonalDataVault,
): AddedProofAnswer => ({
  ...row,
  note:
    sealed === null
      ? null
      : vault.open(Buffer.from(sealed, 'base64'), addedPlace(bureauId, visitId, turn, 'sealed')),
  at: new Date(at).toISOString(),
});
