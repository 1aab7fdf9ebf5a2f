import { useSyncExternalStore } from 'react';

/** The address within the app is its hash: it needs no server, and the telephone's back button works. */
export type Route = { name: 'today' | 'outbox' | 'me' | 'sign-in' } | { name: 'visit'; id: string };

function routeOf(hash: string): Route {
  const [, name, id] = hash.split('/');
  if (name === 'visit' && id) return { name, id };
  return name === 'outbox' || name === 'me' || name === 'sign-in' ? { name } : { name: 'today' };
}

export const go = (path: string): void => {
  location.hash = `#/${path}`;
};

/** Without a step in the history: the back button does not lead into what is over. */
export const goInstead = (path: string): void => location.replace(`#/${path}`);

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (tell) => {
      addEventListener('hashchange', tell);
      return () => removeEventListener('hashchange', tell);
    },
    () => location.hash,
  );
  return routeOf(hash);
}
