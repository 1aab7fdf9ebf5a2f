import type { RouteObject } from 'react-router';
import { OrdersList } from './orders-list';

export const routes: RouteObject[] = [
  // Everybody opens this one; with it the shell has what all other lists are made of.
  { path: 'orders', Component: OrdersList },
  { path: 'orders/new', lazy: async () => ({ Component: (await import('./new-order')).NewOrderPage }) },
  { path: 'orders/:id', lazy: async () => ({ Component: (await import('./order-page')).OrderPage }) },
  {
    path: 'orders/:id/submitted',
    lazy: async () => ({ Component: (await import('./submitted')).Submitted }),
  },
  { path: 'approvals', lazy: async () => ({ Component: (await import('./approvals-page')).ApprovalsPage }) },
];
