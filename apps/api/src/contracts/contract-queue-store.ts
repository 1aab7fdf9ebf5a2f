import { NEARLY_USED_PERCENT } from '@songbai/contracts';
import type { Condition } from '../http/page';

/**
 * Queues of contracts, as conditions of a `contract` row under this alias: for its list and for worklists alike. Who
 * may not read what they ask is refused by the grants, as `forbidden`.
 */

/** Has a change that waits for a second person. */
export const amended = (alias: string): Condition => [
  `${alias}.id in (select a.contract_id from contract_amendment a where a.status = 'submitted')`,
];

/**
 * A draft that the approver has sent back: one that was ever returned has been returned since it was submitted last,
 * because nothing else makes a draft of it. The record of what people did knows.
 */
export function returned(alias: string, is: 'yes' | 'no' = 'yes'): Condition {
  const found = `(${alias}.status = 'draft' and exists (select from audit_log l where l.bureau_id = ${alias}.bureau_id
    and l.subject_id = ${alias}.id and l.verb = 'contract.return'))`;
  return [is === 'yes' ? found : `not ${found}`];
}

/** Orders hold, and bills have taken, nearly all that it allows. */
export const nearlyUsed = (alias: string): Condition => [
  `exists (select from ledger.commitment m where m.bureau_id = ${alias}.bureau_id and m.contract_id = ${alias}.id
    and m.committed * 100 >= ${alias}.ceiling_fen * ${NEARLY_USED_PERCENT})`,
];
