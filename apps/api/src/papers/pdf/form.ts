import { lineHeight, PAGE, type Sheet, type Style, WIDTH } from './sheet';
import { wrap } from './wrap';

const LABEL: Style = { size: 8.8, leading: 1.45, grey: 0.25 };
const VALUE: Style = { size: 8.8, leading: 1.45 };
const PAD = { x: 5, y: 3.5 } as const;
const LABEL_WIDTH = 68;
const MOST_LINES = 12;

/** A field of a form: its name and what stands in it. */
export type Field = [label: string, value: string];

/** Boxed fields, one or two in a row, as on a printed form. */
export function drawFields(sheet: Sheet, rows: readonly Field[][]): void {
  for (const [i, fields] of rows.entries()) {
    const width = WIDTH / fields.length;
    const room = width - LABEL_WIDTH - 2 * PAD.x;
    const values = fields.map(([, value]) => shortened(wrap(value, room, 'regular', VALUE.size)));
    const height = Math.max(...values.map(({ length }) => length)) * lineHeight(VALUE) + 2 * PAD.y;
    sheet.ensure(height);
    for (const [n, [label]] of fields.entries()) {
      const x = PAGE.left + n * width;
      sheet.shade(x, sheet.y, LABEL_WIDTH, height, 0.955);
      sheet.fitted(label, x + PAD.x, sheet.y + PAD.y, LABEL_WIDTH - 2 * PAD.x, LABEL);
      sheet.block(values[n] ?? [], x + LABEL_WIDTH + PAD.x, sheet.y + PAD.y, room, VALUE);
      if (n > 0) sheet.upright(x, sheet.y, height, 0.5, 0.6);
      sheet.upright(x + LABEL_WIDTH, sheet.y, height, 0.5, 0.6);
    }
    sheet.rule(PAGE.left, sheet.y, WIDTH, i === 0 ? 0.9 : 0.5, i === 0 ? 0.2 : 0.6);
    sheet.upright(PAGE.left, sheet.y, height, 0.5, 0.6);
    sheet.upright(PAGE.left + WIDTH, sheet.y, height, 0.5, 0.6);
    sheet.skip(height);
  }
  sheet.rule(PAGE.left, sheet.y, WIDTH, 0.9, 0.2);
}

/** What no form has room for. Such a text is at fault, and is told in full where its fault is explained. */
function shortened(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), '……'];
}

/**
 * An empty box to be filled in by hand: a head, what is printed under it, and at its foot what is written by
 * hand.
 */
export interface Blank {
  head: string;
  body?: string;
  foot: string[];
}

/** The height of a row of blanks, so that a row is never parted and nothing is signed without its text. */
export function blanksHeight(blanks: readonly Blank[], free: number): number {
  const width = WIDTH / blanks.length - 2 * PAD.x;
  const heights = blanks.map(
    ({ body, foot }) =>
      (1 + (body ? wrap(body, width, 'regular', VALUE.size).length : 0) + foot.length) * lineHeight(VALUE),
  );
  return Math.max(...heights) + free + 2 * PAD.y;
}

export function drawBlanks(sheet: Sheet, blanks: readonly Blank[], free: number): void {
  const height = blanksHeight(blanks, free);
  const width = WIDTH / blanks.length;
  sheet.ensure(height);
  for (const [n, { head, body = '', foot }] of blanks.entries()) {
    const x = PAGE.left + n * width + PAD.x;
    const room = width - 2 * PAD.x;
    const lines = body === '' ? [] : wrap(body, room, 'regular', VALUE.size);
    sheet.fitted(head, x, sheet.y + PAD.y, room, { ...VALUE, weight: 'bold' });
    sheet.block(lines, x, sheet.y + PAD.y + lineHeight(VALUE), room, VALUE);
    for (const [at, line] of [...foot].reverse().entries()) {
      sheet.line(line, x, sheet.y + height - PAD.y - (at + 1) * lineHeight(VALUE), room, VALUE);
    }
    sheet.upright(PAGE.left + n * width, sheet.y, height, 0.5, 0.6);
  }
  sheet.upright(PAGE.left + WIDTH, sheet.y, height, 0.5, 0.6);
  sheet.rule(PAGE.left, sheet.y, WIDTH, 0.5, 0.6);
  sheet.skip(height);
  sheet.rule(PAGE.left, sheet.y, WIDTH, 0.5, 0.6);
}

export const BY_HAND = '日期：　　　　年　　月　　日';
