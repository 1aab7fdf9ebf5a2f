import { columnWidths, type Wish } from './column-widths';
import { type Align, lineHeight, PAGE, type Sheet, type Style, WIDTH } from './sheet';
import { printable, widthOf, wrap } from './wrap';

export interface Column {
  head: string;
  align?: Align;
  /**
   * `fit` is as wide as its widest text, on one line; a number is a share of what the others leave, with
   * wrapped text.
   */
  width: 'fit' | number;
}

export interface Row {
  cells: string[];
  /** A total in bold, or a group: its first cell runs up to its last one, on grey. */
  kind?: 'plain' | 'total' | 'group';
  /** Paragraphs over the whole width under the cells. */
  below?: Paragraph[];
  /** Not parted from the next row by the end of a page. */
  staysWithNext?: boolean;
}

export interface Paragraph {
  text: string;
  grey?: number;
  indent?: number;
}

interface LaidOut {
  row: Row;
  lines: string[][];
  below: { text: string; x: number; grey: number }[];
  height: number;
}

const TEXT: Style = { size: 8.8, leading: 1.45 };
const BELOW: Style = { size: 8.1, leading: 1.45 };
const HEAD: Style = { size: 8.8, weight: 'bold', leading: 1.45 };
const PAD = { x: 4, y: 2.8 } as const;
/** A higher row is parted rather than leave so much of a page empty. */
const LARGEST_KEPT = 300;
const BELOW_INDENT = 14;

/**
 * A table whose head comes again on every page that it reaches, and whose rows stay whole wherever a page can
 * hold them.
 */
export class Table {
  private readonly widths: readonly number[];
  private readonly heads: string[][];
  private readonly headHeight: number;
  private readonly rows: LaidOut[];

  constructor(
    private readonly sheet: Sheet,
    private readonly columns: readonly Column[],
    rows: readonly Row[],
  ) {
    this.widths = columnWidths(columns.map((column, i) => wishOf(column, i, rows)));
    this.heads = columns.map(({ head }, i) => wrap(head, this.textWidth(i), 'bold', HEAD.size));
    this.headHeight = heightOf(this.heads, HEAD) + 2 * PAD.y;
    this.rows = rows.map((row) => this.layOut(row));
  }

  /** What must be left of a page so that the table may begin on it: its head and its first row. */
  get startHeight(): number {
    return this.headHeight + Math.min(this.kept(0), LARGEST_KEPT);
  }

  draw(): void {
    this.sheet.ensure(this.startHeight);
    this.drawHead();
    for (const [i, row] of this.rows.entries()) {
      const needed = this.kept(i);
      if (needed > this.sheet.room && needed <= LARGEST_KEPT) this.turnPage();
      this.drawRow(row);
    }
    this.sheet.rule(PAGE.left, this.sheet.y, WIDTH, 0.9, 0.2);
  }

  /** The height of a row with those that it may not be parted from. */
  private kept(index: number): number {
    const row = this.rows[index];
    if (!row) return 0;
    return row.height + (row.row.staysWithNext ? this.kept(index + 1) : 0);
  }

  private textWidth(column: number): number {
    return (this.widths[column] ?? 0) - 2 * PAD.x;
  }

  private layOut(row: Row): LaidOut {
    const weight = row.kind === 'plain' || !row.kind ? 'regular' : 'bold';
    const isGroup = row.kind === 'group';
    const lines = row.cells.map((text, i) => {
      const isOneLine = !isGroup && this.columns[i]?.width === 'fit';
      if (isOneLine) return [text];
      const room = isGroup && i === 0 ? this.groupWidth() : this.textWidth(i);
      return wrap(text, room, weight, TEXT.size);
    });
    const below = (row.below ?? []).flatMap(({ text, grey = 0, indent = 0 }) => {
      const x = PAGE.left + PAD.x + BELOW_INDENT + indent;
      const room = WIDTH - 2 * PAD.x - BELOW_INDENT - indent;
      return wrap(text, room, 'regular', BELOW.size).map((line) => ({ text: line, x, grey }));
    });
    const height = heightOf(lines, TEXT) + below.length * lineHeight(BELOW) + 2 * PAD.y;
    return { row, lines, below, height };
  }

