import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SCRIPT } from '../../apps/api/src/elder/elder-script';
import { type Budget, bundleOf, type Manifest, tooLarge } from '../support/bundle';

const DIST = join(__dirname, '../../apps/portal/dist');
const KB = 1000;

const BUDGETS: Record<'desk' | 'field', Budget> = {
  desk: { shell: 450 * KB, lazy: 60 * KB, charts: { name: /chart/i, bytes: 230 * KB } },
  field: { shell: 140 * KB, lazy: 60 * KB },
};

const manifestOf = (mode: string): Manifest =>
  JSON.parse(readFileSync(join(DIST, mode, '.vite/manifest.json'), 'utf8')) as Manifest;
const sizeIn =
  (mode: string) =>
  (file: string): number =>
    /\.(js|css)$/.test(file) ? statSync(join(DIST, mode, `${file}.gz`)).size : 0;

describe('what a browser has to load', () => {
  it.each(Object.entries(BUDGETS))('%s keeps its budget', (mode, budget) => {
    const bundle = bundleOf(manifestOf(mode));
    expect(bundle.shell.length).toBeGreaterThan(0);
    expect(bundle.shell.map(sizeIn(mode)).every((bytes) => bytes > 0)).toBe(true);
    expect(tooLarge(bundle, budget, sizeIn(mode))).toEqual([]);
  });

  it('the elder page keeps its budget', () => {
    expect(gzipSync(SCRIPT).length).toBeLessThan(15 * KB);
  });
});

describe('the check of sizes', () => {
  const manifest: Manifest = {
    'main.tsx': { file: 'main.js', isEntry: true, imports: ['_shared'], css: ['main.css'] },
    _shared: { file: 'shared.js', imports: ['_deep'] },
    _deep: { file: 'deep.js' },
    'orders/page.tsx': { file: 'orders.js', isDynamicEntry: true, imports: ['_shared', '_form', 'main.tsx'] },
    _form: { file: 'form.js', imports: ['_deep', '_form'] },
    'charts/draw.ts': { file: 'draw.js', isDynamicEntry: true },
  };
  const bundle = bundleOf(manifest);

  it('counts the shell once, and for a lazy page what it adds', () => {
    expect(bundle.shell.sort()).toEqual(['deep.js', 'main.css', 'main.js', 'shared.js']);
    expect(bundle.lazy).toEqual({
      'orders/page.tsx': ['orders.js', 'form.js'],
      'charts/draw.ts': ['draw.js'],
    });
  });

  it('can fail', () => {
    const budget = { shell: 39, lazy: 19, charts: { name: /chart/, bytes: 9 } };
    expect(tooLarge(bundle, budget, () => 10)).toEqual([
      'shell: 40 > 39',
      'orders/page.tsx: 20 > 19',
      'charts/draw.ts: 10 > 9',
    ]);
    expect(tooLarge(bundle, { shell: 40, lazy: 20 }, () => 10)).toEqual([]);
  });
});
