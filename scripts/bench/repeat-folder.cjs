'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parse } = require('csv-parse/sync');
const { stringify } = require('csv-stringify/sync');

/** Columns that hold a number of this copy, and must get a new one in each. */
const CODES = [
  ...['单位编码', '主管部门编码', '原单位编码', '归属编码', '干部编号', '服务商编码', '人员编号', '合同编号'],
  ...['经费编码', '经费顺序', '订单编号', '记录号', '账单号', '需求依据', '照片哈希'],
];
/** Tables that are the same for every copy. */
const COMMON = ['items', 'limits'];

const suffixed = (cell, copy) =>
  cell
    .split(';')
    .map((code) => (code === '' || code === 'BUREAU' ? code : `${code}-${copy}`))
    .join(';');

/** An invoice number stays one of 20 digits: its second and third digit tell the copy. */
const invoiceNumber = (cell, copy) =>
  cell.length < 3 ? cell : `${cell[0]}${String(copy).padStart(2, '0')}${cell.slice(3)}`;

function repeatRow(row, copy) {
  const repeated = { ...row };
  for (const column of CODES) if (column in row) repeated[column] = suffixed(row[column], copy);
  if ('发票号码' in row) repeated.发票号码 = invoiceNumber(row.发票号码, copy);
  return repeated;
}

/** Writes `times` copies of a month's folder into one, under new numbers. Copy 0 keeps its own. */
function repeatFolder(from, to, times) {
  fs.mkdirSync(to, { recursive: true });
  for (const file of fs.readdirSync(from).filter((name) => name.endsWith('.csv'))) {
    const rows = parse(fs.readFileSync(path.join(from, file)), { bom: true, columns: true });
    const copies = COMMON.includes(path.basename(file, '.csv')) ? 1 : times;
    const all = [];
    for (let copy = 0; copy < copies; copy++) {
      for (const row of rows) all.push(copy === 0 ? row : repeatRow(row, copy));
    }
    const text = stringify(all, { header: true, columns: Object.keys(rows[0] ?? {}) });
    fs.writeFileSync(path.join(to, file), text);
  }
}

module.exports = { repeatFolder };
