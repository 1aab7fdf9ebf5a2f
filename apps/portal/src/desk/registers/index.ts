import type { RouteObject } from 'react-router';

const parties = () => import('./party-lists');
const menu = () => import('./menu-lists');
const money = () => import('./funds');

export const routes: RouteObject[] = [
  { path: 'units', lazy: async () => ({ Component: (await parties()).UnitsList }) },
  { path: 'providers', lazy: async () => ({ Component: (await parties()).ProvidersList }) },
  {
    path: 'providers/:id',
    lazy: async () => ({ Component: (await import('./provider-page')).ProviderPage }),
  },
  { path: 'workers', lazy: async () => ({ Component: (await parties()).WorkersList }) },
  { path: 'items', lazy: async () => ({ Component: (await menu()).ItemsList }) },
  { path: 'limits', lazy: async () => ({ Component: (await menu()).LimitsList }) },
  { path: 'needs', lazy: async () => ({ Component: (await menu()).NeedsList }) },
  { path: 'funds', lazy: async () => ({ Component: (await money()).FundsList }) },
  { path: 'funds/:id', lazy: async () => ({ Component: (await import('./fund-page')).FundPage }) },
];
