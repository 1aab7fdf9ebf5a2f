import type { AuditAct, AuditFacts, AuditSubject } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { verb } from '../db/statement';
import type { Tx } from '../db/unit-of-work';

/**
 * What was done. `before` and `after` are facts without personal data: statuses, numbers, amounts, names of
 * changed fields.
 */
export interface AuditEntry {
  verb: AuditAct;
  /** The table and the id of the row. */
  subject: AuditSubject;
  id: string;
  before?: AuditFacts;
  after?: AuditFacts;
  /** For whom it was done, where somebody else clicked. */
  onBehalfOf?: string;
}

const APPEND = verb('append_audit', 3);

const waiting = new WeakMap<Tx, { ids: string[]; entries: string[] }>();

/**
 * Enters what a command did into its bureau's chain, within the command's own transaction. It is written just
 * before the commit,
 * whatever the order of calls, because all of a bureau's commands share the end of the chain: call it where it
 * reads best.
 */
export function audit(tx: Tx, { person, at, requestId }: Caller, entry: AuditEntry): void {
  const { bureauId } = tx.actor;
  if (bureauId === undefined) throw new Error('what is audited happens in a bureau');
  const list = waiting.get(tx) ?? { ids: [], entries: [] };
  if (list.ids.length === 0) {
    waiting.set(tx, list);
    tx.atEnd(() => tx.send(APPEND, [bureauId, list.ids, list.entries]));
  }
  const { verb, subject, id, before, after, onBehalfOf } = entry;
  list.ids.push(uuid());
  list.entries.push(
    JSON.stringify({
      ...{ at: at.toISOString(), actor: person.id, role: person.role, verb, subject, id },
      ...{ before, after, onBehalfOf, request: requestId },
    }),
  );
}