  private groupWidth(): number {
    return WIDTH - (this.widths.at(-1) ?? 0) - 2 * PAD.x;
  }

  private drawHead(): void {
    const { sheet } = this;
    sheet.shade(PAGE.left, sheet.y, WIDTH, this.headHeight, 0.92);
    sheet.rule(PAGE.left, sheet.y, WIDTH, 0.9, 0.2);
    let x: number = PAGE.left;
    for (const [i, lines] of this.heads.entries()) {
      const top = sheet.y + (this.headHeight - lines.length * lineHeight(HEAD)) / 2;
      for (const [n, line] of lines.entries()) {
        const align = this.columns[i]?.align ?? 'left';
        sheet.line(line, x + PAD.x, top + n * lineHeight(HEAD), this.textWidth(i), { ...HEAD, align });
      }
      x += this.widths[i] ?? 0;
    }
    sheet.skip(this.headHeight);
    sheet.rule(PAGE.left, sheet.y, WIDTH, 0.5, 0.2);
  }

  private turnPage(): void {
    this.sheet.newPage();
    this.drawHead();
  }

  private drawRow({ row, lines, below }: LaidOut): void {
    const { sheet } = this;
    const count = Math.max(...lines.map(({ length }) => length));
    if (row.kind === 'group') {
      sheet.shade(PAGE.left, sheet.y, WIDTH, count * lineHeight(TEXT) + 2 * PAD.y, 0.965);
    }
    sheet.skip(PAD.y);
    for (let n = 0; n < count; n += 1) {
      this.makeRoom(lineHeight(TEXT));
      this.drawLine(row, lines, n);
      sheet.skip(lineHeight(TEXT));
    }
    for (const { text, x, grey } of below) {
      this.makeRoom(lineHeight(BELOW));
      sheet.line(text, x, sheet.y, WIDTH, { ...BELOW, grey });
      sheet.skip(lineHeight(BELOW));
    }
    sheet.skip(PAD.y);
    sheet.rule(PAGE.left, sheet.y, WIDTH, 0.4, 0.75);
  }

  /** Only a row that is too high to be kept whole is parted here. */
  private makeRoom(height: number): void {
    if (this.sheet.room >= height) return;
    this.turnPage();
    this.sheet.skip(PAD.y);
  }

  private drawLine({ kind = 'plain', cells }: Row, lines: readonly string[][], n: number): void {
    let x: number = PAGE.left;
    const style: Style = { ...TEXT, weight: kind === 'plain' ? 'regular' : 'bold' };
    for (const i of this.widths.keys()) {
      const text = lines[i]?.[n];
      const align = this.columns[i]?.align ?? 'left';
      const isGroupHead = kind === 'group' && i === 0;
      const width = isGroupHead ? this.groupWidth() : this.textWidth(i);
      if (text && cells[i] !== '')
        this.sheet.fitted(text, x + PAD.x, this.sheet.y, width, { ...style, align });
      x += this.widths[i] ?? 0;
    }
  }
}

function heightOf(lines: readonly string[][], style: Style): number {
  return Math.max(...lines.map(({ length }) => length)) * lineHeight(style);
}

function wishOf({ head, width }: Column, index: number, rows: readonly Row[]): Wish {
  let natural = widthOf(head, 'bold', HEAD.size);
  for (const { kind, cells } of rows) {
    if (kind === 'group') continue;
    for (const line of printable(cells[index] ?? '', 'bold').split('\n')) {
      natural = Math.max(natural, widthOf(line, 'bold', TEXT.size));
    }
  }
  return { natural: natural + 2 * PAD.x + 1, share: width === 'fit' ? undefined : width };
}
