import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { identity } from './account';
import { type Credentials, DATABASE, ROLES, urlOf } from './credentials';
import { explainedOutput } from './error';
import { CHILD_ENV, type Native } from './native';
import type { Place } from './place';

const run = promisify(execFile);

/**
 * Makes the data folder, complete or not at all: initdb works beside it and the result is renamed.
 * Does nothing when it exists. Throws EmbeddedDatabaseError.
 */
export async function createCluster(place: Place, native: Native, credentials: Credentials): Promise<void> {
  if (existsSync(place.data)) return;
  const parent = dirname(place.data);
  removeUnfinished(parent, basename(place.data));
  const unfinished = `${place.data}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${unfinished}.pw`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, credentials.super, { mode: 0o600, flag: 'wx' });
    if (place.account !== null) {
      for (const path of [unfinished, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
    }
    await initdb(place, native, unfinished, passwordFile);
    renameSync(unfinished, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Left by a start that was killed in the middle of initdb; the names are ours alone. */
function removeUnfinished(parent: string, name: string): void {
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${name}.new-`)) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

async function initdb(place: Place, native: Native, data: string, passwordFile: string): Promise<void> {
  // Code point order with Unicode's letter classes: the same order on every machine and version. Chinese
  // order is asked for where it matters, by COLLATE "zh-Hans-x-icu".
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username', ROLES.super, '--pwfile', passwordFile, '--auth=scram-sha-256'];
  const options = ['--no-instructions', '--pgdata', data, ...locale, ...access];
  try {
    // Without --no-sync: initdb is once, and a power cut after it must find whole files.
    await run(join(native.bin, 'initdb'), options, { ...identity(place.account), cwd: '/', env: CHILD_ENV });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw explainedOutput(`${message}\n${stdout}\n${stderr}`, place.home);
  }
}

/** Makes the roles and the database; safe to repeat after a start that was cut short. */
export async function createRoles(port: number, credentials: Credentials): Promise<void> {
  await asSuper(port, credentials, async (client) => {
    // A failing statement is logged with its text, and the text holds a password.
    await client.query("set log_min_error_statement = 'panic'");
    await ensureRole(client, ROLES.owner, 'login createrole nosuperuser', credentials.owner);
    await ensureRole(
      client,
      ROLES.app,
      'login noinherit nosuperuser nocreatedb nocreaterole',
      credentials.app,
    );
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLES.owner}`);
    await client.query(`revoke connect, temporary on database ${DATABASE} from public`);
    await client.query(`grant connect on database ${DATABASE} to ${ROLES.app}`);
  });
}

async function ensureRole(client: Client, role: string, options: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} ${options} password '${password}'`);
}

/** Connects as the superuser to the maintenance database for the time of `work`. */
export async function asSuper<T>(
  port: number,
  credentials: Credentials,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    connectionString: urlOf('super', credentials, port, 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  // A server that stops while we wait is reported by the query; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
