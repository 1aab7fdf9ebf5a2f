import sharp from 'sharp';
import { Housekeeping, KEPT_DAYS } from '../../apps/api/src/housekeeping/housekeeping';
import { startApp } from '../support/app';
import { asSuper } from '../support/snapshot';
import { endOf, hashOf, make, startOf, upload, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;
let turn = 0;
beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const DAY_MS = 86_400_000;
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: ++turn * 12, g: 90, b: 20 } } })
    .jpeg()
    .toBuffer();

/** Uploaded; answers its hash and when. */
async function uploaded(): Promise<{ file: Buffer; sha256: string; at: Date }> {
  const file = await photo();
  expect((await upload(world.site, world.clients.worker, file)).status).toBe(201);
  const sha256 = hashOf(file);
  const [row] = await world.sql<{ uploaded_at: Date }>(
    'select uploaded_at from photo_upload where sha256 = $1',
    [sha256],
  );
  return { file, sha256, at: new Date(row?.uploaded_at ?? 0) };
}

async function cleaning(i: number, day: string, photos: readonly string[]) {
  const order = await world.order(i, { itemCode: 'CL01', quantity: '3.00' });
  const location = await world.home(order.cadreId);
  const start = startOf(order.id, `${day} 09:00`, { location });
  return make(world.clients.worker, start, endOf(`${day} 10:00`, { location, photos }));
}

const sweep = async (from: Date, past: number): Promise<number> => {
  const at = new Date(from.getTime() + KEPT_DAYS.photos * DAY_MS + past);
  return (await world.site.app.get(Housekeeping).sweep(at)).photos;
};
const rowsOf = async (sha256: string): Promise<number> =>
  (await world.sql('select 1 from photo_upload where sha256 = $1', [sha256])).length;

test('what no visit took goes after its days, row and pixels, and not a moment before', async () => {
  const { sha256, at } = await uploaded();
  expect([await sweep(at, 0), await rowsOf(sha256)]).toEqual([0, 1]);
  expect([await sweep(at, 1), await rowsOf(sha256)]).toEqual([1, 0]);
  expect(await sweep(at, 1)).toBe(0);
});

test('what a visit took stays, and what one waits for though its pixels lie here', async () => {
  const taken = await uploaded();
  const made = await cleaning(1, '12-02', [taken.sha256]);
  expect([made.status, await sweep(taken.at, DAY_MS)]).toEqual(['payable', 0]);
  const path = `/visits/${made.id}/photos/${taken.sha256}`;
  expect((await world.clients.clerk.get(path)).status).toBe(200);
  // As after a crash between an upload and the visit that waited for it.
  const left = await uploaded();
  await asSuper(world.site.database.superUrl, (query) =>
    query(
      `insert into visit_photo (bureau_id, visit_id, sha256, provider_id, worker_id)
       select bureau_id, id, $2, provider_id, worker_id from visit where id = $1`,
      [made.id, left.sha256],
    ),
  );
  expect([await sweep(left.at, DAY_MS), await rowsOf(left.sha256)]).toEqual([0, 1]);
});

test('a visit that names its photo too late waits, and takes it when it comes again', async () => {
  const { file, sha256, at } = await uploaded();
  expect(await sweep(at, DAY_MS)).toBe(1);
  const made = await cleaning(2, '12-03', [sha256]);
  expect(made).toMatchObject({ status: 'photo-pending', missingPhotos: [sha256] });
  await upload(world.site, world.clients.worker, file);
  expect((await world.clients.worker.get(`/visits/${made.id}`)).body.status).toBe('payable');
});

const waitForLock = (): Promise<void> =>
  asSuper(world.site.database.superUrl, async (query) => {
    while ((await query('select 1 from pg_locks where not granted')).length === 0)
      await new Promise((tick) => setTimeout(tick, 20));
  });

test('a photo that goes while a visit waits for another of its photos is one that it misses', async () => {
  const photos = [(await uploaded()).sha256, (await uploaded()).sha256].sort();
  const made = await asSuper(world.site.database.superUrl, async (query) => {
    await query('begin');
    await query('select 1 from photo_upload where sha256 = $1 for update', [photos[0]]);
    const finishing = cleaning(3, '12-04', photos);
    await waitForLock();
    await query('delete from photo_upload where sha256 = $1', [photos[1]]);
    await query('commit');
    return finishing;
  });
  expect(made).toMatchObject({ status: 'photo-pending', missingPhotos: [photos[1]] });
}, 60_000);

test('whether an added photo was used is asked by an index, under the policies too', async () => {
  const { rows, plan } = await asSuper(world.site.database.superUrl, async (query) => {
    const [visit] = (await query('select bureau_id, id, provider_id from visit limit 1')) as {
      bureau_id: string;
      id: string;
      provider_id: string;
    }[];
    if (!visit) throw new Error('there is a visit');
    await query('begin');
    await query(
      `insert into visit_added_proof (bureau_id, visit_id, turn, provider_id, photos, used_elsewhere, sha256, added_by,
         added_at)
       select $1, $2, i, $3, array[md5(i::text), md5(i::text), 'x' || i], '{}', repeat('a', 64), 'x', '2026-01-01'
         from generate_series(1, 3000) i`,
      [visit.bureau_id, visit.id, visit.provider_id],
    );
    await query('analyze visit_added_photo');
    const kept = await query('select 1 from visit_added_photo where visit_id = $1', [visit.id]);
    await query('set local role songbai_act_bureau');
    await query(`select set_config('app.bureau', $1, true)`, [visit.bureau_id]);
    const lines = (await query(
      `explain select visit_id from visit_added_photo where bureau_id = $1 and sha256 = any(array['x1','x2'])`,
      [visit.bureau_id],
    )) as Record<string, string>[];
    await query('rollback');
    return { rows: kept.length, plan: lines.map((line) => line['QUERY PLAN']).join('\n') };
  });
  expect(rows).toBe(6000);
  expect(plan).toMatch(/Index Cond: .*bureau_id.*sha256/);
});
