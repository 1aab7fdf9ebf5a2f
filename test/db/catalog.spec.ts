import { MANIFEST, tablesOf } from '@songbai/migrations';
import { type Opened, openDatabase } from './world';

/**
 * The rules that keep the road to a distributed database open, and the ledger's door shut, read from
 * pg_catalog.
 */

let db: Opened;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());

/** The first column of each row, as text: a test shows the names of what breaks its rule. */
async function names(sql: string, params: unknown[] = []): Promise<string[]> {
  const rows = await db.all.query<Record<string, string>[]>(sql, params);
  return rows.map((row) => String(Object.values(row)[0]));
}

/** The name of a table as the manifest writes it. */
const NAME = `(case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname)`;
const TABLES = `pg_class c join pg_namespace n on n.oid = c.relnamespace
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'`;

test('the manifest names every table and nothing else', async () => {
  const found = await names(`select ${NAME} from ${TABLES} where c.relkind in ('r', 'p')`);
  expect(found.sort()).toEqual(Object.keys(MANIFEST).sort());
});

describe('tables of a bureau', () => {
  const bureau = tablesOf('bureau');

  test('have bureau_id uuid not null', async () => {
    const found = await names(
      `select ${NAME} from ${TABLES} join pg_attribute a on a.attrelid = c.oid
        where a.attname = 'bureau_id' and a.attnotnull and a.atttypid = 'uuid'::regtype
            and ${NAME} = any ($1)`,
      [bureau],
    );
    expect(found.sort()).toEqual([...bureau].sort());
  });

  test('have a primary key that starts with bureau_id', async () => {
    const found = await names(
      `select ${NAME} from ${TABLES} join pg_index i on i.indrelid = c.oid and i.indisprimary
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where a.attname = 'bureau_id' and ${NAME} = any ($1)`,
      [bureau],
    );
    expect(found.sort()).toEqual([...bureau].sort());
  });

  test('have bureau_id in every unique index and exclusion, there with =', async () => {
    const sql = `select x.relname from ${TABLES} join pg_index i on i.indrelid = c.oid
      join pg_class x on x.oid = i.indexrelid left join pg_constraint k on k.conindid = i.indexrelid
          and k.contype = 'x'
      where ${NAME} = any ($1) and (i.indisunique or i.indisexclusion) and not exists (
        select from pg_attribute a, unnest(i.indkey::int2[]) with ordinality as p (attnum, place)
          where a.attrelid = c.oid and a.attnum = p.attnum and a.attname = 'bureau_id'
            and (k.conexclop is null or (select oprname from pg_operator
                where oid = k.conexclop[p.place]) = '='))`;
    expect(await names(sql, [bureau])).toEqual([]);
  });

  test('hold bureau_id on both sides of every foreign key between them, at the same place', async () => {
    const sql = `select k.conname from pg_constraint k join ${TABLES} on c.oid = k.conrelid
      join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
      where k.contype = 'f' and (case tn.nspname when 'public'
          then '' else tn.nspname || '.' end || tc.relname) = any ($1)
        and not exists (select from unnest(k.conkey, k.confkey) as p (mine, theirs)
          join pg_attribute m on m.attrelid = k.conrelid and m.attnum = p.mine and m.attname = 'bureau_id'
          join pg_attribute t on t.attrelid = k.confrelid and t.attnum = p.theirs
              and t.attname = 'bureau_id')`;
    expect(await names(sql, [bureau])).toEqual([]);
  });

  test('keep money, quantities, days, months and instants in the house types', async () => {
    const sql = `select ${NAME} || '.' || a.attname from ${TABLES} join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and not (case
        when a.attname ~ '_(fen|hundredths)$' then a.atttypid = 'bigint'::regtype
        when a.attname ~ '_at$' then a.atttypid = 'timestamptz'::regtype
        when a.attname ~ '(_on|_date)$' and a.attname <> 'issued_on' then a.atttypid = 'date'::regtype
        when a.attname ~ '(^|_)month$' or a.attname = 'period' then a.atttypid = 'text'::regtype
        else a.atttypid <> all (array['numeric', 'money', 'real', 'timestamp', 'json']::regtype[])
          and (select typtype from pg_type where oid = a.atttypid) <> 'e' end)`;
    expect(await names(sql)).toEqual([]);
  });
});

