import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { oneOf, runAll, toShared } from './sql';

const ROLES = [
  ...['system-admin', 'bureau-clerk', 'bureau-approver', 'bureau-finance', 'unit-contact', 'unit-finance'],
  ...['liaison', 'provider-manager', 'care-worker', 'family', 'supervisor', 'auditor'],
];

/**
 * A person who may sign in. What the role needs to know of its party stands beside it; `totp_secret` is sealed by the
 * application. Units and cadres belong to bureaus, so no key points at them from here.
 */
const APP_USER = `
create table app_user (
  id            uuid        not null primary key,
  username      text        not null unique check (username = lower(username) and username <> ''),
  display_name  text        not null,
  role          text        not null check (${oneOf('role', ...ROLES)}),
  bureau_id     uuid,
  unit_id       uuid,
  provider_id   uuid,
  worker_id     uuid,
  cadre_id      uuid,
  password_hash text        not null,
  totp_secret   bytea,
  totp_step     bigint      not null default 0,
  active        boolean     not null default true,
  created_at    timestamptz not null,
  constraint app_user_scope check (case
    when role = 'system-admin' then bureau_id is null
    when role = 'provider-manager' then provider_id is not null
    when role = 'care-worker' then provider_id is not null and worker_id is not null
    when role in ('unit-contact', 'unit-finance') then bureau_id is not null and unit_id is not null
    when role = 'family' then bureau_id is not null and cadre_id is not null
    else bureau_id is not null end)
)`;

/**
 * One sign-in on one device, and the family of refresh tokens that came from it: of those only the newest is good, and
 * the one before it for a moment, because its answer may have been lost. Any older one ends the family.
 */
const LOGIN_SESSION = `
create table login_session (
  id            uuid        not null primary key,
  user_id       uuid        not null,
  token_hash    bytea       not null,
  previous_hash bytea,
  rotated_at    timestamptz not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz not null,
  expires_at    timestamptz not null,
  device        text        not null,
  ended_at      timestamptz,
  end_reason    text check (${oneOf('end_reason', 'signed-out', 'revoked', 'reused', 'user-changed')}),
  constraint login_session_end check ((ended_at is null) = (end_reason is null))
)`;

/**
 * Failed sign-ins, counted under a keyed hash of account and address, or of the address alone: whoever guesses slows
 * down themselves, and not the person whose name they try.
 */
const LOGIN_FAILURE = `
create table login_failure (
  key      bytea       not null primary key,
  failures int         not null check (failures >= 0),
  last_at  timestamptz not null
)`;

/** Every request needs this; so it is one call, which becomes the system actor by itself. */
const PERSON_OF_SESSION = `
create function person_of_session(p_session uuid, p_at timestamptz)
returns table (id uuid, display_name text, username text, role text, bureau_id uuid, unit_id uuid, provider_id uuid,
  worker_id uuid, cadre_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, u.display_name, u.username, u.role, u.bureau_id, u.unit_id, u.provider_id, u.worker_id, u.cadre_id
    from public.login_session s join public.app_user u on u.id = s.user_id
    where s.id = p_session and s.ended_at is null and s.expires_at > p_at and u.active
$$`;

/** The logins of the application: the one that migrates, and ours where there is one. */
const grantToLogins = (fn: string): string => `
do $$
declare
  login record;
begin
  for login in select rolname from pg_roles where rolname in (current_user, 'songbai_app') loop
    execute format('grant execute on function ${fn} to %I', login.rolname);
  end loop;
end $$`;

/**
 * The answers of requests that had an Idempotency-Key. A party's key is its own; `answer` is the very text that was
 * sent, sealed because it may hold personal data; null only within the transaction that is at work on it.
 */
const HTTP_IDEMPOTENCY = `
create table http_idempotency (
  party        text        not null,
  key          text        not null,
  request_hash bytea       not null,
  status       int,
  answer       bytea,
  created_at   timestamptz not null,
  primary key (party, key)
)`;

/** Takes a key: null where it was free, else what was answered. A twin waits here until the first has ended. */
const CLAIM_KEY = `
create function claim_key(p_party text, p_key text, p_hash bytea, p_at timestamptz)
returns table (same boolean, status int, answer bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.http_idempotency as i (party, key, request_hash, created_at)
    values (p_party, p_key, p_hash, p_at) on conflict do nothing;
  if found then
    return;
  end if;
  return query select i.request_hash = p_hash, i.status, i.answer from public.http_idempotency i
    where i.party = p_party and i.key = p_key;
end $$`;

const ANSWER_KEY = `
create function answer_key(p_party text, p_key text, p_status int, p_answer bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update public.http_idempotency i set status = p_status, answer = p_answer
    where i.party = p_party and i.key = p_key and i.answer is null
$$`;

const FUNCTIONS = ['person_of_session', 'claim_key', 'answer_key'];

/** People, their sign-ins, and the keys of their requests. Nobody but the system reads these. */
export class People1763683200015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [APP_USER, LOGIN_SESSION, LOGIN_FAILURE, HTTP_IDEMPOTENCY]);
    await runAll(db, [
      toShared('app_user', 'bureau_id', 'bureau'),
      toShared('app_user', 'provider_id', 'provider'),
      toShared('app_user', 'worker_id', 'worker'),
      toShared('login_session', 'user_id', 'app_user'),
      'create index login_session_user on login_session (user_id)',
      'create index app_user_bureau on app_user (bureau_id)',
      `grant select, insert, update on app_user, login_session, login_failure, http_idempotency to ${system}`,
    ]);
    await runAll(db, [PERSON_OF_SESSION, CLAIM_KEY, ANSWER_KEY]);
    await runAll(db, [
      `revoke execute on function ${FUNCTIONS.join(', ')} from public`,
      grantToLogins('person_of_session'),
      `grant execute on function claim_key, answer_key to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      ...FUNCTIONS.map((name) => `alter function ${name} owner to ${system}`),
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `drop function ${FUNCTIONS.join(', ')}`,
      'drop table http_idempotency, login_failure, login_session, app_user',
    ]);
  }
}
