import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './files';

export const DATABASE = 'songbai';
export const ROLES = { super: 'songbai_super', owner: 'songbai_owner', app: 'songbai_app' } as const;

/** The passwords of one home. */
export interface Credentials {
  super: string;
  owner: string;
  app: string;
  /** The roles and the database have been made. */
  ready: boolean;
}

/** The passwords kept in the home; null when there are none yet. */
export function readCredentials(home: string): Credentials | null {
  return readJson<Credentials>(fileOf(home));
}

/** Draws and keeps new passwords: hexadecimal, so that they need no quoting in SQL or in a URL. */
export function newCredentials(home: string): Credentials {
  const draw = () => randomBytes(24).toString('hex');
  return keep(home, { super: draw(), owner: draw(), app: draw(), ready: false });
}

/** Notes that the cluster of these passwords is complete. */
export function markReady(home: string, credentials: Credentials): Credentials {
  return keep(home, { ...credentials, ready: true });
}

/** A connection URL on 127.0.0.1 for one of our roles. */
export function urlOf(
  who: keyof typeof ROLES,
  credentials: Credentials,
  port: number,
  database: string,
): string {
  return `postgres://${ROLES[who]}:${credentials[who]}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

function keep(home: string, credentials: Credentials): Credentials {
  writeJson(fileOf(home), credentials);
  return credentials;
}

/** Whether a database was ever made in this home; nothing is made by asking. */
export const hasDatabase = (home: string): boolean => readCredentials(home) !== null;

function fileOf(home: string): string {
  return join(home, 'credentials.json');
}
