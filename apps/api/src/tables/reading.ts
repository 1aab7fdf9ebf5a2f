import { DomainError, type Language } from '@songbai/contracts';
import {
  type Fault,
  type FaultKind,
  type FiledSheet,
  type GridRow,
  makeFault,
  parseGrid,
  readSheets,
} from '../intake';
import { titleOfColumn } from './column-titles';
import { REMEDIES } from './fault-remedies';
import { leftovers, type SkippedRow } from './leftovers';
import { textOf } from './seen';
import { columnOf, isRequired, type ReadRow, type RowFinding, type Sheet, secondOf } from './sheet';
import { tidied } from './tidy';

/** Which column of a file, counted from 0, stands for each of ours. */
export type Mapping = Readonly<Record<string, number>>;

/** A column of somebody's file. */
export interface FiledColumn {
  index: number;
  header: string;
  samples: string[];
  /** Ours, where one is meant. */
  column: string | null;
}

/** A file that has been laid under a table: nothing of what it says has been asked of the platform yet. */
export interface Reading {
  filed: FiledSheet;
  headLine: number;
  columns: FiledColumn[];
  mapping: Mapping;
  /** Columns that must be there and are not. Then no row has been read. */
  missing: string[];
  rows: GridRow[];
  /** Rows that are none of the table: totals and what stands below it. */
  skipped: SkippedRow[];
  /** Rows without a fault. */
  good: ReadRow[];
  faulty: { line: number; values: ReadRow['values'] }[];
  /** By line. */
  faults: Map<number, RowFinding[]>;
  names: Map<number, RowName>;
}

/** What a person knows a row by. */
export interface RowName {
  key: string;
  name: string | null;
}

/** Titles and remarks may stand above the header. */
const HEADER_WITHIN = 15;
const SAMPLES = 3;

/** Reads a file as this table. Throws `unreadable-table` where that cannot be done. */
export async function readUpload(
  sheet: Sheet,
  file: Buffer,
  given: Readonly<Record<string, number | null>> | undefined,
  language: Language,
): Promise<Reading> {
  const sheets = await readSheets(file, sheet.mostRows + HEADER_WITHIN + 1);
  if (typeof sheets === 'string') throw unreadable(sheets);
  const { filed, head } = headOf(sheet, sheets);
  const { rows, skipped } = leftovers(
    filed.rows.slice(head + 1).filter((row) => !isSample(sheet, row)),
    language,
  );
  if (rows.length > sheet.mostRows) throw unreadable('too-many-rows', { most: sheet.mostRows });
  const header = filed.rows[head];
  if (!header || rows.length === 0) throw unreadable('nothing-in-it');
  const headers = Array.from({ length: header.cells.length }, (_, i) => textOf(header.cells[i]));
  const mapping = mapped(sheet, headers, given);
  const columns = headers.map((text, index) => ({
    ...{ index, header: text, samples: samplesOf(rows, index) },
    column: Object.keys(mapping).find((name) => mapping[name] === index) ?? null,
  }));
  const missing = missingIn(sheet, mapping);
  const read = missing.length > 0 ? NOTHING_READ() : readRows(sheet, rows, mapping, language);
  return { filed, headLine: header.line, columns, mapping, missing, rows, skipped, ...read };
}

/** Columns that must be there and are not; of those of which one is enough, all that would do. */
function missingIn(sheet: Sheet, mapping: Mapping): string[] {
  const isThere = (name: string): boolean => mapping[name] !== undefined;
  const alone = Object.keys(sheet.columns).filter((name) => !isThere(name) && isRequired(sheet, name));
  const groups = (sheet.eitherOf ?? []).filter((names) => !names.some(isThere));
  return [...alone, ...groups.map((names) => names.join('/'))];
}

type Read = Pick<Reading, 'good' | 'faulty' | 'faults' | 'names'>;
const NOTHING_READ = (): Read => ({ good: [], faulty: [], faults: new Map(), names: new Map() });

