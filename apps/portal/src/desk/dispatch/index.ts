import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'dispatch', lazy: async () => ({ Component: (await import('./dispatch-board')).DispatchBoard }) },
];
