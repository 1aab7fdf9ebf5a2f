/** Something done to the guards: in words, how what must be told of it begins, and how it is done. */
export type Attack = [words: string, told: string, sql: string];

export const FUNCTIONS: Attack[] = [
  [
    'a function that allows everything',
    'function check_scope/1',
    `create or replace function ledger.check_scope(p_bureau uuid) returns void language plpgsql as $$ begin end $$`,
  ],
  [
    'a function more',
    'function more/0',
    `create function ledger.more() returns void language sql as 'select'`,
  ],
  [
    'a trigger’s function outside of the schema',
    'function public.units_agree/0',
    'create or replace function units_agree() returns trigger language plpgsql as $$ begin return new; end $$',
  ],
  ['a function that finds other names', 'function allot/11', 'alter function ledger.allot reset search_path'],
  ['a function that runs as its caller', 'function allot/11', 'alter function ledger.allot security invoker'],
  ['a function that seems not to write', 'function claim/5', 'alter function ledger.claim immutable'],
  [
    'a function that skips what is empty',
    'function check_scope/1',
    'alter function ledger.check_scope strict',
  ],
  ['a function that is said to leak nothing', 'function claim/5', 'alter function ledger.claim leakproof'],
  [
    'a function of another language',
    'function claim/5',
    `update pg_proc set prolang = (select oid from pg_language where lanname = 'sql')
      where oid = 'ledger.claim'::regproc`,
  ],
];

export const RIGHTS: Attack[] = [
  [
    'a right to write',
    'grant table journal to songbai_act_bureau',
    'grant insert, update on ledger.journal to songbai_act_bureau',
  ],
  [
    'a right to write two columns',
    'grant column balance.allotted to songbai_act_bureau',
    'grant update (allotted, available) on ledger.balance to songbai_act_bureau',
  ],
  [
    'a right to call',
    'grant function allot/11 to songbai_act_provider',
    'grant execute on function ledger.allot to songbai_act_provider',
  ],
  [
    'a right of everybody',
    'grant function claim/5 to public',
    'grant execute on function ledger.claim to public',
  ],
  [
    'a right to make things',
    'grant schema ledger to songbai_act_bureau',
    'grant create on schema ledger to songbai_act_bureau',
  ],
  [
    'a right to hand on',
    'grant table journal to songbai_act_bureau',
    'grant select on ledger.journal to songbai_act_bureau with grant option',
  ],
  [
    'a right to what is to come',
    'grant all to come of kind r to songbai_app',
    'alter default privileges in schema ledger grant update on tables to songbai_app',
  ],
  ['who may become the owner', 'member songbai_app', 'grant songbai_ledger to songbai_app'],
  ['who may become the migrating login', 'member songbai_app', 'grant songbai_owner to songbai_app'],
  ['who may write everything', 'member songbai_app', 'grant pg_write_all_data to songbai_app'],
  [
    'an actor that may become the owner',
    'member songbai_act_unit',
    'grant songbai_ledger to songbai_act_unit',
  ],
  ['a superuser', 'role songbai_app', 'alter role songbai_app superuser'],
  ['a role past the policies', 'role songbai_act_bureau', 'alter role songbai_act_bureau bypassrls'],
  ['a role that makes roles', 'role songbai_app', 'alter role songbai_app createrole'],
  ['an owner who logs in', 'role songbai_ledger', 'alter role songbai_ledger login'],
  [
    'triggers asleep for a role',
    'setting for songbai_app',
    'alter role songbai_app set session_replication_role = replica',
  ],
  [
    'triggers asleep for a database',
    'setting for',
    `do $$ begin
      execute format('alter database %I set session_replication_role = replica', current_database());
    end $$`,
  ],
  ['other names for a role', 'setting for songbai_app', 'alter role songbai_app set search_path = elsewhere'],
];
