import { DomainError, type Month } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';

/** Nothing that would have to be posted in a closed month is taken in. Throws `month-closed`. */
export async function refuseClosed(tx: Tx, bureauId: string, month: Month): Promise<void> {
  const rows = await tx.query(
    `select 1 from ledger.period where bureau_id = $1 and month = $2 and state = 'closed'`,
    [bureauId, month],
  );
  if (rows.length > 0) throw new DomainError('month-closed');
}
