/**
 * The rules that keep the road to a distributed database open and the walls between bureaus whole, as queries
 * on pg_catalog. Each answers the names of what breaks it. $1, where it stands, is the list of the manifest's
 * bureau tables.
 */

/** The name of a table as the manifest writes it, for a pg_class and its pg_namespace. */
const nameOf = (table: string, schema: string): string =>
  `(case ${schema}.nspname when 'public' then '' else ${schema}.nspname || '.' end || ${table}.relname)`;

export const NAME = nameOf('c', 'n');
const TARGET = nameOf('tc', 'tn');

export const TABLES = `pg_class c join pg_namespace n on n.oid = c.relnamespace
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'`;

const KEYS = `pg_constraint k join ${TABLES} on c.oid = k.conrelid and k.contype = 'f'
  join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace`;

export const RULES: Record<string, string> = {
  'a bureau table has bureau_id uuid not null': `
    select ${NAME} from ${TABLES} where ${NAME} = any ($1) and not exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'bureau_id' and a.attnotnull
        and a.atttypid = 'uuid'::regtype)`,

  'its primary key starts with bureau_id': `
    select ${NAME} from ${TABLES} where ${NAME} = any ($1) and not exists (
      select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary and a.attname = 'bureau_id')`,

  'its unique indexes and exclusions contain bureau_id, with =': `
    select x.relname from ${TABLES} join pg_index i on i.indrelid = c.oid
      join pg_class x on x.oid = i.indexrelid
      left join pg_constraint k on k.conindid = i.indexrelid and k.contype = 'x'
      where ${NAME} = any ($1) and (i.indisunique or i.indisexclusion) and not exists (
        select from pg_attribute a, unnest(i.indkey::int2[]) with ordinality as p (attnum, place)
          where a.attrelid = c.oid and a.attnum = p.attnum and a.attname = 'bureau_id'
            and (k.conexclop is null
              or (select oprname from pg_operator where oid = k.conexclop[p.place]) = '='))`,

  'its keys to another bureau table hold bureau_id on both sides': `
    select k.conname from ${KEYS} where ${NAME} = any ($1) and ${TARGET} = any ($1) and not exists (
      select from unnest(k.conkey, k.confkey) as p (mine, theirs)
        join pg_attribute m on m.attrelid = k.conrelid and m.attnum = p.mine and m.attname = 'bureau_id'
        join pg_attribute t on t.attrelid = k.confrelid and t.attnum = p.theirs and t.attname = 'bureau_id')`,

  'a shared or local table has no key to one of a bureau': `
    select k.conname from ${KEYS} where ${NAME} <> all ($1) and ${TARGET} = any ($1)`,

  'a key never sets null or a default': `
    select conname from pg_constraint where contype = 'f' and confdeltype in ('n', 'd')`,

  'columns have the types of the house': `
    select ${NAME} || '.' || a.attname from ${TABLES} join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and not (case
        when a.attname ~ '_(fen|hundredths)$' then a.atttypid = 'bigint'::regtype
        when a.attname ~ '_at$' then a.atttypid = 'timestamptz'::regtype
        when a.attname ~ '(_on|_date)$' and a.attname <> 'issued_on' then a.atttypid = 'date'::regtype
        when a.attname ~ '(^|_)month$' or a.attname = 'period' then a.atttypid = 'text'::regtype
        else a.atttypid <> all (array['numeric', 'money', 'real', 'timestamp', 'json']::regtype[])
          and (select typtype from pg_type where oid = a.atttypid) <> 'e' end)`,

  'nothing is numbered by a sequence but the migrations': `
    select c.relname from ${TABLES} where c.relkind = 'S' and c.relname <> 'migrations_id_seq'`,

  'triggers are on rows and do not ask for their table': `
    select tgname from pg_trigger join pg_proc p on p.oid = tgfoid where not tgisinternal
      and (tgtype & 1 = 0 or p.prosrc ~* 'tg_(table_name|relname|relid)')`,

  // A turn at a fund's row keeps order before the row's own lock; no argument for what is stored rests on it.
  'no function uses xid, snapshot, ctid, clock or advisory lock, but for the turn at a fund': `
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'ledger')
        and case p.proname when 'reserve_order'
          then replace(p.prosrc, 'pg_advisory_xact_lock(uuid_hash_extended(p_fund, 0))', '') else p.prosrc end
          ~* '(advisory|xact_id|snapshot|ctid|clock_timestamp|now\\(\\))'`,

  'row-level security is enabled and forced': `
    select ${NAME} from ${TABLES} where not (c.relrowsecurity and c.relforcerowsecurity)
      and (${NAME} = any ($1) or ${NAME} in ('worker', 'worker_hours', 'invoice_number'))`,

  'the bureau and the system have a policy': `
    select ${NAME} from ${TABLES} where ${NAME} = any ($1) and (
      select count(distinct r) from pg_policy p, unnest(p.polroles) r where p.polrelid = c.oid
        and r in ('songbai_act_bureau'::regrole, 'songbai_act_system'::regrole)) < 2`,

  'a policy says that one column is one setting, and nothing else': `
    select tablename || '.' || policyname from pg_policies
      where tablename || '.' || policyname
          not in ('invoice_number.clash', 'worker.of_system', 'worker_hours.clash')
        and policyname not in ('of_supervisor', 'songbai_ledger')
        and (qual !~ '^\\(\\w+ = \\(current_setting\\(''app\\.(bureau|party)''::text\\)\\)::uuid\\)$'
          or (cmd <> 'SELECT' and with_check is distinct from qual) or permissive <> 'PERMISSIVE')`,

  'a supervisor reads its tree of bureaus, and writes nothing': `
    select tablename || '.' || policyname from pg_policies
      where 'songbai_act_supervisor' = any (roles) and (cmd <> 'SELECT' or permissive <> 'PERMISSIVE'
        or qual <> '(bureau_id = ANY ((current_setting(''app.party''::text))::uuid[]))')`,

  'the owner of the ledger sees what its verbs have checked, and writes the ledger only': `
    select schemaname || '.' || tablename || '.' || policyname from pg_policies
      where 'songbai_ledger' = any (roles) and (qual <> 'true' or (cmd <> 'SELECT' and (schemaname <> 'ledger'
        or with_check <> 'true')))`,

  'an index leads with every column that a policy looks at': `
    select distinct c.relname || '.' || a.attname
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_attribute a on a.attrelid = c.oid
      where a.attname <> 'id'
        and pg_get_expr(p.polqual, c.oid) ~ ('^\\(' || a.attname || ' = ')
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)`,

  'no actor may truncate, nor delete papers or registers': `
    select grantee || ' ' || table_name from information_schema.role_table_grants
      where table_schema in ('public', 'ledger') and grantee like 'songbai\\_act%'
        and (privilege_type = 'TRUNCATE' or (privilege_type = 'DELETE'
          and table_name not in ('worker_hours', 'invoice_number', 'login_session', 'login_failure',
            'http_idempotency', 'photo_upload')))`,
};

/** Breaks every rule at once, so that each can be seen to notice. */
export const WRONGS = [
  `create table bad (id int generated always as identity primary key, bureau_id text, price_fen numeric,
    unit_id uuid, unit_bureau uuid, day daterange, exclude using gist (bureau_id with <>, day with &&))`,
  `alter table bad add foreign key (unit_bureau, unit_id) references unit (bureau_id, id) on delete set null`,
  `create function bad() returns trigger language plpgsql as $$
    begin raise '% %', tg_table_name, now(); end $$`,
  `create trigger bad before insert on bad for each statement execute function bad()`,
  `create policy bad on bad to songbai_act_bureau using (unit_bureau = (select id from bureau limit 1))`,
  `create policy worse on bad to songbai_act_bureau using (unit_id = current_setting('app.party')::uuid)`,
  `create policy worst on bad for select to songbai_act_supervisor using (true)`,
  `create policy songbai_ledger on bad to songbai_ledger using (true)`,
  `grant truncate on bad to songbai_act_bureau`,
  `alter table worker add column bad_unit uuid, add column bad_bureau uuid`,
  `alter table worker add constraint bad foreign key (bad_bureau, bad_unit) references unit (bureau_id, id)`,
];
