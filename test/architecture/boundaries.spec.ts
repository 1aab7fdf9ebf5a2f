import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[]; totalCruised: number };
}

/** Small files laid out like the repository. Every other file of the tree keeps the rules. */
const BREAKERS: Record<string, readonly string[]> = {
  'libs-are-pure': ['libs/billing/src/knows-the-framework.ts', 'libs/contracts/src/reads-a-file.ts'],
  'client-knows-the-interface-only': ['libs/client/src/knows-a-rule.ts'],
  'contracts-know-no-billing': ['libs/contracts/src/asks-billing.ts'],
  'portal-knows-no-server': ['apps/portal/src/asks-the-server.ts'],
  'migrations-stand-alone': ['migrations/2-uses-a-rule.ts'],
  // One report a cycle, though the way back is a type only.
  'no-circular': ['apps/api/src/orders/egg.ts'],
  'all-imports-resolve': ['apps/api/src/orders/asks-nobody.ts'],
  'libs-by-the-door': ['apps/api/src/orders/climbs-through-the-window.ts'],
  'rooms-by-the-door': ['apps/api/src/orders/asks-a-controller.ts', 'apps/api/src/orders/opens-a-drawer.ts'],
  'db-serves-and-asks-nobody': ['apps/api/src/db/asks-a-room.ts'],
  'only-db-connects': ['apps/api/src/orders/connects.ts'],
  'embedded-by-the-door': ['apps/api/src/orders/opens-the-box.ts'],
  'only-the-reader-knows-csv': ['apps/api/src/orders/reads-a-table.ts'],
  'no-test-in-product': ['apps/api/src/orders/leans-on-a-test.ts'],
};

function cruise(cwd: string, folders: readonly string[]): Report {
  const args = [DEPCRUISE, '--config', CONFIG, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function breakersIn({ summary }: Report): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const { from, rule } of summary.violations) {
    found[rule.name] ??= new Set();
    found[rule.name]?.add(from);
  }
  return Object.fromEntries(Object.entries(found).map(([name, files]) => [name, [...files].sort()]));
}

describe('each import rule', () => {
  const rules: { name: string; severity: string }[] = require(CONFIG).forbidden;
  const found = breakersIn(cruise(join(__dirname, 'fixtures'), ['libs', 'migrations', 'apps', 'test']));

  it.each(rules.map(({ name }) => name))('%s reports what breaks it, and only that', (name) => {
    expect(found[name]).toEqual(BREAKERS[name]);
  });

  it('is an error, and has its fixture', () => {
    expect(rules.filter(({ severity }) => severity !== 'error')).toEqual([]);
    expect(Object.keys(found).sort()).toEqual(Object.keys(BREAKERS).sort());
    expect(rules.map(({ name }) => name).sort()).toEqual(Object.keys(BREAKERS).sort());
  });
});

it('the repository keeps them all', () => {
  const report = cruise(ROOT, ['libs', 'migrations', 'apps/api/src', 'apps/portal/src', 'test']);
  expect(breakersIn(report)).toEqual({});
  expect(report.summary.totalCruised).toBeGreaterThan(150);
});
