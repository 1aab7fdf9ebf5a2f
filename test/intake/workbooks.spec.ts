import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type CellValue, Workbook } from 'exceljs';
import { canonical, type RowOf, rowKey, TABLE_NAMES, type TableName } from '../../apps/api/src/intake';
import { TABLES } from '../../apps/api/src/intake/tables';
import { problemOfWorkbook } from '../../apps/api/src/intake/workbook-bytes';
import { brief, emptyFolder, type Folder, read, removeFolders, smallFolder, write } from './small-folder';

afterAll(removeFolders);

type Replace = (file: string, column: string, cell: string, row: number) => CellValue | undefined;

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Numbers and dates as a spreadsheet keeps them; codes of digits stay text, as careful offices have them. */
function cellOf(column: string, cell: string): { value: CellValue; format?: string } {
  if (DAY.test(cell)) return { value: new Date(`${cell}T00:00:00Z`), format: 'yyyy/m/d' };
  if (TIME.test(cell))
    return { value: new Date(`${cell.replace(' ', 'T')}Z`), format: 'yyyy-mm-dd hh:mm:ss' };
  if (column === '账期') return { value: new Date(`${cell}-01T00:00:00Z`), format: 'yyyy"年"m"月"' };
  const isCode = /[码号证]$|电话|区划|服务区域|哈希/.test(column) && column !== '行号';
  if (/^-?\d+(\.\d+)?$/.test(cell) && !isCode) return { value: Number(cell) };
  return { value: cell === '' ? null : cell };
}

async function workbookOf(folder: Folder, path: string, replace: Replace = () => undefined): Promise<string> {
  const workbook = new Workbook();
  workbook.addWorksheet('说明').addRow(['本月数据']);
  for (const { file, columnNames } of TABLES) {
    const sheet = workbook.addWorksheet(file === 'visits' ? 'Visits' : file);
    sheet.addRow(columnNames);
    (folder[file] ?? []).forEach((cells, i) => {
      columnNames.forEach((name, j) => {
        const { value, format } = cellOf(name, cells[name] ?? '');
        const cell = sheet.getCell(i + 2, j + 1);
        const other = replace(file, name, cells[name] ?? '', i);
        cell.value = other === undefined ? value : other;
        if (format && cell.value instanceof Date) cell.numFmt = format;
      });
    });
  }
  const target = path.endsWith('.xlsx') ? path : join(path, '十月.xlsx');
  await workbook.xlsx.writeFile(target);
  return path;
}

