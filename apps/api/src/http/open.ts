import { SetMetadata } from '@nestjs/common';
import { ROUTE, type RouteRules } from './route-rules';

/** A page for anybody, outside the interface's own routes. */
export const Open = () =>
  SetMetadata(ROUTE, { roles: 'anyone', status: 200, key: 'none', proof: 'before' } satisfies RouteRules);
