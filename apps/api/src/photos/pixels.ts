import { createHash } from 'node:crypto';
import { DomainError } from '@songbai/contracts';
import sharp from 'sharp';
import { Lanes } from '../http/lanes';
import { decodeHeic } from './heic';
import { assertSize, MOST_PIXELS, ROOM_MB, roomOf, sizeRefused } from './picture-size';

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
/** A picture of a hundred passes over all of its pixels is small as a file, and long to read. */
const PATIENCE_SECONDS = 30;

/** In megabytes: pictures are opened side by side as long as there is room for all of them. */
const room = new Lanes(ROOM_MB);
/** Each that waits is held as it came; a telephone that is told to come again does so by itself. */
const MOST_WAITING = 20;
const COME_AGAIN_SECONDS = 15;
const busy = (): DomainError => new DomainError('busy', { retryAfterSeconds: COME_AGAIN_SECONDS });

type Format = 'jpeg' | 'png' | 'webp' | 'heic';

/**
 * Reads a photo of one of four formats. Throws `too-many-pixels` by its header, before anything is opened, and
 * `unreadable-photo` for anything else, whatever it is called; `busy` where too many wait, or this one took too long.
 */
export async function readPixels(file: Buffer): Promise<Pixels> {
  const format = formatOf(file);
  if (format === undefined) throw new DomainError('unreadable-photo');
  if (room.waitingNow >= MOST_WAITING) throw busy();
  try {
    if (format === 'heic') return await room.run(() => ofHeic(file), ROOM_MB);
    // The header alone, whatever size it claims.
    const header = await sharp(file, { limitInputPixels: false }).metadata();
    assertSize(header);
    return await room.run(() => reencode(sharp(file, LIMITS)), roomOf(header));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // The picture may be sound, and the machine slow: a telephone gives up on what it is told is broken.
    throw TOO_SLOW.test(String(error)) ? busy() : new DomainError('unreadable-photo');
  }
}

/** As both decoders say it. */
const TOO_SLOW = /timeout|too slow/i;

const LIMITS = { failOn: 'error', limitInputPixels: MOST_PIXELS } as const;

async function ofHeic(file: Buffer): Promise<Pixels> {
  const decoded = await decodeHeic(file, MOST_PIXELS);
  const { width, height } = decoded;
  if (!('data' in decoded)) throw sizeRefused(width * height, MOST_PIXELS);
  return reencode(sharp(decoded.data, { ...LIMITS, raw: { width, height, channels: 4 } }));
}

async function reencode(image: sharp.Sharp): Promise<Pixels> {
  const { width, height } = await image.metadata();
  const { data, info } = await image
    .autoOrient()
    // What a format's decoder shrinks by itself differs from format to format, for one and the same picture.
    .resize({ ...LARGEST, fit: 'inside', withoutEnlargement: true, fastShrinkOnLoad: false })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .timeout({ seconds: PATIENCE_SECONDS })
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
