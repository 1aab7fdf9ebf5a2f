import type { Tx } from '../db/unit-of-work';
import type { Pixels } from './pixels';

/**
 * Brings the photos that a visit names into its bureau. Answers those that are not uploaded yet; their upload will look
 * for visits that wait.
 */
export async function takePhotos(
  tx: Tx,
  bureauId: string,
  providerId: string | null,
  hashes: readonly string[],
): Promise<string[]> {
  if (hashes.length === 0) return [];
  if (providerId === null) return [...hashes];
  const rows = await tx.query<{ sha256: string }>(
    'select sha256 from take_photos($1, $2, $3) as missing (sha256)',
    [bureauId, providerId, hashes],
  );
  return rows.map(({ sha256 }) => sha256);
}

export interface Upload extends Pixels {
  providerId: string;
  sha256: string;
  by: string;
  at: Date;
}

/** Keeps an upload until a visit takes it; the same photo again changes nothing. */
export async function storeUpload(tx: Tx, upload: Upload): Promise<void> {
  const { providerId, sha256, width, height, content, sha256OfPixels, by, at } = upload;
  await tx.execute(
    `insert into photo_upload as u (provider_id, sha256, width, height, content, uploaded_by, uploaded_at, pixels)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (provider_id, sha256) do update set width = excluded.width, height = excluded.height,
       content = excluded.content, uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at,
       pixels = excluded.pixels
     where u.width is null or u.content is not null`,
    [providerId, sha256, width, height, content, by, at.toISOString(), sha256OfPixels],
  );
}

/** The visits that the caller may see and that wait for this photo. */
export function waitingVisits(tx: Tx, sha256: string): Promise<{ bureau_id: string; id: string }[]> {
  return tx.query(
    `select v.bureau_id, v.id from visit_photo p join visit v on v.bureau_id = p.bureau_id and v.id = p.visit_id
     where p.sha256 = $1 and v.status = 'photo-pending' order by v.started_at, v.id`,
    [sha256],
  );
}

/** The pixels of a photo of a bureau; undefined where it has none. */
export async function readPhoto(tx: Tx, sha256: string): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ content: Buffer }>('select content from photo where sha256 = $1', [sha256]);
  return row?.content;
}

/** The sealed drawing under a visit; undefined where nobody signed. */
export async function readSignature(tx: Tx, visitId: string): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ sealed: Buffer }>('select sealed from visit_signature where visit_id = $1', [
    visitId,
  ]);
  return row?.sealed;
}
