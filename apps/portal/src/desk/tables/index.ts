import type { RouteObject } from 'react-router';

export { ExportButtons, ImportLink } from './export-buttons';

export const routes: RouteObject[] = [
  { path: 'import', lazy: async () => ({ Component: (await import('./import-page')).ImportPage }) },
  { path: 'tables', lazy: async () => ({ Component: (await import('./tables-page')).TablesPage }) },
];
