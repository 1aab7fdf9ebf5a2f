import { useState } from 'react';
import { dropDraft, keepDraft, keptDraft } from '../../shared/drafts';
import { type Schemas, useUser } from '../../shared/session';

type Asked = Pick<Schemas['NewBill'], 'contractId' | 'month' | 'kind'>;

interface LeftOut {
  numbers: ReadonlySet<string>;
  leaveOut: (numbers: readonly string[]) => void;
  /** The bill is made: what was left out of it waits for the next one like any other. */
  forget: () => void;
}

/** The visits that somebody unticked, by number: a reload of the page ticks none of them again. */
export function useLeftOut({ contractId, month, kind }: Asked): LeftOut {
  const userId = useUser()?.id ?? '';
  const name = `left out ${contractId} ${month} ${kind}`;
  const [numbers, set] = useState<ReadonlySet<string>>(
    () => new Set(keptDraft<string[]>(userId, name, 'tab')?.content),
  );
  return {
    numbers,
    leaveOut: (next) => {
      set(new Set(next));
      keepDraft(userId, name, next, 'tab');
    },
    forget: () => dropDraft(userId, name, 'tab'),
  };
}