describe('what would stand in the way of distribution', () => {
  test('no foreign key from a shared or local table to one of a bureau', async () => {
    const sql = `select k.conname from pg_constraint k join ${TABLES} on c.oid = k.conrelid
      join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
      where k.contype = 'f' and ${NAME} <> all ($1)
        and (case tn.nspname when 'public' then '' else tn.nspname || '.' end || tc.relname) = any ($1)`;
    expect(await names(sql, [tablesOf('bureau')])).toEqual([]);
  });

  test('no SET NULL or SET DEFAULT', async () => {
    expect(
      await names(`select conname from pg_constraint where contype = 'f' and confdeltype in ('n', 'd')`),
    ).toEqual([]);
  });

  test('no identity and no sequence but that of the migrations', async () => {
    expect(await names(`select c.relname from ${TABLES} where c.relkind = 'S'`)).toEqual([
      'migrations_id_seq',
    ]);
  });

  test('row triggers only, and none that asks for its table', async () => {
    const sql = `select tgname from pg_trigger join pg_proc p on p.oid = tgfoid
      where not tgisinternal and (tgtype & 1 = 0 or p.prosrc ~* 'tg_(table_name|relname|relid)')`;
    expect(await names(sql)).toEqual([]);
  });

  test('no xid, snapshot, ctid or advisory lock in any function of ours', async () => {
    const sql = `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'ledger')
          and p.prosrc ~* '(advisory|xact_id|snapshot|ctid|clock_timestamp|now\\(\\))'`;
    expect(await names(sql)).toEqual([]);
  });
});

describe('row-level security', () => {
  const guarded = [...tablesOf('bureau'), 'worker', 'worker_hours', 'invoice_number'].sort();

  test('is enabled and forced wherever one bureau could see another', async () => {
    const sql = `select ${NAME} from ${TABLES} where c.relrowsecurity and c.relforcerowsecurity`;
    expect((await names(sql)).sort()).toEqual(guarded);
  });

  test('has a policy for the bureau actor and the system actor everywhere', async () => {
    const sql = `select ${NAME} from ${TABLES} where ${NAME} = any ($1) and (select count(distinct r)
      from pg_policy p, unnest(p.polroles) r where p.polrelid = c.oid
        and r in ('songbai_act_bureau'::regrole, 'songbai_act_system'::regrole)) < 2`;
    expect(await names(sql, [tablesOf('bureau')])).toEqual([]);
  });

  test('says nothing but: one column is one setting', async () => {
    const plain = `^\\((\\w+) = \\(current_setting\\('app\\.(bureau|party)'::text\\)\\)::uuid\\)$`;
    const sql = `select tablename || '.' || policyname from pg_policies
      where qual !~ $1 or (cmd <> 'SELECT' and with_check is distinct
          from qual) or permissive <> 'PERMISSIVE'`;
    const exceptions = ['invoice_number.clash', 'worker.of_system', 'worker_hours.clash'];
    expect((await names(sql, [plain])).sort()).toEqual(exceptions);
  });

  test('can use an index on every column that a policy looks at', async () => {
    const sql = `select distinct c.relname || '.' || a.attname
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_attribute a on a.attrelid = c.oid
      where pg_get_expr(p.polqual, c.oid) ~ ('^\\(' || a.attname || ' = ') and a.attname <> 'id'
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)`;
    expect(await names(sql)).toEqual([]);
  });

  test('is never granted TRUNCATE around, nor DELETE of a paper or register', async () => {
    const sql = `select grantee || ' ' || table_name from information_schema.role_table_grants
      where table_schema in ('public', 'ledger') and grantee like 'songbai\\_act%'
        and (privilege_type = 'TRUNCATE' or (privilege_type = 'DELETE' and table_name <> all ($1)))`;
    expect(await names(sql, [['worker_hours', 'invoice_number']])).toEqual([]);
  });
});
