/** Reads a QR code of versions 2 to 6 and level Q, without faults, as ISO 18004 lays it out: for what we print. */
export function readQr(dots: readonly (readonly boolean[])[]): string {
  const size = dots.length;
  const at = (row: number, column: number): number => (dots[row]?.[column] ? 1 : 0);
  const mask = (formatOf(at) >> 10) & 7;
  const bits = path(size).map(([row, column]) => at(row, column) ^ (isMasked(mask, row, column) ? 1 : 0));
  const words: number[] = [];
  for (let n = 0; n + 8 <= bits.length; n += 8) words.push(Number.parseInt(bits.slice(n, n + 8).join(''), 2));
  return textOf(dataOf(words, (size - 17) / 4));
}

/** The fifteen bits around the first corner: level and mask, behind a mask of their own. */
function formatOf(at: (row: number, column: number) => number): number {
  const along = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => at(8, column));
  const up = [7, 5, 4, 3, 2, 1, 0].map((row) => at(row, 8));
  const format = Number.parseInt([...along, ...up].join(''), 2) ^ 0x5412;
  if (format >> 13 !== 3) throw new Error('the code is not of level Q');
  return format;
}

const MASKS: ((row: number, column: number) => number)[] = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
];
const isMasked = (mask: number, row: number, column: number): boolean => MASKS[mask]?.(row, column) === 0;

/** Where the bits of the data lie: up and down in pairs of columns from the right. */
function path(size: number): [row: number, column: number][] {
  const places: [number, number][] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let n = 0; n < size; n += 1) {
      const row = up ? size - 1 - n : n;
      for (const column of [right, right - 1]) if (!isFixed(size, row, column)) places.push([row, column]);
    }
    up = !up;
  }
  return places;
}

function isFixed(size: number, row: number, column: number): boolean {
  const inCorner = (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  const inMark = Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
  return inCorner || inMark || row === 6 || column === 6;
}

/** How many words of data each block has, at level Q. */
const BLOCKS: Record<number, number[]> = {
  2: [22],
  3: [17, 17],
  4: [24, 24],
  5: [15, 15, 16, 16],
  6: [19, 19, 19, 19],
};

/** Blocks are written in turns, a word of each. */
function dataOf(words: readonly number[], version: number): number[] {
  const lengths = BLOCKS[version];
  if (!lengths) throw new Error(`version ${version} is not read here`);
  const blocks: number[][] = lengths.map(() => []);
  let next = 0;
  for (let n = 0; n < Math.max(...lengths); n += 1) {
    for (const [block, length] of lengths.entries()) {
      if (n < length) blocks[block]?.push(words[next++] ?? 0);
    }
  }
  return blocks.flat();
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Segments of bytes, digits or letters, to the end mark. */
function textOf(words: readonly number[]): string {
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('');
  let place = 0;
  const take = (count: number): number => {
    const value = Number.parseInt(bits.slice(place, place + count) || '0', 2);
    place += count;
    return value;
  };
  let text = '';
  for (let mode = take(4); mode !== 0 && place < bits.length; mode = take(4)) {
    const count = take(mode === 1 ? 10 : mode === 2 ? 9 : 8);
    if (mode === 4) {
      for (let n = 0; n < count; n += 1) text += String.fromCharCode(take(8));
    } else if (mode === 1) {
      for (let n = 0; n < count; n += 3) {
        const digits = Math.min(3, count - n);
        text += String(take([4, 7, 10][digits - 1] ?? 0)).padStart(digits, '0');
      }
    } else {
      for (let n = 0; n < count; n += 2) {
        const pair = take(count - n > 1 ? 11 : 6);
        text += count - n > 1 ? `${LETTERS[Math.floor(pair / 45)]}${LETTERS[pair % 45]}` : LETTERS[pair];
      }
    }
  }
  return text;
}
