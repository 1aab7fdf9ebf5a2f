import { type Language, type Word } from '@songbai/contracts';
import { isWorkbook } from '../intake';
import { forSpreadsheet, markedBook, tableBook } from '../papers';
import { titleOfColumn, titleOfColumns } from './column-titles';
import type { Judged } from './filing.service';
import type { Reading } from './reading';
import { textOf } from './seen';
import {
  columnOf,
  type Form,
  isRequired,
  type RowFinding,
  type Sheet,
  secondOf,
  shownColumns,
} from './sheet';

/** The red column at the right of somebody's own file. One of an earlier round is written over. */
const REASONS = { zh: '错误原因', en: 'Reasons' };

const widthOf = (text: string): number => Math.min(40, Math.max(10, [...text].length * 2 + 4));

const FORM_WORDS: Record<Form, Word> = {
  code: { zh: '编码或数字，按文本填写', en: 'a code or number, as text' },
  day: { zh: '日期，如 2026-10-31', en: 'a day, e.g. 2026-10-31' },
  time: { zh: '时间，如 2026-10-31 09:00', en: 'a time, e.g. 2026-10-31 09:00' },
  clock: { zh: '时刻，如 8:30、下午2:00', en: 'a time of day, e.g. 8:30 or 14:00' },
  month: { zh: '月份，如 2026-10', en: 'a month, e.g. 2026-10' },
  amount: { zh: '金额或数量，最多两位小数', en: 'an amount or quantity, two decimals at most' },
  area: { zh: '六位行政区划代码，或名称，如 蕉城区', en: 'the six digits of an area, or its name' },
  list: { zh: '多项用“;”分隔', en: 'several with ";" between' },
};

const HELP = {
  zh: { sheet: '填写说明', heads: ['列名', '必填', '说明', '示例', '也可写作'], yes: '必填', no: '可空' },
  en: {
    ...{ sheet: 'How to fill in', heads: ['Column', 'Required', 'What', 'Example', 'Also called'] },
    ...{ yes: 'required', no: 'may be empty' },
  },
};

/** An empty form: red heads must be filled in, words are chosen from lists; a second sheet explains each column. */
export function templateOf(sheet: Sheet, language: Language): Promise<Buffer> {
  const names = Object.keys(sheet.columns);
  const help = HELP[language];
  const columns = names.map((name) => {
    const { example, words, form } = columnOf(sheet, name);
    const head = titleOfColumn(name, language);
    const width = Math.max(widthOf(head), widthOf(example));
    const list = words && form !== 'list' ? Object.values(words).map(({ zh }) => zh) : undefined;
    return { head, width, isRequired: isRequired(sheet, name), ...(list && { words: list }) };
  });
  const explained = names.map((name) => {
    const { example } = columnOf(sheet, name);
    const duty = isRequired(sheet, name) ? help.yes : help.no;
    const title = titleOfColumn(name, language);
    return [
      title,
      duty,
      whatOf(sheet, name, language),
      example,
      otherNames(sheet, name, language).join('、'),
    ];
  });
  const widths = [18, 12, 50, 30, 50];
  return tableBook([
    {
      ...{ name: sheet.title[language], columns, isSample: true },
      rows: [
        names.map((name) => columnOf(sheet, name).example),
        names.map((name) => secondOf(columnOf(sheet, name))),
      ],
    },
    {
      name: help.sheet,
      columns: help.heads.map((head, i) => ({ head, width: widths[i] ?? 20 })),
      rows: explained,
    },
  ]);
}

/** What else may stand at the head of a column: what offices call it, and its name in the other language. */
export const otherNames = (sheet: Sheet, name: string, language: Language): string[] => [
  ...(language === 'zh' ? [] : [name]),
  ...columnOf(sheet, name).synonyms,
];

/** How a column is filled in. */
export function whatOf(sheet: Sheet, name: string, language: Language): string {
  const { words, form, fallback } = columnOf(sheet, name);
  const saidIn = ({ zh, en }: Word): string => (language === 'zh' || zh === en ? zh : `${en} (${zh})`);
  const list = words && Object.values(words).map(saidIn);
  return [
    form && FORM_WORDS[form][language],
    list && `${language === 'zh' ? '可选：' : 'one of: '}${list.join(language === 'zh' ? '、' : ', ')}`,
    fallback && `${language === 'zh' ? '缺省为 ' : 'if empty: '}${fallback}`,
  ]
    .filter(Boolean)
    .join(language === 'zh' ? '；' : '; ');
}

/** The register as a workbook. */
export function workbookOf(sheet: Sheet, rows: readonly string[][], language: Language): Promise<Buffer> {
  const columns = shownColumns(sheet).map((head, i) => {
    const longest = rows.slice(0, 200).reduce((most, cells) => Math.max(most, widthOf(cells[i] ?? '')), 0);
    return { head, width: Math.max(widthOf(head), longest) };
  });
  return tableBook([{ name: sheet.title[language], columns, rows }]);
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The same as CSV in UTF-8 with the mark by which spreadsheets know it. */
export function csvOf(sheet: Sheet, rows: readonly string[][]): Buffer {
  const lines = [shownColumns(sheet), ...rows].map((cells) =>
    cells.map((cell) => quoted(forSpreadsheet(cell))).join(','),
  );
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** Somebody's own file with the reasons at the right. */
export function checkedFile(
  file: Buffer,
  { filed, headLine }: Reading,
  judged: readonly Judged[],
  language: Language,
): Promise<Buffer> {
  const reasons = judged.flatMap(({ line, findings }) =>
    findings.length > 0
      ? [{ line, text: findings.map((finding) => said(finding, language)).join('\n') }]
      : [],
  );
  const marks = {
    ...{ sheet: filed.name, headLine, head: REASONS[language], heads: Object.values(REASONS), reasons },
  };
  const lines = filed.rows.map(({ line, cells }) => ({ line, cells: cells.map(textOf) }));
  if (!isWorkbook(file)) return markedBook({ lines }, marks);
  // What could be read may still not be written again as it was, say for a picture: then what it says comes back.
  return markedBook({ bytes: file }, marks).catch(() => markedBook({ lines }, marks));
}

function said({ column, message, remedy }: RowFinding, language: Language): string {
  const title = column === null ? '' : titleOfColumns(column, language);
  const where = language === 'zh' ? `「${title}」` : `“${title}”: `;
  return [column === null ? message : where + message, remedy].filter(Boolean).join(' ');
}