function readRows(sheet: Sheet, rows: readonly GridRow[], mapping: Mapping, language: Language): Read {
  const { table } = sheet;
  const positions = table.columnNames.map((name) => mapping[name]);
  const read = parseGrid(table, rows, positions, (name, text) => tidied(columnOf(sheet, name), text));
  const faults = new Map<number, RowFinding[]>();
  for (const fault of read.faults) {
    const line = fault.line ?? 0;
    faults.set(line, [...(faults.get(line) ?? []), sayFault(sheet, fault, language)]);
  }
  const named = Object.keys(sheet.columns).find((name) => sheet.columns[name]?.field === 'name') ?? '';
  const names = new Map(
    read.rows.map(({ line, key = '', values }): [number, RowName] => {
      const title = sheet.titleOf?.(values) ?? key.replaceAll('\u001f', ' ');
      return [line, { key: title, name: values[named] ? String(values[named]) : null }];
    }),
  );
  const good = read.rows.flatMap(({ line, key, row, values }) =>
    row && !faults.has(line) ? [{ line, key: key ?? '', row, values }] : [],
  );
  const faulty = read.rows.filter(({ line }) => faults.has(line));
  return { good, faulty, faults, names };
}

export const unreadable = (kind: FaultKind, facts: Record<string, string | number> = {}): DomainError => {
  const limits = { limit: 40, names: '', ...facts };
  const { reason } = makeFault(kind, { table: null, file: '' }, limits);
  return new DomainError('unreadable-table', { facts: reason });
};

function sayFault(
  { columns }: Sheet,
  { kind, column, reason, value }: Fault,
  language: Language,
): RowFinding {
  // Of two columns that do not fit, the words name the other by its name in the tables.
  const names = Object.keys(columns);
  const said = names.reduce(
    (text, name) => text.replace(`"${name}"`, `"${titleOfColumn(name, language)}"`),
    reason[language],
  );
  const shown = value === undefined ? '' : language === 'zh' ? `（“${value}”）` : ` ("${value}")`;
  return {
    column,
    code: kind,
    message: said + shown,
    remedy: REMEDIES[kind]?.[language] ?? null,
  };
}

/** The sheet and the row in it that look most like a header of this table. */
function headOf(sheet: Sheet, sheets: readonly FiledSheet[]): { filed: FiledSheet; head: number } {
  const [first] = sheets;
  if (!first) throw unreadable('nothing-in-it');
  let best = { filed: first, head: 0, found: 0 };
  for (const filed of sheets) {
    for (const [head, { cells }] of filed.rows.slice(0, HEADER_WITHIN).entries()) {
      const found = Object.keys(proposed(sheet, cells.map(textOf))).length;
      if (found > best.found) best = { filed, head, found };
    }
  }
  return best;
}

/** Their headers are compared without blanks, marks of duty and what stands in brackets behind. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:必填|选填|required|optional)[^)]*\)/g, '')
    .replace(/[\s*:_-]/g, '');

/** Ours by name first, then by what else offices call them, and in English; each of theirs stands for one of ours. */
function proposed({ columns }: Sheet, headers: readonly string[]): Mapping {
  const theirs = headers.map(plain);
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  const claim = (name: string, word: string): void => {
    const index = theirs.findIndex((header, i) => header !== '' && !taken.has(i) && header === plain(word));
    if (index === -1 || mapping[name] !== undefined) return;
    mapping[name] = index;
    taken.add(index);
  };
  for (const name of Object.keys(columns)) claim(name, name);
  for (const [name, { synonyms }] of Object.entries(columns)) for (const word of synonyms) claim(name, word);
  for (const name of Object.keys(columns)) claim(name, titleOfColumn(name, 'en'));
  return mapping;
}

/** What was proposed, but for what the caller says otherwise; null takes a column out. */
function mapped(
  sheet: Sheet,
  headers: readonly string[],
  given: Readonly<Record<string, number | null>> | undefined,
): Mapping {
  const own = Object.entries(given ?? {});
  const theirs = own.flatMap(([, index]) => (index === null || index >= headers.length ? [] : [index]));
  const entries = Object.entries(proposed(sheet, headers)).filter(
    ([name, index]) => given?.[name] === undefined && !theirs.includes(index),
  );
  const said = own.filter(
    (entry): entry is [string, number] => entry[1] !== null && entry[1] < headers.length,
  );
  return Object.fromEntries([...entries, ...said]);
}

/** An example of the template, left in. */
function isSample({ columns }: Sheet, { cells }: GridRow): boolean {
  const texts = cells.map(textOf);
  const specs = Object.values(columns);
  const isRow = (examples: readonly string[]): boolean =>
    examples.every((example, i) => (texts[i] ?? '') === example);
  return isRow(specs.map(({ example }) => example)) || isRow(specs.map(secondOf));
}

function samplesOf(rows: readonly GridRow[], index: number): string[] {
  const found = new Set<string>();
  for (const { cells } of rows) {
    const text = textOf(cells[index]);
    if (text !== '') found.add(text.slice(0, 60));
    if (found.size === SAMPLES) break;
  }
  return [...found];
}
