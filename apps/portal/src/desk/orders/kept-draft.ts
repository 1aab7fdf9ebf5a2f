import { useEffect, useRef } from 'react';
import { lostSession, type Schemas, useUser } from '../../shared/session';
import type { Draft } from './draft';

interface Entered {
  cadre: Schemas['CadreAnswer'] | undefined;
  draft: Draft;
}

/** In memory only: an order names a person, and the next one at this machine may be somebody else. */
let kept: (Entered & { userId: string }) | undefined;

/** What this person had entered when their session ended here; told once, and taken up without a question. */
export function useLostDraft(): Entered | undefined {
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

/** What the browser keeps of an order: ids, and what was typed. */
export interface StoredOrder {
  cadreId: string | undefined;
  draft: Draft;
}

/** Undefined while there is nothing in it that one would have to enter again. */
export function storedOf({ cadre, draft }: Entered): StoredOrder | undefined {
  const { itemCode, quantity, note, onBehalfOf } = draft;
  const isBegun = Boolean(cadre || itemCode || quantity.trim() || note.trim() || onBehalfOf.trim());
  return isBegun ? { cadreId: cadre?.id, draft } : undefined;
}