describe('a workbook', () => {
  it('says the same as the CSV files, with numbers and dates as real cells', async () => {
    const fromCsv = await read(write(smallFolder()));
    const folder = await workbookOf(smallFolder(), emptyFolder());
    for (const path of [folder, join(folder, '十月.xlsx')]) {
      const fromSheets = await read(path);
      expect(fromSheets.faults).toEqual([]);
      for (const name of TABLE_NAMES)
        expect(texts(name, fromSheets.rows[name])).toEqual(texts(name, fromCsv.rows[name]));
      expect(fromSheets.sources.find('visits', 'JL2')).toEqual({ file: '十月.xlsx/visits', line: 3 });
    }
  });

  it('may hold formulas, rich text, links and the noise of binary numbers', async () => {
    const path = await workbookOf(smallFolder(), emptyFolder(), (file, column, _cell, row) => {
      if (file === 'orders' && column === '数量') return { formula: 'A1', result: 0.1 + 0.2 };
      if (file === 'cadres' && column === '姓名') return { richText: [{ text: '周' }, { text: '忠仙 ' }] };
      if (file === 'cadres' && column === '居住地址') return { text: '东湖路', hyperlink: 'http://x' };
      // What a spreadsheet makes of a time: a fraction of a day, off by some milliseconds.
      if (file === 'visits' && column === '签到时间' && row === 0)
        return new Date(Date.UTC(2026, 9, 2, 8, 20, 23, 997));
      if (file === 'einvoices' && column === '发票号码') return Number('26350182714588356160');
      if (file === 'einvoices' && column === '价税合计') return 36.19;
      return undefined;
    });
    const { rows, faults } = await read(path);
    expect(faults).toEqual([]);
    expect(rows.orders[0]?.quantity.toString()).toBe('0.3');
    expect(rows.cadres[0]).toMatchObject({ name: '周忠仙', address: '东湖路' });
    expect(rows.visits[0] && canonical('visits', rows.visits[0]).签到时间).toBe('2026-10-02 08:20:24');
    // Judged later (T02): what the sheet shows is no number of 20 digits.
    expect(rows.taxInvoices[0]).toMatchObject({
      number: '2.63502E+19',
      total: '36.19',
      issuedOn: '2026-11-05',
    });
  });

  it('says which cells lost digits, hold an error or a time of day too many', async () => {
    const path = await workbookOf(smallFolder(), emptyFolder(), (file, column, _cell, row) => {
      if (row > 0) return undefined;
      if (file === 'cadres' && column === '身份证号') return Number('350902192609211192');
      if (file === 'providers' && column === '银行账号') return Number('1357454086414772317');
      if (file === 'orders' && column === '数量') return { error: '#N/A' };
      if (file === 'orders' && column === '审批人') return { formula: 'A1' } as CellValue;
      if (file === 'bills' && column === '申报金额') return 12.345;
      return file === 'funds' && column === '指标金额' ? '1e3' : undefined;
    });
    expect((await read(path)).faults.map(brief)).toEqual([
      '十月.xlsx/cadres:2 身份证号 digits-lost',
      '十月.xlsx/providers:2 银行账号 digits-lost',
      '十月.xlsx/funds:2 指标金额 not-a-number',
      '十月.xlsx/orders:2 数量 no-result',
      '十月.xlsx/orders:2 审批人 no-result',
      '十月.xlsx/bills:2 申报金额 too-fine',
    ]);
  });

  it('without a sheet, or beside another workbook, is a fault', async () => {
    const folder = emptyFolder();
    const workbook = new Workbook();
    workbook.addWorksheet('units').addRow(['单位编码']);
    await workbook.xlsx.writeFile(join(folder, 'a.xlsx'));
    const faults = (await read(folder)).faults.map(brief);
    expect(faults).toContain('a.xlsx/ratings table-missing');
    expect(faults).toContain('a.xlsx/units:1 单位名称 column-missing');
    // Neither the lock of an open workbook nor what a run wrote there is one of the month.
    for (const name of ['~$a.xlsx', '差异-2026-10.xlsx']) writeFileSync(join(folder, name), '');
    expect((await read(folder)).faults.map(brief)).toEqual(faults);
    writeFileSync(join(folder, 'b.xlsx'), '');
    expect((await read(folder)).faults.map(brief)).toEqual([`${folder} several-workbooks`]);
  });

  it('that is none, is locked or unpacks without end is refused before it is opened', async () => {
    const folder = emptyFolder();
    const at = (name: string, bytes: Buffer): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const first = async (path: string): Promise<string | undefined> =>
      (await read(path)).faults.map(brief)[0];
    expect(await first(at('text.xlsx', Buffer.from('单位编码')))).toBe('text.xlsx not-a-workbook');
    expect(await first(at('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toBe('old.xls old-workbook');
    expect(await first(at('zip.xlsx', zipOf('a.txt', Buffer.from('a'))))).toBe('zip.xlsx not-a-workbook');
    expect(await first(at('bare.xlsx', zipOf('xl/workbook.xml', Buffer.from('<a'))))).toBe(
      'bare.xlsx not-a-workbook',
    );
    const bomb = zipOf('xl/workbook.xml', Buffer.alloc(2_000_000));
    expect(problemOfWorkbook(bomb, 1_000_000)).toBe('expands-too-far');
    expect(problemOfWorkbook(bomb, 2_000_000)).toBeUndefined();
    expect(problemOfWorkbook(bomb.subarray(0, bomb.length - 30), 2_000_000)).toBe('not-a-workbook');
  });
});

function texts<N extends TableName>(name: N, rows: readonly RowOf<N>[]): unknown[] {
  return rows.map((row) => ({ key: rowKey(name, row), ...canonical(name, row) }));
}

/** A zip of one entry, which says of its size what it likes. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(1, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}
