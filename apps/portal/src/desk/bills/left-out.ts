import { useState } from 'react';
import { dropDraft, keepDraft, keptDraft } from '../../shared/drafts';
import { type Schemas, useUser } from '../../shared/session';

type Asked = Pick<Schemas['NewBill'], 'contractId' | 'month' | 'kind'>;

interface LeftOut {
  numbers: ReadonlySet<string>;
  /** They were unticked before this page was opened, and nothing shows it but a box among many. */
  wasKept: boolean;
  leaveOut: (numbers: readonly string[]) => void;
  /** The bill is made: what was left out of it waits for the next one like any other. */
  forget: () => void;
}

/** The visits that somebody unticked, by number: neither a reload nor a return to the page ticks them again. */
export function useLeftOut({ contractId, month, kind }: Asked): LeftOut {
  const userId = useUser()?.id ?? '';
  const name = `left out ${contractId} ${month} ${kind}`;
  const [kept] = useState(() => new Set(keptDraft<string[]>(userId, name, 'tab')?.content));
  const [numbers, set] = useState<ReadonlySet<string>>(kept);
  return {
    numbers,
    wasKept: kept.size > 0,
    leaveOut: (next) => {
      set(new Set(next));
      keepDraft(userId, name, next, 'tab');
    },
    forget: () => dropDraft(userId, name, 'tab'),
  };
}
