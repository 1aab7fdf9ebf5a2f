/**
 * Tables of others that a reservation reads, because what they say is a copy that keys and triggers keep true; and the
 * registers whose triggers work out what it reads.
 */
const READ = ['service_order', 'order_fund', 'usage_limit', 'item'];

const LEDGER = `'ledger'::regnamespace`;
const TABLES = `(select c.relname as name, c.* from pg_class c
  where c.relkind not in ('i', 'I', 't') and (c.relnamespace = ${LEDGER}
    or c.oid = any (array['${READ.join("','")}']::regclass[])))`;
const FUNCTIONS = `(select p.*,
    concat(nullif(p.pronamespace::regnamespace::text, 'ledger') || '.', p.proname, '/', p.pronargs) as name
  from pg_proc p where p.pronamespace = ${LEDGER}
    or p.oid in (select g.tgfoid from pg_trigger g join ${TABLES} r on r.oid = g.tgrelid where not g.tgisinternal))`;
/** The login that migrates has another name in every installation: it is whoever owns the list of the migrations. */
const MIGRATES = `(select m.relowner from pg_class m where m.oid = 'public.migrations'::regclass)`;
const named = (role: string): string =>
  `case ${role} when ${MIGRATES} then '(migrating)' when 0 then 'public' else pg_get_userbyid(${role}) end`;
const word = (is: string, text: string): string => `case when ${is} then '${text}' end`;

/** Who else may do what with something, a line for each of them. */
const rights = (kind: string, name: string, acl: string, owner: string, from: string): string => `
  select concat_ws(' ', 'grant', '${kind}', ${name}, 'to', ${named('x.grantee')}),
      string_agg(x.privilege_type || case when x.is_grantable then '*' else '' end, ' ' order by x.privilege_type)
    from ${from} cross join aclexplode(${acl}) x where x.grantee <> ${owner} group by ${name}, x.grantee`;

const SHAPE = [
  `select 'table ' || r.name, concat_ws(' ', ${word("r.relkind <> 'r'", 'no plain one')},
      ${word("r.relpersistence <> 'p'", 'not logged')},
      ${word('r.relrowsecurity', 'row security')}, ${word('r.relforcerowsecurity', 'for its owner too')},
      'of', ${named('r.relowner')}) from ${TABLES} r`,
  `select 'column ' || r.name || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      ${word('a.attnotnull', 'not null')}, nullif(a.attidentity, ''), nullif(a.attgenerated, ''),
      (select 'collate ' || l.collname from pg_collation l where l.oid = a.attcollation and a.attcollation
        <> (select t.typcollation from pg_type t where t.oid = a.atttypid)),
      (select 'default ' || pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
        where (d.adrelid, d.adnum) = (a.attrelid, a.attnum)))
    from ${TABLES} r join pg_attribute a on a.attrelid = r.oid where a.attnum > 0 and not a.attisdropped`,
  `select 'type ' || t.typname, concat_ws(' ', ${word("t.typtype <> 'd'", 'no domain')},
      format_type(t.typbasetype, t.typtypmod), ${word('t.typnotnull', 'not null')}, t.typdefault,
      'of', ${named('t.typowner')})
    from pg_type t where t.typnamespace = ${LEDGER} and t.typrelid = 0 and t.typelem = 0`,
  `select 'inherits ' || i.inhrelid::regclass, i.inhparent::regclass::text from pg_inherits i
    where i.inhrelid in (select oid from ${TABLES} r) or i.inhparent in (select oid from ${TABLES} r)`,
  `select 'schema ledger', 'of ' || ${named('n.nspowner')} from pg_namespace n where n.oid = ${LEDGER}`,
  `select 'object', o.type || ' ' || o.identity from pg_depend d
      cross join pg_identify_object(d.classid, d.objid, d.objsubid) o
    where d.refclassid = 'pg_namespace'::regclass and d.refobjid = ${LEDGER}
      and d.classid not in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)`,
];

const RULES = [
  `select 'key ' || coalesce(r.name, t.typname) || '.' || c.conname, pg_get_constraintdef(c.oid)
    from pg_constraint c left join ${TABLES} r on r.oid = c.conrelid left join pg_type t on t.oid = c.contypid
    where (r.oid is not null or t.typnamespace = ${LEDGER}) and (c.contype <> 'n' or not c.convalidated)`,
  `select 'index ' || r.name || '.' || i.relname, concat_ws(' ', pg_get_indexdef(i.oid),
      ${word('not (x.indisvalid and x.indisready and x.indislive and x.indimmediate)', 'not in force')})
    from pg_index x join pg_class i on i.oid = x.indexrelid join ${TABLES} r on r.oid = x.indrelid
    where x.indisunique`,
  `select 'trigger ' || r.name || '.' || g.tgname, concat_ws(' ', pg_get_triggerdef(g.oid),
      ${word("g.tgenabled <> 'O'", 'not as always')})
    from pg_trigger g join ${TABLES} r on r.oid = g.tgrelid where not g.tgisinternal`,
  `select 'key ' || r.name || '.' || c.conname || ' asleep', g.tgenabled::text
    from pg_trigger g join ${TABLES} r on r.oid = g.tgrelid join pg_constraint c on c.oid = g.tgconstraint
    where g.tgisinternal and g.tgenabled <> 'O'`,
  `select 'rule ' || r.name || '.' || w.rulename, pg_get_ruledef(w.oid)
    from pg_rewrite w join ${TABLES} r on r.oid = w.ev_class`,
  `select 'policy ' || r.name || '.' || p.polname, concat_ws(' ', ${word('not p.polpermissive', 'restrictive')},
      case p.polcmd when '*' then 'all' when 'r' then 'select' else p.polcmd::text end,
      'to', (select string_agg(${named('o')}, ',' order by ${named('o')}) from unnest(p.polroles) o),
      'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
    from pg_policy p join ${TABLES} r on r.oid = p.polrelid`,
  `select 'function ' || f.name, concat_ws(' ', ${word("f.prokind <> 'f'", 'no plain one')},
      pg_get_function_result(f.oid), l.lanname,
      case f.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      ${word('f.prosecdef', 'definer')}, ${word('f.proisstrict', 'strict')}, ${word('f.proleakproof', 'leakproof')},
      ${word("f.proparallel <> 'u'", 'parallel')}, array_to_string(f.proconfig, '; '),
      'of', ${named('f.proowner')}, 'takes', md5(pg_get_function_arguments(f.oid)),
      'does', md5(concat(f.prosrc, f.probin, pg_get_function_sqlbody(f.oid))))
    from ${FUNCTIONS} f join pg_language l on l.oid = f.prolang`,
  `select 'event trigger ' || e.evtname, e.evtevent || ' ' || e.evtfoid::regproc from pg_event_trigger e
    where not exists (select from pg_depend d where d.objid = e.oid and d.deptype = 'e')`,
];

