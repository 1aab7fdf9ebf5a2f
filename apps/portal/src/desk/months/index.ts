import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'months', lazy: async () => ({ Component: (await import('./month-page')).LatestMonth }) },
  { path: 'months/:month', lazy: async () => ({ Component: (await import('./month-page')).MonthPage }) },
];
