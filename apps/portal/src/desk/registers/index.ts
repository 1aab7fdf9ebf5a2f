import type { RouteObject } from 'react-router';

const parties = () => import('./party-lists');
const menu = () => import('./menu-lists');
const partyPages = () => import('./party-pages');
const menuPages = () => import('./menu-pages');
const fundForms = () => import('./fund-forms');
const needForms = () => import('./need-forms');
const money = () => import('./funds');

export const routes: RouteObject[] = [
  { path: 'units', lazy: async () => ({ Component: (await parties()).UnitsList }) },
  { path: 'units/new', lazy: async () => ({ Component: (await partyPages()).NewUnitPage }) },
  { path: 'units/:id', lazy: async () => ({ Component: (await partyPages()).UnitPage }) },
  { path: 'units/:id/edit', lazy: async () => ({ Component: (await partyPages()).EditUnitPage }) },
  { path: 'providers', lazy: async () => ({ Component: (await parties()).ProvidersList }) },
  {
    path: 'providers/:id',
    lazy: async () => ({ Component: (await import('./provider-page')).ProviderPage }),
  },
  { path: 'providers/new', lazy: async () => ({ Component: (await partyPages()).NewProviderPage }) },
  { path: 'providers/:id/edit', lazy: async () => ({ Component: (await partyPages()).EditProviderPage }) },
  { path: 'workers', lazy: async () => ({ Component: (await parties()).WorkersList }) },
  { path: 'workers/new', lazy: async () => ({ Component: (await partyPages()).NewWorkerPage }) },
  { path: 'workers/:id', lazy: async () => ({ Component: (await partyPages()).WorkerPage }) },
  { path: 'workers/:id/edit', lazy: async () => ({ Component: (await partyPages()).EditWorkerPage }) },
  { path: 'items', lazy: async () => ({ Component: (await menu()).ItemsList }) },
  { path: 'items/new', lazy: async () => ({ Component: (await menuPages()).NewItemPage }) },
  { path: 'items/:id', lazy: async () => ({ Component: (await menuPages()).ItemPage }) },
  { path: 'items/:id/edit', lazy: async () => ({ Component: (await menuPages()).EditItemPage }) },
  { path: 'limits', lazy: async () => ({ Component: (await menu()).LimitsList }) },
  { path: 'limits/new', lazy: async () => ({ Component: (await menuPages()).NewLimitPage }) },
  { path: 'limits/:id', lazy: async () => ({ Component: (await menuPages()).LimitPage }) },
  { path: 'limits/:id/edit', lazy: async () => ({ Component: (await menuPages()).EditLimitPage }) },
  { path: 'needs', lazy: async () => ({ Component: (await menu()).NeedsList }) },
  { path: 'needs/new', lazy: async () => ({ Component: (await needForms()).NewNeedPage }) },
  { path: 'needs/:id/edit', lazy: async () => ({ Component: (await needForms()).EditNeedPage }) },
  { path: 'funds/new', lazy: async () => ({ Component: (await fundForms()).NewFundPage }) },
  { path: 'funds/:id/allot', lazy: async () => ({ Component: (await fundForms()).AllotPage }) },
  {
    path: 'funds/carry-over',
    lazy: async () => ({ Component: (await import('./carry-over')).CarryOverPage }),
  },
  { path: 'funds', lazy: async () => ({ Component: (await money()).FundsList }) },
  { path: 'funds/:id', lazy: async () => ({ Component: (await import('./fund-page')).FundPage }) },
];
