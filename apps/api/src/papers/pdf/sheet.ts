import PDFDocument from 'pdfkit';
import { typeface, type Weight } from './fonts';
import { printable, widthOf, wrap } from './wrap';

export type Align = 'left' | 'center' | 'right';

export interface Style {
  size: number;
  weight?: Weight;
  align?: Align;
  /** Shade of grey, 0 black to 1 white. */
  grey?: number;
  /** Height of a line as a multiple of the size. */
  leading?: number;
}

export interface Facts {
  title: string;
  author: string;
  subject: string;
  createdAt: Date;
  /** In points; A4 unless said. */
  size?: [width: number, height: number];
}

export const PAGE = { width: 595.28, height: 841.89, left: 51, right: 51, top: 54, bottom: 62 } as const;
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const BOTTOM = PAGE.height - PAGE.bottom;

/**
 * An A4 document that is written from top to bottom in two weights of one typeface, in black, grey and thin
 * rules.
 */
export class Sheet {
  y: number = PAGE.top;
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private pages = 0;

  constructor({ title, author, subject, createdAt, size = [PAGE.width, PAGE.height] }: Facts) {
    this.document = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      // pdfkit would open Helvetica at once, which no page of ours uses.
      font: '',
      margin: 0,
      size,
      lang: 'zh-CN',
      displayTitle: true,
      // The time of the decision, not of the printing: pdfkit makes the file's ID of these, so equal papers
      // are equal files.
      info: { Title: title, Author: author, Subject: subject, Creator: 'Songbai', CreationDate: createdAt },
    });
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    for (const weight of ['regular', 'bold'] as const) {
      this.document.registerFont(weight, typeface(weight).forDocument());
    }
  }

  /** `scale` enlarges everything that is drawn on it. */
  newPage(scale = 1): void {
    this.document.addPage();
    if (scale !== 1) this.document.scale(scale);
    this.pages += 1;
    this.y = PAGE.top;
  }

  /** What is left of the page, down to its foot. */
  get room(): number {
    return this.pages === 0 ? 0 : BOTTOM - this.y;
  }

  get wholePage(): number {
    return BOTTOM - PAGE.top;
  }

  /** Begins a new page unless `height` is left on this one. */
  ensure(height: number): void {
    if (this.room < Math.min(height, this.wholePage)) this.newPage();
  }

  skip(height: number): void {
    this.y += height;
  }

  /** One line that is already known to fit, with its top at `y`. */
  line(text: string, x: number, y: number, width: number, style: Style): void {
    if (text === '') return;
    const { size, weight = 'regular', align = 'left', grey = 0 } = style;
    const slack = width - widthOf(text, weight, size);
    const left = align === 'right' ? x + slack : align === 'center' ? x + slack / 2 : x;
    const shade = Math.round(grey * 255);
    const { document } = this;
    document.fillColor([shade, shade, shade]).font(weight).fontSize(size);
    // The typeface stands 1.16 em above its baseline, most of it air: text is centred in its line by the
    // height of a character.
    document.text(text, left, y + lineHeight(style) / 2 + 0.38 * size, {
      lineBreak: false,
      baseline: 'alphabetic',
    });
  }

  /** One line, made smaller where it would be wider than its room. */
  fitted(text: string, x: number, y: number, width: number, style: Style): void {
    const shown = printable(text, style.weight ?? 'regular').replaceAll('\n', ' ');
    const needed = widthOf(shown, style.weight ?? 'regular', style.size);
    const size = needed > width ? (style.size * width) / needed : style.size;
    this.line(shown, x, y, width, { ...style, size, leading: lineHeight(style) / size });
  }

  /** Wrapped lines from `y` on, where room was made for them: the cursor stays, and no page is turned. */
  block(lines: readonly string[], x: number, y: number, width: number, style: Style): void {
    for (const [n, line] of lines.entries()) this.line(line, x, y + n * lineHeight(style), width, style);
  }

  /** A paragraph at the cursor, over as many pages as it needs. */
  paragraph(text: string, style: Style, x: number = PAGE.left, width: number = WIDTH): void {
    for (const line of wrap(text, width, style.weight ?? 'regular', style.size)) {
      this.ensure(lineHeight(style));
      this.line(line, x, this.y, width, style);
      this.y += lineHeight(style);
    }
  }

  rule(x: number, y: number, width: number, thickness = 0.5, grey = 0.55): void {
    this.stroke(x, y, x + width, y, thickness, grey);
  }

  upright(x: number, y: number, height: number, thickness = 0.5, grey = 0.55): void {
    this.stroke(x, y, x, y + height, thickness, grey);
  }

  shade(x: number, y: number, width: number, height: number, grey = 0.94): void {
    const tone = Math.round(grey * 255);
    this.document.rect(x, y, width, height).fill([tone, tone, tone]);
  }

  /** A square of dark dots, such as a QR code: `side` long, with no gap between the dots of a row. */
  dots(rows: readonly (readonly boolean[])[], x: number, y: number, side: number): void {
    const dot = side / rows.length;
    for (const [row, cells] of rows.entries()) {
      for (let from = cells.indexOf(true); from >= 0; ) {
        const end = cells.indexOf(false, from);
        const to = end < 0 ? cells.length : end;
        this.document.rect(x + from * dot, y + row * dot, (to - from) * dot, dot);
        from = cells.indexOf(true, to);
      }
    }
    this.document.fill([0, 0, 0]);
  }

  /** Goes back over the finished pages: what stands at their foot needs to know how many there are. */
  onEveryPage(draw: (page: number, pages: number) => void): void {
    for (let page = 1; page <= this.pages; page += 1) {
      this.document.switchToPage(page - 1);
      draw(page, this.pages);
    }
  }

  async bytes(): Promise<Buffer> {
    const ended = new Promise<void>((resolve, reject) => {
      this.document.once('end', resolve);
      this.document.once('error', reject);
    });
    this.document.end();
    await ended;
    return Buffer.concat(this.chunks);
  }

  private stroke(x1: number, y1: number, x2: number, y2: number, thickness: number, grey: number): void {
    const tone = Math.round(grey * 255);
    const { document } = this;
    document.lineWidth(thickness).strokeColor([tone, tone, tone]).moveTo(x1, y1).lineTo(x2, y2).stroke();
  }
}

export function lineHeight({ size, leading = 1.5 }: Style): number {
  return size * leading;
}
