interface Words {
  zh: string;
  en: string;
}

const words = (zh: string, en: string): Words => ({ zh, en });

/** A file, or the folder, that cannot be read at all. */
const OF_FILES = {
  'path-missing': words('没有这个文件夹或文件', 'there is no such folder or file'),
  'no-tables': words(
    '这里没有可读的表：应为含 units.csv 等表的文件夹，或一个 .xlsx 工作簿',
    'no tables here: a folder with units.csv and the others, or one .xlsx workbook, is needed',
  ),
  'several-workbooks': words(
    '文件夹中有多个工作簿（{names}），请只留一个',
    'there are several workbooks in the folder ({names}); leave one',
  ),
  'table-missing': words('缺少这张表', 'the table is missing'),
  'table-twice': words(
    '同一张表有多个文件或工作表（{names}）',
    'there are several files or sheets of this table ({names})',
  ),
  'not-a-file': words('不是普通文件', 'not a regular file'),
  'unreadable-file': words('无法打开文件（{reason}）', 'the file cannot be opened ({reason})'),
  'too-large': words('文件超过 {limit} MB', 'the file is over {limit} MB'),
  'expands-too-far': words(
    '工作簿解压后超过 {limit} MB，拒绝读取',
    'the workbook unpacks to more than {limit} MB and is refused',
  ),
  'nul-bytes': words('文件含空字节，不是文本表格', 'the file holds NUL bytes: it is no text table'),
  'zip-not-text': words(
    '这是压缩包或工作簿，不是 CSV 文本；请另存为 CSV，或把扩展名改为 .xlsx',
    'this is a zip or a workbook, not CSV text; save it as CSV or name it .xlsx',
  ),
  encoding: words('无法按 UTF-8 或 GB18030 读取', 'not readable as UTF-8 or GB18030'),
  'not-a-workbook': words('不是可读的 .xlsx 工作簿', 'not a readable .xlsx workbook'),
  'old-workbook': words(
    '是加密的或旧格式（.xls）的工作簿；请去掉密码并另存为 .xlsx',
    'an encrypted or old (.xls) workbook; remove the password and save it as .xlsx',
  ),
  'quote-left-open': words(
    '有引号没有闭合，其后的内容无法辨认',
    'a quote is not closed, and what follows cannot be told apart',
  ),
  'too-many-rows': words(
    '最多 {most} 行，请分成几个文件',
    'at most {most} rows; divide it into several files',
  ),
  'nothing-in-it': words('表中没有内容', 'there is nothing in the table'),
  'too-slow': words('读取时间过长，已停止', 'reading took too long and was given up'),
  'takes-too-much': words(
    '读取这个工作簿占用的内存过多，已停止；请删去空行、格式和多余的工作表，或分成几个文件',
    'reading this workbook takes too much memory and was given up; delete empty rows, formats and other sheets, or ' +
      'divide it into several files',
  ),
  'too-busy': words(
    '正在读取的工作簿太多，请过几分钟再试',
    'too many workbooks are being read; try again in a few minutes',
  ),
  'table-empty': words('表中没有表头', 'the table has no header row'),
  'no-known-column': words(
    '首行没有本表的任何一列；请检查表头、分隔符（逗号）和编码',
    'the first row has none of the columns of this table; check header, separator (comma) and encoding',
  ),
  'column-missing': words('缺少这一列', 'the column is missing'),
  'column-twice': words('这一列出现多次', 'the column stands there more than once'),
  'quote-open': words(
    '引号没有闭合（一直到第 {last} 行），其后的内容无法辨认',
    'a quote is not closed (up to line {last}), what follows cannot be told apart',
  ),
};

