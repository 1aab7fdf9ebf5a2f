import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ActorRole, allow, inScope, roleOf, secure } from './policy';
import { oneOf, runAll, toShared, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const READ = ['select'];

/**
 * What a visit has besides, when it is made on the platform and not on paper. `planned_at` is when it was arranged for;
 * `sealed` holds the note and the tasks, which may tell how somebody is; `device_at` is what the device's clock said
 * when it synced. `started_by` and `finished_by` are who entered it, which for a worker without a telephone is somebody
 * else; a visit that has no `finished_by` may still be finished. `amount_fen` is what the contract's price would pay
 * for it.
 */
const VISIT_COLUMNS = `
alter table visit
  add column planned_at     timestamptz,
  add column start_accuracy double precision,
  add column end_accuracy   double precision,
  add column sealed         bytea,
  add column device_at      timestamptz,
  add column started_by     text,
  add column finished_by    text,
  add column on_behalf_of   text,
  add column amount_fen     bigint,
  add constraint visit_planned check (status <> 'planned' or (planned_at is not null and started_at is null)),
  add constraint visit_amount check (amount_fen >= 0 and (amount_fen = 0 or quantity_hundredths > 0)),
  add constraint visit_accuracy check (start_accuracy >= 0 and end_accuracy >= 0)`;

/**
 * How many visits a bureau has decided. Decisions are numbered as they are made, and "the greatest number so far plus
 * one" would give two visits that are decided at one moment the same; so this row is taken last and held briefly.
 */
const VISIT_TURN = `
create table visit_turn (
  bureau_id uuid   not null primary key,
  seq       bigint not null check (seq >= 0)
)`;

const PAST_TURNS =
  'insert into visit_turn select bureau_id, max(decided_seq) from visit group by 1 having max(decided_seq) > 0';

/** The pixels of a photo that a visit names, re-encoded, so that nothing of the camera or the place is left in them. */
const PHOTO = `
create table photo (
  bureau_id   uuid        not null,
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  provider_id uuid        not null,
  width       int         not null check (width > 0),
  height      int         not null check (height > 0),
  content     bytea       not null check (octet_length(content) <= 4194304),
  uploaded_by text        not null,
  uploaded_at timestamptz not null,
  primary key (bureau_id, sha256)
)`;

/**
 * Photos by the firm whose worker took them. An upload names no visit and so no bureau: its pixels wait here until a
 * visit names them and then move to the visit's bureau. A row without width is a photo that a visit waits for: whoever
 * of the two comes second finds the other, because both write the same row.
 */
const PHOTO_UPLOAD = `
create table photo_upload (
  provider_id uuid not null,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  width       int,
  height      int,
  content     bytea check (octet_length(content) <= 4194304),
  uploaded_by text,
  uploaded_at timestamptz,
  primary key (provider_id, sha256),
  constraint photo_upload_known check ((width is null) = (height is null) and (width is null) = (uploaded_by is null)
    and (width is null) = (uploaded_at is null) and (content is null or width is not null))
)`;

/** The drawing of a signature, sealed by the application; that there is one stands in the visit. */
const VISIT_SIGNATURE = `
create table visit_signature (
  bureau_id uuid  not null,
  visit_id  uuid  not null,
  sealed    bytea not null check (octet_length(sealed) <= 524288),
  primary key (bureau_id, visit_id)
)`;

/**
 * What a person found out about a reason for which a visit was held. Once for each reason of a visit. Whoever ordered
 * the service or entered the visit is not the one to say that it counts.
 */
const VISIT_RESOLUTION = `
create table visit_resolution (
  bureau_id   uuid        not null,
  visit_id    uuid        not null,
  code        text        not null check (code <> ''),
  provider_id uuid,
  resolution  text        not null check (${oneOf('resolution', 'confirm', 'reject')}),
  findings    jsonb       not null,
  reason      text        not null check (reason <> ''),
  evidence    text,
  ordered_by  text        not null,
  entered_by  text        not null,
  resolved_by text        not null,
  resolved_at timestamptz not null,
  primary key (bureau_id, visit_id, code),
  constraint visit_resolution_other_person check (resolved_by <> ordered_by and resolved_by <> entered_by)
)`;

/** Death, hospital and journeys as they were told, and what followed at once. */
const LIFE_EVENT = `
create table life_event (
  bureau_id   uuid        not null,
  id          uuid        not null,
  cadre_id    uuid        not null,
  unit_id     uuid,
  kind        text        not null check (${oneOf('kind', 'death', 'admission', 'discharge', 'away', 'back')}),
  at          timestamptz not null,
  source      text        not null check (source <> ''),
  effects     jsonb       not null,
  recorded_by text        not null,
  recorded_at timestamptz not null,
  primary key (bureau_id, id)
)`;

/**
 * Two visits of one worker are never judged at the same moment, at whatever bureaus: the later one must see what the
 * earlier one became. The bureau may not read this row, so it asks for it to be held.
 */
const HOLD_WORKERS = `
create function hold_workers(p_workers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from public.worker w where w.id = any (p_workers) order by w.id for no key update;
end $$`;

/**
 * Brings the pixels of photos that a visit names into the visit's bureau. Answers those that are still to come; from
 * now on their upload finds who waits for them. An upload at work at this moment is waited for.
 */
const TAKE_PHOTOS = `
create function take_photos(p_bureau uuid, p_provider uuid, p_hashes text[]) returns setof text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_bureau is distinct from current_setting('app.bureau')::uuid then
    raise exception 'photos are taken into the bureau of the transaction' using errcode = 'LE401';
  end if;
  insert into public.photo_upload (provider_id, sha256)
    select p_provider, h.sha256 from unnest(p_hashes) as h (sha256) order by h.sha256
    on conflict do nothing;
  perform 1 from public.photo_upload u where u.provider_id = p_provider and u.sha256 = any (p_hashes)
    order by u.sha256 for no key update;
  insert into public.photo (bureau_id, sha256, provider_id, width, height, content, uploaded_by, uploaded_at)
    select p_bureau, u.sha256, p_provider, u.width, u.height, u.content, u.uploaded_by, u.uploaded_at
      from public.photo_upload u
      where u.provider_id = p_provider and u.sha256 = any (p_hashes) and u.content is not null
    on conflict do nothing;
  update public.photo_upload u set content = null
    where u.provider_id = p_provider and u.sha256 = any (p_hashes) and u.content is not null;
  return query select u.sha256 from public.photo_upload u
    where u.provider_id = p_provider and u.sha256 = any (p_hashes) and u.width is null order by u.sha256;
end $$`;

const FUNCTIONS = ['hold_workers', 'take_photos'];

const PARTIES: readonly [ActorRole, table: string, scope: string][] = [
  ['provider', 'photo', inScope('provider_id', 'app.party')],
  ['provider', 'visit_resolution', inScope('provider_id', 'app.party')],
  ['unit', 'life_event', inScope('unit_id', 'app.party')],
  ['family', 'life_event', inScope('cadre_id', 'app.party')],
];

const NEW_TABLES = ['photo', 'visit_signature', 'visit_resolution', 'life_event'];

const KEYS = [
  toShared('visit_turn', 'bureau_id', 'bureau'),
  toShared('photo', 'bureau_id', 'bureau'),
  toShared('photo', 'provider_id', 'provider'),
  toShared('photo_upload', 'provider_id', 'provider'),
  withinBureau('visit_signature', 'visit_id', 'visit'),
  withinBureau('visit_resolution', 'visit_id', 'visit'),
  withinBureau('life_event', 'cadre_id', 'cadre'),
  withinBureau('life_event', 'unit_id', 'unit'),
];

const INDEXES = [
  'create index photo_provider on photo (provider_id)',
  'create index visit_resolution_provider on visit_resolution (provider_id)',
  'create index life_event_cadre on life_event (cadre_id, at)',
  'create index life_event_unit on life_event (unit_id)',
  'create index visit_day on visit (bureau_id, day, id)',
];

const POLICIES = [
  ...[...NEW_TABLES, 'visit_turn'].flatMap(secure),
  ...(['bureau', 'system'] as const).flatMap((actor) =>
    allow(actor, ['select', 'insert', 'update'], 'visit_turn', IN_BUREAU),
  ),
  ...NEW_TABLES.flatMap((table) => [
    ...(['bureau', 'system'] as const).flatMap((actor) =>
      allow(actor, ['select', 'insert'], table, IN_BUREAU),
    ),
    ...(['supervisor', 'auditor'] as const).flatMap((actor) => allow(actor, READ, table, IN_BUREAU)),
  ]),
  ...PARTIES.flatMap(([actor, table, scope]) => allow(actor, READ, table, scope)),
  `grant select, insert, update on photo_upload to ${roleOf('system')}`,
];

/** Visits as they happen: what the device saw, photos and signatures, what people found out, and life events. */
export class VisitsOnline1763683200019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [VISIT_COLUMNS, VISIT_TURN, PAST_TURNS]);
    await runAll(db, [
      PHOTO,
      PHOTO_UPLOAD,
      VISIT_SIGNATURE,
      VISIT_RESOLUTION,
      LIFE_EVENT,
      ...KEYS,
      ...INDEXES,
    ]);
    await runAll(db, [
      ...POLICIES,
      ...[HOLD_WORKERS, TAKE_PHOTOS],
      `revoke execute on function ${FUNCTIONS.join(', ')} from public`,
      `grant execute on function ${FUNCTIONS.join(', ')} to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      ...FUNCTIONS.map((name) => `alter function ${name} owner to ${system}`),
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `drop function ${FUNCTIONS.join(', ')}`,
      'drop table life_event, visit_resolution, visit_signature, photo_upload, photo, visit_turn',
      'drop index visit_day',
      `alter table visit drop constraint visit_planned, drop constraint visit_amount, drop constraint visit_accuracy,
        drop column planned_at, drop column start_accuracy, drop column end_accuracy, drop column sealed,
        drop column device_at, drop column started_by, drop column finished_by, drop column on_behalf_of,
        drop column amount_fen`,
    ]);
  }
}
