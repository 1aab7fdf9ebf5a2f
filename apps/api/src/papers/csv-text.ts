/** How a formula begins, once blanks are skipped. */
const LOOKS_LIKE_FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** A text cell of a CSV file: what would run as a formula in a spreadsheet gets an apostrophe. */
export function forSpreadsheet(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}
