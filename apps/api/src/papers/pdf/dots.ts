import { create } from 'qrcode';

/** A QR code as rows of dark and light dots; a quarter of it may be lost under grease. */
export function dotsOf(text: string): boolean[][] {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const each = Array.from({ length: modules.size }, (_, n) => n);
  return each.map((row) => each.map((column) => modules.get(row, column) === 1));
}
