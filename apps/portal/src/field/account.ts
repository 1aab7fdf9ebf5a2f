import { signIn, signOut, type User } from '../shared/session';
import { send, sendSoon } from './sender';
import { type Meta, readMeta, readUnsent, store, writeMeta } from './store';

/** How long the app records visits without having met the server. Then it is for reading, and for ending what runs. */
export const DAYS_WITHOUT_SERVER = 7;
const DAY_MS = 86_400_000;

export const isReadOnly = ({ metAt = 0 }: Meta): boolean => Date.now() - metAt > DAYS_WITHOUT_SERVER * DAY_MS;

export type SignInRefusal = { kind: 'role' } | { kind: 'other'; name: string };

/** Throws SongbaiProblem where the server says no. Answers why this device is not for that person. */
export async function enter(
  username: string,
  password: string,
  totp?: string,
): Promise<SignInRefusal | undefined> {
  const { user: owner } = await readMeta();
  const user = await signIn(username.trim(), password, totp);
  const refusal = refusalOf(user, owner);
  if (refusal) {
    await signOut();
    return refusal;
  }
  await writeMeta({ user, metAt: Date.now() });
  void navigator.storage?.persist?.();
  sendSoon();
  return undefined;
}

function refusalOf(user: User, owner: User | undefined): SignInRefusal | undefined {
  if (user.role !== 'care-worker') return { kind: 'role' };
  // What is recorded here is the other one's, and could be sent by nobody else.
  return owner && owner.id !== user.id ? { kind: 'other', name: owner.name } : undefined;
}

/** Wipes this device, but only when the server has everything. Answers whether it did. */
export async function leave(): Promise<boolean> {
  await send();
  const { records, photos } = await readUnsent();
  if (records.length > 0 || photos.length > 0) return false;
  await signOut();
  await store.transaction('rw', store.tables, async () => {
    for (const table of store.tables) await table.clear();
  });
  return true;
}
