import { inflateRawSync } from 'node:zlib';
import type { FaultKind } from './faults';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP_64 = 0xffffffff;

/**
 * Why these bytes should not be given to the workbook reader, which unpacks whatever it is given: no zip with
 * a workbook in it, or one that unpacks to more than `limit` bytes. Unpacked sizes in a zip can lie, so
 * everything is unpacked once here.
 */
export function problemOfWorkbook(bytes: Buffer, limit: number): FaultKind | undefined {
  if (bytes.subarray(0, 4).equals(OLD_WORKBOOK)) return 'old-workbook';
  const entries = entriesOf(bytes);
  if (!entries?.some(({ name }) => name.replace(/^\//, '') === 'xl/workbook.xml')) return 'not-a-workbook';
  let left = limit;
  for (const entry of entries) {
    const size = unpackedSize(bytes, entry, left);
    if (typeof size === 'string') return size;
    left -= size;
    if (left < 0) return 'expands-too-far';
  }
  return undefined;
}

interface Entry {
  name: string;
  stored: boolean;
  packedSize: number;
  offset: number;
}

/** The entries that the zip's directory names; undefined where it has none that can be read. */
function entriesOf(bytes: Buffer): Entry[] | undefined {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end === -1 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return undefined;
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= end && bytes.readUInt32LE(at) === ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const packedSize = bytes.readUInt32LE(at + 20);
    const offset = bytes.readUInt32LE(at + 42);
    if (packedSize === ZIP_64 || offset === ZIP_64) return undefined;
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, stored: bytes.readUInt16LE(at + 10) === 0, packedSize, offset });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpackedSize(
  bytes: Buffer,
  { stored, packedSize, offset }: Entry,
  left: number,
): number | FaultKind {
  if (stored) return packedSize;
  if (offset + 30 > bytes.length) return 'not-a-workbook';
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  try {
    return inflateRawSync(bytes.subarray(start, start + packedSize), { maxOutputLength: Math.max(1, left) })
      .length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? 'expands-too-far'
      : 'not-a-workbook';
  }
}
