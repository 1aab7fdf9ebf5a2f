import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';

/** Bits of one pixel's samples, by colour type: how many samples there are, and which depths may be. */
const SAMPLES: Record<number, { count: number; depths: readonly number[] }> = {
  0: { count: 1, depths: [1, 2, 4, 8, 16] },
  2: { count: 3, depths: [8, 16] },
  3: { count: 1, depths: [1, 2, 4, 8] },
  4: { count: 2, depths: [8, 16] },
  6: { count: 4, depths: [8, 16] },
};

/** A picture of more pixels is no signature, and would only keep everybody else waiting while it is looked at. */
const LONGEST_SIDE = 4096;
const MOST_PIXELS = 4_000_000;

const MAGIC = Buffer.from('89504e470d0a1a0a', 'hex');

/** What a PNG says of itself, and its pixels as they are packed. */
export interface Png {
  width: number;
  height: number;
  depth: number;
  colour: number;
  isInterlaced: boolean;
  palette: Buffer;
  alphas: Buffer;
  packed: Buffer;
}

/** Reads the frame of a PNG: every chunk whole by its CRC, the header sane. Undefined where it is none. */
export function readPng(file: Buffer): Png | undefined {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const chunks = chunksOf(file);
  if (chunks?.[0]?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') return undefined;
  const of = (type: string): Buffer =>
    Buffer.concat(chunks.flatMap((chunk) => (chunk.type === type ? [chunk.data] : [])));
  const header = of('IHDR');
  if (header.length !== 13 || header[10] !== 0 || header[11] !== 0 || (header[12] ?? 2) > 1) return undefined;
  const png: Png = {
    ...{ width: header.readUInt32BE(0), height: header.readUInt32BE(4) },
    ...{ depth: header[8] ?? 0, colour: header[9] ?? 0, isInterlaced: header[12] === 1 },
    ...{ palette: of('PLTE'), alphas: of('tRNS'), packed: of('IDAT') },
  };
  return isSane(png) ? png : undefined;
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] | undefined {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = MAGIC.length; at < file.length; ) {
    if (at + 12 > file.length) return undefined;
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end))
      return undefined;
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

function isSane({ width, height, depth, colour, palette, packed }: Png): boolean {
  const isSized = width > 0 && height > 0 && Math.max(width, height) <= LONGEST_SIDE;
  const isKnown = SAMPLES[colour]?.depths.includes(depth) ?? false;
  const hasColours = colour !== 3 || (palette.length > 0 && palette.length % 3 === 0);
  return isSized && width * height <= MOST_PIXELS && isKnown && hasColours && packed.length > 0;
}

/** Where the rows of an interlaced picture begin, and how far they are apart. */
const ADAM7 = [
  ...[
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
  ],
  [0, 1, 1, 2],
] as const;

