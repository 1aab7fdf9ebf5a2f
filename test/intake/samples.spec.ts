import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, rowKey, TABLE_NAMES } from '../../apps/api/src/intake';
import { TABLES } from '../../apps/api/src/intake/tables';
import { emptyFolder, read, removeFolders } from './small-folder';

afterAll(removeFolders);

describe('the sample months', () => {
  it.each(['ningde-2026-10', 'ningde-2026-11'])('%s is read without a fault', async (month) => {
    const folder = sample(month);
    const { rows, faults, buyer, counts } = await read(folder);
    expect(faults).toEqual([]);
    expect(buyer).toEqual({ code: '11350900003887123U', name: '宁德市委老干部局' });
    for (const { name, file } of TABLES) {
      // No cell of the samples holds a line break.
      const lines =
        readFileSync(join(folder, `${file}.csv`), 'utf8')
          .trimEnd()
          .split('\n').length - 1;
      expect({ name, ...counts[name], rows: rows[name].length }).toEqual({
        name,
        filed: lines,
        kept: lines,
        rows: lines,
      });
    }
    for (const name of TABLE_NAMES) {
      const keys = new Set(rows[name].map((row) => rowKey(name, row)));
      expect(keys.size).toBe(rows[name].length);
    }
  });

  it('come out of their canonical form as they went in', async () => {
    const folder = sample('ningde-2026-10');
    const { rows } = await read(folder);
    const again = emptyFolder();
    for (const { name, file, columns, ...table } of TABLES) {
      // The samples lack the columns that a table may lack.
      const columnNames = table.columnNames.filter((_, i) => !columns[i]?.mayBeAbsent);
      const lines = rows[name].map((row) => {
        const cells = canonical(name, row);
        return columnNames.map((column) => cells[column] ?? '').join(',');
      });
      writeFileSync(join(again, `${file}.csv`), [columnNames.join(','), ...lines].join('\n'));
    }
    expect((await read(again)).rows).toEqual(rows);
  });

  it('take time in proportion to their size', async () => {
    const folder = sample('ningde-2026-10');
    const tenfold = tenTimes(folder);
    await read(folder);
    const once = await seconds(folder);
    const ten = await seconds(tenfold);
    // Generous, for busy machines: what it must catch is a square of the number of rows.
    expect(once).toBeLessThan(1);
    expect(ten).toBeLessThan(Math.max(1, 40 * once));
  });
});

const sample = (month: string): string => join(__dirname, '../../apps/api/samples', month);

async function seconds(folder: string): Promise<number> {
  const start = performance.now();
  await read(folder);
  return (performance.now() - start) / 1000;
}

/** The same rows, with the papers ten times under other numbers. */
function tenTimes(folder: string): string {
  const target = join(emptyFolder(), 'tenfold');
  mkdirSync(target);
  const papers = new Set([
    'orders.csv',
    'visits.csv',
    'bills.csv',
    'bill_lines.csv',
    'einvoices.csv',
    'ratings.csv',
  ]);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const [header = '', ...lines] = text.trimEnd().split('\n');
    const times = papers.has(name) ? 10 : 1;
    const all = Array.from({ length: times }, (_, i) =>
      i === 0 ? lines : lines.map((line) => `${i}-${line}`),
    );
    writeFileSync(join(target, name), [header, ...all.flat()].join('\n'));
  }
  return target;
}
