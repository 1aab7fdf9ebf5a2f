import { formatFault } from '../../apps/api/src/intake';
import { brief, read, removeFolders, row, smallFolder, write } from './small-folder';

afterAll(removeFolders);

/** [file, column, cell, kind of fault], each in the first row of the table. */
const BAD: [string, string, string, string][] = [
  ['units', '统一社会信用代码', '11350902482993488M', 'credit-code'],
  ['units', '统一社会信用代码', '11350902482993488l', 'credit-code'],
  ['providers', '统一社会信用代码', '5235090218720253', 'credit-code'],
  ['contracts', '甲方信用代码', '11350900003887123A', 'credit-code'],
  ['units', '状态', '注销', 'unknown-word'],
  ['units', '状态', '', 'empty'],
  ['cadres', '身份证号', '35090219260921119', 'id-malformed'],
  ['cadres', '身份证号', '350902192609211193', 'id-check-digit'],
  ['cadres', '经度', '180.5', 'out-of-range'],
  ['cadres', '纬度', '-90.0001', 'out-of-range'],
  ['cadres', '经度', '119,5', 'not-a-number'],
  ['cadres', '经度', '119.1234567890123456', 'too-fine'],
  ['cadres', '经度', '', 'empty'],
  ['cadres', '能力等级', '5', 'out-of-range'],
  ['cadres', '能力等级', '1.5', 'not-an-integer'],
  ['cadres', '去世日期', '2026-02-30', 'not-a-day'],
  ['cadres', '去世日期', '2026/10/01', 'not-a-day'],
  ['cadres', '安置方式', '异地', 'unknown-word'],
  ['stays', '开始时间', '2026-10-19 24:00:00', 'not-a-time'],
  ['stays', '开始时间', '2026-10-19T09:00:00', 'not-a-time'],
  ['stays', '开始时间', '2026-10-19 09:00', 'not-a-time'],
  ['stays', '结束时间', '2026-10-18 09:00:00', 'end-before-start'],
  ['workers', '离职日期', '2025-02-28', 'end-before-start'],
  ['limits', '生效日期', '2026-2-1', 'not-a-day'],
  ['items', '必需凭证', '签名;录音', 'unknown-word'],
  ['items', '必需凭证', '签名、照片', 'list-separator'],
  ['items', '适用经费', ';', 'empty'],
  ['items', '标准分钟', '-1', 'negative'],
  ['contracts', '计时取整分钟', '0', 'too-small'],
  ['contracts', '计时取整分钟', '1234567890', 'too-long'],
  ['contracts', '终止日期', '2025-12-31', 'end-before-start'],
  ['contracts', '服务区域', '350902；350981', 'list-separator'],
  ['prices', '单价', '12,5O', 'not-a-number'],
  ['prices', '单价', '１２', 'not-a-number'],
  ['prices', '单价', '1 2', 'not-a-number'],
  ['prices', '单价', 'NaN', 'not-a-number'],
  ['prices', '单价', '1e3', 'not-a-number'],
  ['prices', '单价', '+5', 'not-a-number'],
  ['prices', '单价', '.5', 'not-a-number'],
  ['prices', '单价', '5.', 'not-a-number'],
  ['prices', '单价', '-5', 'negative'],
  ['prices', '单价', '1234567890123', 'too-long'],
  ['prices', '单价', '12.345', 'too-fine'],
  ['prices', '单价', '12.500', 'too-fine'],
  ['funds', '年度', '1899', 'out-of-range'],
  ['funds', '经费类型', '护理费', 'unknown-word'],
  ['limits', '计量', '分钟', 'unknown-word'],
  ['orders', '数量', '1234567890', 'too-long'],
  ['orders', '数量', '-0', 'negative'],
  ['orders', '经费顺序', 'GZ-BUY;TX-U001;GZ-BUY', 'fund-twice'],
  ['orders', '终止日期', '2026-09-30', 'end-before-start'],
  ['orders', '审批人', '　', 'empty'],
  ['orders', '订单编号', 'DD\n1', 'odd-character'],
  ['orders', '订单编号', 'DD\u200b1', 'odd-character'],
  ['visits', '签名', '有', 'unknown-word'],
  ['visits', '上传时间', '', 'empty'],
  ['bills', '账期', '2026-13', 'not-a-month'],
  ['bills', '类型', '正常', 'unknown-word'],
  ['bill_lines', '行号', '1.0', 'not-an-integer'],
  ['ratings', '满意度', '6', 'out-of-range'],
  ['ratings', '满意度', '满意', 'not-a-number'],
];

