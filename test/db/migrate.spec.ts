import { MIGRATIONS } from '@songbai/migrations';
import { createDataSource } from '../../apps/api/src/db/data-source';
import { migrate, migratingSource } from '../../apps/api/src/db/migrate';
import { freshDatabase, type TestDatabase } from '../support/postgres';
import { newId } from './world';

let database: TestDatabase;
const made: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  for (const name of made) await asSuper(`drop database ${name} with (force)`);
  await database.drop();
});

async function asSuper<T = Record<string, unknown>>(sql: string, url = database.superUrl): Promise<T[]> {
  const dataSource = await createDataSource(url).initialize();
  try {
    return await dataSource.query(sql);
  } finally {
    await dataSource.destroy();
  }
}

/** An empty database of the owner's; answers the owner's URL and the superuser's. */
async function empty(): Promise<[owner: string, root: string]> {
  const name = `migrate_${newId().replaceAll('-', '')}`;
  await asSuper(`create database ${name} template template0 owner songbai_owner`);
  made.push(name);
  const at = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  return [at(database.ownerUrl), at(database.superUrl)];
}

const count = (root: string): Promise<unknown[]> =>
  asSuper('select count(*)::int as done from migrations', root);

test('processes that start at once on one empty database migrate it once', async () => {
  const [owner, root] = await empty();
  await Promise.all([migrate(owner), migrate(owner), migrate(owner)]);
  expect(await count(root)).toEqual([{ done: MIGRATIONS.length }]);
});

test('several databases of one server migrate at once, though they share the roles', async () => {
  const urls = [await empty(), await empty(), await empty()];
  await Promise.all(urls.map(([owner]) => migrate(owner)));
  for (const [, root] of urls) expect(await count(root)).toEqual([{ done: MIGRATIONS.length }]);
});

test('a second start finds nothing to do', async () => {
  await migrate(database.ownerUrl);
  expect(await count(database.superUrl)).toEqual([{ done: MIGRATIONS.length }]);
});

// Undoing and redoing grows with the square of the steps.
jest.setTimeout(240_000);

test('every step can be undone and done again', async () => {
  const [owner, root] = await empty();
  await migrate(owner);
  const before = await schema(root);
  const dataSource = await migratingSource(owner).initialize();
  for (const step of MIGRATIONS.keys()) {
    await dataSource.undoLastMigration({ transaction: 'each' });
    // Now and then redone from where it stands, so that no step relies on the undoing of an earlier one.
    if (step % 4 === 0) {
      await dataSource.runMigrations({ transaction: 'each' });
      for (let i = 0; i <= step; i++) await dataSource.undoLastMigration({ transaction: 'each' });
    }
  }
  await dataSource.destroy();
  await migrate(owner);
  expect(await schema(root)).toEqual(before);
});

const A_BUREAU = [
  `insert into bureau (id, credit_code, name, path) select id, 'B' || id, '局', id || '.' from ids`,
  `insert into item (bureau_id, id, version, code, name, category, measure, standard_minutes, place, proofs, fund_types)
    select id, id, 1, 'I', '助浴', '生活照料', 'time', 60, 'home', '{}', '{public}' from ids`,
  `insert into usage_limit (bureau_id, id, version, code, window_kind, measure, cap_hundredths, basis)
    select id, id, 1, 'XE', 'year', 'yuan', 100, '示例' from ids`,
];

test('the limits of the bureaus that are there already are worked out', async () => {
  const [owner, root] = await empty();
  const dataSource = await migratingSource(owner).initialize();
  await dataSource.runMigrations({ transaction: 'each' });
  const since = MIGRATIONS.findIndex(({ name }) => name === 'LedgerReadyLimits1763683200109');
  for (const _ of MIGRATIONS.slice(since)) await dataSource.undoLastMigration({ transaction: 'each' });
  const ids = `with ids as (select unnest(array['${newId()}', '${newId()}']::uuid[]) as id)`;
  for (const statement of A_BUREAU) await asSuper(`${ids} ${statement}`, root);
  await dataSource.runMigrations({ transaction: 'each' });
  await dataSource.destroy();
  const ready = `select count(distinct k.bureau_id)::int as bureaus, min(cardinality(k.limits)) as least
    from ledger.ready_limits k`;
  expect(await asSuper(ready, root)).toEqual([{ bureaus: 2, least: 1 }]);
});

/** Columns, constraints, policies and functions, as text. */
const schema = (root: string): Promise<unknown[]> =>
  asSuper(
    `select table_schema || table_name || column_name || data_type || is_nullable as it
        from information_schema.columns where table_schema in ('public', 'ledger')
      union all select conname || pg_get_constraintdef(oid) from pg_constraint
        where connamespace in ('public'::regnamespace, 'ledger'::regnamespace)
      union all select schemaname || tablename || policyname || roles::text || qual from pg_policies
      union all select proname || proowner || prosrc || coalesce(proacl::text, '') from pg_proc
        where pronamespace in ('public'::regnamespace, 'ledger'::regnamespace)
      order by 1`,
    root,
  );
