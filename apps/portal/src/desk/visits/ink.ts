/** How much darker than the paper around it something is that was written. */
const DARKER = 0.82;
/** The paper around a point: a window of this part of the picture's width. */
const AROUND = 12;

/** What is written on a photo of paper, as black on white: RGBA like what comes in, however the light fell. */
export function inkOf(rgba: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray {
  const greys = greysOf(rgba);
  const sums = summed(greys, width, height);
  const reach = Math.max(4, Math.round(width / AROUND / 2));
  const ink = new Uint8ClampedArray(rgba.length).fill(255);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const at = (row: number, column: number): number => sums[row * (width + 1) + column] ?? 0;
      const sum = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
      const paper = sum / ((bottom - top) * (right - left));
      const i = y * width + x;
      if ((greys[i] ?? 0) < paper * DARKER) ink.fill(0, i * 4, i * 4 + 3);
    }
  }
  return ink;
}

function greysOf(rgba: Uint8ClampedArray): Float64Array {
  return Float64Array.from(
    { length: rgba.length / 4 },
    (_, i) => 0.3 * (rgba[i * 4] ?? 0) + 0.59 * (rgba[i * 4 + 1] ?? 0) + 0.11 * (rgba[i * 4 + 2] ?? 0),
  );
}

/** Of each point the sum of all above and to the left of it, with a row and a column of nothing before them. */
function summed(greys: Float64Array, width: number, height: number): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += greys[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}
