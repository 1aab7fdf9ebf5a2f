import { useEffect, useRef } from 'react';
import { lostSession, type Schemas, useUser } from '../../shared/session';
import type { Draft } from './draft';

interface Entered {
  cadre: Schemas['CadreAnswer'] | undefined;
  draft: Draft;
}

/** In memory only: an order names a person, and the next one at this machine may be somebody else. */
let kept: (Entered & { userId: string }) | undefined;

/** What this person had entered when their session ended; told once. */
export function useKeptDraft(): Entered | undefined {
  const userId = useUser()?.id;
  const found = useRef(kept?.userId === userId ? kept : undefined);
  useEffect(() => {
    kept = undefined;
  }, []);
  return found.current;
}

/** Keeps the order where the sign-in page takes its place. */
export function useKeeping(entered: Entered): void {
  const latest = useRef(entered);
  latest.current = entered;
  useEffect(
    () => () => {
      const user = lostSession();
      if (user) kept = { ...latest.current, userId: user.id };
    },
    [],
  );
}
