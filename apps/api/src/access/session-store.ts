import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';

export const SESSION_DAYS = 14;
/**
 * How long the token before the newest one still counts: an answer may have been lost, two tabs may have asked
 * at once.
 */
const GRACE_SECONDS = 10;

export type EndReason = 'signed-out' | 'revoked' | 'reused' | 'user-changed';

interface StoredSession {
  user_id: string;
  token_hash: Buffer;
  previous_hash: Buffer | null;
  rotated_at: Date;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A refresh token says which family it is of, so that an old one can be told from a made-up one. */
const tokenOf = (sessionId: string, secret: string): string => `${sessionId}.${secret}`;

export async function openSession(
  tx: Tx,
  userId: string,
  device: string,
  at: Date,
): Promise<{ id: string; token: string }> {
  const id = uuid();
  const secret = randomBytes(32).toString('base64url');
  await tx.execute(
    `insert into login_session (id, user_id, token_hash, rotated_at, created_at, last_used_at, expires_at, device)
     values ($1, $2, $3, $4, $4, $4, $4::timestamptz + make_interval(days => $5), $6)`,
    [id, userId, hashOf(secret), at.toISOString(), SESSION_DAYS, device],
  );
  return { id, token: tokenOf(id, secret) };
}

/**
 * Takes a refresh token for the next one. The newest rotates; the one before it gets the same answer again for
 * a moment; any
 * other that names a session ends that session, because somebody has it who should not. Undefined: sign in again.
 */
export async function rotate(
  tx: Tx,
  token: string,
  next: (secret: string) => string,
  at: Date,
): Promise<{ id: string; userId: string; token: string } | undefined> {
  const [, id, secret] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(token) ?? [];
  if (!id || !secret) return undefined;
  const [session] = await tx.query<StoredSession>(
    `select user_id, token_hash, previous_hash, rotated_at from login_session
     where id = $1 and ended_at is null and expires_at > $2 for update`,
    [id, at.toISOString()],
  );
  if (!session) return undefined;
  const given = hashOf(secret);
  const answer = { id, userId: session.user_id, token: tokenOf(id, next(secret)) };
  if (given.equals(session.token_hash)) {
    await tx.execute(
      `update login_session set previous_hash = token_hash, token_hash = $2, rotated_at = $3, last_used_at = $3
       where id = $1`,
      [id, hashOf(next(secret)), at.toISOString()],
    );
    return answer;
  }
  const inGrace = at.getTime() - session.rotated_at.getTime() <= GRACE_SECONDS * 1000;
  if (inGrace && session.previous_hash?.equals(given)) return answer;
  await endSessions(tx, session.user_id, 'reused', at, id);
  return undefined;
}

/** Ends one session of a user, or all. Answers how many there were. */
export function endSessions(
  tx: Tx,
  userId: string,
  reason: EndReason,
  at: Date,
  id?: string,
): Promise<number> {
  return tx.execute(
    `update login_session set ended_at = $3, end_reason = $4
     where user_id = $1 and ended_at is null and ($2::uuid is null or id = $2)`,
    [userId, id ?? null, at.toISOString(), reason],
  );
}
