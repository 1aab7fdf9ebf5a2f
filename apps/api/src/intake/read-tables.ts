import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Fault, type FaultKind, makeFault } from './faults';
import { type RawTable, unreadable } from './raw-table';
import { readCsv } from './read-csv';
import { readWorkbook } from './read-workbook';
import type { Table } from './table';
import { TABLES } from './tables';

const MEGABYTE = 1024 * 1024;

/**
 * What a file, and all that a workbook unpacks to, may have at most. Ten years of a prefecture stay far
 * below.
 */
const LIMIT_MB = 200;

/**
 * The sixteen tables as filed; those that are missing or unreadable say so. Or the one fault of the whole
 * folder.
 */
export type RawFolder = RawTable[] | Fault;

/**
 * Reads a folder of CSV files, a folder with one workbook, or a workbook. Never throws for what it finds
 * there.
 */
export async function readTables(path: string): Promise<RawFolder> {
  const about = await statOf(path);
  const ofAll = (kind: FaultKind, names = ''): Fault =>
    makeFault(kind, { table: null, file: path }, { names });
  if (!about) return ofAll('path-missing');
  if (about.isFile()) return /\.xls[xm]?$/i.test(path) ? workbookAt(path) : ofAll('no-tables');
  if (!about.isDirectory()) return ofAll('no-tables');

  let names: string[];
  try {
    names = (await readdir(path)).sort();
  } catch (error) {
    return makeFault('unreadable-file', { table: null, file: path }, { reason: reasonOf(error) });
  }
  const files = TABLES.map((table) => names.filter((name) => name.toLowerCase() === `${table.file}.csv`));
  if (files.some((found) => found.length > 0)) {
    // One after the other: together, sixteen large files would not fit into memory.
    const tables: RawTable[] = [];
    for (const [i, table] of TABLES.entries()) tables.push(await csvAt(path, files[i] ?? [], table));
    return tables;
  }
  // "~$" is the lock that an open workbook leaves, "差异-" is what an earlier run wrote.
  const workbooks = names.filter((name) => /\.xlsx$/i.test(name) && !/^(?:~\$|\.|差异-)/.test(name));
  const [workbook] = workbooks;
  if (!workbook) return ofAll('no-tables');
  return workbooks.length > 1
    ? ofAll('several-workbooks', workbooks.join('、'))
    : workbookAt(join(path, workbook));
}

async function csvAt(folder: string, names: readonly string[], table: Table): Promise<RawTable> {
  const file = names[0] ?? `${table.file}.csv`;
  const fail = (kind: FaultKind, facts?: Record<string, string | number>): RawTable =>
    unreadable(table, file, makeFault(kind, { table: table.name, file }, facts));
  if (names.length === 0) return fail('table-missing');
  if (names.length > 1) return fail('table-twice', { names: names.join('、') });
  const bytes = await bytesAt(join(folder, file));
  return Buffer.isBuffer(bytes) ? readCsv(bytes, table, file) : fail(bytes.kind, bytes.facts);
}

async function workbookAt(path: string): Promise<RawFolder> {
  const file = basename(path);
  const bytes = await bytesAt(path);
  if (!Buffer.isBuffer(bytes)) return makeFault(bytes.kind, { table: null, file }, bytes.facts);
  const tables = await readWorkbook(bytes, file, LIMIT_MB * MEGABYTE);
  return typeof tables === 'string' ? makeFault(tables, { table: null, file }, { limit: LIMIT_MB }) : tables;
}

interface Unread {
  kind: FaultKind;
  facts: Record<string, string | number>;
}

async function bytesAt(path: string): Promise<Buffer | Unread> {
  const about = await statOf(path);
  // Reading a pipe would wait for ever.
  if (!about?.isFile()) return { kind: 'not-a-file', facts: {} };
  if (about.size > LIMIT_MB * MEGABYTE) return { kind: 'too-large', facts: { limit: LIMIT_MB } };
  try {
    return await readFile(path);
  } catch (error) {
    return { kind: 'unreadable-file', facts: { reason: reasonOf(error) } };
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
