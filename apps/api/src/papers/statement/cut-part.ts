import { grouped } from '../amounts';
import type { Sheet } from '../pdf/sheet';
import { type Paragraph, Table } from '../pdf/table';
import type { StatementContent } from './content';
import type { CutLine } from './cut-content';
import { drawTitle, messageText, reasonTexts, SMALL } from './layout';

/** Annex 1: every line that is not paid as claimed, with all its reasons. Left out where there is none. */
export function drawCutLines(sheet: Sheet, { cutLines, cut, claimed, approved }: StatementContent): void {
  if (cutLines.length === 0) return;
  drawTitle(sheet, '附件一　核减明细');
  sheet.paragraph(
    `共 ${cutLines.length} 行，核减 ${grouped(cut)} 元。账单明细合计 ${grouped(claimed)} 元，核定 ${grouped(approved)} 元。`,
    SMALL,
  );
  const unverified = cutLines.find(isOfVisit)?.reasons.find(({ code }) => code === 'I08');
  if (unverified) {
    const { code, basis, remedy } = unverified;
    sheet.paragraph(`${code} 各行，依据：${basis}　下一步：${remedy}各条服务记录的具体原因列在行下。`, SMALL);
  }
  sheet.skip(5);
  new Table(
    sheet,
    [
      { head: '行号', width: 'fit', align: 'right' },
      { head: '记录号', width: 5 },
      { head: '干部', width: 5 },
      { head: '服务日期', width: 'fit' },
      { head: '项目', width: 5 },
      { head: '数量', width: 'fit', align: 'right' },
      { head: '单价', width: 'fit', align: 'right' },
      { head: '申报金额', width: 'fit', align: 'right' },
      { head: '核定金额', width: 'fit', align: 'right' },
    ],
    cutLines.map((line) => ({
      cells: [
        String(line.line),
        line.visit,
        line.cadre,
        line.day,
        line.item,
        line.quantity,
        grouped(line.unitPrice),
        grouped(line.claimed),
        grouped(line.approved),
      ],
      below: explained(line),
    })),
  ).draw();
}

const isOfVisit = ({ visitReasons }: CutLine): boolean => visitReasons.length > 0;

/**
 * A line's own reasons, and set in under them those of its visit, where it is the visit that did not stand.
 * These then say what to do about it: the general words of I08 stand once above the table, not on each of two
 * hundred lines.
 */
function explained({ reasons, visitReasons }: CutLine): Paragraph[] {
  return reasons.flatMap((reason) =>
    reason.code === 'I08' && visitReasons.length > 0
      ? [messageText(reason, 0), ...reasonTexts(visitReasons, 24)]
      : reasonTexts([reason]),
  );
}
