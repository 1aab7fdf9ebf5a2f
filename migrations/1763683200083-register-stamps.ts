import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, roleOf, secure } from './policy';
import { runAll, toShared } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');

/**
 * Another value after every transaction that changed the agreement: whoever reads it together with an order knows
 * whether what they remember of the agreement still stands. Never the same twice, also after a backup was put back.
 */
const REGISTER_STAMP = `
create table register_stamp (
  bureau_id uuid not null primary key,
  stamp     uuid not null
)`;

/** Registers that every order asks and few people change. Cadres and funds are read each time. */
const STAMPED = ['unit', 'provider_link', 'item', 'contract', 'price', 'usage_limit'];

/**
 * Once for each transaction, just before it commits: so nobody waits for whoever works on registers for long. Whoever
 * changes registers of a bureau may stamp them, whatever the transaction is bound to.
 */
const RESTAMP = `
create function restamp() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_bureau constant uuid := case tg_op when 'DELETE' then old.bureau_id else new.bureau_id end;
  bound constant text := current_setting('app.bureau', true);
begin
  if current_setting('app.stamped', true) = of_bureau::text then
    return null;
  end if;
  perform set_config('app.bureau', of_bureau::text, true);
  insert into public.register_stamp as s (bureau_id, stamp) values (of_bureau, gen_random_uuid())
    on conflict (bureau_id) do update set stamp = excluded.stamp;
  perform set_config('app.bureau', bound, true), set_config('app.stamped', of_bureau::text, true);
  return null;
end $$`;

/** A transaction that changed registers has no stamp until it commits: what it reads is nobody else's. */
const UNSTAMP = `
create function unstamp() returns trigger language plpgsql as $$
begin
  perform set_config('app.registers', 'changed', true);
  return null;
end $$`;

/** One value that says whether a bureau's agreement is still what it was. */
export class RegisterStamps1763683200083 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [
      REGISTER_STAMP,
      toShared('register_stamp', 'bureau_id', 'bureau'),
      'insert into register_stamp select id, gen_random_uuid() from bureau',
      ...secure('register_stamp'),
      ...allow('system', ['select', 'insert', 'update'], 'register_stamp', IN_BUREAU),
      ...allow('bureau', ['select'], 'register_stamp', IN_BUREAU),
      ...[RESTAMP, UNSTAMP],
      ...STAMPED.flatMap((table) => [
        `create constraint trigger restamp after insert or update or delete on ${table}
          deferrable initially deferred for each row execute function restamp()`,
        `create trigger unstamp after insert or update or delete on ${table}
          for each row execute function unstamp()`,
      ]),
      'revoke execute on function restamp, unstamp from public',
      `grant create on schema public to ${system}`,
      `alter function restamp owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      ...STAMPED.flatMap((table) => [`drop trigger restamp on ${table}`, `drop trigger unstamp on ${table}`]),
      'drop function restamp, unstamp',
      'drop table register_stamp',
    ]);
  }
}
