import type { Person } from '../access/person';
import type { Role } from '../access/role';
import type { UnitOfWork } from '../db/unit-of-work';
import type { Condition } from '../http/page';
import { SAID } from './bill-said';

/** The provider, and the clerk who does it for a provider that does not click. */
export const PROVIDER: readonly Role[] = ['provider-manager', 'bureau-clerk'];
/** The provider's word may be given by a liaison too: by nobody who filed for it or adjudicated (P11). */
export const CONFIRMERS: readonly Role[] = [...PROVIDER, 'liaison'];

/**
 * The providers that do for themselves, as far as this person asks after them: somebody of theirs may sign in. Logins
 * are no bureau's, so the system asks.
 */
export async function selfServing(
  unitOfWork: UnitOfWork,
  { role, bureauId }: Pick<Person, 'role' | 'bureauId'>,
): Promise<string[]> {
  if (role === 'provider-manager' || bureauId === null || !CONFIRMERS.includes(role)) return [];
  const rows = await unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
    tx.query<{ id: string }>(
      `select distinct provider_id as id from app_user where role = 'provider-manager' and active`,
    ),
  );
  return rows.map(({ id }) => id);
}

/**
 * Bills `b` whose amount waits for this person's word: a provider's manager for their own; of the bureau's staff
 * somebody who neither filed for the provider nor adjudicated, where nobody of the provider can sign in.
 */
export function toConfirm(
  { username, role }: Pick<Person, 'username' | 'role'>,
  selfServing: readonly string[],
): Condition[] {
  if (!CONFIRMERS.includes(role)) return [['false']];
  const open: Condition = ['b.status = ?', 'adjudicated'];
  if (role === 'provider-manager') return [open];
  return [
    open,
    ['b.adjudicated_by is distinct from ?', username],
    ['b.submitted_for is null or b.submitted_by is distinct from ?', username],
    ['not b.provider_id = any(?::uuid[])', selfServing],
  ];
}

/** Bills `b` that stand in no payment which is prepared, released or confirmed. */
export const NOT_APPLIED: Condition = [
  `not exists (select from payment_row r where r.bureau_id = b.bureau_id and r.bill_id = b.id and r.live)`,
];

/** Bills `b` handed in that declare another sum than that of their lines: what `misstatementOf` of the rules asks. */
export const IS_MISSTATED = `b.declared_fen <> b.claimed_fen and b.status not in ('draft', 'returned')`;

/** Bills `b` of which something is left to be paid, all adjustments taken in: one without is done when approved. */
export const IS_DUE = `b.approved_fen + (
  select coalesce(sum(case a.kind when 'supplement' then a.amount_fen else -a.amount_fen end), 0)
  from bill_adjustment a where a.bureau_id = b.bureau_id and a.bill_id = b.id) > 0`;

/**
 * Bills `b` that wait for their tax invoice: confirmed without one, or approved, since an approved bill whose invoice
 * fits is payable.
 */
export const AWAITS_INVOICE: Condition = [
  `${IS_DUE} and (b.status = 'approved' or b.status = 'confirmed' and not exists (select from tax_invoice i
    where i.bureau_id = b.bureau_id and i.bill_id = b.id and i.standing))`,
];

/** Bills `b` that are back with their provider: withdrawn by it, or sent back by the bureau. */
export const isBack = (withdrawn: 'yes' | 'no'): Condition => [
  `b.status = 'returned' and (b.return_reason is not distinct from ?) = ?`,
  SAID.withdrawnBill,
  withdrawn === 'yes',
];
