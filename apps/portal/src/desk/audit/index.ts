import type { RouteObject } from 'react-router';

export { TrailLink } from './trail-link';

export const routes: RouteObject[] = [
  { path: 'audit', lazy: async () => ({ Component: (await import('./audit-list')).AuditList }) },
  { path: 'audit/:id', lazy: async () => ({ Component: (await import('./proof-page')).ProofPage }) },
];
