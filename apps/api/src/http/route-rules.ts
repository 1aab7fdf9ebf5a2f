import type { Role } from '../access/role';

/** Where a route keeps its rules; read by the guard, the key interceptor and the test that walks all routes. */
export const ROUTE = 'songbai:route';

export interface RouteRules {
  roles: readonly Role[] | 'signed-in' | 'anyone';
  /** The status of a success. */
  status: number;
  /** Whether an Idempotency-Key is required, accepted, or without meaning. */
  key: 'required' | 'accepted' | 'none';
  /** Whether who calls is asked before, or by the first statement of the command. */
  proof: 'before' | 'within';
}

/** Whether somebody with this role may ever call it. */
export const isFor = ({ roles }: RouteRules, role: Role): boolean =>
  roles === 'anyone' || roles === 'signed-in' || roles.includes(role);

declare module 'fastify' {
  interface FastifyRequest {
    rules?: RouteRules | undefined;
  }
}
