import type { Tx, UnitOfWork } from '../db/unit-of-work';

/** Each has up to 4 MB of pixels. */
const BATCH = 200;

interface Waiting {
  provider_id: string;
  sha256: string;
  /** As text: a Date would forget the microseconds, and the next batch begin with the last row of this one. */
  uploaded_at: string;
}

const SYSTEM = { kind: 'system' } as const;

/**
 * Throws away the photos that were uploaded more than so many days before `at` and that no visit, and nothing that was
 * added to one, names in any bureau: row and pixels in one statement. Answers how many went.
 *
 * A visit that names one in the meantime has taken its pixels, so they are not here any more; one that names it later
 * waits for it as for any photo that has not come.
 */
export async function sweepPhotos(unitOfWork: UnitOfWork, at: Date, days: number): Promise<number> {
  const until = new Date(at.getTime() - days * 86_400_000).toISOString();
  const bureaus = await unitOfWork.run(SYSTEM, (tx) =>
    tx.query<{ id: string }>('select id from bureau order by id'),
  );
  let gone = 0;
  let batch: Waiting[] = [];
  do {
    batch = await unitOfWork.run(SYSTEM, (tx) => waitingAfter(tx, until, batch.at(-1)));
    const hashes = batch.map(({ sha256 }) => sha256);
    const named = new Set<string>();
    for (const { id: bureauId } of bureaus) {
      const rows = await unitOfWork.run({ ...SYSTEM, bureauId }, (tx) => namedIn(tx, bureauId, hashes));
      for (const { sha256 } of rows) named.add(sha256);
    }
    const free = batch.filter(({ sha256 }) => !named.has(sha256));
    gone += await unitOfWork.run(SYSTEM, (tx) => drop(tx, until, free));
  } while (batch.length === BATCH);
  return gone;
}

function waitingAfter(tx: Tx, until: string, last: Waiting | undefined): Promise<Waiting[]> {
  return tx.query(
    `select provider_id, sha256, uploaded_at::text from photo_upload
     where content is not null and uploaded_at < $1
       and ($2::timestamptz is null or (uploaded_at, provider_id, sha256) > ($2, $3::uuid, $4::text))
     order by photo_upload.uploaded_at, provider_id, sha256 limit $5`,
    [until, last?.uploaded_at ?? null, last?.provider_id ?? null, last?.sha256 ?? null, BATCH],
  );
}

const namedIn = (tx: Tx, bureauId: string, hashes: readonly string[]): Promise<{ sha256: string }[]> =>
  tx.query(
    `select sha256 from visit_photo where bureau_id = $1 and sha256 = any($2)
     union select sha256 from visit_added_photo where bureau_id = $1 and sha256 = any($2)`,
    [bureauId, hashes],
  );

const drop = (tx: Tx, until: string, free: readonly Waiting[]): Promise<number> =>
  tx.execute(
    `delete from photo_upload u using unnest($2::uuid[], $3::text[]) as f (provider_id, sha256)
     where u.provider_id = f.provider_id and u.sha256 = f.sha256 and u.content is not null and u.uploaded_at < $1`,
    [until, free.map(({ provider_id }) => provider_id), free.map(({ sha256 }) => sha256)],
  );
