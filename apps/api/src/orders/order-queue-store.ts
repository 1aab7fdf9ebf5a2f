import type { Person } from '../access/person';
import { type Role, UNIT } from '../access/role';
import type { Condition } from '../http/page';

/** Who may ask for an order. */
export const ORDERERS: readonly Role[] = ['bureau-clerk', 'liaison', ...UNIT];

/**
 * Orders that wait for the approval of this person's own party: nobody of it has approved, and this is not who
 * ordered. A unit is asked where a fund of its own pays.
 */
export function awaiting({
  username,
  bureauId,
  unitId,
}: Pick<Person, 'username' | 'bureauId' | 'unitId'>): Condition[] {
  const notYet = 'not exists (select 1 from order_approval a where a.order_id = o.id and a.party_id = ?)';
  const open: Condition[] = [
    ['o.status = ?', 'requested'],
    ['o.ordered_by <> ?', username],
    [notYet, unitId ?? bureauId],
  ];
  if (unitId === null) return open;
  const paid = `exists (select 1 from order_fund p join fund f on f.bureau_id = p.bureau_id and f.id = p.fund_id
    where p.order_id = o.id and f.owner_unit_id = ?)`;
  return [...open, [paid, unitId]];
}
