import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startEmbedded } from '../../apps/api/src/db/embedded';
import { homeOf, runId } from './run';

/** A migrated database of one's own. The URLs are those of the three roles; `drop` removes it. */
export interface TestDatabase {
  ownerUrl: string;
  appUrl: string;
  superUrl: string;
  drop(): Promise<void>;
}

interface Server {
  superUrl(database: string): string;
  ownerUrl(database: string): string;
  appUrl(database: string): string;
}

/** Any number will do, so long as all workers use the same one. */
const TEMPLATE_LOCK = 7_421_006;

/** The template that has the schema and nothing in it. */
const MIGRATED = 'template';

let server: Promise<Server> | undefined;

/** Copies the run's migrated template, which the first caller of the run builds. */
export async function freshDatabase(): Promise<TestDatabase> {
  await ensureMigrated();
  return copyOf(MIGRATED);
}

/** The same with something in it: `fill` is run once per run, by the first caller of this name. */
export async function filledDatabase(
  name: string,
  fill: (appUrl: string) => Promise<void>,
): Promise<TestDatabase> {
  await ensureMigrated();
  await ensureTemplate(name, `${databasePrefix()}${MIGRATED}`, fill);
  return copyOf(name);
}

const ensureMigrated = (): Promise<void> =>
  ensureTemplate(MIGRATED, 'template0', async (_, ownerUrl) => {
    // Not at the top: specs that need a server but no schema must not load the whole of it.
    const { migrate } = await import('../../apps/api/src/db/migrate');
    await migrate(ownerUrl);
  });

async function copyOf(template: string): Promise<TestDatabase> {
  const { superUrl, ownerUrl, appUrl } = await theServer();
  const name = `${databasePrefix()}${randomBytes(5).toString('hex')}`;
  await onServer((sql) => createDatabase(sql, name, `${databasePrefix()}${template}`));
  return {
    ownerUrl: ownerUrl(name),
    appUrl: appUrl(name),
    superUrl: superUrl(name),
    drop: () => onServer((sql) => sql(`drop database if exists ${name} with (force)`)),
  };
}

/** Drops the run's databases where the server outlives the run. */
export async function dropRun(): Promise<void> {
  if (external() === undefined) return;
  await onServer(async (sql) => {
    const rows = await sql('select datname from pg_database where starts_with(datname, $1)', [
      databasePrefix(),
    ]);
    await sql('update pg_database set datistemplate = false where starts_with(datname, $1)', [
      databasePrefix(),
    ]);
    for (const { datname } of rows) await sql(`drop database if exists ${datname} with (force)`);
  });
}

function external(): string | undefined {
  return process.env.TEST_DATABASE_URL || undefined;
}

function databasePrefix(): string {
  return `songbai_test_${runId().replace('-', '_')}_`;
}

/** Exactly one worker starts it, the others join; global-teardown removes it, so nobody signs off. */
async function embeddedServer(): Promise<Server> {
  const { superUrl, ownerUrl, appUrl } = await startEmbedded({ home: homeOf(runId()), fast: true });
  return {
    superUrl,
    ownerUrl: (database) => withParts(ownerUrl, { database }),
    appUrl: (database) => withParts(appUrl, { database }),
  };
}

/** Another server, by its superuser's URL. Our roles there keep one password, since runs may overlap. */
async function externalServer(): Promise<Server> {
  const root = external() ?? '';
  const password = createHash('sha256').update(`songbai-test ${root}`).digest('hex').slice(0, 32);
  const roles = { songbai_owner: 'login createrole', songbai_app: 'login noinherit' };
  await withClient(root, async (sql) => {
    await sql('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    for (const [role, options] of Object.entries(roles)) {
      const found = await sql('select from pg_roles where rolname = $1', [role]);
      await sql(`${found.length === 0 ? 'create' : 'alter'} role ${role} ${options} password '${password}'`);
    }
  });
  const as = (username: string) => (database: string) => withParts(root, { database, username, password });
  return {
    superUrl: (database) => withParts(root, { database }),
    ownerUrl: as('songbai_owner'),
    appUrl: as('songbai_app'),
  };
}

const theServer = (): Promise<Server> => {
  server ??= external() === undefined ? embeddedServer() : externalServer();
  return server;
};

async function ensureTemplate(
  template: string,
  from: string,
  fill: (appUrl: string, ownerUrl: string) => Promise<void>,
): Promise<void> {
  const target = await theServer();
  const name = `${databasePrefix()}${template}`;
  const isReady = 'select from pg_database where datname = $1 and datistemplate';
  await onServer(async (sql) => {
    if ((await sql(isReady, [name])).length > 0) return;
    await sql('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if ((await sql(isReady, [name])).length > 0) return;
    // Left by a worker that died while it was at work.
    await sql(`drop database if exists ${name} with (force)`);
    await createDatabase(sql, name, from);
    await fill(target.appUrl(name), target.ownerUrl(name));
    await sql(`alter database ${name} with is_template true allow_connections false`);
  });
}

/** Grants on a database are not copied with it, so each one gets those of the real one again. */
async function createDatabase(sql: Sql, name: string, template: string): Promise<void> {
  await sql(`create database ${name} template ${template} owner songbai_owner`);
  await sql(`revoke connect, temporary on database ${name} from public`);
  await sql(`grant connect on database ${name} to songbai_app`);
}

type Sql = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

async function onServer(work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const { superUrl } = await theServer();
  await withClient(superUrl('postgres'), work);
}

/** One session for `work`; its advisory locks end with it. */
async function withClient(connectionString: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await work(async (text, values) => (await client.query(text, values)).rows);
  } finally {
    await client.end();
  }
}

function withParts(url: string, parts: { database: string; username?: string; password?: string }): string {
  const made = new URL(url);
  made.pathname = `/${parts.database}`;
  made.username = parts.username ?? made.username;
  made.password = parts.password ?? made.password;
  return made.toString();
}
