import { type Typeface, typeface, type Weight } from './fonts';

/** Marks that may not begin a line, and those that may not end one. */
const NO_START = new Set('，。、；：！？）〕】》」』”’%％…·,.;:!?)]}');
const NO_END = new Set('（〔【《「『“‘([{￥');
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}“”‘’…—]/u;
/**
 * Control and formatting characters, and the selectors that ask for another shape of the character before
 * them.
 */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}]|\p{Variation_Selector}/gu;

/**
 * Text as a paper can show it: one line per line, no control or formatting characters (which could turn the
 * reading order around), and a character that the typeface lacks by its number, because an empty box would
 * hide whose name it is.
 */
export function printable(text: string, weight: Weight): string {
  const face = typeface(weight);
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0\u2028\u2029]/g, ' ')
    .replace(UNSEEN, '')
    .replace(/[^\n]/gu, (char) => (face.has(char.codePointAt(0) ?? 0) ? char : byNumber(char)));
}

const byNumber = (char: string): string => `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`;

export function widthOf(text: string, weight: Weight, size: number): number {
  return typeface(weight).widthOf(text) * size;
}

/**
 * Breaks printable text into lines no wider than `width`; never loses a character, however narrow the room.
 */
export function wrap(text: string, width: number, weight: Weight, size: number): string[] {
  const face = typeface(weight);
  const lines = printable(text, weight)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width / size, face));
  return lines.length === 0 ? [''] : lines;
}

function wrapParagraph(paragraph: string, width: number, face: Typeface): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(paragraph, width, face)) {
    const wide = face.widthOf(piece);
    if (line !== '' && used + face.widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (piece.trim() === '') continue;
    }
    line += piece;
    used += wide;
  }
  lines.push(line.trimEnd());
  return lines;
}

/**
 * What must stay on one line: a word, or a Chinese character with the marks that cling to it. Too wide ones
 * fall into characters.
 */
function pieces(text: string, width: number, face: Typeface): string[] {
  const found: string[] = [];
  let piece = '';
  let last = '';
  for (const char of text) {
    if (piece !== '' && mayBreak(last, char)) {
      found.push(piece);
      piece = '';
    }
    piece += char;
    last = char;
  }
  if (piece !== '') found.push(piece);
  return found.flatMap((each) => (face.widthOf(each.trimEnd()) > width ? [...each] : each));
}

function mayBreak(before: string, after: string): boolean {
  if (NO_END.has(before) || NO_START.has(after)) return false;
  if (before === ' ') return after !== ' ';
  if (after === ' ') return false;
  return WIDE.test(before) || WIDE.test(after);
}
