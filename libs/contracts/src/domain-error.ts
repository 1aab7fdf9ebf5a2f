import type { Finding } from './finding';

/**
 * Why the platform says no. Closed: whoever turns a refusal into an answer must have words and a status for
 * each. A new code goes here and into apps/api/src/http/problems.ts, which does not compile without it.
 */
export type ErrorCode =
  | 'invalid-request'
  | 'idempotency-key-required'
  | 'not-signed-in'
  | 'wrong-credentials'
  | 'session-ended'
  | 'password-change-required'
  | 'forbidden'
  | 'not-found'
  | 'illegal-transition'
  | 'conflict'
  | 'too-large'
  | 'unsupported-media-type'
  | 'unreadable-photo'
  | 'too-many-pixels'
  | 'unreadable-file'
  | 'unreadable-table'
  | 'rows-refused'
  | 'refused'
  | 'idempotency-mismatch'
  | 'month-closed'
  | 'too-many-attempts'
  | 'busy'
  | 'unavailable'
  | 'internal';

/** What stands against it, where it is a `conflict`: each has its words in apps/api/src/http/conflicts.ts. */
export type ConflictReason =
  | 'code-taken'
  | 'id-number-known'
  | 'user-name-taken'
  | 'changed-meanwhile'
  | 'later-version'
  | 'rating-replaced'
  | 'own-account'
  | 'already-approved'
  | 'visit-id-taken'
  | 'visit-of-other-worker'
  | 'visit-differs'
  | 'visit-not-due'
  | 'visit-looked-into'
  | 'in-payment'
  | 'call-open'
  | 'money-gone'
  | 'filed-is-final'
  | 'duplicate'
  | 'overlap'
  | 'unknown-reference'
  | 'same-person'
  | 'rule-violated'
  | 'busy';

/** One field of a request that cannot be read. `rule` is a key of the word list of field rules, `limit` its number. */
export interface FieldFault {
  path: string;
  rule: string;
  limit?: string;
}

export interface Details {
  /** Said in the error's words, as {name}. No personal data. */
  facts?: Readonly<Record<string, string>>;
  /** What stands against it, where it is a conflict. */
  because?: ConflictReason;
  /** Every rule that refused, where one did. */
  findings?: readonly Finding[];
  /** Every field that could not be read. */
  fields?: readonly FieldFault[];
  retryAfterSeconds?: number;
}

/** A refusal that the caller is meant to understand. Anything else that is thrown is a defect. */
export class DomainError extends Error {
  constructor(code: 'conflict', details: Details & { because: ConflictReason });
  constructor(code: Exclude<ErrorCode, 'conflict'>, details?: Details);
  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }
}

/** Throws `refused` with all findings, unless there are none. */
export function assertAllowed(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new DomainError('refused', { findings });
}
