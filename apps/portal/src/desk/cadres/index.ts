import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'cadres', lazy: async () => ({ Component: (await import('./cadres-list')).CadresList }) },
  { path: 'cadres/new', lazy: async () => ({ Component: (await import('./cadre-forms')).NewCadrePage }) },
  {
    path: 'cadres/:id/edit',
    lazy: async () => ({ Component: (await import('./cadre-forms')).EditCadrePage }),
  },
  { path: 'cadres/:id', lazy: async () => ({ Component: (await import('./cadre-page')).CadrePage }) },
  { path: 'calls', lazy: async () => ({ Component: (await import('./calls-list')).CallsList }) },
];
