import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'ratings', lazy: async () => ({ Component: (await import('./ratings-list')).RatingsList }) },
  { path: 'ratings/:id', lazy: async () => ({ Component: (await import('./rating-page')).RatingPage }) },
];
