import { Money } from '@songbai/contracts';
import { Workbook, type Worksheet } from 'exceljs';
import { differencesXlsx } from '../../apps/api/src/papers/differences';
import { cadre, order, smallMonth, visit } from './rows';
import { settle } from './settle';

async function open(month = settle(smallMonth(), '2026-10')): Promise<Workbook> {
  const book = new Workbook();
  const bytes = await differencesXlsx(month);
  await book.xlsx.load(bytes as unknown as Parameters<Workbook['xlsx']['load']>[0]);
  return book;
}

function sheetOf(book: Workbook, name: string): Worksheet {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** The rows of a sheet by the words of its head. */
function rowsOf(sheet: Worksheet): Record<string, unknown>[] {
  const heads = (sheet.getRow(1).values as string[]).slice(1);
  const rows: Record<string, unknown>[] = [];
  sheet.eachRow((row, number) => {
    if (number === 1) return;
    rows.push(Object.fromEntries(heads.map((head, i) => [head, row.getCell(i + 1).value])));
  });
  return rows;
}

describe('the workbook of differences', () => {
  it('has one row for each order, visit, line and bill that was refused, held, blocked or cut', async () => {
    const rows = rowsOf(sheetOf(await open(), '差异'));
    expect(rows.map((row) => [row.类别, row.编号, row.行号, row.代码, row.状态])).toEqual([
      ['订单', 'DD3', null, 'O01、O02、O05、O06', '不予批准'].map((cell, i) =>
        i === 3 ? expect.stringMatching(/^O01、.*O06/) : cell,
      ),
      ['服务记录', 'JL2', null, 'V04', '部分可支付'],
      ['服务记录', 'JL3', null, 'V07', '待核实'],
      ['服务记录', 'JL4', null, 'V06', '不予认定'],
      // Of an accepted line of which nothing is left: as the page says.
      ['账单明细', 'ZD-1', 2, 'I07', '不予支付'],
      ['账单明细', 'ZD-1', 3, 'I08', '不予支付'],
      ['账单明细', 'ZD-1', 4, 'I08', '不予支付'],
      ['账单明细', 'ZD-1', 5, 'I07', '部分核减'],
      ['账单', 'ZD-2', null, 'I14、T01', '有争议'],
    ]);
    const last = rows.at(-2);
    expect([last?.['申报金额/数量'], last?.核定, last?.差额]).toEqual([144, 108, 36]);
    for (const row of rows) {
      for (const name of ['原因', '依据', '下一步']) expect(String(row[name])).not.toBe('');
    }
  });

  it('tells what was adjusted after the bill was adjudicated in rows of their own, and in the totals', async () => {
    const month = settle(smallMonth(), '2026-10');
    const [bill] = month.bills;
    const amount = Money.of('-12.50');
    Object.assign(bill ?? {}, {
      payable: bill?.approved.plus(amount),
      adjustments: [{ kind: 'deduct', clause: '第八条', amount, lines: [{ line: 2, amount }] }],
    });
    const book = await open(month);
    const rows = rowsOf(sheetOf(book, '差异'));
    const found = rows.find(({ 类别: kind }) => kind === '账单调整');
    expect([found?.行号, found?.核定, found?.差额, found?.状态, found?.代码]).toEqual([
      2,
      null,
      12.5,
      '扣减',
      'P10',
    ]);
    const [sums] = rowsOf(sheetOf(book, '汇总'));
    expect([sums?.核定金额, sums?.调整金额, sums?.应付金额]).toEqual([144, -12.5, 131.5]);
  });

  it('freezes and filters its head', async () => {
    const sheet = sheetOf(await open(), '差异');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBeTruthy();
  });

  it('writes what looks like a formula as text', async () => {
    const rows = smallMonth({ cadres: [cadre('G1', '=1+1'), cadre('G2', '\t@SUM(A1)')] });
    const sheet = sheetOf(await open(settle(rows, '2026-10')), '差异');
    const names: unknown[] = [];
    sheet.eachRow((row) => {
      const cell = row.getCell(4);
      names.push(cell.value);
      expect(cell.formula).toBeUndefined();
      if (row.number > 1) expect(cell.numFmt).toBe('@');
    });
    expect(names).toContain('=1+1');
  });

  it('lists the payments with their control total', async () => {
    const rows = rowsOf(sheetOf(await open(), '支付申请'));
    expect(rows.map((row) => [row.付款方, row.金额])).toEqual([
      ['宁德市委老干部局', 72],
      ['蕉城区第1局', 72],
      ['合计', 144],
    ]);
    expect(rows[0]?.银行账号).toBe('1357454086414772317');
    expect(rows[1]?.结算方式).toBe('归垫');
  });

  it('adds up by provider and by fund', async () => {
    const cells: unknown[][] = [];
    sheetOf(await open(), '汇总').eachRow((row) => {
      cells.push((row.values as unknown[]).slice(1));
    });
    expect(cells).toContainEqual(['P1', '蕉城区长青居家养老服务中心', 1, 288, 288, 144, 144, 0, 144, 144]);
    expect(cells).toContainEqual(['TX', '蕉城区第1局', '2026', '特需经费', 72, 0, 72, 0]);
  });

  it('lists alerts where there are any', async () => {
    expect((await open()).getWorksheet('预警')).toBeUndefined();
    const cadres = ['G1', 'G2', 'G3'].map((code) => cadre(code, code));
    const funds = smallMonth().funds;
    const orders = cadres.map(({ code }, i) => order(`DD${i + 1}`, { cadre: code, funds: ['TX', 'GZ'] }));
    const month = settle(
      smallMonth({ cadres, funds, orders, visits: [visit('JL1', 3)], bills: [], billLines: [] }),
      '2026-10',
    );
    const [alert] = rowsOf(sheetOf(await open(month), '预警'));
    expect(alert).toMatchObject({ 代码: 'E01', 经费: 'TX', 涉及订单: 'DD1、DD2、DD3' });
  });

  it('is the same file each time', async () => {
    const first = await differencesXlsx(settle(smallMonth(), '2026-10'));
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const second = await differencesXlsx(settle(smallMonth(), '2026-10'));
    expect(second.equals(first)).toBe(true);
  });
});
