import { DomainError, visitMachine } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import type { LiveVisit } from './live-visit-store';
import { sealRemarks } from './visit-views';

/** What brings a visit that nobody finished to an end: taken back, did not happen, or at another time. */
export type Dropping = 'cancel' | 'skip' | 'move';

/** Ends a locked visit without service; why becomes its note. Throws `illegal-transition` where it is too late. */
export async function dropVisit(
  tx: Tx,
  caller: Caller,
  live: LiveVisit,
  verb: Dropping,
  reason: string,
  vault: PersonalDataVault,
  replacedBy?: string,
): Promise<void> {
  const bureauId = tx.actor.bureauId ?? '';
  const { id } = live;
  const status = visitMachine.next(live.status, verb);
  const why = sealRemarks({ note: reason, tasks: [] }, bureauId, id, vault);
  await tx.execute(
    `update visit set status = $3, sealed = $4, dropped_by = $5, dropped_at = $6, replaced_by = null
     where bureau_id = $1 and id = $2`,
    [bureauId, id, status, why, caller.person.username, caller.at.toISOString()],
  );
  const [before, after] = [{ status: live.status }, { status, reason, ...(replacedBy && { replacedBy }) }];
  audit(tx, caller, { verb: `visit.${verb}`, subject: 'visit', id, before, after });
}

/**
 * Says which visit was planned instead of one that was dropped, of the same order. Answers whether there is such;
 * throws `conflict` where another stands instead of it already.
 */
export async function replaceVisit(
  tx: Tx,
  dropped: { id: string; orderId: string },
  by: string,
): Promise<boolean> {
  const [row] = await tx.query<{ is_first: boolean }>(
    `update visit set replaced_by = coalesce(replaced_by, $4) where bureau_id = $1 and id = $2 and order_id = $3
       and status in ('missed', 'cancelled') returning replaced_by = $4 as is_first`,
    [tx.actor.bureauId, dropped.id, dropped.orderId, by],
  );
  if (row && !row.is_first) throw new DomainError('conflict', { because: 'changed-meanwhile' });
  return row !== undefined;
}
