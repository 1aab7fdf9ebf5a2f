import { type Opened, openDatabase } from './world';

let db: Opened;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());

async function names(sql: string): Promise<string[]> {
  const rows = await db.all.query<Record<string, string>[]>(sql);
  return rows.map((row) => String(Object.values(row)[0]));
}

const LEDGER_TABLES = `pg_class c where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'`;
const LEDGER_VERBS = [
  ...[
    'allot',
    'ask_reopen',
    'carry_over',
    'close',
    'close_softly',
    'expend',
    'forget_tally',
    'lapse',
    'open_period',
  ],
  ...[
    'pay',
    'rebuild_limit_windows',
    'recover',
    'refuse_reopen',
    'release',
    'reopen',
    'reserve',
    'reserve_order',
    'reverse',
  ],
  ...['keep_out', 'seal_all', 'set_ceilings', 'take_back_reopen', 'tally', 'unpay'],
];
/** They only read, with the rights of whoever asks. */
const LEDGER_QUESTIONS = [
  ...['ages', 'balance_at', 'broken_seals', 'canonical', 'fields', 'fund_leaves', 'head_text', 'seal_text'],
  ...['sealed_seq', 'tree_root'],
];

test('no role of ours is past the policies, and nobody logs in as an actor or an owner', async () => {
  const sql = `select rolname from pg_roles where rolname like 'songbai\\_%' and rolname <> 'songbai_super'
    and (rolsuper or rolbypassrls or rolreplication
      or (rolcanlogin and rolname ~ '^songbai_(act_|ledger$|clash$)'))`;
  expect(await names(sql)).toEqual([]);
});

test('the application inherits nothing and owns nothing', async () => {
  expect(
    await names(`select rolname from pg_roles where rolname = 'songbai_app' and not rolinherit`),
  ).toHaveLength(1);
  expect(await names(`select relname from pg_class where relowner = 'songbai_app'::regrole`)).toEqual([]);
});

test('the application may become any actor, and neither owner', async () => {
  const sql = `select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
    where m.member = 'songbai_app'::regrole order by 1`;
  const actors = ['auditor', 'bureau', 'family', 'provider', 'supervisor', 'system', 'unit', 'worker'];
  expect(await names(sql)).toEqual(actors.map((actor) => `songbai_act_${actor}`));
});

test('the ledger belongs to its owner whole, tables and functions', async () => {
  const sql = `select relname from pg_class where relnamespace = 'ledger'::regnamespace
      and relowner <> 'songbai_ledger'::regrole
    union all select proname from pg_proc where pronamespace = 'ledger'::regnamespace
      and proowner <> 'songbai_ledger'::regrole`;
  expect(await names(sql)).toEqual([]);
});

test('no role but its owner may write a table of the ledger', async () => {
  const sql = `select r.rolname || ' ' || c.relname from pg_roles r, ${LEDGER_TABLES}
    and r.rolname <> 'songbai_ledger' and r.rolname !~ '^pg_' and not r.rolsuper
        and not pg_has_role(r.oid, 'songbai_ledger', 'MEMBER')
    and has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')`;
  expect(await names(sql)).toEqual([]);
});

test('only the migrating login is a member of the ledger owner', async () => {
  const sql = `select pg_get_userbyid(member) from pg_auth_members where roleid = 'songbai_ledger'::regrole
    group by member`;
  expect(await names(sql)).toEqual(['songbai_owner']);
});

test('PUBLIC may execute nothing of ours, and actors the verbs and no more', async () => {
  const executable = (role: string) => `select p.proname from pg_proc p
    where p.pronamespace = 'ledger'::regnamespace and has_function_privilege('${role}', p.oid, 'EXECUTE')
        order by 1`;
  const ours = `select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where a.grantee = 0 and (p.pronamespace = 'ledger'::regnamespace
      or (p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')))`;
  expect(await names(ours)).toEqual([]);
  const office = [...LEDGER_VERBS, ...LEDGER_QUESTIONS].sort();
  expect(await names(executable('songbai_act_bureau'))).toEqual(office);
  expect(await names(executable('songbai_act_system'))).toEqual(office);
  for (const actor of ['supervisor', 'auditor']) {
    expect(await names(executable(`songbai_act_${actor}`))).toEqual(LEDGER_QUESTIONS);
  }
  // What a party does is written by the system: a verb looks at the bureau and not at the party.
  for (const actor of ['unit', 'provider', 'worker', 'family']) {
    expect(await names(executable(`songbai_act_${actor}`))).toEqual([]);
  }
});

test('what runs with its owner’s rights fixes its search path', async () => {
  const sql = `select proname from pg_proc where prosecdef and pronamespace in ('ledger'::regnamespace,
    'public'::regnamespace) and not coalesce(proconfig::text, '') like '%search_path=pg_catalog, pg_temp%'`;
  expect(await names(sql)).toEqual([]);
});

test('every verb takes the bureau first', async () => {
  const sql = `select proname from pg_proc where prosecdef and pronamespace = 'ledger'::regnamespace
    and prorettype <> 'trigger'::regtype and proargnames[1] is distinct from 'p_bureau'`;
  expect(await names(sql)).toEqual([]);
});