/** Settings that put triggers, policies or names out of force before anybody has said a word. */
const DANGEROUS =
  'session_replication_role|row_security|search_path|role|app[.].*|event_triggers|.*preload_libraries';
/** The roles that the platform makes, and its application's login; but not who migrates, which may be anything. */
const ROLES = `(select r.*, r.rolname as name from pg_roles r where r.oid <> ${MIGRATES}
  and (r.rolname like 'songbai\\_act\\_%' or r.rolname in ('songbai_ledger', 'songbai_clash', 'songbai_app')))`;
/** Installations that share a server share its roles: the login of another owns that one's database. */
const ELSEWHERE = `(select d.datdba from pg_database d where d.datname <> current_database())`;

const RIGHTS = [
  rights('table', 'r.name', 'r.relacl', 'r.relowner', `${TABLES} r`),
  rights(
    'column',
    `r.name || '.' || a.attname`,
    'a.attacl',
    'r.relowner',
    `${TABLES} r join pg_attribute a on a.attrelid = r.oid`,
  ),
  rights(
    'function',
    'f.name',
    `coalesce(f.proacl, acldefault('f', f.proowner))`,
    'f.proowner',
    `${FUNCTIONS} f`,
  ),
  rights(
    'schema',
    'n.nspname',
    'n.nspacl',
    'n.nspowner',
    `(select * from pg_namespace where oid = ${LEDGER}) n`,
  ),
  rights(
    'all to come of kind',
    'd.defaclobjtype',
    'd.defaclacl',
    'd.defaclrole',
    `(select * from pg_default_acl where defaclnamespace = ${LEDGER}) d`,
  ),
];

/**
 * Roles are the server's and have not the same names everywhere, so nothing of them is listed: told is what is more
 * than they need. Only the migrating login may become an owner, only it and the application an actor, and none of ours
 * anybody else. (A member that may not become the role, as PostgreSQL 16 makes of who created it, is none.)
 */
const PEOPLE = [
  `select 'role ' || r.name, concat_ws(' ', ${word('r.rolsuper', 'superuser')}, ${word('r.rolbypassrls', 'bypassrls')},
      ${word('r.rolcreaterole', 'createrole')}, ${word('r.rolreplication', 'replication')},
      ${word("r.rolcanlogin and r.name <> 'songbai_app'", 'login')}) from ${ROLES} r
    where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication
      or r.rolcanlogin and r.name <> 'songbai_app'`,
  `select 'member ' || ${named('m.member')}, 'of ' || ${named('m.roleid')} from pg_auth_members m
    join pg_roles w on w.oid = m.member and not w.rolsuper
    where coalesce((to_jsonb(m)->>'set_option')::boolean or (to_jsonb(m)->>'inherit_option')::boolean, true)
      and (m.roleid in (select oid from ${ROLES} r) and m.member <> ${MIGRATES} and m.member not in ${ELSEWHERE}
        or m.member in (select oid from ${ROLES} r))
      and not (w.rolname = 'songbai_app'
        and m.roleid in (select oid from ${ROLES} r where name like 'songbai\\_act\\_%'))`,
  `select concat_ws(' ', 'setting for', coalesce(${named('s.setrole')}, 'all')), c.line
    from pg_db_role_setting s cross join unnest(s.setconfig) c (line)
    where c.line ~* '^(${DANGEROUS})='
      and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
      and (s.setrole in (0, ${MIGRATES}) or s.setrole in (select oid from ${ROLES} r))`,
  `select 'setting of the server', name || '=' || reset_val from pg_settings
    where name = 'session_replication_role' and reset_val <> 'origin'`,
];

/**
 * What fences the ledger, as pg_catalog says it: what it is about, and how it is. The same in every version of
 * PostgreSQL from 15 on, for a database made today and one that was upgraded, and for every actor who may look.
 */
export const FENCES_NOW = `
  select distinct x.what, regexp_replace(x.how, '\\s+', ' ', 'g') as how
  from (${[...SHAPE, ...RULES, ...RIGHTS, ...PEOPLE].join('\n  union all\n  ')}) x (what, how)`;
