import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asSuper, createCluster, createRoles } from './cluster';
import { type Credentials, DATABASE, markReady, newCredentials, readCredentials, urlOf } from './credentials';
import { EmbeddedDatabaseError, explained } from './error';
import { withLock } from './lock';
import { findNative } from './native';
import { checkData, findPlace, openHome, type Place } from './place';
import { gone, launch, type Postmaster, runningPostmaster, shutdown } from './postmaster';
import { newTenant, readTenancy, removeTenancy, type Tenancy, type Tenant, writeTenancy } from './tenancy';

/** Long enough for another process's initdb or crash recovery on a slow disk. */
const LOCK_MS = 300_000;

export interface EmbeddedOptions {
  /** Our folder; made when missing. */
  home: string;
  /** For tests only: nothing is synced to disk, so a power cut loses data. */
  fast?: boolean;
}

/** A running PostgreSQL. URLs are postgres:// on 127.0.0.1 with the password in them. */
export interface EmbeddedServer {
  /** The superuser, for `database`. */
  superUrl(database: string): string;
  /** The role that owns the database songbai; migrations run as it. */
  ownerUrl: string;
  /** The role of the application; row-level security binds it. */
  appUrl: string;
  /** False when another live process had started the server. */
  owned: boolean;
  home: string;
  /** Rejects with an EmbeddedDatabaseError when the server ends under us, until `stop` is called. */
  lost(): Promise<never>;
  /** Stops the server once its last user is gone; until then it only signs off. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in `home`, or joins the one that another process runs there, or adopts the one that a
 * killed process left. Throws EmbeddedDatabaseError, whose message is for the user.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const tenant = newTenant();
  try {
    const home = openHome(options.home);
    const { credentials, tenancy } = await locked(home, () => enter(home, options.fast === true, tenant));
    const url = (who: 'super' | 'owner' | 'app', database: string) =>
      urlOf(who, credentials, tenancy.postmaster.port, database);
    const enough = new AbortController();
    return {
      lost: () =>
        gone(tenancy.postmaster.process, enough.signal).then(() => {
          throw new EmbeddedDatabaseError('stopped', home);
        }),
      superUrl: (database) => url('super', database),
      ownerUrl: url('owner', DATABASE),
      appUrl: url('app', DATABASE),
      owned: tenancy.tenants[0]?.id === tenant.id,
      home,
      stop: () => {
        enough.abort();
        return locked(home, () => leave(home, tenant));
      },
    };
  } catch (error) {
    throw explained(error, options.home);
  }
}

function locked<T>(home: string, body: () => Promise<T>): Promise<T> {
  return withLock(join(home, 'start.lock'), LOCK_MS, body);
}

/** What a caller holds after entering: the passwords, and the record that now names it as a tenant. */
interface Stay {
  credentials: Credentials;
  tenancy: Tenancy;
}

async function enter(home: string, fast: boolean, tenant: Tenant): Promise<Stay> {
  const place = findPlace(home);
  const kept = readCredentials(home);
  const running = existsSync(place.data) ? await runningPostmaster(place.data) : null;
  const stay = running === null ? null : await joinRunning(place, kept, running, fast, tenant);
  if (stay !== null) return stay;

  const native = await findNative(place.account);
  checkData(place, native.major, kept !== null);
  const credentials = kept === null || !existsSync(place.data) ? newCredentials(home) : kept;
  await createCluster(place, native, credentials);
  const postmaster = await launch(place, native, fast);
  try {
    return await settle(home, credentials, { postmaster, tenants: [tenant] });
  } catch (error) {
    await shutdown(postmaster.process);
    throw error;
  }
}

/** Null when the server was left by a dead owner and ran in the other mode (fast or safe): it is stopped. */
async function joinRunning(
  place: Place,
  credentials: Credentials | null,
  running: Postmaster,
  fast: boolean,
  tenant: Tenant,
): Promise<Stay | null> {
  const mode = credentials === null ? null : await modeOf(running, credentials, place.data);
  if (credentials === null || mode === null) {
    throw new EmbeddedDatabaseError(
      'foreign-server',
      place.data,
      `pid ${running.process.pid}, port ${running.port}`,
    );
  }
  const known = readTenancy(place.home);
  const others = known?.postmaster.process.start === running.process.start ? known.tenants : [];
  if (others.length === 0 && mode.fast !== fast) {
    await shutdown(running.process);
    return null;
  }
  return settle(place.home, credentials, { postmaster: running, tenants: [...others, tenant] });
}

/** Null when the server does not take our password or serves another folder. */
async function modeOf(
  running: Postmaster,
  credentials: Credentials,
  data: string,
): Promise<{ fast: boolean } | null> {
  const text = "select current_setting('data_directory') as data, current_setting('fsync') as fsync";
  try {
    const { rows } = await asSuper(running.port, credentials, (client) => client.query(text));
    return rows[0].data === data ? { fast: rows[0].fsync === 'off' } : null;
  } catch {
    return null;
  }
}

async function settle(home: string, credentials: Credentials, tenancy: Tenancy): Promise<Stay> {
  if (!credentials.ready) await createRoles(tenancy.postmaster.port, credentials);
  writeTenancy(home, tenancy);
  return { credentials: credentials.ready ? credentials : markReady(home, credentials), tenancy };
}

/** Signs the tenant off and stops the server when nobody else lives in it. Safe to repeat. */
async function leave(home: string, tenant: Tenant): Promise<void> {
  const known = readTenancy(home);
  if (known === null || known.tenants.every(({ id }) => id !== tenant.id)) return;
  const rest = known.tenants.filter(({ id }) => id !== tenant.id);
  if (rest.length > 0) return writeTenancy(home, { ...known, tenants: rest });
  await shutdown(known.postmaster.process);
  removeTenancy(home);
}
