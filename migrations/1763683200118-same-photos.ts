import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/**
 * The hash of a photo's pixels as they are kept: one byte more, another camera's name or a lossless copy make another
 * file, and show the same. Null for what was kept before: those are known by their files alone.
 */
const COLUMNS = ['photo_upload', 'photo'].map(
  (table) =>
    `alter table ${table} add column pixels text constraint ${table}_pixels check (pixels ~ '^[0-9a-f]{64}$')`,
);

const INDEXES = [
  'create index photo_upload_same on photo_upload (provider_id, pixels) where pixels is not null',
  'create index photo_same on photo (bureau_id, pixels) where pixels is not null',
];

/**
 * As before, and of two visits that show the same pixels in two files, the second waits for the first: all uploads that
 * show what these show are held, in one order.
 */
const TAKE_PHOTOS = (copied: 'pixels' | '', held: string): string => `
create or replace function take_photos(p_bureau uuid, p_provider uuid, p_hashes text[]) returns setof text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_bureau is distinct from current_setting('app.bureau')::uuid then
    raise exception 'photos are taken into the bureau of the transaction' using errcode = 'LE401';
  end if;
  insert into public.photo_upload (provider_id, sha256)
    select p_provider, h.sha256 from unnest(p_hashes) as h (sha256) order by h.sha256
    on conflict do nothing;
  perform 1 from public.photo_upload u where u.provider_id = p_provider and ${held}
    order by u.sha256 for no key update;
  insert into public.photo (bureau_id, sha256, provider_id, width, height, content, uploaded_by,
      uploaded_at${copied && `, ${copied}`})
    select p_bureau, u.sha256, p_provider, u.width, u.height, u.content, u.uploaded_by,
        u.uploaded_at${copied && `, u.${copied}`}
      from public.photo_upload u
      where u.provider_id = p_provider and u.sha256 = any (p_hashes) and u.content is not null
    on conflict do nothing;
  update public.photo_upload u set content = null
    where u.provider_id = p_provider and u.sha256 = any (p_hashes) and u.content is not null;
  return query select u.sha256 from public.photo_upload u
    where u.provider_id = p_provider and u.sha256 = any (p_hashes) and u.width is null order by u.sha256;
end $$`;

const ASKED = 'u.sha256 = any (p_hashes)';
const ASKED_OR_SAME = `(${ASKED} or u.pixels in (select a.pixels from public.photo_upload a
      where a.provider_id = p_provider and a.sha256 = any (p_hashes)))`;

/** What a camera takes. Of smaller pictures, such as a mark or a stamp, many are alike and mean nothing by it. */
const TAKEN = 'least(p.width, p.height) >= 240 and greatest(p.width, p.height) >= 320';

/**
 * Which of these photos a bureau was shown before, by their files or their pixels, and on which record first: with the
 * visit itself, or added to it while it was held. The one place that is asked whether a photo was used.
 */
const SEEN_PHOTOS = `
create function seen_photos(p_bureau uuid, p_photos text[]) returns table (sha256 text, number text)
language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
    with shown as (
      select a.sha256 as asked, a.sha256 as file from unnest(p_photos) as a (sha256)
      union
      select p.sha256, t.sha256 from public.photo p
        join public.photo t on t.bureau_id = p_bureau and t.pixels = p.pixels
        where p.bureau_id = p_bureau and p.sha256 = any (p_photos) and ${TAKEN}
    ), used as (
      select s.asked, v.number, v.decided_seq, 0 as turn from shown s
        join public.visit_photo p on p.bureau_id = p_bureau and p.sha256 = s.file
        join public.visit v on v.bureau_id = p_bureau and v.id = p.visit_id
        where v.decided_seq is not null
      union all
      select s.asked, v.number, v.decided_seq, a.turn from shown s
        join public.visit_added_proof a on a.bureau_id = p_bureau and s.file = any (a.photos)
        join public.visit v on v.bureau_id = p_bureau and v.id = a.visit_id
    )
    select distinct on (u.asked) u.asked, u.number from used u
      order by u.asked, u.turn > 0, u.decided_seq, u.turn;
end $$`;

const IN_WORLD = `from (select distinct on (p.sha256) p.sha256, v.number from public.visit_photo p
          join public.visit v on v.bureau_id = p_bureau and v.id = p.visit_id
          where p.bureau_id = p_bureau and p.sha256 = any (p_photos) and v.decided_seq is not null
          order by p.sha256, v.decided_seq) s;`;
const IN_WORLD_BY_PIXELS = 'from public.seen_photos(p_bureau, p_photos) s;';

/** All of the function but its question about photos stays as it is. */
async function exchangeInWorld(db: QueryRunner, from: string, to: string): Promise<void> {
  const [row] = (await db.query(`select pg_get_functiondef('visit_world'::regproc) as text`)) as {
    text: string;
  }[];
  const parts = row?.text.split(from) ?? [];
  if (parts.length !== 2) throw new Error('visit_world asks about photos in one place');
  await db.query(parts.join(to));
}

/** Works on functions as the role that owns them, which may not make anything in this schema at other times. */
async function asSystem(db: QueryRunner, work: () => Promise<void>): Promise<void> {
  const system = roleOf('system');
  await runAll(db, [`grant create on schema public to ${system}`, `set local role ${system}`]);
  await work();
  await runAll(db, ['reset role', `revoke create on schema public from ${system}`]);
}

/** V12 knows a photo again in another file. */
export class SamePhotos1763683200118 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [...COLUMNS, ...INDEXES]);
    await runAll(db, [
      SEEN_PHOTOS,
      'revoke execute on function seen_photos from public',
      `grant execute on function seen_photos to ${roleOf('bureau')}, ${roleOf('system')}`,
    ]);
    await asSystem(db, async () => {
      await db.query(TAKE_PHOTOS('pixels', ASKED_OR_SAME));
      await exchangeInWorld(db, IN_WORLD, IN_WORLD_BY_PIXELS);
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await asSystem(db, async () => {
      await db.query(TAKE_PHOTOS('', ASKED));
      await exchangeInWorld(db, IN_WORLD_BY_PIXELS, IN_WORLD);
    });
    await runAll(db, [
      'drop function seen_photos',
      'drop index photo_same, photo_upload_same',
      ...['photo', 'photo_upload'].map((table) => `alter table ${table} drop column pixels`),
    ]);
  }
}
