import { inWorkbookThread } from '../intake';

/** A column of a sheet that people fill in or look at. */
export interface BookColumn {
  head: string;
  width: number;
  isRequired?: boolean;
  /** What may stand in it: offered as a list to choose from. */
  words?: readonly string[];
}

export interface BookSheet {
  name: string;
  columns: readonly BookColumn[];
  rows: readonly (readonly string[])[];
  /** The row is an example: grey and slanted. */
  isSample?: boolean;
}

/** All cells are texts in text format: none runs as a formula, and no code loses its zeros. */
const WRITER = `
const FONT = { name: 'Noto Sans CJK SC', size: 10 };
const LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } };
async function main() {
  const book = new Workbook();
  book.creator = 'Songbai';
  for (const { name, columns, rows, isSample } of given.sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ width }) => ({ width, style: { numFmt: '@', font: FONT } }));
    const head = sheet.addRow(columns.map((column) => column.head));
    head.height = 22;
    head.eachCell((cell, i) => {
      const isRequired = columns[i - 1].isRequired;
      cell.font = { ...FONT, bold: true, color: { argb: isRequired ? 'FFB00020' : 'FF333333' } };
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } };
      cell.border = { bottom: LINE };
      cell.alignment = { vertical: 'middle', wrapText: true };
    });
    for (const cells of rows) {
      const row = sheet.addRow(cells.map((text) => text.slice(0, 32767)));
      row.eachCell((cell) => {
        cell.numFmt = '@';
        cell.font = isSample ? { ...FONT, italic: true, color: { argb: 'FF767676' } } : FONT;
        cell.alignment = { vertical: 'top', wrapText: true };
      });
    }
    columns.forEach(({ words }, i) => {
      const list = words && '"' + words.join(',') + '"';
      if (!list || list.length > 255) return;
      const letter = sheet.getColumn(i + 1).letter;
      sheet.dataValidations.add(letter + '2:' + letter + '5001', { type: 'list', allowBlank: true, formulae: [list] });
    });
  }
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  answer(bytes, [bytes.buffer]);
}`;

/** A workbook of these sheets. */
export function tableBook(sheets: readonly BookSheet[]): Promise<Buffer> {
  return written(WRITER, { sheets });
}

/** Where reasons go in somebody's own file, by the physical row. */
export interface Marks {
  /** The name of the sheet; empty for a CSV file. */
  sheet: string;
  headLine: number;
  head: string;
  /** What it was called in an earlier round: that column is written over. */
  heads: readonly string[];
  reasons: readonly { line: number; text: string }[];
}

const MARKER = `
const RED = { argb: 'FFC00000' };
async function main() {
  const book = new Workbook();
  if (given.bytes) await book.xlsx.load(given.bytes);
  const sheet = given.bytes ? book.worksheets.find(({ name }) => name === given.sheet) : book.addWorksheet('Sheet1');
  for (const { line, cells } of given.lines ?? []) {
    cells.forEach((text, i) => {
      const cell = sheet.getRow(line).getCell(i + 1);
      cell.numFmt = '@';
      cell.value = text === '' ? null : text;
    });
  }
  const head = sheet.getRow(given.headLine);
  let last = 0;
  let column = 0;
  head.eachCell((cell, i) => {
    last = i;
    if (given.heads.includes(String(cell.value))) column = i;
  });
  const isNew = column === 0;
  if (isNew) column = Math.max(last, sheet.actualColumnCount && sheet.columnCount, 0) + 1;
  if (!isNew) sheet.eachRow((row, line) => line > given.headLine && (row.getCell(column).value = null));
  sheet.getColumn(column).width = 60;
  const put = (line, text, bold) => {
    const cell = sheet.getRow(line).getCell(column);
    cell.value = text;
    cell.numFmt = '@';
    cell.font = { color: RED, bold };
    cell.alignment = { vertical: 'top', wrapText: true };
  };
  put(given.headLine, given.head, true);
  for (const { line, text } of given.reasons) put(line, text.slice(0, 32767), false);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  answer(bytes, [bytes.buffer]);
}`;

/**
 * Somebody's own workbook, its columns and formats as they were, with a red column of reasons at the right; of a CSV
 * file, its `lines` in a workbook.
 */
export function markedBook(
  file: { bytes: Buffer } | { lines: readonly { line: number; cells: readonly unknown[] }[] },
  marks: Marks,
): Promise<Buffer> {
  return written(MARKER, { ...file, ...marks });
}

async function written(script: string, given: unknown): Promise<Buffer> {
  const bytes = await inWorkbookThread<Uint8Array>(script, given);
  if (typeof bytes === 'string') throw new Error(`no workbook was written: ${bytes}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
