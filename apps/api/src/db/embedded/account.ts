import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedDatabaseError } from './error';

/** The account that PostgreSQL runs as when we are root, which it refuses to be. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', '_postgres', 'nobody', 'daemon'];
const OWN_NAME = 'songbai';

/**
 * Whom to run PostgreSQL as: null means as ourselves (we are not root). Data that exists is served by
 * its owner. Throws EmbeddedDatabaseError 'no-account'.
 */
export function serverAccount(data: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    const known = passwd().find((entry) => entry.uid === owner.uid);
    return known ?? { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  const asked = process.env.SONGBAI_PG_USER;
  if (asked !== undefined && asked !== '') return named(asked);
  return firstOf(CANDIDATES) ?? createAccount();
}

/** True when the account may walk into every folder of `folder`; asked of the kernel, so ACLs count. */
export function canEnter(account: Account | null, folder: string): boolean {
  if (account === null) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...identity(account),
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

/** The uid and gid for child_process; empty when we run it as ourselves. */
export function identity(account: Account | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

function named(name: string): Account {
  const entry = firstOf([name]);
  if (entry === undefined) throw new EmbeddedDatabaseError('no-account', '', `SONGBAI_PG_USER=${name}`);
  return entry;
}

function firstOf(names: string[]): Account | undefined {
  const known = passwd();
  return names.flatMap((name) => known.filter((entry) => entry.name === name && entry.uid !== 0))[0];
}

/** Only when the machine has none of the usual accounts: initdb insists on an entry in /etc/passwd. */
function createAccount(): Account {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_NAME], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
  } catch (error) {
    if (firstOf([OWN_NAME]) === undefined) {
      throw new EmbeddedDatabaseError('no-account', '', `useradd: ${(error as Error).message}`);
    }
  }
  return named(OWN_NAME);
}

function passwd(): Account[] {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
