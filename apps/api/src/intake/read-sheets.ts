import type { CellValue } from 'exceljs';
import type { FaultKind } from './faults';
import type { GridRow } from './parse-grid';
import { readLines } from './read-csv';
import { problemOfWorkbook } from './workbook-bytes';
import { areWorkbooksBusy, inWorkbookThread } from './workbook-thread';

/** A sheet as filed; a CSV file is one without a name. Blank rows are left out. */
export interface FiledSheet {
  name: string;
  rows: GridRow[];
}

const MEGABYTE = 1024 * 1024;
/** What a workbook of five thousand rows unpacks to stays far below. */
const MOST_UNPACKED = 40 * MEGABYTE;
const ZIP_MARK = 'PK\u0003\u0004';
const OLD_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Formulas are not computed: a cell has the result that the spreadsheet last stored. */
const READER = `
const IGNORED = ['conditionalFormatting', 'dataValidations', 'drawing', 'pageSetup', 'printOptions', 'extLst'];
async function main() {
  const book = new Workbook();
  await book.xlsx.load(given.bytes, { ignoreNodes: IGNORED });
  const sheets = book.worksheets.slice(0, 20).map((sheet) => {
    const rows = [];
    sheet.eachRow((row) => {
      if (rows.length >= given.most) return;
      const cells = [];
      let isFilled = false;
      row.eachCell((cell, column) => {
        if (column > given.columns) return;
        const { value } = cell;
        cells[column - 1] = value instanceof Date ? { days: value.getTime() } : value;
        // A row that has only its part of a merged cell is blank.
        if (cell.master === cell && value !== null && String(value).trim() !== '') isFilled = true;
      });
      if (isFilled) rows.push({ line: row.number, cells: Array.from(cells, (cell) => cell ?? null) });
    });
    return { name: sheet.name, rows };
  });
  answer(sheets);
}`;

const MOST_COLUMNS = 200;

/** True for what is to be read as a workbook, whatever its name ends with. */
export function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).toString('latin1') === ZIP_MARK || bytes.subarray(0, 4).equals(OLD_MARK);
}

/** The sheets of a workbook, or a CSV file in UTF-8 or GB18030, with `most` rows of each; or why it cannot be read. */
export async function readSheets(bytes: Buffer, most: number): Promise<FiledSheet[] | FaultKind> {
  if (!isWorkbook(bytes)) {
    const lines = readLines(bytes, most);
    return typeof lines === 'string' ? lines : [{ name: '', rows: lines }];
  }
  if (areWorkbooksBusy()) return 'too-busy';
  const problem = problemOfWorkbook(bytes, MOST_UNPACKED);
  if (problem) return problem;
  const sheets = await inWorkbookThread<FiledSheet[]>(READER, { bytes, most, columns: MOST_COLUMNS });
  if (typeof sheets === 'string') return sheets;
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(withDate) })),
  }));
}

/** A date crosses the border between threads as a number. */
function withDate(cell: CellValue): CellValue {
  const days = (cell as { days?: number } | null)?.days;
  return days === undefined ? cell : new Date(days);
}
