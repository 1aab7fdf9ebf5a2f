import { DomainError } from '@songbai/contracts';

/** What a database refusal means to us. Closed, so that whoever turns it into an answer can be exhaustive. */
export type DatabaseFault =
  | 'shares-mismatch'
  | 'scope-mismatch'
  | 'limit-exceeded'
  | 'funds-short'
  | 'reservation-short'
  | 'ceiling-exceeded'
  | 'key-reused'
  | 'period-closed'
  | 'filed-is-final'
  | 'duplicate'
  | 'overlap'
  | 'unknown-reference'
  | 'rule-violated'
  | 'value-missing'
  | 'unreadable-value'
  | 'forbidden'
  | 'no-scope'
  | 'contention'
  | 'unavailable'
  | 'defect';

const FAULTS: Record<string, DatabaseFault> = {
  LE400: 'shares-mismatch',
  LE401: 'scope-mismatch',
  LE402: 'limit-exceeded',
  LE403: 'funds-short',
  LE404: 'reservation-short',
  LE405: 'ceiling-exceeded',
  LE406: 'funds-short',
  LE407: 'reservation-short',
  LE408: 'rule-violated',
  LE409: 'key-reused',
  LE410: 'duplicate',
  LE423: 'period-closed',
  SB001: 'filed-is-final',
  '23502': 'value-missing',
  '23503': 'unknown-reference',
  '23505': 'duplicate',
  '23514': 'rule-violated',
  '23P01': 'overlap',
  '40001': 'contention',
  '40P01': 'contention',
  '42501': 'forbidden',
  '42704': 'no-scope',
  '55P03': 'contention',
};

/**
 * Rules and keys that say the same as a code of the ledger: whichever of the two fences speaks first, it is one
 * fault.
 */
const SECOND_FENCES: Record<string, DatabaseFault> = {
  balance_covered: 'funds-short',
  commitment_within: 'ceiling-exceeded',
  limit_window_within: 'limit-exceeded',
  reservation_used_once: 'reservation-short',
};

/**
 * Connection failures (class 08), shutdown and start-up of the server, too many connections; and node's own
 * codes.
 */
const UNAVAILABLE = /^(08...|57P0.|53300|ECONN\w+|EPIPE|ENOTFOUND|ETIMEDOUT)$/;

/** A value that no column can hold: too large a number, no such day, a text with a NUL. */
const UNREADABLE = /^22(001|003|007|008|021|023|P02|P05)$/;

/**
 * A refusal by the database, named. `detail` is what the database adds; the ledger's is JSON with the
 * shortage.
 */
export class DatabaseError extends Error {
  constructor(
    readonly fault: DatabaseFault,
    readonly code: string,
    readonly constraint: string | undefined,
    readonly detail: string | undefined,
    override readonly cause: Error,
  ) {
    super(`${fault} (${code}): ${cause.message}`);
    this.name = 'DatabaseError';
  }
}

/** A failure of a query as a DatabaseError; anything else comes back as it is. */
export function toDatabaseError(error: unknown): unknown {
  // A refusal of our own has a code too.
  if (!(error instanceof Error) || error instanceof DatabaseError || error instanceof DomainError)
    return error;
  const driverError = driverErrorOf(error);
  if (driverError === undefined) return error;
  const { code, detail, message } = driverError;
  const constraint = constraintIn(message);
  return new DatabaseError(faultOf(code, constraint), code, constraint, detail, error);
}

function faultOf(code: string, constraint: string | undefined): DatabaseFault {
  const fault = FAULTS[code];
  if (constraint !== undefined && /^23(505|514)$/.test(code))
    return SECOND_FENCES[constraint] ?? fault ?? 'defect';
  if (fault !== undefined) return fault;
  if (UNAVAILABLE.test(code)) return 'unavailable';
  return UNREADABLE.test(code) ? 'unreadable-value' : 'defect';
}

/**
 * The constraint's name, read from the message: the driver's own field is empty where a distributed server
 * answers for another node, and such a server adds the number of the shard to the name.
 */
function constraintIn(message: string): string | undefined {
  return /constraint "([^"]+?)(?:_\d{6,})?"/.exec(message)?.[1];
}

interface DriverError {
  code: string;
  detail: string | undefined;
  message: string;
}

/** TypeORM wraps the driver's error; a lost connection comes bare. */
function driverErrorOf(error: Error & { driverError?: unknown; code?: unknown }): DriverError | undefined {
  const inner = error.driverError instanceof Error ? error.driverError : error;
  const { code, detail, message } = inner as Error & { code?: unknown; detail?: unknown };
  if (typeof code !== 'string') return undefined;
  return { code, detail: typeof detail === 'string' ? detail : undefined, message };
}
