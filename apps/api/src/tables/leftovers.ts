import type { Language, Word } from '@songbai/contracts';
import type { GridRow } from '../intake';
import { textOf } from './seen';

/** A row of a file that says nothing of its own, and what it was taken for. */
export interface SkippedRow {
  line: number;
  text: string;
  reason: string;
  cells: GridRow['cells'];
  isTotal: boolean;
}

const TOTAL: Word = { zh: '合计行', en: 'a row of totals' };
const REMARK: Word = { zh: '表下的说明', en: 'a remark below the table' };
const TOTALS = /^(?:本页|本月|累计)?(?:合计|总计|小计|共计|总额|total|subtotal|sum)(?:金额|数)?(?:[:(].*)?$/i;
const REMARKS =
  /^(?:制表|填表|填报|审核|复核|经办|负责|统计|盖章|签字|日期|备注|说明|注)(?:人|日期|单位|签字|盖章)?(?:\(.*\))?:/;
const FEW = 3;
const SHOWN = 80;

/** Takes totals and what stands below a table from its rows, so that they are told and not taken for wrong rows. */
export function leftovers(
  all: readonly GridRow[],
  language: Language,
): { rows: GridRow[]; skipped: SkippedRow[] } {
  const rows: GridRow[] = [];
  const skipped: SkippedRow[] = [];
  for (const row of all) {
    const texts = row.cells.map(textOf).filter((text) => text !== '');
    const what = kindOf(texts);
    if (what === undefined) rows.push(row);
    else
      skipped.push({
        ...{ line: row.line, cells: row.cells, isTotal: what === TOTAL },
        ...{ text: [...new Set(texts)].join(' ').slice(0, SHOWN), reason: what[language] },
      });
  }
  return { rows, skipped };
}

function kindOf(texts: readonly string[]): Word | undefined {
  const distinct = [...new Set(texts)];
  const plain = distinct.map((text) => text.normalize('NFKC').replace(/\s/g, ''));
  const [first = '', second = ''] = plain;
  // A number may stand before the word, and what is summed up behind it; a row of people has more than that.
  const isTotal = [first, /^\d+$/.test(first) ? second : ''].some((text) => TOTALS.test(text));
  if (isTotal && plain.slice(1).every((text) => TOTALS.test(text) || /^[-\d.,¥元次行小时个人]+$/.test(text)))
    return TOTAL;
  return plain.length <= FEW && REMARKS.test(first) ? REMARK : undefined;
}
