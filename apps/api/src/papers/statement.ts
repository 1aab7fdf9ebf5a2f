import type { SettledBill, SettledMonth } from './model';
import { PAGE, Sheet, WIDTH } from './pdf/sheet';
import { wrap } from './pdf/wrap';
import { drawAcceptance } from './statement/acceptance-part';
import { documentHash, statementContent } from './statement/content';
import { drawCutLines } from './statement/cut-part';
import { drawSummary } from './statement/summary-part';

/**
 * The settlement statement of a bill: a summary to be signed, its cut lines as an annex, and the acceptance
 * sheet as its end.
 */
export async function statementPdf(bill: SettledBill, month: SettledMonth): Promise<Buffer> {
  const content = statementContent(bill, month);
  const hash = documentHash(content);
  const sheet = new Sheet({
    title: `结算对账单 ${content.bill.number}`,
    author: content.bureau.name,
    subject: `${content.provider.name} ${content.bill.month} ${hash}`,
    createdAt: new Date(month.decidedAt * 1000),
  });
  drawSummary(sheet, content, hash);
  drawCutLines(sheet, content);
  drawAcceptance(sheet, content);
  sheet.onEveryPage((page, pages) =>
    drawFoot(sheet, content.bill.number, hash, `第 ${page} 页 / 共 ${pages} 页`),
  );
  return sheet.bytes();
}

function drawFoot(sheet: Sheet, bill: string, hash: string, pages: string): void {
  const y = PAGE.height - PAGE.bottom + 14;
  const style = { size: 7.6, grey: 0.35 } as const;
  const third = WIDTH / 3;
  sheet.rule(PAGE.left, y - 4, WIDTH, 0.4, 0.7);
  const name = wrap(`账单号 ${bill}`, third, 'regular', style.size).slice(0, 3);
  sheet.block(name, PAGE.left, y, third, style);
  sheet.line(pages, PAGE.left + third, y, third, { ...style, align: 'center' });
  sheet.line(`校验码 ${hash.slice(0, 16)}`, PAGE.left + 2 * third, y, third, { ...style, align: 'right' });
}
