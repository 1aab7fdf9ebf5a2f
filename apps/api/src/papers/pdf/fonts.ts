import PDFDocument from 'pdfkit';

export type Weight = 'regular' | 'bold';

const FILES: Record<Weight, string> = {
  regular: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
};

/** What pdfkit asks of a parsed font, as far as we touch it. */
interface ParsedFont {
  unitsPerEm: number;
  glyphForCodePoint(point: number): { id: number; advanceWidth: number };
}

interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: [number];
}

/** A font of this process: parsed once, with the glyph and width of every character ever asked for. */
export class Typeface {
  private readonly glyphs = new Map<number, Glyph>();

  constructor(private readonly font: ParsedFont) {}

  has(point: number): boolean {
    return this.glyphOf(point).id !== 0;
  }

  /** The width of a text at size 1. */
  widthOf(text: string): number {
    let units = 0;
    for (const char of text) units += this.glyphOf(char.codePointAt(0) ?? 0).advanceWidth;
    return units / this.font.unitsPerEm;
  }

  /**
   * The font as pdfkit takes it, with one glyph per character. Chinese, digits and Latin need no shaping, and
   * shaping is nearly all of the time that a page takes. It also keeps files equal: shaped glyphs remember
   * the character that was first written with them in this process, ours remember their own.
   */
  forDocument(): PDFKit.Mixins.PDFFontSource {
    const layout = (text: string) => {
      const glyphs = [...text].map((char) => this.glyphOf(char.codePointAt(0) ?? 0));
      const positions = glyphs.map(({ advanceWidth: xAdvance }) => ({
        xAdvance,
        yAdvance: 0,
        xOffset: 0,
        yOffset: 0,
      }));
      return { glyphs, positions, advanceWidth: glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) };
    };
    return Object.create(this.font, { layout: { value: layout } });
  }

  private glyphOf(point: number): Glyph {
    const known = this.glyphs.get(point);
    if (known) return known;
    const { id, advanceWidth } = this.font.glyphForCodePoint(point);
    const glyph: Glyph = { id, advanceWidth, codePoints: [point] };
    this.glyphs.set(point, glyph);
    return glyph;
  }
}

const typefaces = new Map<Weight, Typeface>();

/** The typeface of a weight, read at first use. */
export function typeface(weight: Weight): Typeface {
  const known = typefaces.get(weight);
  if (known) return known;
  const parsed = new Typeface(parse(FILES[weight]));
  typefaces.set(weight, parsed);
  return parsed;
}

/**
 * pdfkit parses fonts with a library of its own, which it does not hand out: an empty document is asked for
 * what it parsed.
 */
function parse(path: string): ParsedFont {
  const document = new PDFDocument({ font: path, autoFirstPage: false });
  const { _font: opened } = document as unknown as { _font: { font: ParsedFont } };
  return opened.font;
}
