/**
 * What a spreadsheet would take for a number or a date, and so cut to 15 digits or turn into another text.
 */
const LOOKS_NUMERIC = /^[\d\s.,/:+\-eE]*\d[\d\s.,/:+\-eE]*$/;
/** How a formula begins, once blanks are skipped. */
const LOOKS_LIKE_FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/**
 * A text cell of a CSV file that may be opened in a spreadsheet. A number that is a name (an account, an
 * invoice) gets a tab in front: Excel and LibreOffice then keep every digit as text, nobody sees it, and a
 * program that trims its cells loses it. A text that would run as a formula gets an apostrophe, as OWASP
 * advises.
 */
export function forSpreadsheet(text: string): string {
  if (LOOKS_LIKE_FORMULA.test(text)) return `'${text}`;
  return LOOKS_NUMERIC.test(text) ? `\t${text}` : text;
}
