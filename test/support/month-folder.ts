import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A table as its file has it: header and rows, all text. No cell of the samples holds a comma or a quote. */
export type Cells = string[][];

const made: string[] = [];

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'songbai-e2e-'));
  made.push(folder);
  return folder;
}

export function removeTempFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A copy of a sample month, to be spoilt. Its name still ends in the month. */
export function copyOf(sample: string): string {
  const folder = join(tempFolder(), basename(sample));
  cpSync(sample, folder, { recursive: true });
  return folder;
}

export const tablesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => name.slice(0, -4));

export function readCells(folder: string, table: string): Cells {
  const text = readFileSync(join(folder, `${table}.csv`), 'utf8').replace(/^\uFEFF/, '');
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}

export const textOf = (cells: Cells): string => `${cells.map((row) => row.join(',')).join('\n')}\n`;

function writeCells(folder: string, table: string, cells: Cells): void {
  writeFileSync(join(folder, `${table}.csv`), textOf(cells));
}

/** Changes one cell, found by the first cell of its row; answers what stood there and the line of the file. */
export function change(folder: string, table: string, key: string, column: string, value: string) {
  const cells = readCells(folder, table);
  const at = cells[0]?.indexOf(column) ?? -1;
  const line = cells.findIndex(([first]) => first === key);
  const row = cells[line];
  if (at < 0 || !row) throw new Error(`${table} has no ${column} of ${key}`);
  const before = row[at] ?? '';
  row[at] = value;
  writeCells(folder, table, cells);
  return { before, line: line + 1 };
}

/** Adds a copy of the row of `key` with other cells; answers the line of the new row. */
export function addLike(folder: string, table: string, key: string, over: Record<string, string>): number {
  const cells = readCells(folder, table);
  const [header = []] = cells;
  const row = cells.find(([first]) => first === key);
  if (!row) throw new Error(`${table} has no ${key}`);
  cells.push(header.map((column, i) => over[column] ?? row[i] ?? ''));
  writeCells(folder, table, cells);
  return cells.length;
}
