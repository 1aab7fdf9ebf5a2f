import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tells the service worker, once all is written, which files there are, and a name that changes with any of them. */
function precache(folder: string, base: string): Plugin {
  return {
    name: 'songbai-precache',
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'worker.js')
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .filter((file) => !file.startsWith('.'))
        .sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
      const worker = join(folder, 'worker.js');
      const text = readFileSync(worker, 'utf8')
        .replaceAll('__FILES__', JSON.stringify(files.map((file) => base + file)))
        .replaceAll('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)));
      writeFileSync(worker, text);
    },
  };
}

/** The service worker has an address that never changes; everything else has its hash in its name. */
const FIELD = {
  input: { index: here('./field/index.html'), worker: here('./src/field/worker.ts') },
  output: {
    entryFileNames: ({ name }: { name: string }) =>
      name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js',
  },
};

/** One build for each front end (`--mode desk`, `--mode field`): their pages, caches and sizes are their own. */
export default defineConfig(({ mode }) => ({
  root: here(`./${mode}`),
  base: mode === 'field' ? '/field/' : '/',
  plugins: [react(), ...(mode === 'field' ? [precache(here('./dist/field'), '/field/')] : [])],
  resolve: {
    alias: {
      '@songbai/billing': here('../../libs/billing/src/index.ts'),
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
    // Which page loads which files, for the check of their sizes; the server does not serve it.
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
    ...(mode === 'field' && { rollupOptions: FIELD }),
  },
}));
