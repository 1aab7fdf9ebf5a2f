import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { safeName, statementName } from '../../apps/api/src/papers/file-name';
import { writePapers } from '../../apps/api/src/papers/write-papers';
import { bill, line, smallMonth } from './rows';
import { settle } from './settle';

describe('names of files', () => {
  it('keeps a number that is safe', () => {
    expect(statementName('ZD-2026-10-01')).toBe('对账单-ZD-2026-10-01.pdf');
    expect(safeName('账单（一）')).toBe('账单（一）');
  });

  it.each(['../../etc/passwd', 'A/1', 'A\\1', 'A:1', 'A\u0000', 'A\n1', 'A*?"<>|', '账'.repeat(100)])(
    'makes %j safe',
    (number) => {
      const name = statementName(number);
      expect(basename(name)).toBe(name);
      expect(name).toMatch(/^对账单-[^/\\:*?"<>|\p{Cc}]+-[0-9a-f]{8}\.pdf$/u);
      expect(Buffer.byteLength(name)).toBeLessThan(230);
    },
  );

  it('keeps numbers apart that would look the same', () => {
    const names = ['A/1', 'A:1', 'A\\1', 'A_1', `${'x'.repeat(200)}1`, `${'x'.repeat(200)}2`].map(safeName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('writing the papers', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'songbai-papers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes them all, leaves nothing unfinished and writes the same again', async () => {
    const month = settle(smallMonth(), '2026-10');
    const out = join(folder, 'new', 'out');
    const paths = await writePapers(month, out);
    const names = [
      '对账单-ZD-1.pdf',
      '对账单-ZD-2.pdf',
      '差异-2026-10.xlsx',
      'journal-2026-10.hledger',
      'payments-2026-10.csv',
    ];
    expect(paths).toEqual(names.map((name) => join(out, name)));
    expect(readdirSync(out).sort()).toEqual([...names].sort());
    const before = paths.map((path) => readFileSync(path).toString('base64'));
    await writePapers(settle(smallMonth(), '2026-10'), out);
    expect(paths.map((path) => readFileSync(path).toString('base64'))).toEqual(before);
  });

  it('stays in its folder, whatever a bill is called', async () => {
    const evil = '../../逃/出';
    const rows = { bills: [bill(evil, 'HT-1', '36.00')], billLines: [line(evil, 1, 'JL1')] };
    const paths = await writePapers(settle(smallMonth(rows), '2026-10'), folder);
    for (const path of paths) {
      expect(dirname(path)).toBe(folder);
      expect(existsSync(path)).toBe(true);
    }
  });
});