/** Cells that look odd and are right. */
const GOOD: [string, string, string][] = [
  ['cadres', '身份证号', '350902192609211'],
  ['cadres', '经度', '-0.0'],
  ['cadres', '状况标签', '；、'],
  ['contracts', '状态', '待定'],
  ['contracts', '最低计费分钟', '0'],
  ['prices', '单价', '0'],
  ['prices', '单价', '007.5'],
  ['prices', '失效日期', '2026-01-01'],
  ['limits', '上限', '123456789012.99'],
  ['orders', '经费顺序', ''],
  ['orders', '单位审批人', ''],
  ['visits', '订单编号', 'DD-unknown'],
  ['visits', '人员编号', 'W-unknown'],
  ['visits', '签退时间', '2026-10-01 08:00:00'],
  ['visits', '签到经度', ''],
  ['bill_lines', '记录号', 'JL-unknown'],
  ['bill_lines', '行号', '0'],
  ['einvoices', '发票号码', ''],
  ['einvoices', '开票日期', '昨天'],
  ['einvoices', '销方信用代码', 'x'],
  ['einvoices', '价税合计', '-1e5'],
];

describe('a cell', () => {
  it.each(BAD)('of %s.%s with %j is a fault: %s', async (file, column, cell, kind) => {
    const folder = smallFolder();
    row(folder, file, 0)[column] = cell;
    const { faults } = await read(write(folder));
    // Without its only contract the folder has no buyer either; that has a test of its own.
    const own = faults
      .filter((fault) => fault.file === `${file}.csv` && fault.kind !== 'no-buyer')
      .map(brief);
    expect(own).toEqual([`${file}.csv:2 ${column} ${kind}`]);
  });

  it.each(GOOD)('of %s.%s with %j is none', async (file, column, cell) => {
    const folder = smallFolder();
    row(folder, file, 0)[column] = cell;
    expect((await read(write(folder))).faults.map(brief)).toEqual([]);
  });

  it('may be empty in some columns and in no other', async () => {
    const optional = {
      units: ['主管部门编码'],
      cadres: ['状况标签', '去世日期'],
      stays: ['结束时间'],
      workers: ['离职日期'],
      items: ['必需凭证'],
      prices: ['失效日期'],
      limits: ['经费类型', '类别', '生效日期', '失效日期'],
      orders: ['经费顺序', '需求依据', '单位审批人'],
      visits: ['签到时间', '签退时间', '签到经度', '签到纬度', '签退经度', '签退纬度', '照片哈希'],
      bills: ['类型'],
      einvoices: ['发票号码', '开票日期', '购方信用代码', '销方信用代码', '价税合计'],
      ratings: ['意见'],
    } as Record<string, string[]>;
    const folder = smallFolder();
    for (const [file, rows] of Object.entries(folder)) {
      // One cell stays, or the row would be a blank line.
      const cells = rows[0] ?? {};
      for (const column of Object.keys(cells).slice(1)) cells[column] = '';
      folder[file] = [cells];
    }
    const { faults } = await read(write(folder));
    for (const [file, rows] of Object.entries(folder)) {
      const needed = Object.keys(rows[0] ?? {})
        .slice(1)
        .filter((column) => !optional[file]?.includes(column));
      const empty = faults.filter((fault) => fault.file === `${file}.csv` && fault.kind === 'empty');
      expect({ file, empty: empty.map(({ column }) => column) }).toEqual({ file, empty: needed });
    }
  });

  it('is one of many faults: all are reported, by table, line and column', async () => {
    const folder = smallFolder();
    Object.assign(row(folder, 'orders', 1), { 数量: 'x', 起始日期: 'y', 项目编码: 'LC99' });
    Object.assign(row(folder, 'orders', 0), { 审批时间: 'z' });
    row(folder, 'units', 1).状态 = '?';
    expect((await read(write(folder))).faults.map(brief)).toEqual([
      'units.csv:3 状态 unknown-word',
      'orders.csv:2 审批时间 not-a-time',
      'orders.csv:3 项目编码 unknown-reference',
      'orders.csv:3 起始日期 not-a-day',
      'orders.csv:3 数量 not-a-number',
    ]);
  });

  it('is shown in both languages on one line, an ID number masked', async () => {
    const folder = smallFolder();
    row(folder, 'visits', 0).签到时间 = '2026-02-30\n08:00:00\u001b[31m';
    row(folder, 'cadres', 0).身份证号 = '350902192609211193';
    const [id, time] = (await read(write(folder), true)).faults;
    expect(time && formatFault(time, 'zh')).toBe(
      'visits.csv 第 2 行「签到时间」：不是有效时间，应为 YYYY-MM-DD HH:MM:SS（“2026-02-30·08:00:00·[31m”）',
    );
    expect(time && formatFault(time, 'en')).toBe(
      'visits.csv line 2 "签到时间": not a time that exists, YYYY-MM-DD HH:MM:SS wanted ' +
        '("2026-02-30·08:00:00·[31m")',
    );
    expect(id && formatFault(id, 'zh')).toBe(
      'cadres.csv 第 2 行「身份证号」：身份证号校验码不符（“3509**********1193”）；宽松模式下保留该行',
    );
  });
});
