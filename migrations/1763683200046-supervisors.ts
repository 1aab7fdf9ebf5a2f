import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inScope, roleOf } from './policy';
import { asLedgerOwner, runAll } from './sql';

const SUPERVISOR = roleOf('supervisor');

/** A bureau and those below it. Every request of a supervisor begins with this, before there is any scope. */
const BUREAUS_BELOW = `
create function bureaus_below(p_bureau uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id from public.bureau b join public.bureau own on own.id = p_bureau
    where starts_with(b.path, own.path) order by b.path
$$`;

const GRANT_TO_LOGINS = `
do $$
declare
  login record;
begin
  for login in select rolname from pg_roles where rolname in (current_user, 'songbai_app') loop
    execute format('grant execute on function bureaus_below to %I', login.rolname);
  end loop;
end $$`;

/**
 * Still one column and one setting: the setting holds the bureaus of the tree, which the transaction's adapter puts
 * there once, so that a row need not repeat the path of its bureau.
 */
const IN_TREE = `bureau_id = any (current_setting('app.party')::uuid[])`;

const turn = (schema: string, scope: string): string => `
do $$
declare
  found record;
begin
  for found in select policyname, tablename from pg_policies
      where schemaname = '${schema}' and '${SUPERVISOR}' = any (roles) loop
    execute format('alter policy %I on ${schema}.%I using (%s)', found.policyname, found.tablename,
      $scope$${scope}$scope$);
  end loop;
end $$`;

const turnAll = async (db: QueryRunner, scope: string): Promise<void> => {
  await db.query(turn('public', scope));
  await asLedgerOwner(db, () => runAll(db, [turn('ledger', scope)]));
};

/** A higher bureau reads what the bureaus below it do. */
export class Supervisors1763683200046 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await turnAll(db, IN_TREE);
    await runAll(db, [
      BUREAUS_BELOW,
      'revoke execute on function bureaus_below from public',
      GRANT_TO_LOGINS,
      `grant create on schema public to ${system}`,
      `alter function bureaus_below owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['drop function bureaus_below']);
    await turnAll(db, inScope('bureau_id', 'app.bureau'));
  }
}
