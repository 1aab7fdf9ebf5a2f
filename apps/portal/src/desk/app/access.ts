import { type User, useUser } from '../../shared/session';

export type Role = User['role'];

export const CLERK: Role[] = ['bureau-clerk'];
export const BUREAU: Role[] = ['bureau-clerk', 'bureau-approver', 'bureau-finance', 'liaison'];
export const UNIT: Role[] = ['unit-contact', 'unit-finance'];
export const ONLOOKERS: Role[] = ['supervisor', 'auditor'];
/** Who of the bureau answers for a month. */
export const OVERSEERS: Role[] = ['bureau-approver', 'bureau-finance'];
export const PROVIDER: Role[] = ['provider-manager'];
export const STAFF: Role[] = [...BUREAU, ...UNIT, ...ONLOOKERS, ...PROVIDER];
/** Who may ask for an order. */
export const ORDERING: Role[] = ['bureau-clerk', 'liaison', ...UNIT];

/** What a page offers follows the role; the server decides all the same. */
export function useMay(): (...roles: Role[]) => boolean {
  const role = useUser()?.role;
  return (...roles) => role !== undefined && roles.includes(role);
}
