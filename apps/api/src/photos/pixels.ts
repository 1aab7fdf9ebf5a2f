import { createHash } from 'node:crypto';
import { DomainError } from '@songbai/contracts';
import sharp from 'sharp';
import { decodeHeic } from './heic';

/** A photo as it is kept: its pixels anew as JPEG, without camera, time and place; the size is that of the original. */
export interface Pixels {
  width: number;
  height: number;
  content: Buffer;
  /** What is to be seen, whatever file it came in: the hash of the pixels that became `content`. */
  sha256OfPixels: string;
}

const LARGEST = { width: 2048, height: 2048 };
const QUALITIES = [80, 60, 40];
const MOST_BYTES = 4 * 1024 * 1024;
/** More pixels than any camera of a telephone; a small file may claim to hold far more. */
const MOST_PIXELS = 210_000_000;

type Format = 'jpeg' | 'png' | 'webp' | 'heic';

/** Reads a photo of one of four formats. Throws `unreadable-photo` for anything else, whatever it is called. */
export async function readPixels(file: Buffer): Promise<Pixels> {
  const format = formatOf(file);
  if (format === undefined) throw new DomainError('unreadable-photo');
  const options = { failOn: 'error', limitInputPixels: MOST_PIXELS } as const;
  try {
    if (format !== 'heic') return await reencode(sharp(file, options));
    const { width, height, data } = await decodeHeic(file);
    return await reencode(sharp(data, { ...options, raw: { width, height, channels: 4 } }));
  } catch {
    throw new DomainError('unreadable-photo');
  }
}

async function reencode(image: sharp.Sharp): Promise<Pixels> {
  const { width, height } = await image.metadata();
  const { data, info } = await image
    .autoOrient()
    // What a format's decoder shrinks by itself differs from format to format, for one and the same picture.
    .resize({ ...LARGEST, fit: 'inside', withoutEnlargement: true, fastShrinkOnLoad: false })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width: kept, height: rows, channels } = info;
  const sha256OfPixels = createHash('sha256')
    .update(`${kept}x${rows}x${channels}`)
    .update(data)
    .digest('hex');
  for (const quality of QUALITIES) {
    const upright = sharp(data, { raw: { width: kept, height: rows, channels } });
    const content = await upright.jpeg({ quality, mozjpeg: true }).toBuffer();
    if (content.length <= MOST_BYTES) return { width, height, content, sha256OfPixels };
  }
  throw new Error('a photo of this size has fewer bytes at the lowest quality');
}

const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1'];

/** By the first bytes, not by what the sender says. */
function formatOf(file: Buffer): Format | undefined {
  const text = (from: number, to: number): string => file.toString('latin1', from, to);
  if (file.length < 12) return undefined;
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(4, 8) === 'ftyp' && HEIC_BRANDS.includes(text(8, 12))) return 'heic';
  return undefined;
}
