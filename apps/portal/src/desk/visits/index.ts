import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'visits', lazy: async () => ({ Component: (await import('./visits-list')).VisitsList }) },
  { path: 'visits/new', lazy: async () => ({ Component: (await import('./paper-visit')).PaperVisit }) },
  { path: 'visits/:id', lazy: async () => ({ Component: (await import('./visit-page')).VisitPage }) },
];
