import { type Attack, FUNCTIONS, RIGHTS } from './weakened-rights';

const remade = (name: string, from: string, to: string): string => `do $$ declare d text; begin
  select pg_get_triggerdef(oid) into d from pg_trigger
    where tgrelid = 'ledger.journal'::regclass and tgname = '${name}';
  drop trigger ${name} on ledger.journal;
  execute replace(d, '${from}', '${to}');
end $$`;
const FREE = 'FOR EACH ROW WHEN (false)';

const SHAPE: Attack[] = [
  [
    'a column without its rule',
    'column balance.available',
    'alter table ledger.balance alter available type bigint',
  ],
  [
    'a column that may be empty',
    'column journal.document',
    'alter table ledger.journal alter document drop not null',
  ],
  [
    'a column whose emptiness was not looked for',
    'key journal.filled',
    `do $$ begin
      alter table ledger.journal alter document drop not null;
      if current_setting('server_version_num')::int >= 180000 then
        execute 'alter table ledger.journal add constraint filled not null document not valid';
      else
        alter table ledger.journal add constraint filled check (document is not null) not valid;
      end if;
    end $$`,
  ],
  [
    'a column that fills itself',
    'column journal.actor',
    `alter table ledger.journal alter actor set default '甲'`,
  ],
  [
    'a column that is worked out',
    'column period.twin',
    'alter table ledger.period add twin text generated always as (month) stored',
  ],
  [
    'a column of other letters',
    'column period_event.actor',
    'alter table ledger.period_event alter actor type text collate "C"',
  ],
  ['a table that a crash empties', 'table idempotency', 'alter table ledger.idempotency set unlogged'],
  ['a table that somebody else owns', 'table balance', 'alter table ledger.balance owner to songbai_app'],
  [
    'a function that somebody else owns',
    'function claim/5',
    'alter function ledger.claim owner to songbai_app',
  ],
  ['a type that somebody else owns', 'type fund_part', 'alter domain ledger.fund_part owner to songbai_app'],
  ['a schema that somebody else owns', 'schema ledger', 'alter schema ledger owner to songbai_app'],
  ['a migrating login that is another', 'table service_order', 'alter table migrations owner to songbai_app'],
  ['a table more', 'table more', 'create table ledger.more (id int)'],
  ['a view', 'table seen', 'create view ledger.seen as select 1 as one'],
  ['a child of a table', 'inherits heir', 'create table heir () inherits (ledger.journal)'],
  ['a number that counts', 'table counter', 'create sequence ledger.counter'],
  ['a type more', 'type mood', `create type ledger.mood as enum ('well')`],
  ['an operator', 'object', 'create operator ledger.=== (leftarg = int, rightarg = int, function = int4eq)'],
  ['rows for everybody', 'table journal', 'alter table ledger.journal disable row level security'],
  ['rows for the owner', 'table journal', 'alter table ledger.journal no force row level security'],
];

const RULES: Attack[] = [
  [
    'a rule of a type that says nothing any more',
    'key fund_part.balance_covered',
    `alter domain ledger.fund_part drop constraint balance_covered;
     alter domain ledger.fund_part add constraint balance_covered check (true)`,
  ],
  [
    'a rule of a table that says nothing any more',
    'key period_event.period_event_reason',
    `alter table ledger.period_event drop constraint period_event_reason;
     alter table ledger.period_event add constraint period_event_reason check (true)`,
  ],
  [
    'a rule that is gone and never held for old rows',
    'key period_event.period_event_over',
    'alter table ledger.period_event drop constraint period_event_over',
  ],
  [
    'a key that is gone',
    'key limit_window.limit_window_pkey',
    'alter table ledger.limit_window drop constraint limit_window_pkey',
  ],
  [
    'a foreign key of other columns',
    'key balance.balance_fund_id_fkey',
    `alter table ledger.balance drop constraint balance_fund_id_fkey;
     alter table ledger.balance add constraint balance_fund_id_fkey foreign key (bureau_id) references bureau (id)`,
  ],
  [
    'a foreign key that sleeps',
    'key balance.balance_fund_id_fkey asleep',
    'alter table ledger.balance disable trigger all',
  ],
  [
    'an index that is gone and kept a reversal single',
    'index journal.journal_reservation',
    'drop index ledger.journal_reservation',
  ],
  [
    'an index that lets more through',
    'index reservation.reservation_order',
    `alter table ledger.reservation drop constraint reservation_order;
     create unique index reservation_order on ledger.reservation (bureau_id, order_id, ordinal, id)`,
  ],
  [
    'an index out of force',
    'index reservation.reservation_order',
    `update pg_index set indisready = false where indexrelid = 'ledger.reservation_order'::regclass`,
  ],
  ['a trigger that sleeps', 'trigger period.turn_gates', 'alter table ledger.period disable trigger user'],
  [
    'a trigger of orders that sleeps',
    'trigger service_order.as_filed',
    'alter table service_order disable trigger user',
  ],
  [
    'a trigger for replicas only',
    'trigger seal.append_only',
    'alter table ledger.seal enable replica trigger append_only',
  ],
  ['append-only for no row', 'trigger journal.append_only', remade('append_only', 'FOR EACH ROW', FREE)],
  [
    'balanced for no row',
    'trigger journal.journal_balanced',
    remade('journal_balanced', 'FOR EACH ROW', FREE),
  ],
  [
    'append-only but for updates',
    'trigger journal.append_only',
    remade('append_only', 'DELETE OR UPDATE', 'DELETE'),
  ],
  [
    'a rule that rewrites',
    'rule period_event.quiet',
    'create rule quiet as on insert to ledger.period_event do instead nothing',
  ],
  [
    'a policy for all rows',
    'policy balance.of_bureau',
    'alter policy of_bureau on ledger.balance using (true)',
  ],
  [
    'a policy for all roles',
    'policy balance.of_bureau',
    'alter policy of_bureau on ledger.balance to public',
  ],
  [
    'a policy more',
    'policy balance.more',
    'create policy more on ledger.balance for update to songbai_act_bureau using (true)',
  ],
  [
    'a trigger more',
    'trigger journal.more',
    'create trigger more before insert on ledger.journal for each row execute function units_agree()',
  ],
  [
    'a trigger at any change of the schema',
    'event trigger watch',
    `create function watch() returns event_trigger language plpgsql as 'begin end';
     create event trigger watch on ddl_command_end execute function watch()`,
  ],
];

/** What an intruder might do before changing a row. */
export const WEAKENED: readonly Attack[] = [...SHAPE, ...RULES, ...FUNCTIONS, ...RIGHTS];
