import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'users', lazy: async () => ({ Component: (await import('./users-list')).UsersList }) },
  { path: 'users/new', lazy: async () => ({ Component: (await import('./new-user')).NewUserPage }) },
  { path: 'users/:id', lazy: async () => ({ Component: (await import('./user-page')).UserPage }) },
  { path: 'password', lazy: async () => ({ Component: (await import('./password-page')).PasswordPage }) },
];
