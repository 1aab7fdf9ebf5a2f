import { type Day, dayOf, type Instant, monthOf } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { refuseClosed } from '../ledger/period-store';

/**
 * An order whose last day lies in a closed month: nothing that was done under it could be billed there any more.
 * Throws `month-closed`. Asks the books about months that are over only: others are not closed.
 */
export async function refuseBooked(tx: Tx, bureauId: string, endsOn: Day, now: Instant): Promise<void> {
  const month = monthOf(endsOn);
  if (month < monthOf(dayOf(now))) await refuseClosed(tx, bureauId, month);
}
