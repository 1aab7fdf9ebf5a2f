import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'payments', lazy: async () => ({ Component: (await import('./payments-list')).PaymentsList }) },
  { path: 'payments/new', lazy: async () => ({ Component: (await import('./new-payment')).NewPaymentPage }) },
  { path: 'payments/:id', lazy: async () => ({ Component: (await import('./payment-page')).PaymentPage }) },
  {
    path: 'payments/:id/print',
    lazy: async () => ({ Component: (await import('./payment-print')).PaymentPrint }),
  },
];
