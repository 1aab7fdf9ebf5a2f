import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, roleOf, secure } from './policy';
import { runAll } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
/** A supervisor's setting is the list of the bureaus of its tree. */
const IN_TREE = `bureau_id = any (current_setting('app.party')::uuid[])`;

/**
 * The photos of `visit_added_proof`, one a row. A list in a column can be searched by an index only with an operator
 * that no policy lets lead one (it is not leakproof).
 */
const ADDED_PHOTO = `
create table visit_added_photo (
  bureau_id uuid not null,
  visit_id  uuid not null,
  turn      int  not null,
  sha256    text not null check (sha256 <> ''),
  primary key (bureau_id, visit_id, turn, sha256),
  constraint visit_added_photo_proof foreign key (bureau_id, visit_id, turn)
    references visit_added_proof (bureau_id, visit_id, turn)
)`;

const FILL = `
create function keep_added_photos() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.visit_added_photo (bureau_id, visit_id, turn, sha256)
    select distinct new.bureau_id, new.visit_id, new.turn, p.sha256 from unnest(new.photos) as p (sha256);
  return null;
end $$`;

const PAST = `insert into visit_added_photo (bureau_id, visit_id, turn, sha256)
  select distinct a.bureau_id, a.visit_id, a.turn, p.sha256
    from visit_added_proof a cross join lateral unnest(a.photos) as p (sha256)`;

const IN_LIST = 'join public.visit_added_proof a on a.bureau_id = p_bureau and s.file = any (a.photos)';
const BY_ROW = 'join public.visit_added_photo a on a.bureau_id = p_bureau and a.sha256 = s.file';

/** `take_photos` holds the rows that it found as well: none is swept between its first statement and its second. */
const FOUND = `order by h.sha256
    on conflict do nothing;`;
const FOUND_AND_HELD = `order by h.sha256
    on conflict (provider_id, sha256) do update set sha256 = excluded.sha256 where false;`;

/** All of a function but this one part stays as it is. */
async function exchange(db: QueryRunner, name: string, from: string, to: string): Promise<void> {
  const [row] = (await db.query(`select pg_get_functiondef('${name}'::regproc) as text`)) as {
    text: string;
  }[];
  const parts = row?.text.split(from) ?? [];
  if (parts.length !== 2) throw new Error(`${name} has one such part`);
  await db.query(parts.join(to));
}

/** Works on functions as the role that owns them, which may not make anything in this schema at other times. */
async function asSystem(db: QueryRunner, work: () => Promise<void>): Promise<void> {
  const system = roleOf('system');
  await runAll(db, [`grant create on schema public to ${system}`, `set local role ${system}`]);
  await work();
  await runAll(db, ['reset role', `revoke create on schema public from ${system}`]);
}

/** Whether a photo is used is asked by an index, and uploads that no visit took can be swept. */
export class PhotosKept1763683200123 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      ...[ADDED_PHOTO, 'create index visit_added_photo_hash on visit_added_photo (bureau_id, sha256)'],
      'alter table visit_added_proof no force row level security',
      ...[PAST, 'alter table visit_added_proof force row level security', FILL],
      'revoke execute on function keep_added_photos from public',
      `create trigger keep_photos after insert on visit_added_proof
        for each row execute function keep_added_photos()`,
      `create trigger append_only before update or delete on visit_added_photo
        for each row execute function public.refuse_change('visit_added_photo is append-only')`,
      ...secure('visit_added_photo'),
      ...(['bureau', 'system'] as const).flatMap((actor) =>
        allow(actor, ['select', 'insert'], 'visit_added_photo', IN_BUREAU),
      ),
      ...allow('supervisor', ['select'], 'visit_added_photo', IN_TREE),
      ...allow('auditor', ['select'], 'visit_added_photo', IN_BUREAU),
      'create index photo_upload_waiting on photo_upload (uploaded_at) where content is not null',
      `grant delete on photo_upload to ${roleOf('system')}`,
    ]);
    await exchange(db, 'seen_photos', IN_LIST, BY_ROW);
    await asSystem(db, () => exchange(db, 'take_photos', FOUND, FOUND_AND_HELD));
  }

  async down(db: QueryRunner): Promise<void> {
    await asSystem(db, () => exchange(db, 'take_photos', FOUND_AND_HELD, FOUND));
    await exchange(db, 'seen_photos', BY_ROW, IN_LIST);
    await runAll(db, [
      `revoke delete on photo_upload from ${roleOf('system')}`,
      'drop index photo_upload_waiting',
      'drop trigger keep_photos on visit_added_proof',
      'drop function keep_added_photos',
      'drop table visit_added_photo',
    ]);
  }
}
