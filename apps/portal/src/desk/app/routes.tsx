import type { RouteObject } from 'react-router';

/**
 * A room's folder exports `routes` from its index; all are loaded when they are first opened:
 * `{ path: 'orders', lazy: async () => ({ Component: (await import('./orders-list')).OrdersList }) }`.
 */
import { routes as auditRoutes } from '../audit';
import { routes as billRoutes } from '../bills';
import { routes as cadreRoutes } from '../cadres';
import { routes as contractRoutes } from '../contracts';
import { routes as dispatchRoutes } from '../dispatch';
import { routes as homeRoutes } from '../home';
import { routes as monthRoutes } from '../months';
import { routes as orderRoutes } from '../orders';
import { routes as overviewRoutes } from '../overview';
import { routes as paymentRoutes } from '../payments';
import { routes as ratingRoutes } from '../ratings';
import { routes as registerRoutes } from '../registers';
import { routes as tableRoutes } from '../tables';
import { routes as unitRoutes } from '../unit';
import { routes as userRoutes } from '../users';
import { routes as visitRoutes } from '../visits';

export const ROUTES: RouteObject[] = [
  ...homeRoutes,
  ...overviewRoutes,
  ...unitRoutes,
  ...orderRoutes,
  ...contractRoutes,
  ...cadreRoutes,
  ...visitRoutes,
  ...billRoutes,
  ...monthRoutes,
  ...paymentRoutes,
  ...dispatchRoutes,
  ...ratingRoutes,
  ...registerRoutes,
  ...tableRoutes,
  ...auditRoutes,
  ...userRoutes,
];
