/** The class of actor a policy is for; the database role is `songbai_act_<actor>`. */
export type ActorRole =
  | 'bureau'
  | 'system'
  | 'unit'
  | 'provider'
  | 'worker'
  | 'family'
  | 'supervisor'
  | 'auditor';

/**
 * The only text a policy may have: one column of the row equals one setting of the transaction. So it is
 * leakproof, may lead an index, needs no other table, and fails with an error where the setting is missing.
 */
export function inScope(column: string, setting: 'app.bureau' | 'app.party'): string {
  return `${column} = current_setting('${setting}')::uuid`;
}

export const roleOf = (actor: ActorRole): string => `songbai_act_${actor}`;

/** Lets an actor do `verbs` to the rows of `table` that are in its scope: the grant and the policy. */
export function allow(actor: ActorRole, verbs: readonly string[], table: string, scope: string): string[] {
  return [
    `grant ${verbs.join(', ')} on ${table} to ${roleOf(actor)}`,
    policy(roleOf(actor), verbs, table, scope),
  ];
}

function policy(role: string, verbs: readonly string[], table: string, scope: string): string {
  const reading = verbs.length === 1 && verbs[0] === 'select';
  const check = reading ? '' : ` with check (${scope})`;
  return `create policy ${role.replace('songbai_act_', 'of_')} on ${table}
      for ${reading ? 'select' : 'all'} to ${role}
    using (${scope})${check}`;
}

/** The ledger's verbs run as its owner, which has all of one bureau: the one the transaction is bound to. */
export function allowLedgerOwner(table: string): string {
  const verbs = table.startsWith('ledger.') ? ['all'] : ['select'];
  return policy('songbai_ledger', verbs, table, inScope('bureau_id', 'app.bureau'));
}

/** Binds the owner of the table as well. */
export function secure(table: string): string[] {
  return [`alter table ${table} enable row level security`, `alter table ${table} force row level security`];
}
