import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'bills', lazy: async () => ({ Component: (await import('./bills-list')).BillsList }) },
  { path: 'bills/new', lazy: async () => ({ Component: (await import('./draft-page')).DraftPage }) },
  { path: 'bills/:id', lazy: async () => ({ Component: (await import('./bill-page')).BillPage }) },
  {
    path: 'bills/:id/lines/:line',
    lazy: async () => ({ Component: (await import('./difference-page')).DifferencePage }),
  },
  { path: 'bills/:id/print', lazy: async () => ({ Component: (await import('./bill-print')).BillPrint }) },
];
