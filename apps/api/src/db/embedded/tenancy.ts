import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files';
import type { Postmaster } from './postmaster';
import { isRunning, type ProcessIdentity, self } from './process-identity';

/** One caller of startEmbedded; a process may hold several. */
export interface Tenant extends ProcessIdentity {
  id: string;
}

/** The owner file: the server and who uses it. The first tenant is the owner. */
export interface Tenancy {
  postmaster: Postmaster;
  tenants: Tenant[];
}

/** What is on record, without the tenants that have died; null when no server is. */
export function readTenancy(home: string): Tenancy | null {
  const found = readJson<Tenancy>(fileOf(home));
  return found === null ? null : { ...found, tenants: found.tenants.filter(isRunning) };
}

export function writeTenancy(home: string, tenancy: Tenancy): void {
  writeJson(fileOf(home), tenancy);
}

export function removeTenancy(home: string): void {
  rmSync(fileOf(home), { force: true });
}

export function newTenant(): Tenant {
  return { ...self(), id: randomUUID() };
}

function fileOf(home: string): string {
  return join(home, 'server.json');
}
