import type { Workbook } from 'exceljs';
import { addPayments } from './application';
import { addGrid, type GridCell, type GridColumn } from './differences/grid';
import { differencesOf, textsOf } from './differences/rows';
import { addTotals } from './differences/totals';
import type { SettledMonth } from './model';
import { reasonOf } from './reasons';
import { fixTimes } from './zip-times';

const COLUMNS: readonly GridColumn[] = [
  { head: '类别', width: 10 },
  { head: '编号', width: 16 },
  { head: '行号', width: 7 },
  { head: '干部', width: 11 },
  { head: '服务商', width: 22 },
  { head: '项目', width: 12 },
  { head: '日期', width: 12 },
  { head: '申报金额/数量', width: 15 },
  { head: '核定', width: 15 },
  { head: '差额', width: 15 },
  { head: '状态', width: 12 },
  { head: '代码', width: 10 },
  { head: '原因', width: 46 },
  { head: '依据', width: 32 },
  { head: '下一步', width: 38 },
];

/**
 * A workbook with all that was refused, held or cut in a month, its alerts, what is to be paid, and totals.
 */
export async function differencesXlsx(month: SettledMonth): Promise<Buffer> {
  // Loaded where one is written: whoever starts the program does not wait for it.
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  book.creator = 'Songbai';
  book.title = `${month.bureau.name} ${month.month} 差异`;
  // The time of the decision, not of the writing: equal months are equal files.
  book.created = book.modified = new Date(month.decidedAt * 1000);
  addDifferences(book, month);
  if (month.alerts.length > 0) addAlerts(book, month);
  addPayments(book, month.payments);
  addTotals(book, month);
  return fixTimes(Buffer.from(await book.xlsx.writeBuffer()));
}

function addDifferences(book: Workbook, month: SettledMonth): void {
  const rows = differencesOf(month).map((each): GridCell[] => {
    const { codes, reasons, bases, remedies } = textsOf(each.findings);
    const { kind, number, line, cadre, provider, item, date, claimed, approved, cut, state } = each;
    return [
      kind,
      number,
      line,
      cadre,
      provider,
      item,
      date,
      claimed,
      approved,
      cut,
      state,
      codes,
      reasons,
      bases,
      remedies,
    ];
  });
  addGrid(book, '差异', COLUMNS, rows);
}

function addAlerts(book: Workbook, month: SettledMonth): void {
  const columns = [
    { head: '代码', width: 8 },
    { head: '经费', width: 16 },
    { head: '经费单位', width: 24 },
    { head: '日期', width: 12 },
    { head: '涉及订单', width: 40 },
    { head: '原因', width: 48 },
    { head: '依据', width: 34 },
    { head: '下一步', width: 40 },
  ];
  const rows = month.alerts.map(({ fund, date, orders, finding }) => {
    const { code, message, basis, remedy } = reasonOf(finding);
    const owner = month.book.funds.get(fund)?.owner;
    const unit = owner ? (month.book.units.get(owner)?.name ?? owner) : month.bureau.name;
    return [code, fund, unit, date, orders.join('、'), message, basis, remedy];
  });
  addGrid(book, '预警', columns, rows);
}
