import type { RouteObject } from 'react-router';

const form = async () => ({ Component: (await import('./contract-form')).ContractForm });

export const routes: RouteObject[] = [
  { path: 'contracts', lazy: async () => ({ Component: (await import('./contracts-list')).ContractsList }) },
  { path: 'contracts/new', lazy: form },
  {
    path: 'contracts/:id',
    lazy: async () => ({ Component: (await import('./contract-page')).ContractPage }),
  },
  { path: 'contracts/:id/revise', lazy: form },
];
