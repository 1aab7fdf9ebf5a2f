import type { Instant, Money } from '@songbai/contracts';
import { Workbook } from 'exceljs';
import { addGrid, type GridCell } from './differences/grid';
import type { Payment } from './model';
import { controlTotal, PAYMENT_COLUMNS, paymentRows } from './payments';
import { fixTimes } from './zip-times';

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
  addGrid(book, '支付申请', columns, [...rows, total], 1);
}

/**
 * What is handed in at the treasury for one payment. `at` is when it was prepared: the same payment is the
 * same file.
 */
export async function applicationXlsx(payments: readonly Payment[], at: Instant): Promise<Buffer> {
  const book = new Workbook();
  book.creator = 'Songbai';
  book.title = '支付申请';
  book.created = book.modified = new Date(at * 1000);
  addPayments(book, payments);
  return fixTimes(Buffer.from(await book.xlsx.writeBuffer()));
}
