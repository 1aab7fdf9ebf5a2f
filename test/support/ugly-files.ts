import { gb18030 } from './gb18030';
import { csv, workbook } from './tables';

/** Digits and signs of full width. */
export const wide = (text: string): string =>
  text.replace(/[0-9.:]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const DAY = /^(\d{4})-(\d\d)-(\d\d)/;
const dotted = (text: string): string => text.replace(DAY, (_, y, m, d) => `${y}.${Number(m)}.${Number(d)}`);
const chinese = (text: string): string =>
  text.replace(DAY, (_, y, m, d) => `${y}年${Number(m)}月${Number(d)}日`);
const spaced = (text: string): string => `  ${text} `;
const serial = (text: string): string | number =>
  /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569 : text;

interface Variant {
  lines: number[];
  file(heads: string[], rows: string[][]): Promise<Buffer> | Buffer;
}

const all = (rows: string[][], how: (text: string) => string): string[][] =>
  rows.map((cells) => cells.map(how));
const text = (lines: string, mark = ''): Buffer => Buffer.from(mark + lines);

/** The same two rows as different offices would send them, and the lines on which they then stand. */
export const VARIANTS: Record<string, Variant> = {
  'GBK, with a title and totals': {
    lines: [3, 4],
    file: (heads, rows) =>
      gb18030(csv(['2026年登记表'], heads, ...rows, ['合计', ...heads.slice(2).map(() => ''), '2'])),
  },
  'UTF-8 with a mark, blank lines and spaces': {
    lines: [2, 4],
    file: (heads, [first = [], second = []]) =>
      text(
        csv(
          all([heads], spaced)[0] ?? [],
          all([first], spaced)[0] ?? [],
          heads.map(() => ''),
          second,
        ),
        '\uFEFF',
      ),
  },
  'days as 2026.12.5 and 2026年12月5日': {
    lines: [2, 3],
    file: (heads, [first = [], second = []]) => text(csv(heads, first.map(dotted), second.map(chinese))),
  },
  'a workbook with a merged title, serial days, formulas and a remark': {
    lines: [3, 4],
    file: (heads, rows) =>
      workbook((sheet) => {
        sheet.mergeCells(1, 1, 1, heads.length);
        sheet.getCell('A1').value = '登记表';
        sheet.addRow(heads);
        for (const cells of rows)
          sheet.addRow(
            cells.map((cell, i) => (i === 1 ? { formula: 'A1', result: serial(cell) } : serial(cell))),
          );
        sheet.addRow(['制表人：王小明   2026年12月']);
      }),
  },
};
