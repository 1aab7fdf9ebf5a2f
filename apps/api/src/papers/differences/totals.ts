import { FUND_TYPES, groupBy, Money } from '@songbai/contracts';
import type { Workbook } from 'exceljs';
import type { SettledMonth } from '../model';
import { addSheet, addTable, type GridCell, type GridColumn } from './grid';
import type { Figure } from './rows';

const PROVIDERS: readonly GridColumn[] = [
  { head: '服务商编码', width: 18 },
  { head: '服务商', width: 34 },
  { head: '账单数', width: 12 },
  { head: '申报金额', width: 17 },
  { head: '明细合计', width: 17 },
  { head: '核定金额', width: 17 },
  { head: '核减金额', width: 17 },
  { head: '调整金额', width: 17 },
  { head: '应付金额', width: 17 },
  { head: '其中可支付', width: 17 },
];
const FUNDS: readonly GridColumn[] = [
  { head: '经费编码', width: 18 },
  { head: '归属', width: 34 },
  { head: '年度', width: 12 },
  { head: '经费类型', width: 17 },
  { head: '指标', width: 17 },
  { head: '占用', width: 17 },
  { head: '列支', width: 17 },
  { head: '可用', width: 17 },
];

/** What a row of totals adds up to. */
interface Summed {
  names: GridCell[];
  amounts: Money[];
}

/** Totals per provider, and under them the balances of every fund at the end of the month. */
export function addTotals(book: Workbook, month: SettledMonth): void {
  const sheet = addSheet(book, '汇总', PROVIDERS, false);
  addTable(sheet, PROVIDERS, withTotal(providers(month)), 1);
  sheet.addRow([]);
  addTable(sheet, FUNDS, withTotal(funds(month)), 1);
}

function providers({ bills }: SettledMonth): Summed[] {
  return [...groupBy(bills, ({ provider }) => provider.code)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, own]) => {
      const sum = (amount: (bill: (typeof own)[number]) => Money): Money => Money.sum(own.map(amount));
      const free = own.filter(({ state }) => state === 'payable');
      return {
        names: [code, own[0]?.provider.name ?? code, own.length],
        amounts: [
          sum(({ bill }) => bill.declared),
          sum(({ claimed }) => claimed),
          sum(({ approved }) => approved),
          sum(({ claimed, approved }) => claimed.minus(approved)),
          sum(({ approved, payable }) => payable.minus(approved)),
          sum(({ payable }) => payable),
          Money.sum(free.map(({ payable }) => payable)),
        ],
      };
    });
}

function funds({ journal, book, bureau }: SettledMonth): Summed[] {
  return journal.closing.map(({ fund: code, allotted, reserved, expended, available }) => {
    const fund = book.funds.get(code);
    const owner = fund?.owner ? (book.units.get(fund.owner)?.name ?? fund.owner) : bureau.name;
    return {
      names: [code, owner, fund ? String(fund.year) : '', fund ? FUND_TYPES[fund.type].zh : ''],
      amounts: [allotted, reserved, expended, available],
    };
  });
}

function withTotal(rows: readonly Summed[]): GridCell[][] {
  const figure = (amount: Money): Figure => ({ value: amount.toFixed(2), measure: '元' });
  const [first] = rows;
  const names = first?.names.map((_, i) => (i === 0 ? '合计' : '')) ?? ['合计'];
  const sums =
    first?.amounts.map((_, i) => Money.sum(rows.map(({ amounts }) => amounts[i] ?? Money.ZERO))) ?? [];
  return [...rows.map((row) => [...row.names, ...row.amounts.map(figure)]), [...names, ...sums.map(figure)]];
}
