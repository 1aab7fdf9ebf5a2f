/** How a formula begins, once blanks are skipped. */
const LOOKS_LIKE_FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** A text cell of a CSV file that may be opened in a spreadsheet: what would run as a formula there gets an apostrophe. */
export function forSpreadsheet(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}
