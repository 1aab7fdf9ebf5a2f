import { answerOf, type Schemas, SongbaiProblem, songbaiClient } from '@songbai/client';
import { useSyncExternalStore } from 'react';
import { dropDrafts, dropDraftsOfOthers } from './drafts';
import { watchTabs } from './tabs';
import { currentLanguage } from './words';

export type User = Schemas['UserAnswer'];
interface Session {
  user: User;
  token: string;
  /** When the token is to be renewed, in milliseconds of this machine's clock. */
  renewAt: number;
}

/** undefined: not known yet; null: nobody. The token lives in memory only; the browser keeps the refresh cookie. */
let session: Session | null | undefined;
/** Whose session ended on this page without their doing. */
let lost: User | undefined;
/** Who has signed in in this browser since: the page is still the other one's, and sends nothing for either of them. */
let successor: User | undefined;
const listeners = new Set<() => void>();
let renewing: Promise<Session | null> | undefined;

/** After how many milliseconds a request is given up; none unless said: reports and tables take their time. */
let patience: number | undefined;
export const setPatience = (ms: number): void => {
  patience = ms;
};

/** A network that swallows everything would be waited for without end, and all that is to be sent with it. */
function fetchInTime(request: Request): Promise<Response> {
  if (patience === undefined) return fetch(request);
  const impatience = new AbortController();
  setTimeout(() => impatience.abort(), patience);
  return fetch(request, { signal: impatience.signal });
}

const bare = songbaiClient({ baseUrl: location.origin, fetch: fetchInTime });

function set(next: Session | null): void {
  if (next !== null) {
    lost = undefined;
    dropDraftsOfOthers(next.user.id);
  }
  successor = undefined;
  session = next;
  tellAll();
}

function tellAll(): void {
  for (const tell of listeners) tell();
}

function giveWay(user: User): void {
  successor = user;
  tellAll();
}

const isAnother = ({ id }: User): boolean => id !== (session?.user.id ?? id);

const tabs = watchTabs({
  entered: (user) => {
    if (session && isAnother(user)) giveWay(user);
    else if (session && successor) set(session);
    else if (session === null && lost?.id === user.id) void renew().catch(() => undefined);
  },
  left: (userId) => {
    dropDrafts(userId);
    if (session?.user.id !== userId) return;
    lost = session.user;
    set(null);
  },
});

function sessionOf({ user, accessToken, expiresIn }: Schemas['SignInAnswer']): Session {
  return { user, token: accessToken, renewAt: Date.now() + expiresIn * 800 };
}

const language = (): Record<string, string> => ({ 'Accept-Language': currentLanguage() });

/** Throws SongbaiProblem, in the person's language, where the server says no. */
export async function signIn(username: string, password: string, totp?: string): Promise<User> {
  const body = { username, password, ...(totp && { totp }) };
  return enter(await answerOf(bare.POST('/api/v1/auth/login', { body, headers: language() })));
}

/** Takes the old password for the new one and signs in with it; other places are signed out. */
export async function changePassword(body: Schemas['PasswordChange']): Promise<User> {
  return enter(await answerOf(bare.POST('/api/v1/auth/password', { body, headers: language() })));
}

function enter(answer: unknown): User {
  const next = sessionOf(answer as Schemas['SignInAnswer']);
  set(next);
  tabs.tell({ entered: next.user });
  return next.user;
}

export async function signOut(): Promise<void> {
  const leaving = session?.user.id;
  if (leaving !== undefined) dropDrafts(leaving);
  await bare.POST('/api/v1/auth/logout', {}).catch(() => undefined);
  set(null);
  if (leaving !== undefined) tabs.tell({ left: leaving });
}

/** Who has to sign in again here; undefined where nobody was, or they left themselves. */
export const lostSession = (): User | undefined => lost;

/** One renewal at a time: the server takes a refresh token once, and a second use ends the family. */
function renew(): Promise<Session | null> {
  renewing ??= renewOnce().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renewOnce(): Promise<Session | null> {
  // Another tab may renew at this moment with the same cookie; the lock makes them take turns.
  const work = async (): Promise<Session | null> => {
    const before = session;
    const { data, response } = await bare.POST('/api/v1/auth/refresh', {});
    // Too many at once says nothing of who is signed in.
    if (response.status === 429 || response.status >= 500) throw new Error(String(response.status));
    const next = data === undefined ? null : sessionOf(data as Schemas['SignInAnswer']);
    if (next !== null && isAnother(next.user)) {
      giveWay(next.user);
      return null;
    }
    // Refused is the cookie of before: whoever has signed in on this page meanwhile has another.
    if (next === null && session && session !== before) return session;
    if (next === null) lost = session?.user ?? lost;
    set(next);
    return next;
  };
  return navigator.locks === undefined ? work() : navigator.locks.request('songbai.refresh', work);
}

/** The server cannot be asked who is here: that is no reason to ask a person for a password. */
export class Unreachable extends Error {}

/** Who is signed in here, asking the server once after the page was opened. Throws Unreachable. */
export async function restore(): Promise<User | null> {
  if (session === undefined)
    await renew().catch((cause: unknown) => {
      throw new Unreachable('unreachable', { cause });
    });
  return session?.user ?? null;
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export const useUser = (): User | null | undefined =>
  useSyncExternalStore(listen, () => (session === undefined ? undefined : (session?.user ?? null)));

/** Who else has signed in in this browser, in another tab; undefined as long as the page is its person's own. */
export const useSuccessor = (): User | undefined => useSyncExternalStore(listen, () => successor);

/** What one person asked for is never sent as another, who has signed in on this page while it was under way. */
async function withToken(request: Request): Promise<Response> {
  const asker = (session?.user ?? lost)?.id;
  const isTheirs = ({ user }: Session): boolean => asker === undefined || user.id === asker;
  const now = successor ? null : session && session.renewAt > Date.now() ? session : await renew();
  const send = (token: string | undefined): Promise<Response> => {
    const copy = request.clone();
    if (token !== undefined) copy.headers.set('Authorization', `Bearer ${token}`);
    copy.headers.set('Accept-Language', currentLanguage());
    return fetchInTime(copy);
  };
  const response = await send(now && isTheirs(now) ? now.token : undefined);
  if (response.status !== 401 || successor) return response;
  const next = await renew();
  return next !== null && isTheirs(next) ? send(next.token) : response;
}

/** Every call of the interface as the person who is signed in; a token that ran out is renewed on the way. */
export const api = songbaiClient({ baseUrl: location.origin, fetch: withToken });
/** For what is no JSON: files and photos. */
export const fetchAs = (path: string, init?: RequestInit): Promise<Response> =>
  withToken(new Request(new URL(path, location.origin), init));

export { answerOf, type Schemas, SongbaiProblem };
