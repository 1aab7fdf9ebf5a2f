import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Account, canEnter, serverAccount } from './account';
import { EmbeddedDatabaseError } from './error';
import { readJson, writeJson } from './files';

/** Where a database lives: our own files in `home`, PostgreSQL's in `data`. */
export interface Place {
  home: string;
  data: string;
  /** Null when PostgreSQL runs as ourselves. */
  account: Account | null;
}

/** Kept in the home when the data had to go elsewhere. */
interface Elsewhere {
  home: string;
  folder: string;
}

/** Makes the home when it is missing and checks that it can be used. Returns its real path. */
export function openHome(wanted: string): string {
  const home = resolve(wanted);
  makeFolders(home);
  if (!statSync(home).isDirectory()) throw new EmbeddedDatabaseError('not-a-folder', home);
  accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  if (existsSync(join(home, 'PG_VERSION'))) throw new EmbeddedDatabaseError('foreign-data', home);
  return realpathSync(home);
}

/**
 * Decides where the data lives: in the home, or, when PostgreSQL's account cannot enter it (a home
 * under /root), in a folder of its own that the home remembers. Call it under the start lock.
 */
export function findPlace(home: string): Place {
  const inHome = join(home, 'data');
  const elsewhere = recorded(home);
  if (elsewhere !== null) {
    const data = join(elsewhere, 'data');
    if (!existsSync(elsewhere)) throw new EmbeddedDatabaseError('data-missing', home, elsewhere);
    return { home, data, account: serverAccount(data) };
  }
  const account = serverAccount(inHome);
  if (canEnter(account, home)) return { home, data: inHome, account };
  if (existsSync(inHome)) throw new EmbeddedDatabaseError('unreachable', inHome, account?.name);
  const folder = makeElsewhere(account);
  writeJson(join(home, 'place.json'), { home, folder } satisfies Elsewhere);
  return { home, data: join(folder, 'data'), account };
}

/** Refuses data of another major version, and data that is there without our passwords. Changes nothing. */
export function checkData(place: Place, major: string, hasCredentials: boolean): void {
  if (!existsSync(place.data)) return;
  if (!statSync(place.data).isDirectory()) throw new EmbeddedDatabaseError('not-a-folder', place.data);
  const stamp = join(place.data, 'PG_VERSION');
  const found = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : '';
  if (found !== '' && found !== major) {
    throw new EmbeddedDatabaseError('other-version', place.data, `${found} ≠ ${major}`);
  }
  if (found === '' || !hasCredentials) throw new EmbeddedDatabaseError('foreign-data', place.data);
}

function recorded(home: string): string | null {
  const elsewhere = readJson<Elsewhere>(join(home, 'place.json'));
  if (elsewhere === null) return null;
  // A copied home must not serve the original's data; a moved one takes its data along.
  const isCopy = elsewhere.home !== home && existsSync(join(elsewhere.home, 'place.json'));
  if (isCopy) return null;
  if (elsewhere.home !== home) writeJson(join(home, 'place.json'), { ...elsewhere, home });
  return elsewhere.folder;
}

function makeElsewhere(account: Account | null): string {
  let refused: unknown;
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      if (!canEnter(account, parent)) continue;
      const folder = mkdtempSync(join(parent, 'songbai-'));
      chmodSync(folder, 0o755);
      return folder;
    } catch (error) {
      refused = error;
    }
  }
  throw refused ?? new EmbeddedDatabaseError('unreachable', tmpdir(), account?.name);
}

/** Folders we make as root let PostgreSQL's account pass, whatever the umask; others stay as they are. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return;
  }
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
}
