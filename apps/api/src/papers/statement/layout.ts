import { lineHeight, PAGE, type Sheet, type Style, WIDTH } from '../pdf/sheet';
import type { Paragraph, Table } from '../pdf/table';
import type { Reason } from '../reasons';

const HEADING: Style = { size: 11, weight: 'bold', leading: 1.5 };
export const TEXT: Style = { size: 9.2, leading: 1.55 };
export const SMALL: Style = { size: 8, leading: 1.5, grey: 0.35 };
const ABOVE = 13;
const UNDER = 5;

/** The title of a sheet, centred, on a page of its own. */
export function drawTitle(sheet: Sheet, title: string, office?: string): void {
  sheet.newPage();
  if (office !== undefined) {
    sheet.fitted(office, PAGE.left, sheet.y, WIDTH, { size: 11, align: 'center', grey: 0.2 });
    sheet.skip(19);
  }
  sheet.line(title, PAGE.left, sheet.y, WIDTH, { size: 20, weight: 'bold', align: 'center' });
  sheet.skip(38);
}

/** A heading that stays with what follows it. */
export function drawHeading(sheet: Sheet, text: string, next: number): void {
  sheet.ensure(ABOVE + lineHeight(HEADING) + UNDER + next);
  sheet.skip(ABOVE);
  sheet.line(text, PAGE.left, sheet.y, WIDTH, HEADING);
  sheet.skip(lineHeight(HEADING) + UNDER);
}

/**
 * A table under its heading. A note on how to read it stands above it, where it cannot be left behind on the
 * next page.
 */
export function drawTableUnder(sheet: Sheet, heading: string, table: Table, note?: string): void {
  const lines = note === undefined ? 0 : 2 * lineHeight(SMALL);
  drawHeading(sheet, heading, table.startHeight + lines);
  if (note !== undefined) {
    sheet.paragraph(note, SMALL);
    sheet.skip(3);
  }
  table.draw();
}

type Indented = Paragraph & { indent: number };

/**
 * Reasons as they stand under a line: what is wrong, and in grey the clause it rests on and what to do next.
 */
export function reasonTexts(reasons: readonly Reason[], indent = 0): Indented[] {
  return reasons.flatMap((reason) => [
    messageText(reason, indent),
    { text: `依据：${reason.basis}　下一步：${reason.remedy}`, indent: indent + 24, grey: 0.38 },
  ]);
}

export function messageText({ code, message }: Reason, indent: number): Indented {
  return { text: `${code}　${message}`, indent };
}
