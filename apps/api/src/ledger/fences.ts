import { FENCE_LIST } from './fence-list';
import type { Invariant } from './invariant';

/**
 * Tables of others that a reservation reads, because what they say is a copy that keys and triggers keep true; and the
 * registers whose triggers work out what it reads.
 */
const READ = ['service_order', 'order_fund', 'usage_limit', 'item'];

const schema = `'ledger'::regnamespace`;
const ours = (table: string): string =>
  `(${table}.relnamespace = ${schema} or ${table}.oid = any (array['${READ.join("','")}']::regclass[]))`;

/**
 * What fences the ledger, a line for each: the rules of its types and which columns have them, its keys, its triggers
 * with what they call, the text of its functions (by a hash; it is the same in every version of PostgreSQL), its
 * row-level security, and who but the owner may write.
 */
export const FENCES_NOW = `
  select concat_ws(' ', 'type', t.typname, c.conname, pg_get_constraintdef(c.oid)) as line
    from pg_constraint c join pg_type t on t.oid = c.contypid
    where t.typnamespace = ${schema} and c.contype = 'c' and c.convalidated
  union all
  select concat_ws(' ', 'column', r.relname || '.' || a.attname, t.typname)
    from pg_attribute a join pg_class r on r.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    where r.relnamespace = ${schema} and r.relkind = 'r' and t.typnamespace = ${schema} and not a.attisdropped
  union all
  select concat_ws(' ', 'key', r.relname || '.' || c.conname, c.contype)
    from pg_constraint c join pg_class r on r.oid = c.conrelid
    where ${ours('r')} and c.contype in ('p', 'u', 'f', 'c') and c.convalidated
  union all
  select concat_ws(' ', 'unique', r.relname || '.' || i.relname, md5(pg_get_indexdef(i.oid)))
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class r on r.oid = x.indrelid
    where ${ours('r')} and x.indisunique and x.indisvalid
      and not exists (select from pg_constraint c where c.conindid = i.oid)
  union all
  select concat_ws(' ', 'trigger', r.relname || '.' || t.tgname, p.proname, t.tgtype, t.tgenabled)
    from pg_trigger t join pg_class r on r.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where ${ours('r')} and not t.tgisinternal
  union all
  select concat_ws(' ', 'function', p.proname || '/' || p.pronargs, case when p.prosecdef then 'definer' end,
      md5(p.prosrc))
    from pg_proc p where p.pronamespace = ${schema}
  union all
  select concat_ws(' ', 'rows', r.relname, r.relrowsecurity, r.relforcerowsecurity)
    from pg_class r where r.relnamespace = ${schema} and r.relkind = 'r'
  union all
  select concat_ws(' ', 'grant', r.relname, x.grantee::regrole, x.privilege_type)
    from pg_class r cross join aclexplode(r.relacl) x
    where r.relnamespace = ${schema} and r.relkind = 'r' and x.grantee <> r.relowner and x.privilege_type <> 'SELECT'`;

const known = `string_to_table('${FENCE_LIST.join('\n').replaceAll("'", "''")}', e'\\n')`;

export const FENCES: Invariant = {
  code: 'I21',
  zh: '账本的约束、触发器、函数和权限与发布时一致',
  en: 'every constraint, trigger, function and right of the ledger is as released',
  sql: `with here as (${FENCES_NOW}), released as (select line from ${known} as k (line))
    (select 'missing: ' || line from released where $1::uuid is not null except select 'missing: ' || line from here)
    union all
    (select 'strange: ' || line from here except select 'strange: ' || line from released)`,
};
