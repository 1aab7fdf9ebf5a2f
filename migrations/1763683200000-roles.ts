import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Roles belong to the whole server, not to a database, so several databases may make them at the same moment:
 * every step looks first and takes "somebody was faster" for an answer. (Advisory locks are per database and
 * would not help.)
 *
 * Nobody can log in as one of these roles. `songbai_act_*` is what a request becomes for one transaction;
 * `songbai_ledger` owns the ledger; `songbai_clash` reads the two clash registers across bureaus.
 */
const CREATE_ROLES = `
do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'songbai_act_bureau', 'songbai_act_unit', 'songbai_act_provider', 'songbai_act_worker',
        'songbai_act_family',
    'songbai_act_supervisor', 'songbai_act_auditor', 'songbai_act_system', 'songbai_ledger', 'songbai_clash']
  loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
  end loop;
end $$`;

/**
 * Two kinds of login may become an actor: `songbai_app`, which our own server makes, and on another server
 * the one user of DATABASE_URL. Only that one, which migrates, may become an owner.
 *
 * PostgreSQL 16 split membership in three (ADMIN, INHERIT, SET). A login only ever SETs a role and must not
 * inherit what roles may do; on 15 that is the login's own NOINHERIT.
 */
const GRANT_ROLES = `
do $$
declare
  split constant boolean := current_setting('server_version_num')::int >= 160000;
  pair record;
begin
  for pair in
    select m.rolname as member, r.rolname as role from pg_roles m, pg_roles r
      where (r.rolname like 'songbai\\_act\\_%' and m.rolname in (current_user, 'songbai_app'))
        or (r.rolname in ('songbai_ledger', 'songbai_clash') and m.rolname = current_user)
      order by 1, 2
  loop
    for attempt in 1 .. 20 loop
      exit when pg_has_role(pair.member, pair.role, case when split then 'SET' else 'MEMBER' end);
      begin
        execute format('grant %I to %I', pair.role, pair.member)
          || case when split then ' with inherit false, set true' else '' end;
      exception when unique_violation or internal_error then
        perform pg_sleep(0.05 * random());  -- "tuple concurrently updated": another database grants the same
      when insufficient_privilege then
        raise exception '% may not make % a member of %', current_user, pair.member, pair.role
          using errcode = '42501', hint = format('As superuser: GRANT %I TO %I', pair.role, current_user);
      end;
    end loop;
  end loop;
end $$`;

/** The actors of the platform as roles of the database, one per class of person. */
export class Roles1763683200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CREATE_ROLES);
    await db.query(GRANT_ROLES);
  }

  /** The roles stay: other databases of the server use them. */
  async down(): Promise<void> {}
}