/** The pictures that a PNG consists of, itself or the seven of an interlaced one: their sizes and places in it. */
function passesOf({ width, height, isInterlaced }: Png): Pass[] {
  const steps = isInterlaced ? ADAM7 : [[0, 0, 1, 1] as const];
  return steps
    .map(([left, top, across, down]) => {
      const size = { width: Math.ceil((width - left) / across), height: Math.ceil((height - top) / down) };
      return { ...size, left, top, across, down };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

interface Pass {
  width: number;
  height: number;
  left: number;
  top: number;
  across: number;
  down: number;
}

/** What is darker than paper: how many pixels, and from where to where they reach, in pixels of the picture. */
export interface Ink {
  pixels: number;
  width: number;
  height: number;
  /** A hash of the drawing wherever it stands on the picture, in whatever colours and file. */
  shape: string;
}

/** What is drawn on a picture. Undefined where the pixels cannot be read. */
export function inkOn(png: Png): Ink | undefined {
  const bits = (SAMPLES[png.colour]?.count ?? 0) * png.depth;
  const passes = passesOf(png).map((pass) => ({ ...pass, bytes: Math.ceil((pass.width * bits) / 8) }));
  const length = passes.reduce((sum, { bytes, height }) => sum + (bytes + 1) * height, 0);
  const rows = inflated(png.packed, length);
  if (rows === undefined) return undefined;
  const step = Math.max(1, bits >> 3);
  const isInk = inkOf(png);
  const across = png.width;
  const dots = new Uint8Array(across * png.height);
  const found = { pixels: 0, left: across, right: -1, top: png.height, bottom: -1, across, dots };
  let at = 0;
  for (const { bytes, ...pass } of passes) {
    let above: Uint8Array = new Uint8Array(bytes);
    for (let y = 0; y < pass.height; y++, at += bytes + 1) {
      const row = rows.subarray(at + 1, at + 1 + bytes);
      if (!unfilter(rows[at] ?? 0, row, above, step)) return undefined;
      mark(found, pass, y, isInk(row));
      above = row;
    }
  }
  const { pixels, left, right, top, bottom } = found;
  const size = { width: Math.max(0, right - left + 1), height: Math.max(0, bottom - top + 1) };
  return { pixels, ...size, shape: shapeOf(found) };
}

/** The rows of the box around the ink, one after another. */
function shapeOf({ dots, across, left, right, top, bottom }: Found): string {
  const shape = createHash('sha256').update(`${right - left + 1}|`);
  for (let y = top; y <= bottom; y++) shape.update(dots.subarray(y * across + left, y * across + right + 1));
  return shape.digest('hex');
}

interface Found {
  pixels: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Of the whole picture, row by row: 1 where there is ink; `across` of them are a row. */
  dots: Uint8Array;
  across: number;
}

/** Counts a row's pixels of ink and widens the box around them. */
function mark(found: Found, pass: Pass, y: number, isInk: (x: number) => boolean): void {
  for (let x = 0; x < pass.width; x++) {
    if (!isInk(x)) continue;
    const [across, down] = [pass.left + x * pass.across, pass.top + y * pass.down];
    found.pixels++;
    found.dots[down * found.across + across] = 1;
    if (across < found.left) found.left = across;
    if (across > found.right) found.right = across;
    if (down < found.top) found.top = down;
    if (down > found.bottom) found.bottom = down;
  }
}

function inflated(packed: Buffer, length: number): Buffer | undefined {
  try {
    const rows = inflateSync(packed, { maxOutputLength: length });
    return rows.length === length ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the bytes of a row out of what was left of them beside the row above. False where there is no such filter. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): boolean {
  if (filter > 4) return false;
  if (filter === 0) return true;
  for (let i = 0; i < row.length; i++) {
    const left = i < step ? 0 : (row[i - step] ?? 0);
    const up = above[i] ?? 0;
    const corner = i < step ? 0 : (above[i - step] ?? 0);
    row[i] = (row[i] ?? 0) + predicted(filter, left, up, corner);
  }
  return true;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** As bright as paper is taken to be, of 255. */
const PAPER = 235;

/** Which pixels of a row are ink. */
function inkOf(png: Png): (row: Uint8Array) => (x: number) => boolean {
  const { depth, colour } = png;
  const count = SAMPLES[colour]?.count ?? 1;
  const full = (1 << Math.min(depth, 8)) - 1;
  /** A sample as one byte; of two bytes the first is enough. */
  const sample = (row: Uint8Array, i: number): number => {
    if (depth >= 8) return row[(i * depth) >> 3] ?? 0;
    const shift = 8 - depth - ((i * depth) & 7);
    return ((row[(i * depth) >> 3] ?? 0) >> shift) & full;
  };
  if (count === 1) {
    const inks = Uint8Array.from({ length: full + 1 }, (_, value) => Number(isInkOf(png, value, full)));
    return (row) => (x) => inks[sample(row, x)] === 1;
  }
  return (row) => (x) => {
    const at = x * count;
    const alpha = colour === 2 ? 255 : sample(row, at + count - 1);
    const red = sample(row, at);
    return colour === 4
      ? isDark(red, red, red, alpha)
      : isDark(red, sample(row, at + 1), sample(row, at + 2), alpha);
  };
}

/** Whether one grey, or one colour of the palette, is ink. */
function isInkOf({ colour, palette, alphas }: Png, value: number, full: number): boolean {
  if (colour === 0) {
    const grey = (value * 255) / full;
    return isDark(grey, grey, grey, 255);
  }
  const part = (i: number): number => palette[3 * value + i] ?? 255;
  return isDark(part(0), part(1), part(2), alphas[value] ?? 255);
}

/** Seen on white paper. */
const isDark = (red: number, green: number, blue: number, alpha: number): boolean =>
  255 - (alpha / 255) * (255 - (0.299 * red + 0.587 * green + 0.114 * blue)) < PAPER;
