import { BILL_KINDS } from '@songbai/contracts';
import { AMOUNT_AS_FILED, AS_FILED, CODE, integer, MONEY, MONTH, QUANTITY, wordOf } from './kinds';
import { mayBe, mayName, must, refers, type Table, table } from './table';

const bills = table({
  name: 'bills',
  file: 'bills',
  columns: {
    账单号: must(CODE),
    合同编号: refers(must(CODE), 'contracts'),
    账期: must(MONTH),
    类型: mayBe(wordOf(BILL_KINDS), 'regular'),
    申报金额: must(MONEY),
  },
  key: ['账单号'],
  build: (v) => ({
    number: v.账单号,
    contract: v.合同编号,
    month: v.账期,
    kind: v.类型,
    declared: v.申报金额,
  }),
  show: (row) => ({
    账单号: row.number,
    合同编号: row.contract,
    账期: row.month,
    类型: row.kind,
    申报金额: row.declared,
  }),
});

const billLines = table({
  name: 'billLines',
  file: 'bill_lines',
  columns: {
    账单号: refers(must(CODE), 'bills'),
    行号: must(integer(0)),
    // An unknown visit is for the rules to judge (I06).
    记录号: mayName(must(CODE), 'visits'),
    项目编码: refers(must(CODE), 'items'),
    数量: must(QUANTITY),
    单价: must(MONEY),
    金额: must(MONEY),
  },
  key: ['账单号', '行号'],
  build: (v) => ({
    bill: v.账单号,
    line: v.行号,
    visit: v.记录号,
    item: v.项目编码,
    quantity: v.数量,
    unitPrice: v.单价,
    amount: v.金额,
  }),
  show: (row) => ({
    账单号: row.bill,
    行号: row.line,
    记录号: row.visit,
    项目编码: row.item,
    数量: row.quantity,
    单价: row.unitPrice,
    金额: row.amount,
  }),
});

const taxInvoices = table({
  name: 'taxInvoices',
  file: 'einvoices',
  columns: {
    账单号: refers(must(CODE), 'bills'),
    发票号码: mayBe(AS_FILED, ''),
    开票日期: mayBe(AS_FILED, ''),
    购方信用代码: mayBe(AS_FILED, ''),
    销方信用代码: mayBe(AS_FILED, ''),
    价税合计: mayBe(AMOUNT_AS_FILED, ''),
  },
  key: ['账单号'],
  build: (v) => ({
    bill: v.账单号,
    number: v.发票号码,
    issuedOn: v.开票日期,
    buyerCode: v.购方信用代码,
    sellerCode: v.销方信用代码,
    total: v.价税合计,
  }),
  show: (row) => ({
    账单号: row.bill,
    发票号码: row.number,
    开票日期: row.issuedOn,
    购方信用代码: row.buyerCode,
    销方信用代码: row.sellerCode,
    价税合计: row.total,
  }),
});

/** What a provider asks for, and the invoices it writes for what was granted. */
export const BILL_TABLES: readonly Table[] = [bills, billLines, taxInvoices];
