import type { CellValue, Workbook, Worksheet } from 'exceljs';
import type { Figure } from './rows';

export interface GridColumn {
  head: string;
  width: number;
}

export type GridCell = string | number | null | Figure;

const FONT = { name: 'Noto Sans CJK SC', size: 10 } as const;
const LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
/** What a cell may hold: Excel calls a file with a longer text damaged. */
const MOST_CHARACTERS = 32_767;
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE };

/** A sheet with one table under a frozen head, which can be filtered. */
export function addGrid(
  book: Workbook,
  name: string,
  columns: readonly GridColumn[],
  rows: readonly GridCell[][],
  totals = 0,
): void {
  const sheet = addSheet(book, name, columns, true);
  addTable(sheet, columns, rows, totals);
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, rows.length - totals + 1), column: columns.length },
  };
}

/**
 * An empty sheet that prints on A4; where it has one head only, that stays in sight and comes again on every
 * page.
 */
export function addSheet(
  book: Workbook,
  name: string,
  columns: readonly GridColumn[],
  hasOneHead: boolean,
): Worksheet {
  const sheet = book.addWorksheet(name, {
    views: hasOneHead ? [{ state: 'frozen', ySplit: 1 }] : [],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(hasOneHead ? { printTitlesRow: '1:1' } : {}),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L${name}&R第 &P 页 / 共 &N 页` },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  return sheet;
}

/**
 * A head and its rows, the last `totals` of them in bold. Texts are text cells in text format, so that none
 * runs as a formula, now or when someone edits the cell; figures are numbers that can be added up.
 */
export function addTable(
  sheet: Worksheet,
  columns: readonly GridColumn[],
  rows: readonly GridCell[][],
  totals: number,
): void {
  const isFigure = columns.map((_, i) => rows.some((cells) => isNumber(cells[i] ?? null)));
  addHead(sheet, columns, isFigure);
  for (const [i, cells] of rows.entries()) addRow(sheet, columns, cells, i >= rows.length - totals);
}

function addHead(sheet: Worksheet, columns: readonly GridColumn[], isFigure: readonly boolean[]): void {
  const head = sheet.addRow(columns.map((column) => column.head));
  head.height = 22;
  head.eachCell((cell, number) => {
    cell.font = { ...FONT, bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } };
    cell.alignment = isFigure[number - 1]
      ? { vertical: 'middle', horizontal: 'right', indent: 1 }
      : { vertical: 'middle', wrapText: true };
    cell.border = BORDER;
  });
}

function addRow(
  sheet: Worksheet,
  columns: readonly GridColumn[],
  cells: readonly GridCell[],
  isTotal: boolean,
): void {
  const row = sheet.addRow(cells.map(contentOf));
  row.height = Math.min(
    400,
    15 * Math.max(...cells.map((cell, i) => linesOf(cell, columns[i]?.width ?? 10))) + 3,
  );
  for (const [i, content] of cells.entries()) {
    const cell = row.getCell(i + 1);
    cell.font = { ...FONT, bold: isTotal };
    cell.border = BORDER;
    cell.numFmt = formatOf(content);
    cell.alignment = isNumber(content)
      ? { vertical: 'top', horizontal: 'right', indent: 1 }
      : { vertical: 'top', horizontal: 'left', wrapText: true };
  }
}

const isNumber = (cell: GridCell): boolean => typeof cell !== 'string' && cell !== null;

function contentOf(cell: GridCell): CellValue {
  if (typeof cell === 'string')
    return cell.length > MOST_CHARACTERS ? `${cell.slice(0, MOST_CHARACTERS - 2)}……` : cell;
  return cell !== null && typeof cell === 'object' ? Number(cell.value) : cell;
}

function formatOf(cell: GridCell): string {
  if (cell === null || typeof cell === 'string') return '@';
  if (typeof cell === 'number') return '0';
  return cell.measure === '元' ? '#,##0.00' : `0.00" ${cell.measure}"`;
}

/**
 * How many lines a text takes in a column: spreadsheets do not find the height of a row by themselves when
 * they open a file.
 */
function linesOf(cell: GridCell, width: number): number {
  if (typeof cell !== 'string') return 1;
  return cell
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / (width - 1))), 0);
}

/** A Chinese character is as wide as two digits. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += (char.codePointAt(0) ?? 0) > 0x2000 ? 1.95 : 1.08;
  return columns;
}
