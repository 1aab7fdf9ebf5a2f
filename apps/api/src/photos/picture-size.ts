import { DomainError } from '@songbai/contracts';
import type { Metadata } from 'sharp';

/**
 * Telephones send 12 to 50 million (8192 × 6144), those with a sensor of 108 or 200 million too. A small file may claim
 * far more.
 */
export const MOST_PIXELS = 52_000_000;

/** What all pictures that are being opened may take together. */
export const ROOM_MB = 400;

/** Of any picture: what is kept of it, and the library's own. */
const BASE_MB = 50;
const BYTES_OF_MB = 1024 * 1024;

type Header = Pick<
  Metadata,
  'format' | 'width' | 'height' | 'channels' | 'depth' | 'space' | 'isProgressive' | 'orientation'
>;

/**
 * Bytes that the decoder holds for each pixel, as measured: a picture that comes row by row passes through; of one that
 * comes in passes over the whole, the decoder keeps the whole. What lies on its side is kept whole to be turned.
 */
function bytesOfPixel({ format, channels, depth, space, isProgressive, orientation }: Header): number {
  if (format === 'webp') return 7;
  const whole = channels * (depth === 'ushort' ? 2 : 1);
  if (!isProgressive) return (orientation ?? 1) > 1 ? whole : 1;
  if (format === 'jpeg') return space === 'cmyk' ? 8 : 6;
  return whole;
}

/** In megabytes: what opening this picture takes. */
export const roomOf = (header: Header): number =>
  Math.ceil(BASE_MB + (bytesOfPixel(header) * header.width * header.height) / BYTES_OF_MB);

/** Throws `too-many-pixels` where a picture has more than may be, or than all of the room holds. */
export function assertSize(header: Header): void {
  const fitting = Math.floor(((ROOM_MB - BASE_MB) * BYTES_OF_MB) / bytesOfPixel(header));
  const most = Math.min(MOST_PIXELS, fitting);
  const pixels = header.width * header.height;
  if (pixels > most) throw sizeRefused(pixels, most);
}

const TEN_THOUSAND = 10_000;

export const sizeRefused = (pixels: number, most: number): DomainError => {
  const [found, limit] = [Math.ceil(pixels / TEN_THOUSAND), Math.floor(most / TEN_THOUSAND)];
  const millions = (count: number): string => (count / 100).toFixed(1).replace(/\.0$/, '');
  return new DomainError('too-many-pixels', {
    facts: {
      ...{ found: String(found), limit: String(limit) },
      ...{ foundMillions: millions(found), limitMillions: millions(limit) },
    },
  });
};
