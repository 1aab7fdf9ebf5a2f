import { DomainError, type Month, type MonthState } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';

/** How a month of the books stands; `not-opened` before its first posting. */
export async function monthState(tx: Tx, bureauId: string, month: Month): Promise<MonthState> {
  const [period] = await tx.query<{ state: MonthState }>(
    'select state from ledger.period where bureau_id = $1 and month = $2',
    [bureauId, month],
  );
  return period?.state ?? 'not-opened';
}

/** Nothing that would have to be posted in a closed month is taken in. Throws `month-closed`. */
export async function refuseClosed(tx: Tx, bureauId: string, month: Month): Promise<void> {
  if ((await monthState(tx, bureauId, month)) === 'closed') throw new DomainError('month-closed');
}
