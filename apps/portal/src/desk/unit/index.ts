import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'unit', lazy: async () => ({ Component: (await import('./unit-page')).UnitPage }) },
];
