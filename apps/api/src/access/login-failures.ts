import { DomainError } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { type BackOff, FORGOTTEN_SECONDS, waitAfter } from './back-off';

/** Under what a try is counted, and how patient we are there. */
export interface Counted {
  key: Buffer;
  backOff: BackOff;
}

/**
 * Counts a try before it is looked at, so that many at once get no further than one after another. A try that
 * has to wait
 * is refused and not counted: waiting in peace always ends.
 */
export async function countTry(tx: Tx, counted: readonly Counted[], at: Date): Promise<void> {
  for (const { key, backOff } of counted) {
    const [row] = await tx.query<{ failures: number; last_at: Date }>(
      `insert into login_failure as f (key, failures, last_at) values ($1, 0, $2)
       on conflict (key) do update set failures = case
         when f.last_at < $2::timestamptz - make_interval(secs => $3) then 0 else f.failures end
       returning failures, last_at`,
      [key, at.toISOString(), FORGOTTEN_SECONDS],
    );
    if (!row) continue;
    // A try that began later may have been counted before this one, so the time since then can be negative.
    const since = Math.max(0, (at.getTime() - row.last_at.getTime()) / 1000);
    const wait = waitAfter(row.failures, backOff) - since;
    if (wait > 0) throw new DomainError('too-many-attempts', { retryAfterSeconds: Math.ceil(wait) });
    await tx.execute(
      'update login_failure set failures = failures + 1, last_at = greatest(last_at, $2) where key = $1',
      [key, at.toISOString()],
    );
  }
}

/** A try was good after all: the account starts anew there, the address only takes this one back. */
export async function forgetTry(tx: Tx, account: Counted, address: Counted | undefined): Promise<void> {
  await tx.execute('update login_failure set failures = 0 where key = $1', [account.key]);
  if (address) await takeBack(tx, address);
}

/** This one try was good; what else was counted there stays. */
export async function takeBack(tx: Tx, { key }: Counted): Promise<void> {
  await tx.execute('update login_failure set failures = greatest(failures - 1, 0) where key = $1', [key]);
}
