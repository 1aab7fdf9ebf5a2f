import { Decimal } from 'decimal.js';
import type { CellValue, Row, Worksheet } from 'exceljs';
import { type FaultKind, makeFault } from './faults';
import { type CellForm, Problem } from './kinds';
import {
  areFaults,
  columnPositions,
  type RawCell,
  type RawRow,
  type RawTable,
  unreadable,
} from './raw-table';
import type { Table } from './table';
import { TABLES } from './tables';
import { problemOfWorkbook } from './workbook-bytes';

// What a sheet may hold beside its cells. None of it says anything, and some of it is slow to read.
const IGNORED = [
  'cols',
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'pageSetup',
  'printOptions',
  'extLst',
];

/** The sheets of a workbook as raw tables, or the one reason why it cannot be read. */
export async function readWorkbook(
  bytes: Buffer,
  file: string,
  limit: number,
): Promise<RawTable[] | FaultKind> {
  const problem = problemOfWorkbook(bytes, limit);
  if (problem) return problem;
  // Loaded only where a workbook is read: it takes longer to load than a folder of CSV takes to read.
  const { Workbook } = await import('exceljs');
  const workbook = new Workbook();
  try {
    // The types of exceljs name a Buffer of an older Node.
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0], {
      ignoreNodes: IGNORED,
    });
  } catch {
    return 'not-a-workbook';
  }
  if (workbook.worksheets.length === 0) return 'not-a-workbook';
  return TABLES.map((table) => sheetOf(table, workbook.worksheets, file));
}

function sheetOf(table: Table, sheets: readonly Worksheet[], workbook: string): RawTable {
  const found = sheets.filter(({ name }) => name.trim().toLowerCase() === table.file);
  const file = `${workbook}/${table.file}`;
  const [sheet] = found;
  if (!sheet) return unreadable(table, file, makeFault('table-missing', { table: table.name, file }));
  if (found.length === 1) return rowsOf(sheet, table, file);
  const names = found.map(({ name }) => name).join('、');
  return unreadable(table, file, makeFault('table-twice', { table: table.name, file }, { names }));
}

function rowsOf(sheet: Worksheet, table: Table, file: string): RawTable {
  let positions: number[] | undefined;
  let result: RawTable | undefined;
  const rows: RawRow[] = [];
  sheet.eachRow((row) => {
    if (result) return;
    if (positions) {
      const cells = cellsOf(row, positions, table);
      if (cells) rows.push({ line: row.number, cells });
      return;
    }
    const header = headerOf(row);
    if (!header.some(Boolean)) return;
    const found = columnPositions(table, file, row.number, header);
    if (areFaults(found)) result = { table, file, rows: [], faults: found, complete: false };
    else positions = found;
  });
  if (result) return result;
  if (!positions) return unreadable(table, file, makeFault('table-empty', { table: table.name, file }));
  return { table, file, rows, faults: [], complete: true };
}

function headerOf(row: Row): string[] {
  const header: string[] = [];
  row.eachCell((cell, column) => {
    const text = textOf(cell.value, 'text');
    header[column - 1] = text instanceof Problem ? '' : text;
  });
  return Array.from(header, (name) => name ?? '');
}

/**
 * The cells of a row in the order of the table's columns; undefined for a row in which they are all empty.
 */
function cellsOf(row: Row, positions: readonly number[], table: Table): (RawCell | undefined)[] | undefined {
  const cells = positions.map((position, i) =>
    position < 0 ? undefined : textOf(row.getCell(position + 1).value, table.columns[i]?.kind.form ?? 'text'),
  );
  return cells.some((cell) => cell !== '' && cell !== undefined) ? cells : undefined;
}

const NO_RESULT = new Problem('no-result');
const ODD_CHARACTER = new Problem('odd-character');

/** What a CSV file would hold in place of the cell. */
export function textOf(value: CellValue, form: CellForm): RawCell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return cleaned(value);
  if (typeof value === 'number') return textOfNumber(value, form);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return textOfDate(value, form);
  if ('richText' in value) return cleaned(value.richText.map(({ text }) => text).join(''));
  if ('hyperlink' in value) return textOf(value.text as CellValue, form);
  if ('error' in value) return form === 'as-displayed' ? value.error : NO_RESULT;
  if (value.result !== undefined && value.result !== null) return textOf(value.result as CellValue, form);
  return form === 'as-displayed' ? '' : NO_RESULT;
}

/** A workbook can hold a NUL in an escape, which the database could not store. */
function cleaned(text: string): RawCell {
  return text.includes('\u0000') ? ODD_CHARACTER : text.trim();
}

/**
 * The shortest decimal text of the number at the 15 digits that a spreadsheet shows: a formula's 0.1 + 0.2 is
 * 0.3. A whole number of more digits was rounded when it was typed. What is judged later then keeps the shape
 * in which a person sees it.
 */
function textOfNumber(value: number, form: CellForm): RawCell {
  if (Math.abs(value) >= 1e15) {
    const displayed = value.toExponential(5).toUpperCase();
    return form === 'as-displayed' ? displayed : new Problem('digits-lost', {}, displayed);
  }
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? new Decimal(text).toFixed() : text;
}

/** The reader gives local times as if they were UTC. Parts of a second are the noise of binary days. */
function textOfDate(value: Date, form: CellForm): RawCell {
  const seconds = Math.round(value.getTime() / 1000);
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 2e11) return NO_RESULT;
  const text = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  if (form === 'month') return text.slice(0, 7);
  return form !== 'time' && text.endsWith(' 00:00:00') ? text.slice(0, 10) : text;
}
