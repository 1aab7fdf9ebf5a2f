import { CATALOGUE, COMING_VISITS } from '@songbai/contracts';
import type { Person } from '../access/person';
import type { Role } from '../access/role';
import type { Condition } from '../http/page';

/** Who may look into a hold; the person must have had no part in the visit (V19). */
export const RESOLVERS: readonly Role[] = ['liaison', 'bureau-clerk', 'bureau-approver'];

/** Visits `v` that are still to come, or under way. */
export const IS_COMING = `v.status in (${COMING_VISITS.map((status) => `'${status}'`).join(', ')})`;

const HOLDS = Object.entries(CATALOGUE).flatMap(([code, { effect }]) => (effect === 'hold' ? [code] : []));

/** Visits `v` that were found in order, in whole or in part, be they billed or not. */
export const IS_VERIFIED = `v.status in ('payable', 'part', 'billed', 'paid')`;

/** Visits `v` that did not happen, as somebody else said, and instead of which no other one is planned yet. */
export const toArrange = ({ username }: Pick<Person, 'username'>): Condition[] => [
  [`v.status in ('missed', 'cancelled') and v.replaced_by is null`],
  ['v.dropped_by <> ?', username],
];

/**
 * Visits `v` that wait for this person's word: over, held for a reason that nobody has looked into, and this person
 * neither ordered the service nor entered the record nor gave up its photos. Where somebody said no it stays held, and
 * waits for nobody.
 */
export function toResolve({ username, role }: Pick<Person, 'username' | 'role'>): Condition[] {
  if (!RESOLVERS.includes(role)) return [['false']];
  const said = 'select from visit_resolution r where r.bureau_id = v.bureau_id and r.visit_id = v.id';
  return [
    ['v.status = ?', 'held'],
    ['v.finished_by is not null or v.started_by is null'],
    ['v.started_by is distinct from ? and v.finished_by is distinct from ?', username, username],
    ['v.given_up_by is distinct from ?', username],
    [
      `not exists (select from service_order o
        where o.bureau_id = v.bureau_id and o.id = v.order_id and o.ordered_by = ?)`,
      username,
    ],
    [
      `exists (select from jsonb_array_elements(v.findings) f
        where f ->> 'code' = any(?) and not exists (${said} and r.code = f ->> 'code'))`,
      HOLDS,
    ],
    [`not exists (${said} and r.resolution = 'reject')`],
  ];
}
