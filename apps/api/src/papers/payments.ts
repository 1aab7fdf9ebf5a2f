import { Money, type Month } from '@songbai/contracts';
import { stringify } from 'csv-stringify/sync';
import { forSpreadsheet } from './csv-text';
import type { Payment, SettledMonth } from './model';

/** The columns of a payment application, the same in the CSV file and in the workbook. */
export const PAYMENT_COLUMNS = [
  '付款方',
  '收款户名',
  '开户行',
  '银行账号',
  '金额',
  '经费',
  '合同编号',
  '账单号',
  '发票号码',
  '用途',
  '结算方式',
] as const;

export interface PaymentRow {
  cells: Record<Exclude<(typeof PAYMENT_COLUMNS)[number], '金额'>, string>;
  amount: Money;
}

export function paymentRows(payments: readonly Payment[]): PaymentRow[] {
  return payments.map(({ payer, provider, amount, funds, contract, bill, invoice, month, settlement }) => ({
    amount,
    cells: {
      付款方: payer.name,
      收款户名: provider.name,
      开户行: provider.bank,
      银行账号: provider.bankAccount,
      经费: funds.map((share) => `${share.fund} ${share.amount}`).join('；'),
      合同编号: contract,
      账单号: bill,
      发票号码: invoice,
      用途: purposeOf(month),
      结算方式: settlementOf(payer.kind, settlement),
    },
  }));
}

/** What is applied for in all: how many rows, and their sum. */
export function controlTotal(payments: readonly Payment[]): { count: number; sum: Money } {
  return { count: payments.length, sum: Money.sum(payments.map(({ amount }) => amount)) };
}

/**
 * The payment application as UTF-8 CSV with a byte order mark and CRLF, so that a spreadsheet opens it by a
 * double click. Account and invoice numbers stand there digit by digit, for programs; a spreadsheet would round what it
 * shows of them, so the same table is a sheet of the workbook, where they are text.
 */
export function paymentsCsv({ payments }: SettledMonth): string {
  const rows = paymentRows(payments).map(({ cells, amount }) =>
    PAYMENT_COLUMNS.map((name) => (name === '金额' ? amount.toFixed(2) : forSpreadsheet(cells[name]))),
  );
  const { count, sum } = controlTotal(payments);
  const total = PAYMENT_COLUMNS.map((name) => TOTAL_CELLS[name]?.(count, sum) ?? '');
  return stringify([[...PAYMENT_COLUMNS], ...rows, total], { bom: true, record_delimiter: 'windows' });
}

const TOTAL_CELLS: Partial<Record<(typeof PAYMENT_COLUMNS)[number], (count: number, sum: Money) => string>> =
  {
    付款方: () => '合计',
    收款户名: (count) => `${count} 笔`,
    金额: (_, sum) => sum.toFixed(2),
  };

function purposeOf(month: Month): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月居家养老服务费`;
}

function settlementOf(kind: Payment['payer']['kind'], settlement: Payment['settlement']): string {
  if (kind === 'bureau') return '直接支付';
  return settlement === 'direct' ? '单位支付' : '归垫';
}
