import { PersonalDataVault } from '../../apps/api/src/personal-data/vault';
import { addedPlace } from '../../apps/api/src/visits/added-proof-rows';
import { signaturePlace } from '../../apps/api/src/visits/visit-entry-store';
import type { TestApp } from './app';
import { aName, aScene } from './scene';
import { asSuper } from './snapshot';

/** What every photo, file and addition of the matrix is known by. */
export const PHOTO = 'a'.repeat(64);

/** A photo of the visit and a signature, as if its worker had sent them. */
export async function photograph(site: TestApp, visit: string, bureauId: string): Promise<void> {
  const content = await aScene(640, 480);
  const sealed = site.app.get(PersonalDataVault).seal(await aName(), signaturePlace(bureauId, visit));
  await asSuper(site.database.superUrl, async (query) => {
    await query(
      `insert into photo (bureau_id, sha256, provider_id, width, height, content, uploaded_by, uploaded_at)
       select bureau_id, $2, provider_id, 640, 480, $3, 'worker', now() from visit where id = $1
       on conflict do nothing`,
      [visit, PHOTO, content],
    );
    await query('insert into visit_signature (bureau_id, visit_id, sealed) values ($1, $2, $3)', [
      ...[bureauId, visit, sealed],
    ]);
    await query(
      `insert into visit_photo (bureau_id, visit_id, sha256, provider_id, worker_id)
       select bureau_id, id, $2, provider_id, worker_id from visit where id = $1`,
      [visit, PHOTO],
    );
    const place = addedPlace(bureauId, visit, 1, 'signature');
    await query(
      `insert into visit_added_proof (bureau_id, visit_id, turn, provider_id, photos, signature, used_elsewhere, sha256,
         added_by, added_at)
       select bureau_id, id, 1, provider_id, '{}', $3, '{}', $2, 'worker', now() from visit where id = $1`,
      [visit, PHOTO, site.app.get(PersonalDataVault).seal(await aName(), place)],
    );
  });
}

/** Proof of something on the bill, as if its provider had sent it. */
export const attach = (site: TestApp, bill: string): Promise<void> =>
  asSuper(site.database.superUrl, async (query) => {
    await query(
      `insert into bill_file (bureau_id, bill_id, provider_id, sha256, media_type, name, content, uploaded_by,
         uploaded_at)
       select bureau_id, id, provider_id, $2, 'image/jpeg', 'a.jpg', 'x', 'manager', now() from bill where id = $1`,
      [bill, PHOTO],
    );
  });
