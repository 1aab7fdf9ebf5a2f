import { type Role, UNIT } from '../access/role';

/** Who may ask for an order. */
export const ORDERERS: readonly Role[] = ['bureau-clerk', 'liaison', ...UNIT];
