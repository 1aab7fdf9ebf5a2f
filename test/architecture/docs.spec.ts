import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TABLES } from '../../apps/api/src/intake/tables';
import { repositoryFiles } from './tree';

const ROOT = join(__dirname, '../..');
const tables = readFileSync(join(ROOT, 'docs/tables.md'), 'utf8');
const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim());

describe('docs/tables.md', () => {
  it.each(TABLES.map((table) => [table.file, table] as const))(
    '%s has exactly these columns',
    (file, table) => {
      const [row] = tables.split('\n').filter((line) => line.startsWith(`| \`${file}\` `));
      const named = (cells(row ?? '')[2] ?? '')
        .replace(/ ?\([^)]*\)/g, '')
        .split(', ')
        .map((column) => column.trim());
      const said = table.columnNames.map((name, i) =>
        table.columns[i]?.empty === undefined ? name : `${name} ○`,
      );
      expect(named).toEqual(said);
    },
  );
});

it('every link in a document leads to a file', () => {
  const broken = repositoryFiles()
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    );
  expect(broken).toEqual([]);
});
