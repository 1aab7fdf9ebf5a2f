import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

export interface Claim {
  width: number;
  height: number;
  depth?: 8 | 16;
  isInterlaced?: boolean;
}

/** A PNG that claims to be of this size, with `before` its pixels, of which it holds none. */
export function claimedPng({ width, height, depth = 8, isInterlaced = false }: Claim, before = ''): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, 6, 0, 0, isInterlaced ? 1 : 0], 8);
  const text = Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.from(before))]);
  return Buffer.concat([
    ...[Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header)],
    ...(before ? [chunk('zTXt', text)] : []),
    ...[chunk('IDAT', deflateSync(Buffer.alloc(16))), chunk('IEND', Buffer.alloc(0))],
  ]);
}

/** A HEIC of 64 × 48 that claims to be of this size. */
export function claimedHeic(width: number, height: number): Buffer {
  const file = readFileSync(join(__dirname, 'photo.heic'));
  const size = (from: number): number => file.indexOf('ispe', from) + 8;
  const at = size(size(0));
  file.writeUInt32BE(width, at);
  file.writeUInt32BE(height, at + 4);
  return file;
}

const START_OF_SCAN = Buffer.from([0xff, 0xda]);

/** A progressive JPEG whose last pass over its pixels comes so many times more. */
export function withScans(jpeg: Buffer, more: number): Buffer {
  const last = jpeg.lastIndexOf(START_OF_SCAN);
  const end = jpeg.length - 2;
  const scans = Array.from({ length: more }, () => jpeg.subarray(last, end));
  return Buffer.concat([jpeg.subarray(0, end), ...scans, jpeg.subarray(end)]);
}