/** A row, or a cell of it. */
const OF_CELLS = {
  'cell-count': words('应有 {wanted} 个单元格，实有 {found} 个', '{wanted} cells wanted, {found} found'),
  empty: words('不能为空', 'must not be empty'),
  'not-a-day': words('不是有效日期，应为 YYYY-MM-DD', 'not a date that exists, YYYY-MM-DD wanted'),
  'not-a-time': words(
    '不是有效时间，应为 YYYY-MM-DD HH:MM:SS',
    'not a time that exists, YYYY-MM-DD HH:MM:SS wanted',
  ),
  'not-a-clock': words(
    '不是有效时刻，请写成 8:30、14:05 或 下午2:05',
    'not a time of day; write 8:30, 14:05 or 2:05 pm',
  ),
  'not-a-month': words('不是有效月份，应为 YYYY-MM', 'not a month, YYYY-MM wanted'),
  'not-a-number': words(
    '不是数字（只用半角数字和小数点）',
    'not a number (plain digits and a decimal point)',
  ),
  'not-an-integer': words('应为整数', 'must be a whole number'),
  negative: words('不能为负数', 'must not be negative'),
  'too-long': words(
    '数字过长，整数部分最多 {digits} 位',
    'the number is too long, at most {digits} digits before the point',
  ),
  'too-fine': words('小数最多 {places} 位', 'at most {places} decimals'),
  'out-of-range': words('应在 {least} 到 {most} 之间', 'must be from {least} to {most}'),
  'too-small': words('不能小于 {least}', 'must not be less than {least}'),
  'unknown-word': words('不认识的词，应为：{known}', 'unknown word, one of these is wanted: {known}'),
  'credit-code': words(
    '统一社会信用代码有误（应为 18 位，且校验码正确）',
    'wrong credit code (18 characters with a right check character)',
  ),
  'id-malformed': words('不是 18 位或 15 位身份证号', 'not an ID number of 18 or 15 digits'),
  'id-check-digit': words('身份证号校验码不符', 'the check digit of the ID number is wrong'),
  'odd-character': words(
    '编号中含换行、引号或不可见字符',
    'the code holds a line break, a quotation mark or an invisible character',
  ),
  'list-separator': words('列表应以半角分号“;”分隔', 'items of a list are separated by ";"'),
  'digits-lost': words(
    '以数值格式保存，超过 15 位的数字已丢失；请改为文本格式后重新录入',
    'stored as a number, digits are lost; make it a text cell and enter it again',
  ),
  'no-result': words('公式没有结果或结果是错误值', 'the formula has no result, or an error'),
};

/** Rows beside each other. */
const OF_ROWS = {
  'end-before-start': words('早于「{start}」', 'before "{start}"'),
  'fund-twice': words('同一项经费出现两次（{code}）', 'one fund stands there twice ({code})'),
  'unknown-reference': words('「{target}」中没有 {code}', '"{target}" has no {code}'),
  'dropped-reference': words(
    '所引用的 {code}（{target} 第 {line} 行）不可用，本行一并略去',
    'refers to {code} ({target} line {line}), which was dropped, so this row is dropped as well',
  ),
  'twice-same': words('与第 {lines} 行完全相同，只取一行', 'the same as line {lines}; one is taken'),
  'twice-different': words(
    '编号重复而内容不同（另见第 {lines} 行），均不采用',
    'the same number with other content (see line {lines}); none is taken',
  ),
  'price-overlap': words(
    '同一合同同一项目同一天有两个价格（另见 {others}），均不采用',
    'two prices of one contract and item on one day (see {others}); none is taken',
  ),
  'several-buyers': words(
    '一个文件夹只能有一个甲方；其他行的甲方是 {others}',
    'a folder has one buyer; other rows name {others}',
  ),
  'no-buyer': words('没有可读的合同，不知道甲方是谁', 'no contract can be read, so the buyer is unknown'),
};

/** What only the stored data can tell; said by the callers of the intake. */
const OF_STORED = {
  'paper-changed': words(
    '已入库的单据不能更改：库内为 {stored}，本次为 {filed}',
    'a stored paper cannot change: {stored} is stored, {filed} is filed',
  ),
  'bill-adjudicated': words(
    '账单 {bill} 已审核，不能再加明细',
    'bill {bill} is adjudicated and takes no new line',
  ),
  'below-committed': words(
    '指标 {allotted} 低于已占用的 {committed}',
    'the allotment {allotted} is below what is committed, {committed}',
  ),
};

/** Every fault in both languages: the one place for these words. */
export const FAULT_WORDS = { ...OF_FILES, ...OF_CELLS, ...OF_ROWS, ...OF_STORED };
