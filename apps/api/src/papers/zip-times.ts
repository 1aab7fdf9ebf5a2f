const END = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;

/** 1 January 1980 00:00, the first time that a zip can name. */
const NO_TIME = 0;
const FIRST_DAY = (1 << 5) | 1;

/**
 * Sets the time of every entry of a zip to the same moment, in place. The workbook writer stamps them with
 * the clock, so two files of one content would differ. Only zips without a comment and without ZIP64 records,
 * which is what it writes.
 */
export function fixTimes(zip: Buffer): Buffer {
  const end = zip.length - END_LENGTH;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error('this zip ends in a way that we do not know');
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    fix(zip, at + 12);
    fix(zip, zip.readUInt32LE(at + 42) + 10);
    const lengths = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    at += lengths.reduce((sum, length) => sum + length, ENTRY_LENGTH);
  }
  return zip;
}

/** Time and date stand beside each other, two bytes each. */
function fix(zip: Buffer, at: number): void {
  zip.writeUInt16LE(NO_TIME, at);
  zip.writeUInt16LE(FIRST_DAY, at + 2);
}
