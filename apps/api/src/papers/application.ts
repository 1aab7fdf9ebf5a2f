import type { Finding, Instant, Money } from '@songbai/contracts';
import type { Workbook } from 'exceljs';
import { addGrid, type GridCell } from './differences/grid';
import type { Payment } from './model';
import { controlTotal, PAYMENT_COLUMNS, paymentRows } from './payments';
import { reasonOf } from './reasons';
import { fixTimes } from './zip-times';

const SHEET = '支付申请';
const WIDTHS = [24, 28, 26, 24, 15, 28, 16, 18, 24, 24, 12];

/** The sheet 支付申请: one row per payer and bill, and a control total. */
export function addPayments(book: Workbook, payments: readonly Payment[]): void {
  const columns = PAYMENT_COLUMNS.map((head, i) => ({ head, width: WIDTHS[i] ?? 16 }));
  const yuan = (amount: Money) => ({ value: amount.toFixed(2), measure: '元' });
  const rows = paymentRows(payments).map(({ cells, amount }): GridCell[] =>
    PAYMENT_COLUMNS.map((name) => (name === '金额' ? yuan(amount) : cells[name])),
  );
  const { count, sum } = controlTotal(payments);
  const total = PAYMENT_COLUMNS.map((name): GridCell => {
    if (name === '付款方') return '合计';
    if (name === '收款户名') return `${count} 笔`;
    return name === '金额' ? yuan(sum) : '';
  });
  addGrid(book, SHEET, columns, [...rows, total], 1);
}

/** Below the total: what whoever signs has to know before the money leaves. */
function addNotes(book: Workbook, notes: readonly Finding[]): void {
  const sheet = book.getWorksheet(SHEET);
  for (const note of sheet ? notes : []) {
    const { code, message, basis, remedy } = reasonOf(note);
    const row = sheet?.addRow([`提示 ${code}：${message}依据：${basis}。${remedy}`]);
    if (!sheet || !row) continue;
    sheet.mergeCells(row.number, 1, row.number, PAYMENT_COLUMNS.length);
    row.getCell(1).numFmt = '@';
    row.getCell(1).font = { bold: true };
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
    row.height = 32;
  }
}

/**
 * What is handed in at the treasury for one payment. `at` is when it was prepared: the same payment is the
 * same file. Its number stands in the title and at the head of every printed sheet.
 */
export async function applicationXlsx(
  number: string,
  payments: readonly Payment[],
  at: Instant,
  notes: readonly Finding[],
): Promise<Buffer> {
  // Loaded where one is written: whoever starts the program does not wait for it.
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  book.creator = 'Songbai';
  book.title = `${SHEET} ${number}`;
  book.created = book.modified = new Date(at * 1000);
  addPayments(book, payments);
  const sheet = book.getWorksheet(SHEET);
  if (sheet) sheet.headerFooter.oddHeader = `&L${SHEET} ${number}&R&P/&N`;
  addNotes(book, notes);
  return fixTimes(Buffer.from(await book.xlsx.writeBuffer()));
}
