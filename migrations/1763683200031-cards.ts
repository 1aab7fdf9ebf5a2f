import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, roleOf, secure } from './policy';
import { oneOf, runAll, toShared, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const WRITE = ['select', 'insert', 'update'];

/**
 * A card for the fridge: whoever holds it sees the next visit, rates and asks for a call, and nothing else. Of its
 * token only the hash is here. `contact_name` and `contact_phone` are printed on it: whom to ring.
 */
const CARD = `
create table card (
  bureau_id     uuid        not null,
  id            uuid        not null,
  cadre_id      uuid        not null,
  number        text        not null,
  token_hash    bytea       not null,
  contact_name  text,
  contact_phone text,
  issued_by     text        not null,
  issued_at     timestamptz not null,
  revoked_by    text,
  revoked_at    timestamptz,
  primary key (bureau_id, id),
  unique (bureau_id, number),
  unique (bureau_id, token_hash),
  constraint card_revoked check ((revoked_by is null) = (revoked_at is null))
)`;

/** Only tells in which bureau a token is to be looked for: the card itself says whether it is good. */
const CARD_TOKEN = `
create table card_token (
  token_hash bytea not null primary key,
  bureau_id  uuid  not null,
  cadre_id   uuid  not null
)`;

/** Somebody is waiting for a call: because they asked for one, or because they were not content. */
const CALL_REQUEST = `
create table call_request (
  bureau_id   uuid        not null,
  id          uuid        not null,
  cadre_id    uuid        not null,
  rating_id   uuid,
  reason      text        not null check (${oneOf('reason', 'asked', 'low-rating')}),
  status      text        not null check (${oneOf('status', 'open', 'reached', 'not-reached')}),
  asked_at    timestamptz not null,
  answered_by text,
  answered_at timestamptz,
  note        text,
  primary key (bureau_id, id),
  constraint call_request_answered check ((status = 'open') = (answered_by is null)
    and (status = 'open') = (answered_at is null))
)`;

/** A request with a token knows no bureau yet. */
const CARD_HOLDER = `
create function card_holder(p_hash bytea) returns table (bureau_id uuid, cadre_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.bureau_id, t.cadre_id from public.card_token t where t.token_hash = p_hash
$$`;

/** The logins of the application: the one that migrates, and ours where there is one. */
const GRANT_TO_LOGINS = `
do $$
declare
  login record;
begin
  for login in select rolname from pg_roles where rolname in (current_user, 'songbai_app') loop
    execute format('grant execute on function card_holder to %I', login.rolname);
  end loop;
end $$`;

/** Who entered a rating, and that nobody rates what they served: a relative may also be the care worker. */
const RATING = `
alter table rating add column recorded_by text, add column worker_id uuid, add column rater_worker_id uuid,
  add constraint rating_not_by_who_served check (rater_worker_id <> worker_id)`;

const NEW_TABLES = ['card', 'call_request'];

/** Cards of cadres without a login, and the calls that are owed. */
export class Cards1763683200031 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [CARD, CARD_TOKEN, CALL_REQUEST, RATING]);
    await runAll(db, [
      withinBureau('card', 'cadre_id', 'cadre'),
      withinBureau('call_request', 'cadre_id', 'cadre'),
      withinBureau('call_request', 'rating_id', 'rating'),
      toShared('card_token', 'bureau_id', 'bureau'),
      toShared('rating', 'worker_id', 'worker'),
      'create index card_cadre on card (cadre_id)',
      'create index call_request_cadre on call_request (cadre_id)',
      `create unique index call_request_once on call_request (bureau_id, cadre_id, reason) where status = 'open'`,
      'create index call_request_asked on call_request (bureau_id, asked_at, id)',
      'create index rating_time on rating (bureau_id, rated_at, id)',
      ...NEW_TABLES.flatMap(secure),
    ]);
    await runAll(db, [
      ...NEW_TABLES.flatMap((table) => [
        ...allow('bureau', WRITE, table, IN_BUREAU),
        ...allow('system', WRITE, table, IN_BUREAU),
        ...allow('supervisor', ['select'], table, IN_BUREAU),
        ...allow('auditor', ['select'], table, IN_BUREAU),
        ...allow('family', ['select'], table, inScope('cadre_id', 'app.party')),
      ]),
      `grant insert on card_token to ${roleOf('bureau')}, ${system}`,
      `grant select on card_token to ${system}`,
      CARD_HOLDER,
      'revoke execute on function card_holder from public',
      GRANT_TO_LOGINS,
      `grant create on schema public to ${system}`,
      `alter function card_holder owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'drop index rating_time',
      `alter table rating drop constraint rating_not_by_who_served, drop column recorded_by,
        drop column worker_id, drop column rater_worker_id`,
      'drop function card_holder',
      'drop table call_request, card_token, card',
    ]);
  }
}
