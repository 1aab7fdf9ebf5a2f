import { createHash } from 'node:crypto';

/** What some file system would take for something else, and characters that nobody sees. */
const UNSAFE = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** A name may have 255 bytes; the words around it and a temporary ending need some of them. */
const MOST_BYTES = 180;

/**
 * A number as a part of a file name. Where anything had to change, a piece of its hash keeps "A/1" and "A:1"
 * apart.
 */
export function safeName(number: string): string {
  const safe = shortened(number.replace(UNSAFE, '_'));
  if (safe === number) return safe;
  return `${safe}-${createHash('sha256').update(number).digest('hex').slice(0, 8)}`;
}

function shortened(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > MOST_BYTES) break;
    kept += char;
  }
  return kept;
}

export function statementName(bill: string): string {
  return `对账单-${safeName(bill)}.pdf`;
}
