import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One build for each front end (`--mode desk`, `--mode field`): their pages, caches and sizes are their own. */
export default defineConfig(({ mode }) => ({
  root: here(`./${mode}`),
  base: mode === 'field' ? '/field/' : '/',
  plugins: [react()],
  resolve: {
    alias: {
      '@songbai/contracts': here('../../libs/contracts/src/index.ts'),
      '@songbai/client': here('../../libs/client/src/index.ts'),
    },
  },
  build: {
    outDir: here(`./dist/${mode}`),
    emptyOutDir: true,
    // The browsers of government desktops are several years behind.
    target: 'chrome87',
    // A folder of its own name, so that the server may let browsers keep it for ever.
    assetsDir: 'assets',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
}));
