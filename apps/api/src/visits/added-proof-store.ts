import { createHash } from 'node:crypto';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import { addedPlace } from './added-proof-rows';
import type { LiveVisit } from './live-visit-store';
import { inkIndex, sendInk } from './signature-ink-store';

/** What somebody adds: words, hashes of photos, a drawing; who and when. */
export interface Addition {
  note: string | null;
  photos: readonly string[];
  signature: string | null;
  /** The hash of what is drawn. */
  shape?: string | null;
  by: string;
  at: Date;
}

const hashOf = (facts: unknown): string => createHash('sha256').update(JSON.stringify(facts)).digest('hex');

/** The hash of what the visit was finished with; `drawing` is the signature, where one was given. */
export function hashOfFirst({ view }: LiveVisit, remarks: object, drawing: string | null): string {
  const times = [view.started_at, view.ended_at].map((at) => at?.toISOString() ?? null);
  const places = [
    ...[view.start_longitude, view.start_latitude, view.end_longitude, view.end_latitude],
    ...[view.start_accuracy, view.end_accuracy],
  ];
  return hashOf([view.number, view.method, times, places, view.photos, drawing && hashOf(drawing), remarks]);
}

/** The hash of an addition, which covers everything before it as well. */
export const hashOfAddition = (before: string, { note, photos, signature, by, at }: Addition): string =>
  hashOf([before, note, photos, signature && hashOf(signature), by, at.toISOString()]);

/** Stores the next addition to a locked visit. */
export async function storeAddition(
  tx: Tx,
  { id, view }: LiveVisit,
  addition: Addition & { providerId: string; usedOn: readonly string[]; sha256: string },
  vault: PersonalDataVault,
): Promise<void> {
  const { note, photos, signature, shape, by, at, providerId, usedOn, sha256 } = addition;
  const turn = view.added.length + 1;
  const sealed = (text: string | null, column: 'sealed' | 'signature'): Buffer | null =>
    text === null ? null : vault.seal(text, addedPlace(view.bureau_id, id, turn, column));
  await insertRows(tx, 'visit_added_proof', [
    {
      ...{ bureau_id: view.bureau_id, visit_id: id, turn, provider_id: providerId },
      ...{ sealed: sealed(note, 'sealed'), photos, signature: sealed(signature, 'signature') },
      ...{ used_elsewhere: usedOn, sha256, added_by: by, added_at: at },
    },
  ]);
  if (shape) sendInk(tx, view.bureau_id, id, turn, inkIndex(shape, view.bureau_id, vault));
}

/** The drawing of an addition, by the addition's hash; undefined where it has none. */
export async function readAddedSignature(
  tx: Tx,
  { bureauId, visitId, sha256 }: { bureauId: string; visitId: string; sha256: string },
  vault: PersonalDataVault,
): Promise<string | undefined> {
  const [row] = await tx.query<{ turn: number; signature: Buffer | null }>(
    'select turn, signature from visit_added_proof where visit_id = $1 and sha256 = $2',
    [visitId, sha256],
  );
  if (!row?.signature) return undefined;
  return vault.open(row.signature, addedPlace(bureauId, visitId, row.turn, 'signature'));
}
